/** Bytes of an ICC profile → its header, description and tables (ICC.1:2010, 7; versions 2 and 4). Positions outside the bytes are refused. */

export interface IccProfile {
  /** Length that the header says, bytes. */
  readonly size: number;
  /** For example 4.3. */
  readonly version: number;
  /** `prtr` of a press, `mntr` of a screen, `scnr` of a camera or scanner, and others. */
  readonly deviceClass: string;
  /** Of the device: `CMYK`, `RGB`, `GRAY`, … */
  readonly space: string;
  /** Between devices: `Lab` or `XYZ`. */
  readonly connection: string;
  /** Signature → its element. */
  readonly tags: ReadonlyMap<string, Uint8Array>;
}

const HEADER = 128;
const ENTRY = 12;
/** The richest profiles of presses have about 30. */
const MOST_TAGS = 100;
/** Of a description: it is printed on terminals and written into every PDF. */
const MOST_LETTERS = 200;

/** Whether it calls itself one, sound or not. */
export function looksLikeIcc(bytes: Uint8Array): boolean {
  return bytes.length > HEADER + 4 && ascii(bytes, 36, 4) === "acsp";
}

/** Null where the bytes are no profile, or one of its tags lies outside. */
export function readIccProfile(bytes: Uint8Array): IccProfile | null {
  if (!looksLikeIcc(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(HEADER);
  const tableEnd = HEADER + 4 + count * ENTRY;
  if (count < 1 || count > MOST_TAGS || tableEnd > bytes.length) return null;
  const tags = new Map<string, Uint8Array>();
  for (let at = HEADER + 4; at < tableEnd; at += ENTRY) {
    const start = view.getUint32(at + 4);
    const length = view.getUint32(at + 8);
    if (start < tableEnd || length < 8 || start + length > bytes.length) return null;
    tags.set(ascii(bytes, at, 4), bytes.subarray(start, start + length));
  }
  return {
    size: view.getUint32(0),
    version: (bytes[8] ?? 0) + ((bytes[9] ?? 0) >> 4) / 10,
    deviceClass: ascii(bytes, 12, 4),
    space: ascii(bytes, 16, 4).trim(),
    connection: ascii(bytes, 20, 4).trim(),
    tags,
  };
}

/** Empty where there is none that can be read. English where there is a choice. */
export function descriptionOf({ tags }: IccProfile): string {
  const element = tags.get("desc");
  if (element === undefined) return "";
  const type = ascii(element, 0, 4);
  const text = type === "desc" ? ascii(element, 12, lengthAt(element, 8)) : type === "mluc" ? localised(element) : "";
  return text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, MOST_LETTERS);
}

/** `mluc`: records of language, country, length and offset of a text in UTF-16. */
function localised(element: Uint8Array): string {
  const count = Math.min(lengthAt(element, 8), 100);
  const records = Array.from({ length: count }, (_, index) => 16 + index * 12);
  const chosen = records.find((at) => ascii(element, at, 2) === "en") ?? records[0];
  if (chosen === undefined) return "";
  const start = lengthAt(element, chosen + 8);
  return new TextDecoder("utf-16be").decode(element.subarray(start, start + lengthAt(element, chosen + 4)));
}

/** 0 beyond the end. */
function lengthAt(bytes: Uint8Array, at: number): number {
  if (at + 4 > bytes.length) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder("latin1").decode(bytes.subarray(at, at + length));
}
