import { COMMON_HEADERS, PAGE_POLICY } from "../studio/assets/pagePolicy.ts";

/** Headers of each kind of answer: what it may run, and how long a browser keeps it. */

export const PAGE_HEADERS = {
  ...COMMON_HEADERS,
  "Content-Security-Policy": PAGE_POLICY,
  "Cache-Control": "no-store",
} as const;

/** Somebody's photographs and exports: nothing in them runs, and no copy stays in the browser's cache. */
export const ASSET_HEADERS = {
  ...COMMON_HEADERS,
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cache-Control": "no-store",
} as const;

/** Names of built files hold a digest of what is in them. */
export const LASTING = "private, max-age=31536000, immutable";
