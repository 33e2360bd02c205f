import { describe, expect, it } from "vitest";
import { lockedSlots } from "../../../../src/shared/document/locks.ts";
import { parseDocument } from "../../../../src/shared/document/parseDocument.ts";
import { pseudoLocalise } from "../../../../src/shared/localise/units/pseudoLocalise.ts";
import { atomsOf, segmentsOf } from "../../../../src/shared/localise/units/units.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../../fixtures/wordsDocument.ts";

const plain = (content: Parameters<typeof segmentsOf>[0]) =>
  segmentsOf(content).map(({ content: inlines }) => inlines.map((part) => ("text" in part ? part.text : "")).join(""));
const digits = (text: string) => text.replace(/\D+/g, " ").trim();

describe.each([
  ["ltr" as const, "vi-VN"],
  ["rtl" as const, "ar-EG"],
])("made-up words, %s", (direction, edition) => {
  it.each(pack.templates.map(({ id }) => id))(
    "%s: longer, with every helpline, fact, number and address",
    (template) => {
      const { "en-VN": english, ...rest } = sampleDocument(template).editions;
      if (english === undefined) throw new Error("no English sample");
      const document = { ...sampleDocument(template), source: "en-VN", editions: { ...rest, "en-VN": english } };
      const made = parseDocument(pseudoLocalise(document, pack, { expand: 1.35, direction }));
      const slots = made.editions[edition]?.slots ?? {};
      const locked = lockedSlots(pack, document.templates);
      expect(Object.keys(slots).sort()).toEqual(Object.keys(english.slots).sort());
      for (const [slot, content] of Object.entries(english.slots)) {
        if (locked.has(slot)) continue;
        const pseudo = slots[slot] ?? [];
        expect(segmentsOf(pseudo).map(({ kind }) => kind)).toEqual(segmentsOf(content).map(({ kind }) => kind));
        expect(segmentsOf(pseudo).flatMap((one) => atomsOf(one.content))).toEqual(
          segmentsOf(content).flatMap((one) => atomsOf(one.content)),
        );
        const [before, after] = [plain(content), plain(pseudo)];
        before.forEach((text, index) => {
          expect(digits(after[index] ?? "")).toBe(digits(text));
          if (text === after[index] || text.trim() === "") return;
          expect(after[index]).toMatch(/^\[.*\]$/s);
          expect((after[index] ?? "").length).toBeGreaterThanOrEqual(Math.floor(text.length * 1.35));
          if (direction === "rtl") expect(after[index]).toMatch(/\p{Script=Arabic}/u);
        });
      }
      // The source itself is as it was.
      expect(made.editions["en-VN"]).toEqual(english);
    },
  );
});
