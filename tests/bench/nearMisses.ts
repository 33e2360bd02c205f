import type { LanguageRule } from "../../src/shared/pack/templatePack.ts";

/** A language rule → long texts that almost match it, over and over: where a pattern that backtracks too much shows itself. */

export const LETTERS = 20_000;

export function nearMisses(rule: LanguageRule): string[] {
  const words = rule.avoid.filter((word) => word.length > 2);
  const parts = words.flatMap((word) => [
    word.slice(0, -1),
    `${word.slice(0, Math.ceil(word.length / 2))} `,
    word.replace(/ .*$/, "  "),
  ]);
  const spaces = words.map((word) => `${word.split(" ")[0] ?? ""}${" ".repeat(200)}`);
  const joined = [
    parts.join(" "),
    parts.join(""),
    spaces.join(""),
    `${words[0]?.split(" ")[0] ?? "a"} `,
    " ",
    words[0]?.charAt(0) ?? "a",
  ];
  return joined.map((part) => part.repeat(Math.ceil(LETTERS / Math.max(1, part.length))).slice(0, LETTERS));
}
