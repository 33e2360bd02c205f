import { describe, expect, it } from "vitest";
import { checkContent } from "../../../../src/shared/localise/checks/checkContent.ts";
import { PARITY_PAIRS } from "../../../fixtures/parityPairs.ts";
import { fill, pack, plainContent } from "../../../fixtures/safeMigration.ts";

/** Amounts with their units, in digits and in words, between editions of one country. Every second pair was held out. */

const FLYER = "flyer-forum-theatre";

type Pair = (typeof PARITY_PAIRS)[number];

/** Whether either edition is told that the other says something else. */
function differ([tag, text, otherTag, otherText]: Pair): boolean {
  const one = fill(FLYER, tag, { ...plainContent(FLYER, tag), body: text });
  const other = fill(FLYER, otherTag, { ...plainContent(FLYER, otherTag), body: otherText });
  const told = [
    [one, other],
    [other, one],
  ].flatMap(([mine, theirs]) => {
    if (!mine || !theirs) return [];
    const { family, localised } = mine;
    const templates = pack.templates.filter(({ id }) => family.templates.includes(id));
    return checkContent(localised, { pack, family, templates, today: "2026-07-01", siblings: [theirs.localised] });
  });
  return told.some(({ code, at }) => code === "localise/C18" && at?.slot === "body");
}

const wrong = (half: readonly Pair[]) =>
  half.filter((pair) => differ(pair) === pair[4]).map((pair) => pair.slice(0, 4));

describe("parity of amounts", () => {
  it("judges every pair that it was tuned on", () => {
    const tuned = PARITY_PAIRS.filter((_, at) => at % 2 === 0);
    expect(tuned.length).toBeGreaterThanOrEqual(30);
    expect(wrong(tuned)).toEqual([]);
  });

  it("judges every pair that was held out", () => {
    const held = PARITY_PAIRS.filter((_, at) => at % 2 === 1);
    expect(held.length).toBeGreaterThanOrEqual(30);
    expect(wrong(held)).toEqual([]);
  });
});
