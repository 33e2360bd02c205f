import { describe, expect, it } from "vitest";
import { hasSeenAll, type SeenPages, seePage } from "../../../../src/renderer/review/proof/useSeenPages.ts";

const NOTHING: SeenPages = new Map();
const see = (...looks: readonly (readonly [proof: string, page: string])[]) =>
  looks.reduce((seen, [proof, page]) => seePage(seen, proof, page), NOTHING);

describe("all pages of a proof were seen", () => {
  it("once each of them was on the screen, in any order", () => {
    expect(hasSeenAll(see(["p1", "back"], ["p1", "front"]), "p1", ["front", "back"])).toBe(true);
    expect(hasSeenAll(see(["p1", "front"]), "p1", ["front", "back"])).toBe(false);
    expect(hasSeenAll(NOTHING, "p1", ["front"])).toBe(false);
  });

  it("not by looking at one page twice", () => {
    expect(hasSeenAll(see(["p1", "front"], ["p1", "front"]), "p1", ["front", "back"])).toBe(false);
  });

  it("not by looking at the same pages of another proof, before or after a change", () => {
    expect(hasSeenAll(see(["p1", "front"], ["p2", "back"]), "p2", ["front", "back"])).toBe(false);
    expect(hasSeenAll(see(["p1", "front"], ["p1", "back"]), "p2", ["front", "back"])).toBe(false);
  });

  it("still, when the pages are as they were before a change that was taken back", () => {
    expect(hasSeenAll(see(["p1", "front"], ["p2", "front"], ["p1", "back"]), "p1", ["front", "back"])).toBe(true);
  });

  it("not where another template had other pages", () => {
    expect(hasSeenAll(see(["p1", "inside"], ["p1", "outside"]), "p1", ["front", "back"])).toBe(false);
  });

  it("never of a proof without pages", () => {
    expect(hasSeenAll(see(["p1", "front"]), "p1", [])).toBe(false);
  });

  it("and what was noted before stays as it was", () => {
    const before = see(["p1", "front"]);
    seePage(before, "p1", "back");
    expect(hasSeenAll(before, "p1", ["front", "back"])).toBe(false);
  });
});
