/** Headers that every answer carries: what a page may load and run, and who may look at it. */

/** Only our own files run; WebAssembly is HarfBuzz, inline styles are positions that React and tiptap set. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
} as const;

export const PAGE_HEADERS = {
  ...COMMON,
  "Content-Security-Policy": PAGE_POLICY,
  "Cache-Control": "no-store",
} as const;

/** Somebody's photographs and exports: nothing in them runs, and no copy stays in the browser's cache. */
export const ASSET_HEADERS = {
  ...COMMON,
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cache-Control": "no-store",
} as const;

/** Names of built files hold a digest of what is in them. */
export const LASTING = "private, max-age=31536000, immutable";
