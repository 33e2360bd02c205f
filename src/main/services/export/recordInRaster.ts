import { crc32 } from "node:zlib";
import { RECORD_CLOSE as CLOSE, RECORD_OPEN as OPEN, RECORD_NAMESPACE } from "../../../shared/approve/fileRecord.ts";
import {
  decodeRecord,
  digestParts,
  latin,
  type RasterContainer,
  type RecordFacts,
  recordTooLarge,
  view,
} from "./recordFacts.ts";

/**
 * PNG, JPEG or WebP ⇄ the record in a segment of its own (PNG iTXt, JPEG APP1, WebP "XMP "); the digest is over the
 * file with an empty record in its place.
 */

interface Piece {
  readonly bytes: Uint8Array;
  /** `frame`: WebP's outermost headers, which change with the record. */
  readonly kind: "xmp" | "frame" | "other";
}

export function rasterFacts(bytes: Uint8Array, container: RasterContainer): RecordFacts {
  const pieces = piecesOf(bytes, container);
  const packets = pieces.filter(({ kind }) => kind === "xmp").map((piece) => latin(piece.bytes));
  const found = new RegExp(`${OPEN}([A-Za-z0-9+/=]*)${CLOSE}`).exec(packets.join(""))?.[1];
  const withRecord = (encoded: string) => insertIntoRaster(bytes, container, encoded);
  let record: string | null = null;
  // The segment, and its place, must be exactly those that Manara writes.
  if (packets.length > 0) record = found !== undefined && withRecord(found).equals(bytes) ? decodeRecord(found) : "";
  const pixels = pixelsOf(bytes, container, pieces);
  return { container, record, digest: digestParts(withRecord("")), pixels, properties: null };
}

/** In place of the one that is there. Fails with `export/record-too-large` where a JPEG has no room for it. */
export function insertIntoRaster(bytes: Uint8Array, container: RasterContainer, encoded: string): Buffer {
  const packet = Buffer.from(packetOf(encoded), "latin1");
  const pieces = piecesOf(bytes, container).filter(({ kind }) => kind !== "xmp");
  if (container === "png") {
    // Behind the header, before the pixels.
    return Buffer.concat([
      ...pieces.slice(0, 2).map((one) => one.bytes),
      pngChunk(packet),
      ...pieces.slice(2).map((one) => one.bytes),
    ]);
  }
  if (container === "jpeg") {
    const length = 2 + JPEG_KEY.length + packet.length;
    if (length > 0xffff) throw recordTooLarge("JPEG");
    const head = Buffer.from([0xff, 0xe1, length >> 8, length & 0xff]);
    // JFIF wants to be first.
    const first = pieces[1]?.bytes[1] === 0xe0 ? 2 : 1;
    const segment = Buffer.concat([head, Buffer.from(JPEG_KEY, "latin1"), packet]);
    return Buffer.concat([
      ...pieces.slice(0, first).map((one) => one.bytes),
      segment,
      ...pieces.slice(first).map((one) => one.bytes),
    ]);
  }
  return webpWith(pieces, packet);
}

/** The file cut at its chunks or segments; whatever follows the last of them is one piece. */
function piecesOf(bytes: Uint8Array, container: RasterContainer): Piece[] {
  if (container === "png") return pngPieces(bytes);
  return container === "jpeg" ? jpegPieces(bytes) : webpPieces(bytes);
}

const PNG_KEY = "XML:com.adobe.xmp\0";
const JPEG_KEY = "http://ns.adobe.com/xap/1.0/\0";

function pngPieces(bytes: Uint8Array): Piece[] {
  const whole = view(bytes);
  const pieces: Piece[] = [{ bytes: bytes.subarray(0, 8), kind: "other" }];
  let at = 8;
  while (at + 12 <= whole.length) {
    const end = at + 12 + whole.readUInt32BE(at);
    if (end > whole.length) break;
    const isXmp =
      latin(bytes.subarray(at + 4, at + 8)) === "iTXt" &&
      latin(bytes.subarray(at + 8, at + 8 + PNG_KEY.length)) === PNG_KEY;
    pieces.push({ bytes: bytes.subarray(at, end), kind: isXmp ? "xmp" : "other" });
    at = end;
  }
  return [...pieces, { bytes: bytes.subarray(at), kind: "other" }];
}

function jpegPieces(bytes: Uint8Array): Piece[] {
  const whole = view(bytes);
  const pieces: Piece[] = [{ bytes: bytes.subarray(0, 2), kind: "other" }];
  let at = 2;
  // Up to the start of the scan: behind it, lengths are not given.
  while (at + 4 <= whole.length && whole[at] === 0xff && whole[at + 1] !== 0xda) {
    const end = at + 2 + whole.readUInt16BE(at + 2);
    if (end > whole.length) break;
    const isXmp = whole[at + 1] === 0xe1 && latin(bytes.subarray(at + 4, at + 4 + JPEG_KEY.length)) === JPEG_KEY;
    pieces.push({ bytes: bytes.subarray(at, end), kind: isXmp ? "xmp" : "other" });
    at = end;
  }
  return [...pieces, { bytes: bytes.subarray(at), kind: "other" }];
}

function webpPieces(bytes: Uint8Array): Piece[] {
  const whole = view(bytes);
  const pieces: Piece[] = [{ bytes: bytes.subarray(0, 12), kind: "frame" }];
  let at = 12;
  while (at + 8 <= whole.length) {
    const length = whole.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > whole.length) break;
    const name = latin(bytes.subarray(at, at + 4));
    const kind = name === "XMP " ? "xmp" : name === "VP8X" ? "frame" : "other";
    pieces.push({ bytes: bytes.subarray(at, end), kind });
    at = end;
  }
  return [...pieces, { bytes: bytes.subarray(at), kind: "other" }];
}

function pixelsOf(bytes: Uint8Array, container: RasterContainer, pieces: readonly Piece[]): [number, number] | null {
  const whole = view(bytes);
  if (container === "png") return whole.length < 24 ? null : [whole.readUInt32BE(16), whole.readUInt32BE(20)];
  if (container === "jpeg") {
    // SOF0 to SOF15 but DHT, JPG and DAC.
    const frame = pieces.find(({ bytes: one }) => one.length >= 9 && one[0] === 0xff && isFrame(one[1] ?? 0));
    return frame === undefined ? null : [view(frame.bytes).readUInt16BE(7), view(frame.bytes).readUInt16BE(5)];
  }
  return webpPixels(pieces);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function webpPixels(pieces: readonly Piece[]): [number, number] | null {
  for (const { bytes } of pieces) {
    const chunk = view(bytes);
    const name = latin(bytes.subarray(0, 4));
    if (name === "VP8 " && chunk.length >= 18)
      return [chunk.readUInt16LE(14) & 0x3fff, chunk.readUInt16LE(16) & 0x3fff];
    if (name === "VP8L" && chunk.length >= 13) {
      const bits = chunk.readUInt32LE(9);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
  }
  return null;
}

function pngChunk(packet: Buffer): Buffer {
  // Not compressed, no language, no translated keyword.
  const body = Buffer.concat([Buffer.from(`iTXt${PNG_KEY}\0\0\0\0`, "latin1"), packet]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** XMP needs the extended form, whose header says so and repeats the size (RFC 9649, 2.7). */
function webpWith(pieces: readonly Piece[], packet: Buffer): Buffer {
  const XMP_FLAG = 0x04;
  const known = pieces.find(({ bytes }) => latin(bytes.subarray(0, 4)) === "VP8X");
  const [width, height] = webpPixels(pieces) ?? [1, 1];
  const header = Buffer.alloc(18);
  header.write("VP8X", 0, "latin1");
  header.writeUInt32LE(10, 4);
  header.writeUIntLE(width - 1, 12, 3);
  header.writeUIntLE(height - 1, 15, 3);
  if (known !== undefined) view(known.bytes).copy(header);
  header[8] = (header[8] ?? 0) | XMP_FLAG;
  const head = Buffer.alloc(8);
  head.write("XMP ", 0, "latin1");
  head.writeUInt32LE(packet.length, 4);
  const pad = Buffer.alloc(packet.length % 2);
  const others = pieces.filter(({ kind }) => kind === "other").map(({ bytes }) => bytes);
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), header, ...others, head, packet, pad]);
  const riff = Buffer.alloc(8);
  riff.write("RIFF", 0, "latin1");
  riff.writeUInt32LE(body.length, 4);
  return Buffer.concat([riff, body]);
}

function packetOf(encoded: string): string {
  return (
    '<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" xmlns:manara="${RECORD_NAMESPACE}">${OPEN}${encoded}${CLOSE}</rdf:Description>` +
    '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
  );
}
