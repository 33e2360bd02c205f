import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXCHANGE_FORMATS, exportWords, importWords } from "../../../src/main/services/document/interchange.ts";
import { canonicalText } from "../../../src/shared/base/digest.ts";
import type { CampaignDocument, Inline, RichText } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../src/shared/document/edits.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { anyRich, sampleDocument } from "../../fixtures/wordsDocument.ts";

/** What leaves for a translator's tool and comes back untouched is what was there. */

const WHO = { by: "Lan", at: "2026-02-03T04:05:06Z" };
const templates = pack.templates.map(({ id }) => id);

describe.each(EXCHANGE_FORMATS)("%s", (format) => {
  it.each(templates)("gives every edition of %s back as it was", (template) => {
    const document = sampleDocument(template);
    const tags = Object.keys(document.editions);
    expect(tags.length).toBeGreaterThan(1);
    for (const source of tags) {
      for (const edition of tags.filter((tag) => tag !== source)) {
        const bytes = exportWords(document, pack, { edition, source, format });
        const taken = importWords(document, pack, bytes, null, WHO);
        expect(taken).toMatchObject({ edition, source, edit: null });
        expect(taken.units.map(({ outcome }) => outcome).filter((one) => one !== "unchanged")).toEqual([]);
      }
    }
  });

  it("brings a whole edition to a document that has lost it", () => {
    for (const template of templates) {
      const document = sampleDocument(template);
      const [source = "", edition = ""] = ["en-VN", "vi-VN"];
      const bytes = exportWords(document, pack, { edition, source, format });
      const { [edition]: lost, ...rest } = document.editions;
      const bare = parseDocument({ ...document, editions: rest });
      const taken = importWords(bare, pack, bytes, null, WHO);
      const after = taken.edit === null ? bare : applyEdit(bare, taken.edit).document;
      for (const { slot, outcome, reason } of taken.units) {
        // A slot whose helplines differ from the source's has lost them as far as an empty edition can tell.
        if (outcome === "skipped") expect(["lost", "added"]).toContain(reason);
        else
          expect(canonicalText(after.editions[edition]?.slots[slot] ?? [])).toBe(
            canonicalText(lost?.slots[slot] ?? []),
          );
      }
      expect(taken.units.some(({ outcome }) => outcome === "taken")).toBe(true);
    }
  });

  it("gives back whatever a person may type, letter by letter", () => {
    fc.assert(
      fc.property(anyRich, (content) => {
        const document = twoEditions(content);
        const bytes = exportWords(document, pack, { edition: "vi-VN", source: "en-VN", format });
        const emptied = parseDocument({
          ...document,
          editions: { ...document.editions, "vi-VN": { slots: {} } },
        });
        const taken = importWords(emptied, pack, bytes, null, WHO);
        expect(taken.units).toMatchObject([{ slot: "headline", outcome: "taken" }]);
        const after = taken.edit === null ? emptied : applyEdit(emptied, taken.edit).document;
        expect(after.editions["vi-VN"]?.slots.headline).toEqual(content);
        expect(parseDocument(JSON.parse(JSON.stringify(after)))).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });
});

/** The source has the same helplines and facts in other words. */
function twoEditions(content: RichText): CampaignDocument {
  const plain = (inlines: readonly Inline[]): Inline[] => [
    { text: "Source & <words> " },
    ...inlines.filter((part) => !("text" in part)),
  ];
  const source = content.map((block) =>
    block.kind === "paragraph"
      ? { ...block, content: plain(block.content) }
      : { ...block, items: block.items.map(plain) },
  );
  const document = sampleDocument(templates[0] ?? "");
  return parseDocument({
    ...document,
    editions: { "en-VN": { slots: { headline: source } }, "vi-VN": { slots: { headline: content } } },
  });
}
