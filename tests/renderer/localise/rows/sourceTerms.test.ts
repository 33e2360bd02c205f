import { describe, expect, it } from "vitest";
import { sourceTerms } from "../../../../src/renderer/localise/rows/sourceTerms.ts";
import type { RichText } from "../../../../src/shared/document/documentSchema.ts";
import { plainFromRich } from "../../../../src/shared/document/plainText.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

const words: RichText = [
  { kind: "paragraph", content: [{ text: "Ask first." }] },
  {
    kind: "paragraph",
    content: [{ text: "Call " }, { helpline: "VN-111" }, { text: ": victims of human trafficking are not to blame." }],
  },
];

describe("terms of a source", () => {
  it("are where the source says them, also behind a helpline, with the approved words", () => {
    const terms = sourceTerms(words, pack, "en-VN", "ar-EG");
    const paragraphs = plainFromRich(words, pack, "en-VN");
    expect(terms.length).toBeGreaterThan(0);
    for (const { found, places, approved } of terms) {
      expect(approved.join()).toMatch(/\p{Script=Arabic}/u);
      const [first] = places;
      expect(paragraphs[(first?.paragraph ?? 0) - 1]?.slice(first?.start, first?.end)).toBe(found);
    }
    expect(terms.map(({ found }) => found.toLowerCase()).join("; ")).toContain("trafficking");
  });

  it("are none between editions of one language, and none where nothing is said", () => {
    expect(sourceTerms(words, pack, "en-VN", "en-EG")).toEqual([]);
    expect(sourceTerms([], pack, "en-VN", "vi-VN")).toEqual([]);
  });
});
