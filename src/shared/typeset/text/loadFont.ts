import * as hb from "harfbuzzjs";
import { needsNoGlyph } from "./characters.ts";
import type { InkBox } from "./paragraph.ts";
import type { FontFile } from "./ports.ts";

/** Font file → HarfBuzz font with its measures in ems, made once per file. */

export interface LoadedFont {
  readonly file: FontFile;
  readonly font: hb.Font;
  readonly unitsPerEm: number;
  /** hhea, or OS/2 typographic where the font asks for it; ems, both positive. */
  readonly ascent: number;
  readonly descent: number;
  /** Glyph of U+0020, which HarfBuzz puts in the place of what draws nothing. */
  readonly space: number | undefined;
  /** Whether every letter of the cluster has a glyph, alone or taken apart. */
  covers(cluster: string): boolean;
  /** The box of the glyph's ink around its origin; null where it has none. */
  ink(glyph: number): InkBox | null;
}

const loaded = new WeakMap<FontFile, LoadedFont>();

export function loadFont(file: FontFile): LoadedFont {
  const before = loaded.get(file);
  if (before) return before;
  const face = new hb.Face(new hb.Blob(file.bytes));
  const font = new hb.Font(face);
  const unitsPerEm = face.upem;
  const extents = font.hExtents();
  const characters = new Map<string, boolean>();
  const hasCharacter = (character: string): boolean => {
    const at = character.codePointAt(0) ?? 0;
    return needsNoGlyph(character) || font.nominalGlyph(at) !== undefined || isSpaceOf(font, character);
  };
  const hasAll = (text: string) => [...text].every(hasCharacter);
  const inks = new Map<number, InkBox | null>();
  const result: LoadedFont = {
    file,
    font,
    unitsPerEm,
    ascent: extents.ascender / unitsPerEm,
    descent: -extents.descender / unitsPerEm,
    space: font.nominalGlyph(0x20),
    covers(cluster) {
      let has = characters.get(cluster);
      if (has === undefined) {
        has = hasAll(cluster) || hasAll(cluster.normalize("NFD"));
        characters.set(cluster, has);
      }
      return has;
    },
    ink(glyph) {
      let ink = inks.get(glyph);
      if (ink === undefined) {
        const box = font.glyphExtents(glyph);
        ink =
          box === undefined || box.height === 0
            ? null
            : {
                left: box.xBearing / unitsPerEm,
                right: (box.xBearing + box.width) / unitsPerEm,
                above: box.yBearing / unitsPerEm,
                below: -(box.yBearing + box.height) / unitsPerEm,
              };
        inks.set(glyph, ink);
      }
      return ink;
    },
  };
  loaded.set(file, result);
  return result;
}

/** HarfBuzz makes any space of fixed width out of U+0020. */
function isSpaceOf(font: hb.Font, character: string): boolean {
  return /^[\u00a0\u2000-\u200a\u202f\u205f\u3000]$/.test(character) && font.nominalGlyph(0x20) !== undefined;
}
