import type { ServerResponse } from "node:http";
import type { Asset } from "../studio/base/ports.ts";
import { ASSET_HEADERS, LASTING, PAGE_HEADERS } from "./headers.ts";
import type { StaticFile } from "./staticFiles.ts";

/** Files of the window and bytes of documents → responses. */

/** What may be looked at in a page of ours; everything else is only kept as a file. */
const SAFE_TYPES = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "application/json",
  "application/pdf",
  "application/zip",
  "font/ttf",
  "font/otf",
  "font/woff2",
];

export function sendStatic(response: ServerResponse, { bytes, type, lasting }: StaticFile): void {
  send(response, bytes, {
    ...PAGE_HEADERS,
    "Content-Type": type,
    ...(lasting ? { "Cache-Control": LASTING } : {}),
  });
}

/** @param name under which the browser keeps it; null to use it in the page. */
export function sendAsset(response: ServerResponse, { bytes, type }: Asset, name: string | null): void {
  send(response, bytes, {
    ...ASSET_HEADERS,
    "Content-Type": SAFE_TYPES.includes(type) ? type : "application/octet-stream",
    ...(name === null ? {} : { "Content-Disposition": attachment(name) }),
  });
}

/** RFC 6266: the plain name for old programs, the real one in UTF-8. */
function attachment(name: string): string {
  const safe = name
    .toWellFormed()
    .replace(/[\p{Cc}/\\]/gu, "_")
    .slice(0, 200);
  const plain = safe.replace(/[^\x20-\x7e]|["%]/g, "_");
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function send(response: ServerResponse, bytes: Uint8Array, headers: Readonly<Record<string, string>>): void {
  response.writeHead(200, { ...headers, "Content-Length": bytes.length });
  response.end(response.req.method === "HEAD" ? undefined : bytes);
}
