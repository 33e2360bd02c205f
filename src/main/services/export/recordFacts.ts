import { createHash } from "node:crypto";
import { StudioError } from "../../../shared/base/errors.ts";

/** A record ⇄ its characters in a file, and what PDFs and raster files tell of one alike. */

export type RasterContainer = "png" | "jpeg" | "webp";
export type Container = "pdf" | RasterContainer;

export interface RecordFacts {
  readonly container: Container;
  /** The record's text; null where there is none, "" where what is there cannot be read. */
  readonly record: string | null;
  /** SHA-256 of the file without its record. */
  readonly digest: string;
  readonly pixels: readonly [number, number] | null;
  /** Of a PDF: digest of its XMP packet without the record, and the instance id in it. */
  readonly properties: { readonly digest: string; readonly instance: string } | null;
}

/** Base64 needs no escapes in XML. */
export function encodeRecord(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

/** "" where it is not exactly what `encodeRecord` writes: one record has one form. */
export function decodeRecord(encoded: string): string {
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return encodeRecord(text) === encoded ? text : "";
}

export function digestParts(...parts: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function recordTooLarge(kind: string): StudioError {
  return new StudioError("export/record-too-large", "failure", `The approvals do not fit into the ${kind}.`, {
    hint: "Choose another kind of file: PNG has room for records of any length.",
  });
}
