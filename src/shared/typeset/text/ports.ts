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

/** Shapes of glyphs for the renderers. Both throw for a font id that was not given. */
export interface GlyphOutlines {
  /** SVG path data, absolute M L Q C Z, thousandths of an em, y down, origin at the pen; empty for a blank glyph. */
  outline(fontId: string, glyphId: number): string;
  /** Advance width, thousandths of an em. */
  advance(fontId: string, glyphId: number): number;
}
