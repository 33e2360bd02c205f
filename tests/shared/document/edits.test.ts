import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { edit, redo, startHistory, undo } from "../../../src/shared/document/editHistory.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import { PACK } from "../../fakes/samplePack.ts";

const DIGEST = "b".repeat(64);
const FRESH = createDocument(PACK, "poster-a3", {
  id: "00000000-0000-4000-8000-000000000000",
  at: "2026-01-01T00:00:00Z",
  engine: "0.1.0",
});
const START: CampaignDocument = {
  ...FRESH,
  editions: { "vi-VN": { slots: {} } },
  pictures: { [DIGEST]: { name: "hands", type: "image/png", width: 10, height: 10, consent: null } },
};

const text = fc.array(
  fc.record({
    kind: fc.constant("paragraph" as const),
    content: fc.tuple(fc.record({ text: fc.string({ minLength: 1 }) })),
  }),
  { maxLength: 3 },
);
const edition = fc.constantFrom("vi-VN", "en-VN", "ar-EG");
const slot = fc.constantFrom("headline", "items");
const single: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("set-title" as const), title: fc.string({ minLength: 1 }) }),
  fc.record({
    kind: fc.constant("set-edition" as const),
    edition,
    content: fc.option(fc.record({ slots: fc.dictionary(slot, text) })),
  }),
  fc.record({ kind: fc.constant("set-slot" as const), edition: fc.constant("vi-VN"), slot, content: fc.option(text) }),
  fc.record({
    kind: fc.constant("place-picture" as const),
    slot,
    placement: fc.option(fc.constant({ digest: DIGEST, focus: { x: 0.5, y: 0.5 }, alt: {} })),
  }),
);

/** Edits of an edition that an earlier edit removed are refused; those are skipped. */
function tryEdit(document: CampaignDocument, change: Edit) {
  try {
    return applyEdit(document, change);
  } catch {
    return null;
  }
}

describe("applyEdit", () => {
  it("is taken back by its inverse", () => {
    fc.assert(
      fc.property(fc.array(single, { maxLength: 8 }), single, (before, change) => {
        const document = before.reduce((current, one) => tryEdit(current, one)?.document ?? current, START);
        const applied = tryEdit(document, change);
        if (applied !== null) expect(applyEdit(applied.document, applied.inverse).document).toEqual(document);
      }),
    );
  });

  it("takes back several edits together, in reverse", () => {
    const together: Edit = {
      kind: "together",
      edits: [
        { kind: "set-edition", edition: "en-VN", content: { slots: {} } },
        { kind: "set-slot", edition: "en-VN", slot: "headline", content: [] },
        { kind: "set-edition", edition: "vi-VN", content: null },
      ],
    };
    const { document, inverse } = applyEdit(START, together);
    expect(Object.keys(document.editions)).toEqual(["en-VN"]);
    expect(applyEdit(document, inverse).document).toEqual(START);
  });

  it("refuses an edition that is not there", () => {
    const change: Edit = { kind: "set-slot", edition: "fr-FR", slot: "headline", content: null };
    expect(() => applyEdit(START, change)).toThrow(expect.objectContaining({ code: "document/unknown-edition" }));
  });

  it("refuses a picture that is not there", () => {
    const placement = { digest: "c".repeat(64), focus: { x: 0, y: 0 }, alt: {} };
    expect(() => applyEdit(START, { kind: "place-picture", slot: "art", placement })).toThrow(
      expect.objectContaining({ code: "document/unknown-picture" }),
    );
  });
});

describe("edit history", () => {
  it("goes back to the start and forth again", () => {
    fc.assert(
      fc.property(fc.array(single, { maxLength: 10 }), (changes) => {
        let history = startHistory(START);
        for (const change of changes) if (tryEdit(history.document, change)) history = edit(history, change);
        let back = history;
        for (const _ of changes) back = undo(back);
        expect(back.document).toEqual(START);
        let forth = back;
        for (const _ of changes) forth = redo(forth);
        expect(forth.document).toEqual(history.document);
      }),
    );
  });

  it("forgets what was undone at the next edit", () => {
    const once = edit(startHistory(START), { kind: "set-title", title: "One" });
    const other = edit(undo(once), { kind: "set-title", title: "Two" });
    expect(redo(other).document.title).toBe("Two");
  });
});

describe("parseDocument", () => {
  it("accepts what createDocument makes", () => {
    expect(parseDocument(JSON.parse(JSON.stringify(FRESH)))).toEqual(FRESH);
  });

  it.each([
    [{ ...FRESH, version: 2 }, "document/newer-version"],
    [{ ...FRESH, version: "1" }, "document/no-version"],
    [[], "document/no-version"],
    [{ ...FRESH, title: 7 }, "document/wrong-json"],
    [{ ...FRESH, extra: true }, "document/wrong-json"],
  ])("refuses %#", (value, code) => {
    expect(() => parseDocument(value)).toThrow(expect.objectContaining({ code }));
  });
});
