/** What the typesetter needs from outside: font files. */

export interface FontFile {
  /** `<family>-<weight>`, spaces removed, for example `Alexandria-700`. */
  readonly id: string;
  readonly family: string;
  readonly weight: number;
  /** SHA-256 of `bytes`, lower-case hex. */
  readonly digest: string;
  /** A whole TrueType or OpenType file with one static instance. */
  readonly bytes: Uint8Array;
}
