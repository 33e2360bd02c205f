import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import { assert } from "./errors.ts";

/** JSON value → canonical bytes → digest: the same value gives the same digest on every machine. */

/** RFC 8785 canonical JSON. Members that are `undefined` are left out. */
export function canonicalText(value: unknown): string {
  const json = canonicalize(value);
  assert(json !== undefined, "only JSON values have canonical text");
  return json;
}

/** UTF-8 bytes of a text. */
export function textBytes(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** The UTF-8 bytes of `canonicalText`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return textBytes(canonicalText(value));
}

/** SHA-256 of bytes, lower-case hex, 64 characters. */
export function digestBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** What `shortDigest` gives. */
export const SHORT_DIGEST = /^[0-9a-f]{16}$/;

/** The first 16 digits: enough to tell the few versions of one thing apart; nothing is trusted because of them. */
export function shortDigest(digest: string): string;
export function shortDigest(digest: string | undefined): string | null;
export function shortDigest(digest: string | undefined): string | null {
  return digest?.slice(0, 16) ?? null;
}

/** The same seed gives the same UUID, of version 8 (RFC 9562): its bits are ours to choose. */
export function derivedUuid(seed: string): string {
  const hex = digestBytes(textBytes(seed));
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** SHA-256 of the canonical JSON of a value, lower-case hex, 64 characters. */
export function digestValue(value: unknown): string {
  return digestBytes(canonicalBytes(value));
}
