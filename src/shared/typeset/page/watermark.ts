import svgpath from "svgpath";
import type { Ink } from "../../base/colour.ts";
import { assert } from "../../base/errors.ts";
import type { Edition } from "../../base/locale.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import type { Typesetter } from "../text/paragraph.ts";
import type { GlyphOutlines } from "../text/ports.ts";
import type { Page, PathItem } from "./page.ts";

/** A page that nobody has approved → the same page with a word across it that cannot be missed or cropped away. */

const WORDS: Readonly<Record<string, string>> = {
  ar: "مسودة · غير معتمدة",
  vi: "BẢN NHÁP · CHƯA DUYỆT",
  en: "DRAFT · NOT APPROVED",
};

export interface WatermarkContext {
  readonly edition: Edition;
  readonly pack: TemplatePack;
  readonly typesetter: Typesetter;
  readonly outlines: GlyphOutlines;
}

/** Degrees; the diagonal of the words. Outlines, not text: a draft must not be mistaken by a reader or a search. */
const ANGLE = -30;
/** Down the page, as parts of its height: the middle one is whole on every format, flat or tall. */
const ROWS = [0.2, 0.5, 0.8];
const OPACITY = 0.28;

/** The words in the edition's language on three diagonals, black over white so that they show on every ground. */
export function watermarkPage(page: Page, { edition, pack, typesetter, outlines }: WatermarkContext): Page {
  const family = Object.values(pack.families)[0];
  const white = Object.values(pack.inks).find((ink) => ink.cmyk.every((amount) => amount === 0));
  const black = pack.inks[pack.black];
  assert(family && white && black, "a pack has a family, white and black");
  const text = WORDS[edition.language] ?? "DRAFT · NOT APPROVED";
  const weight = family.weights.at(-1)?.weight ?? 400;
  const [line] = typesetter
    .shape({
      direction: edition.direction,
      language: edition.tag,
      runs: [{ text, family: family.name, weight, ink: black.id, language: edition.tag }],
    })
    .breakLines({ measure: 1000, balance: false }).lines;
  assert(line, "the words of the watermark make one line");
  const [across, down] = [Math.cos(ANGLE * (Math.PI / 180)), Math.sin(-ANGLE * (Math.PI / 180))];
  // So large that no crop loses it; a strip of a page still shows it whole.
  const longest = Math.min(
    Math.hypot(page.width, page.height) * 0.62,
    page.width / (across + down / line.width),
    page.height / (down + across / line.width),
  );
  const size = longest / line.width;
  const word = line.runs
    .flatMap((run) =>
      run.glyphs.map((glyph) =>
        svgpath(outlines.outline(run.font, glyph.id))
          .scale(size / 1000)
          .translate(glyph.x * size, glyph.y * size)
          .toString(),
      ),
    )
    .join("");
  // The white words lie a little below the black ones: on any ground, one of the two stands out.
  const shadow = size * 0.03;
  const words = (ink: string, x: number, y: number): PathItem => ({
    kind: "path",
    d: svgpath(word)
      .translate((-line.width * size) / 2, size * 0.35)
      .rotate(ANGLE)
      .translate(x, y)
      .round(3)
      .toString(),
    fill: { kind: "solid", ink },
    rule: "nonzero",
    stroke: null,
    opacity: OPACITY,
    clip: null,
    block: null,
  });
  const items = ROWS.flatMap((row) => [
    words(white.id, page.width / 2 + shadow, page.height * row + shadow),
    words(black.id, page.width / 2, page.height * row),
  ]);
  const inks: Record<string, Ink> = { ...page.inks, [black.id]: black, [white.id]: white };
  return { ...page, inks, items: [...page.items, ...items] };
}
