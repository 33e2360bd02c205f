/** The first 128 bytes of an ICC profile (ICC.1:2010, 7.2). */

export interface IccHeader {
  readonly version: number;
  /** For example `prtr`. */
  readonly deviceClass: string;
  /** For example `CMYK`. */
  readonly space: string;
}

/** Null where the bytes are no profile. */
export function readIccHeader(bytes: Uint8Array): IccHeader | null {
  const field = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 128 || field(36) !== "acsp") return null;
  return { version: (bytes[8] ?? 0) + ((bytes[9] ?? 0) >> 4) / 10, deviceClass: field(12), space: field(16).trim() };
}
