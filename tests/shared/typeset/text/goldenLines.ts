import { readFileSync } from "node:fs";
import type { StyledRun } from "../../../../src/shared/typeset/text/paragraph.ts";
import { backwards, run } from "./packFonts.ts";

/** goldenLines.txt → lines that are easily set wrong, and how they must look. */

const ARABIC_WORD = /[\p{Script=Arabic}\p{M}]+/gu;

export interface GoldenLine {
  readonly name: string;
  readonly language: string;
  readonly reads: string;
  readonly shows: string;
}

export function readGoldenLines(): GoldenLine[] {
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

export function runsOf(reads: string, language: string): StyledRun[] {
  return reads.split(/(\{[^}]*\})/).flatMap((part) => {
    if (part === "") return [];
    if (!part.startsWith("{")) return [run(part, language)];
    return [run(part.slice(1, -1), language, { atom: { kind: "helpline", id: "line" } })];
  });
}
