import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Direction } from "../../../src/shared/base/locale.ts";
import { scan } from "../../../src/shared/literals/scan.ts";
import { onPaper } from "../../fixtures/paper.ts";

/** kinds.json: every kind of span, and every treatment, in lines of mixed text, and how each must look on paper. */

interface Kind {
  readonly kind: string;
  /** Rules were mended with the tuned half in view only: the held half tells how they do on lines never seen. */
  readonly half: "tuned" | "held";
  readonly language: string;
  readonly reads: string;
  readonly shows: string;
}

const kinds: Kind[] = JSON.parse(readFileSync(new URL("kinds.json", import.meta.url), "utf8"));
const RIGHT = new Set(["ar", "fa", "ur", "he"]);

describe.each(["tuned", "held"] as const)("the %s half", (half) => {
  it.each(kinds.filter((one) => one.half === half))("$kind in $language: $reads", ({ language, reads, shows }) => {
    const direction: Direction = RIGHT.has(language) ? "rtl" : "ltr";
    expect(onPaper(reads, scan(reads, { language, direction }).isolates, direction)).toBe(shows);
  });
});

it("has at least five lines of every kind", () => {
  const counts = Map.groupBy(kinds, ({ kind }) => kind);
  expect([...counts].filter(([, lines]) => lines.length < 5)).toEqual([]);
  expect(counts.size).toBeGreaterThanOrEqual(17);
});
