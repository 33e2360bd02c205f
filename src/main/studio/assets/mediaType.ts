/** Bytes → a media type that cannot run: what is in a file decides, not its name. */

const SIGNATURES: readonly (readonly [type: string, at: number, bytes: readonly number[]])[] = [
  ["image/png", 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", 0, [0xff, 0xd8, 0xff]],
  ["application/pdf", 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["font/ttf", 0, [0x00, 0x01, 0x00, 0x00]],
  ["font/otf", 0, [0x4f, 0x54, 0x54, 0x4f]],
  ["font/woff", 0, [0x77, 0x4f, 0x46, 0x46]],
  ["font/woff2", 0, [0x77, 0x4f, 0x46, 0x32]],
];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
/** Data files of packs are far smaller. */
const LARGEST_JSON = 8 * 1024 ** 2;

/** HTML, SVG and everything unknown are `application/octet-stream`. */
export function mediaTypeOf(bytes: Uint8Array): string {
  const has = (at: number, wanted: readonly number[]) => wanted.every((byte, index) => bytes[at + index] === byte);
  if (has(0, RIFF) && has(8, WEBP)) return "image/webp";
  const known = SIGNATURES.find(([, at, wanted]) => has(at, wanted));
  if (known !== undefined) return known[0];
  return isJson(bytes) ? "application/json" : "application/octet-stream";
}

function isJson(bytes: Uint8Array): boolean {
  if (bytes.length > LARGEST_JSON) return false;
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}
