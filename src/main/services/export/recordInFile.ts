import { type Container, encodeRecord, latin, type RecordFacts } from "./recordFacts.ts";
import { fillPdf, pdfFacts, roomIn } from "./recordInPdf.ts";
import { insertIntoRaster, rasterFacts } from "./recordInRaster.ts";

/** Exported file ⇄ the record that it carries in its XMP, and the digest of everything else in it. */

/** Null where the bytes are of no kind that Manara exports. */
function containerOf(bytes: Uint8Array): Container | null {
  const starts = (text: string, at = 0) => text === latin(bytes.subarray(at, at + text.length));
  if (starts("%PDF-")) return "pdf";
  if (starts("\x89PNG\r\n\x1a\n")) return "png";
  if (starts("\xff\xd8\xff")) return "jpeg";
  return starts("RIFF") && starts("WEBP", 8) ? "webp" : null;
}

/** Characters that a record of so many bytes takes in a file. */
export function roomFor(recordText: string): number {
  return encodeRecord(recordText).length;
}

/** Characters that a PDF keeps for its record; null where it keeps none, and for other files. */
export function roomOf(bytes: Uint8Array): number | null {
  const room = containerOf(bytes) === "pdf" ? roomIn(bytes) : null;
  return room === null ? null : room.to - room.from;
}

/** Null where the bytes are of no kind that Manara exports. Never throws: the file may come from anywhere. */
export function factsOf(bytes: Uint8Array): RecordFacts | null {
  const container = containerOf(bytes);
  if (container === null) return null;
  return container === "pdf" ? pdfFacts(bytes) : rasterFacts(bytes, container);
}

/**
 * The file with the record in it; bytes of no kind that Manara exports come back as they are.
 * Fails with `export/record-too-large` where a JPEG or a PDF has no room for it.
 */
export function putRecord(bytes: Uint8Array, text: string): Uint8Array {
  const container = containerOf(bytes);
  if (container === null) return bytes;
  if (container === "pdf") return fillPdf(bytes, encodeRecord(text));
  return insertIntoRaster(bytes, container, encodeRecord(text));
}
