import { assert, StudioError } from "../../base/errors.ts";
import type { FontFamily } from "../../pack/templatePack.ts";
import { isHanging } from "./characters.ts";
import type { Item, ItemisedText } from "./itemise.ts";
import { type LoadedFont, loadFont } from "./loadFont.ts";
import type { ShapedParagraph } from "./paragraph.ts";
import type { FontFile } from "./ports.ts";

/** Items → items of one font: for each grapheme cluster the first font, in the family's order, that has all of it. */

export interface FontedItem extends Item {
  readonly font: LoadedFont;
}

export interface FontedText extends Omit<ItemisedText, "items"> {
  readonly fontedItems: readonly FontedItem[];
  readonly missing: ShapedParagraph["missing"];
  readonly substituted: ShapedParagraph["substituted"];
}

/** Fonts for a family and weight: its own first, then one of each fallback family; never empty. */
export type FontChoice = (family: string, weight: number) => readonly LoadedFont[];

/** @throws StudioError `typeset/no-font` from the choice, if neither the family nor its fallbacks have a file. */
export function createFontChoice(
  files: readonly FontFile[],
  families: Readonly<Record<string, FontFamily>>,
): FontChoice {
  const choices = new Map<string, readonly LoadedFont[]>();
  const familyOf = (name: string) => families[name] ?? Object.values(families).find((family) => family.name === name);
  const nearest = (name: string, weight: number): FontFile | undefined => {
    const names = new Set([name, familyOf(name)?.name]);
    return files
      .filter((file) => names.has(file.family))
      .sort(
        (one, other) => Math.abs(one.weight - weight) - Math.abs(other.weight - weight) || other.weight - one.weight,
      )
      .at(0);
  };
  return (family, weight) => {
    const key = `${family}\n${weight}`;
    let choice = choices.get(key);
    if (choice === undefined) {
      const chosen = [family, ...(familyOf(family)?.fallback ?? [])].map((name) => nearest(name, weight));
      choice = [...new Set(chosen.filter((file) => file !== undefined))].map(loadFont);
      if (choice.length === 0) {
        throw new StudioError("typeset/no-font", "failure", `The family ${family} has no font file.`, {
          hint: "Add the family's fonts to the pack.",
        });
      }
      choices.set(key, choice);
    }
    return choice;
  };
}

export function chooseFonts(itemised: ItemisedText, choice: FontChoice): FontedText {
  const { items, ...rest } = itemised;
  const { text, clusters } = itemised;
  const fontedItems: FontedItem[] = [];
  const missing: { text: string; offset: number }[] = [];
  const substituted: { text: string; offset: number; family: string }[] = [];
  let index = 0;
  for (const item of items) {
    const fonts = choice(item.run.family, item.run.weight);
    const own = fonts[0];
    assert(own, "a font choice is never empty");
    let previous: LoadedFont | null = null;
    for (; (clusters[index] ?? text.length) < item.end; index += 1) {
      const start = clusters[index] ?? 0;
      const end = clusters[index + 1] ?? text.length;
      const cluster = text.slice(start, end);
      let font: LoadedFont = own;
      if (previous && isHanging(cluster) && previous.covers(cluster)) font = previous;
      else if (!own.covers(cluster)) {
        const other = fonts.find((candidate) => candidate.covers(cluster));
        if (other) substituted.push({ text: cluster, offset: start, family: other.file.family });
        else missing.push({ text: cluster, offset: start });
        font = other ?? own;
      }
      const last = fontedItems.at(-1);
      if (last && previous === font && last.end === start) fontedItems[fontedItems.length - 1] = { ...last, end };
      else fontedItems.push({ ...item, start, end, font });
      previous = font;
    }
  }
  return { ...rest, fontedItems, missing, substituted };
}
