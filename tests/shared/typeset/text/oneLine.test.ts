import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { breakOptimally } from "../../../../src/shared/typeset/text/breakLines.ts";
import { chooseFonts, createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { isolate } from "../../../../src/shared/typeset/text/isolate.ts";
import { itemise } from "../../../../src/shared/typeset/text/itemise.ts";
import type { ParagraphInput, SetLine } from "../../../../src/shared/typeset/text/paragraph.ts";
import { prepareParagraph } from "../../../../src/shared/typeset/text/prepareParagraph.ts";
import { resolveLevels } from "../../../../src/shared/typeset/text/resolveLevels.ts";
import { createPieceShaper, shapeText } from "../../../../src/shared/typeset/text/shapeText.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { packFamilies, packFonts, run } from "./packFonts.ts";

/** Keeps docs/one-line.md true: its blocks are what the stages really give. */

const INPUT: ParagraphInput = {
  runs: [
    run("اتصلوا على ", "ar-EG"),
    run("1800-1567", "ar-EG", { weight: 700, atom: { kind: "helpline", id: "EG-CALL" } }),
    run(" (ILO 2012).", "ar-EG"),
  ],
  direction: "rtl",
  language: "ar-EG",
};

const choice = createFontChoice(packFonts, packFamilies);
const shapePiece = createPieceShaper();
const analysed = analyse(INPUT);
const isolated = isolate(analysed);
const levelled = resolveLevels(isolated);
const itemised = itemise(levelled);
const fonted = chooseFonts(itemised, choice);
const shaped = shapeText(fonted, shapePiece);
const { opportunities, lines } = prepareParagraph(INPUT, choice, shapePiece);
const ems = (value: number) => value.toFixed(3);

function setLine(line: SetLine): string {
  const runs = line.runs.map(({ font, direction, glyphs, helpline }) => {
    const last = glyphs.at(-1);
    const end = last ? ems(last.x + last.advance) : "";
    return `  ${ems(glyphs[0]?.x ?? 0)}–${end} ${direction} ${font}${helpline ? ` ${helpline}` : ""}: ${glyphs.length} glyphs`;
  });
  return [`${line.start}–${line.end}, ${ems(line.width)} wide`, ...runs].join("\n");
}

const typeset = createTypesetter(packFonts, packFamilies).shape(INPUT);
const BLOCKS: Readonly<Record<string, string>> = {
  analyse: analysed.spans.map(({ start, end, run: { weight } }) => `${start}–${end} weight ${weight}`).join("\n"),
  isolate: isolated.isolates.map(({ start, end, direction }) => `${start}–${end} ${direction}`).join("\n"),
  resolveLevels: [
    `with isolates     ${levelled.levels.join("")}`,
    `without isolates  ${resolveLevels({ ...isolated, isolates: [] }).levels.join("")}`,
  ].join("\n"),
  itemise: itemised.items
    .map(({ start, end, level, script, run: { weight } }) => `${start}–${end} level ${level} ${script} ${weight}`)
    .join("\n"),
  chooseFonts: fonted.fontedItems.map(({ start, end, font }) => `${start}–${end} ${font.file.id}`).join("\n"),
  shapeText: shaped.shapedItems
    .slice(0, 2)
    .map(({ start, piece }) =>
      piece.glyphs.map(({ id, cluster, advance }) => `${id}@${start + cluster} ${ems(advance)}`).join("  "),
    )
    .join("\n"),
  breakOpportunities: opportunities
    .map(({ offset, mandatory, dislike }) => `${offset}${mandatory ? " must" : ""}${dislike < 0 ? " a pause" : ""}`)
    .join("\n"),
  breakLines: [20, 9]
    .map((measure) => `${measure} em: ${breakOptimally(opportunities, lines, measure, false).ends.join(", ")}`)
    .join("\n"),
  setLines: typeset.breakLines({ measure: 9, balance: false }).lines.map(setLine).join("\n"),
};

describe("docs/one-line.md", () => {
  const page = readFileSync(new URL("../../../../docs/one-line.md", import.meta.url), "utf8");
  const blocks = Object.fromEntries(
    [...page.matchAll(/```text (\w+)\n([\s\S]*?)\n```/g)].map(([, name = "", text = ""]) => [name, text]),
  );

  it.each(Object.keys(BLOCKS))("shows what %s really gives", (name) => {
    expect(blocks[name]).toBe(BLOCKS[name]);
  });

  it("shows nothing else", () => {
    expect(Object.keys(blocks)).toEqual(Object.keys(BLOCKS));
  });
});
