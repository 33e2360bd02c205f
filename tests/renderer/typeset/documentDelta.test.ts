import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDocumentDelta, documentDelta } from "../../../src/renderer/typeset/documentDelta.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";

/** As it arrives on the other side. */
const sent = <Value>(value: Value): Value => structuredClone(value);

const document = (slots: Readonly<Record<string, string>>, title = "Safe work abroad"): CampaignDocument =>
  ({
    id: "d",
    title,
    templates: ["a3"],
    editions: {
      "ar-EG": { slots: { headline: [{ kind: "paragraph", content: ["عمل آمن"] }] } },
      "vi-VN": {
        slots: Object.fromEntries(
          Object.entries(slots).map(([slot, text]) => [slot, [{ kind: "paragraph", content: [text] }]]),
        ),
      },
    },
    pictures: {},
    placements: {},
    history: [],
  }) as unknown as CampaignDocument;

describe("documentDelta", () => {
  it("gives the whole document where there is none before, or another one", () => {
    const whole = document({ headline: "Đi an toàn" });
    expect(documentDelta(null, whole)).toEqual({ whole });
    expect(documentDelta({ ...whole, id: "other" }, whole)).toEqual({ whole });
  });

  it("holds nothing but the words that an edit changed", () => {
    const before = document({ headline: "Đi an toàn", body: "Hỏi trước khi đi." });
    const content = [{ kind: "paragraph", content: ["Về nhà"] }] as never;
    const { document: after } = applyEdit(before, { kind: "set-slot", edition: "vi-VN", slot: "headline", content });
    expect(documentDelta(before, after)).toEqual({
      within: {
        editions: { within: { "vi-VN": { within: { slots: { within: { headline: { whole: content } } } } } } },
      },
    });
  });

  it("builds the same document on the other side, whatever edits came between", () => {
    const slot = fc.constantFrom("headline", "body", "toString", "__proto__x");
    const edit = fc.oneof(
      fc.record({
        kind: fc.constant("set-slot" as const),
        edition: fc.constantFrom("ar-EG", "vi-VN"),
        slot,
        content: fc.option(fc.string().map((text) => [{ kind: "paragraph", content: [text] }])),
      }),
      fc.record({ kind: fc.constant("set-title" as const), title: fc.string() }),
      fc.record({ kind: fc.constant("set-source" as const), source: fc.option(fc.constant("ar-EG")) }),
      fc.record({ kind: fc.constant("set-templates" as const), templates: fc.array(fc.string()) }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        let here = document({ headline: "Đi an toàn" });
        let there = applyDocumentDelta(null, sent(documentDelta(null, here)));
        for (const one of edits) {
          const { document: after } = applyEdit(here, one as unknown as Edit);
          there = applyDocumentDelta(there, sent(documentDelta(here, after)));
          here = after;
          expect(there).toEqual(here);
        }
      }),
    );
  });

  it("takes up a document that the host sent anew", () => {
    const before = document({ headline: "Đi an toàn", body: "Hỏi trước khi đi." });
    const after = sent(document({ headline: "Đi an toàn" }, "Another title"));
    expect(applyDocumentDelta(before, sent(documentDelta(before, after)))).toEqual(after);
  });
});
