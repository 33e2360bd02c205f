import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText } from "../../../src/shared/base/digest.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { editsBetween } from "../../../src/shared/document/editsBetween.ts";
import { PACK } from "../../fakes/samplePack.ts";

const EMPTY = createDocument(PACK, "poster-a3", {
  id: "00000000-0000-4000-8000-000000000000",
  at: "2026-01-01T00:00:00Z",
  engine: "0.1.0",
});
const DIGESTS = ["a".repeat(64), "b".repeat(64)];

const digest = fc.constantFrom(...DIGESTS);
const slot = fc.constantFrom("left", "right");
const words = fc.constantFrom("A", "B").map((text) => [{ kind: "paragraph" as const, content: [{ text }] }]);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("set-title" as const), title: fc.constantFrom("A", "B") }),
  fc.record({
    kind: fc.constant("set-templates" as const),
    templates: fc.subarray(["post", "poster-a3"], { minLength: 1 }),
  }),
  fc.record({ kind: fc.constant("set-source" as const), source: fc.option(fc.constantFrom("ar-EG", "vi-VN")) }),
  fc.record({
    kind: fc.constant("set-edition" as const),
    edition: fc.constantFrom("ar-EG", "vi-VN"),
    content: fc.option(fc.record({ slots: fc.dictionary(fc.constantFrom("body", "headline"), words) })),
  }),
  fc.record({
    kind: fc.constant("set-picture" as const),
    digest,
    picture: fc.option(
      fc.record({
        name: fc.constantFrom("x", "y"),
        type: fc.constant("image/png" as const),
        width: fc.constant(1),
        height: fc.constant(1),
        consent: fc.constant(null),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant("place-picture" as const),
    slot,
    placement: fc.option(fc.record({ digest, focus: fc.constant({ x: 0, y: 1 }), alt: fc.constant({}) })),
  }),
  fc.record({
    kind: fc.constant("set-remark" as const),
    id: fc.constantFrom("one", "two"),
    remark: fc.option(
      fc.record({
        about: fc.constant({ edition: "ar-EG", slot: "body" }),
        thread: fc.constantFrom("why?", "so").map((text) => [{ by: "Lan", at: "2026-01-01T00:00:00Z", text }]),
        resolved: fc.constant(null),
      }),
    ),
  }),
);

/** Edits that do not fit are left out. */
const state = fc.array(edit, { maxLength: 12 }).map((edits) =>
  edits.reduce<CampaignDocument>((document, one) => {
    try {
      return applyEdit(document, one).document;
    } catch {
      return document;
    }
  }, EMPTY),
);

it("leads from any state to any other in one step, which can be taken back", () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const edits = editsBetween(before, after);
      const { document, inverse } = applyEdit(before, { kind: "together", edits });
      expect(canonicalText(document)).toBe(canonicalText(after));
      expect(canonicalText(applyEdit(document, inverse).document)).toBe(canonicalText(before));
      expect(edits.length === 0).toBe(canonicalText(before) === canonicalText(after));
    }),
    { numRuns: 300 },
  );
});
