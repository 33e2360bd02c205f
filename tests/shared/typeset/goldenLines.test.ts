import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { languageOf } from "../../../src/shared/base/locale.ts";
import type { StyledRun } from "../../../src/shared/typeset/setParagraph.ts";
import { createTypesetter } from "../../../src/shared/typeset/typesetter.ts";
import { backwards, directionOf, packFamilies, packFonts, run, seen } from "./packFonts.ts";

const typesetter = createTypesetter(packFonts, packFamilies);
const ARABIC_WORD = /[\p{Script=Arabic}\p{M}]+/gu;

interface Golden {
  readonly name: string;
  readonly language: string;
  readonly reads: string;
  readonly shows: string;
}

function readGolden(): Golden[] {
  const source = readFileSync(new URL("goldenLines.txt", import.meta.url), "utf8");
  return source
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [head = "", reads = "", , ...rows] = block.trim().split("\n");
      const [, name = "", language = ""] = /^(\S+) \((\S+)\)$/.exec(head) ?? [];
      const line = rows.map((row) => (row.startsWith("~") ? row.slice(1) : ` ${row}`)).join("");
      // Digits of the Arabic block run from left to right; letters are read from the right.
      const shows = line.trim().replace(ARABIC_WORD, (word) => (/^\p{Nd}+$/u.test(word) ? word : backwards(word)));
      return { name, language, reads: reads.replace("reads ", ""), shows };
    });
}

function runsOf(reads: string, language: string): StyledRun[] {
  return reads.split(/(\{[^}]*\})/).flatMap((part) => {
    if (part === "") return [];
    if (!part.startsWith("{")) return [run(part, language)];
    return [run(part.slice(1, -1), language, { atom: { kind: "helpline", id: "line" } })];
  });
}

describe("golden lines", () => {
  const goldens = readGolden();
  it("are all there", () => {
    expect(goldens.length).toBeGreaterThanOrEqual(20);
    expect(goldens.every(({ name, language }) => name !== "" && languageOf(language).length === 2)).toBe(true);
  });

  it.each(goldens)("$name", ({ language, reads, shows }) => {
    const shaped = typesetter.shape({ runs: runsOf(reads, language), direction: directionOf(language), language });
    const { lines } = shaped.breakLines({ measure: 1000, balance: false });
    expect(lines.map(seen)).toEqual([shows]);
    expect(shaped.missing).toEqual([]);
  });
});
