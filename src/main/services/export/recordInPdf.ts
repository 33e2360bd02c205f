import { createHash } from "node:crypto";
import { RECORD_CLOSE as CLOSE, RECORD_OPEN as OPEN } from "../../../shared/approve/fileRecord.ts";
import { decodeRecord, digestParts, latin, type RecordFacts, recordTooLarge, view } from "./recordFacts.ts";

/**
 * PDF ⇄ the record in the room that was kept for it when the file was written. Putting it there moves no byte: cross-
 * references stay right, and the digest is over all bytes but those of the record.
 */

/** Null where the file keeps no room, or says two things. */
export function roomIn(bytes: Uint8Array): { from: number; to: number } | null {
  const whole = view(bytes);
  const open = whole.indexOf(OPEN, 0, "latin1");
  if (open < 0) return null;
  const from = open + OPEN.length;
  const to = whole.indexOf(CLOSE, from, "latin1");
  // A second one would let a file say two things.
  if (to < 0 || whole.indexOf(OPEN, from, "latin1") >= 0) return null;
  return { from, to };
}

export function pdfFacts(bytes: Uint8Array): RecordFacts {
  const properties = propertiesOf(bytes);
  const facts = { container: "pdf" as const, pixels: null, properties };
  const room = roomIn(bytes);
  if (room === null) {
    const damaged = view(bytes).indexOf(OPEN, 0, "latin1") >= 0;
    return { ...facts, record: damaged ? "" : null, digest: digestParts(bytes) };
  }
  const inside = latin(bytes.subarray(room.from, room.to));
  const digest = digestParts(bytes.subarray(0, room.from), bytes.subarray(room.to));
  return { ...facts, record: /^ *$/.test(inside) ? null : decodeRecord(inside.replace(/ +$/, "")), digest };
}

/** Fails with `export/record-too-large`. */
export function fillPdf(bytes: Uint8Array, encoded: string): Uint8Array {
  const room = roomIn(bytes);
  if (room === null || room.to - room.from < encoded.length) throw recordTooLarge("PDF");
  const filled = new Uint8Array(bytes);
  filled.set(Buffer.from(encoded.padEnd(room.to - room.from, " "), "latin1"), room.from);
  return filled;
}

/** The packet whose closing is last in the file: an update that somebody appended counts. */
function propertiesOf(bytes: Uint8Array): RecordFacts["properties"] {
  const whole = view(bytes);
  const from = whole.lastIndexOf("<?xpacket begin", undefined, "latin1");
  const to = whole.indexOf("<?xpacket end", Math.max(0, from), "latin1");
  if (from < 0 || to < 0) return null;
  const packet = latin(bytes.subarray(from, to));
  const open = packet.indexOf(OPEN);
  const close = packet.indexOf(CLOSE);
  const plain = open < 0 || close < open ? packet : packet.slice(0, open + OPEN.length) + packet.slice(close);
  const instance = /<xmpMM:InstanceID>([^<]{1,100})</.exec(packet)?.[1] ?? "";
  return { digest: createHash("sha256").update(plain, "latin1").digest("hex"), instance };
}
