import { describe, expect, it } from "vitest";
import { frameOfSlot, readingOrder, slotsOfFrame } from "../../../src/renderer/checks/slotFrames.ts";
import { nextSlot, problemsBySlot } from "../../../src/renderer/localise/rows/slotProblems.ts";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import { familyOf, templateOf } from "../../../src/shared/pack/lookUp.ts";
import { pack } from "../../fixtures/safeMigration.ts";

describe("slots in reading order", () => {
  it.each(pack.templates.map(({ id }) => id))("has every slot of words of %s once, as its pages show them", (id) => {
    const template = templateOf(pack, id);
    const order = readingOrder(pack, template.family, [id]).map(({ slot }) => slot.id);
    expect(new Set(order).size).toBe(order.length);
    const words = familyOf(pack, template.family).slots.filter(({ kind }) => kind !== "picture");
    expect([...order].sort()).toEqual(words.map((slot) => slot.id).sort());
    const shown = template.pages.flatMap(({ frames }) => frames.flatMap(slotsOfFrame));
    const placed = order.filter((slot) => shown.includes(slot));
    expect(placed.map((slot) => shown.indexOf(slot))).toEqual(
      placed.map((slot) => shown.indexOf(slot)).toSorted((a, b) => a - b),
    );
  });

  it("names the frame that shows a slot, in the format that was asked for first", () => {
    const [template] = pack.templates;
    const slot = template?.pages[0]?.frames.flatMap(slotsOfFrame)[0] ?? "";
    const place = frameOfSlot(pack, [template?.id ?? ""], slot);
    const frame = template?.pages[place?.page ?? 9]?.frames.find(({ id }) => id === place?.frame);
    expect(frame === undefined ? [] : slotsOfFrame(frame)).toContain(slot);
    expect(frameOfSlot(pack, [], slot)).toBeNull();
    expect(frameOfSlot(pack, [template?.id ?? ""], "no-such-slot")).toBeNull();
  });
});

describe("problems of a slot", () => {
  const base = { code: "x/y", severity: "error", place: "", message: "", hint: "" } as const;
  const template = templateOf(pack, "trifold-safe-migration");
  const page = template.pages[0];
  const frame = page?.frames.find((one) => slotsOfFrame(one).length > 0);

  it("are those about its words and those about a frame that shows it", () => {
    const slot = frame === undefined ? "" : (slotsOfFrame(frame)[0] ?? "");
    const words: Diagnostic = { ...base, at: { slot } };
    const fit: Diagnostic = { ...base, at: { template: template.id, page: page?.id ?? "", frame: frame?.id ?? "" } };
    const elsewhere: Diagnostic = { ...base, at: { template: template.id, page: "nowhere", frame: frame?.id ?? "" } };
    const found = problemsBySlot([words, fit, elsewhere, base], pack);
    expect(found.get(slot)).toEqual([words, fit]);
  });
});

describe("from slot to slot", () => {
  const slots = ["a", "b", "c"];
  it("goes on, goes round, and goes back", () => {
    expect(nextSlot(slots, () => true, null, 1)).toBe("a");
    expect(nextSlot(slots, () => true, null, -1)).toBe("c");
    expect(nextSlot(slots, () => true, "c", 1)).toBe("a");
    expect(nextSlot(slots, () => true, "a", -1)).toBe("c");
  });
  it("skips what is not wanted, and ends where nothing is", () => {
    expect(nextSlot(slots, (slot) => slot === "c", "a", 1)).toBe("c");
    expect(nextSlot(slots, (slot) => slot === "a", "a", 1)).toBe("a");
    expect(nextSlot(slots, () => false, "a", 1)).toBeNull();
    expect(nextSlot([], () => true, null, 1)).toBeNull();
  });
});
