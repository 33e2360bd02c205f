import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, Remark, Unit } from "../../../src/shared/document/documentSchema.ts";
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

describe("each kind of edit", () => {
  const placement = { digest: DIGEST, focus: { x: 0.5, y: 0.5 }, alt: {} };
  const hands = START.pictures[DIGEST] ?? null;
  const unit: Unit = {
    source: { edition: "en-VN", content: [] },
    by: "Lan",
    at: "2026-01-01T00:00:00Z",
    reviewed: null,
  };
  const remark: Remark = {
    about: { edition: "vi-VN", slot: "headline" },
    thread: [{ by: "Lan", at: "2026-01-01T00:00:00Z", text: "Right?" }],
    resolved: null,
  };

  /** What becomes of the document; the inverse must give back what was there before, to the letter. */
  function applied(document: CampaignDocument, change: Edit): CampaignDocument {
    const untouched = structuredClone(document);
    const { document: changed, inverse } = applyEdit(document, change);
    expect(document).toEqual(untouched);
    expect(applyEdit(changed, inverse).document).toStrictEqual(document);
    return changed;
  }

  it("sets the formats, and nothing else", () => {
    const changed = applied(START, { kind: "set-templates", templates: ["post"] });
    expect(changed).toEqual({ ...START, templates: ["post"] });
  });

  it("sets the source edition, changes it, and forgets it", () => {
    const { source: _, ...none } = START;
    const chosen = applied(none, { kind: "set-source", source: "vi-VN" });
    expect(chosen).toStrictEqual({ ...none, source: "vi-VN" });
    expect(applied(chosen, { kind: "set-source", source: "en-VN" }).source).toBe("en-VN");
    expect(applied(chosen, { kind: "set-source", source: null })).toStrictEqual(none);
  });

  it("chooses the digits of an edition, and forgets them", () => {
    const chosen = applied(START, { kind: "set-digits", edition: "vi-VN", digits: "arab" });
    expect(chosen.editions["vi-VN"]).toStrictEqual({ ...START.editions["vi-VN"], digits: "arab" });
    expect(applied(chosen, { kind: "set-digits", edition: "vi-VN", digits: null })).toStrictEqual(START);
    expect(() => applyEdit(START, { kind: "set-digits", edition: "fr-FR", digits: "arab" })).toThrow(
      expect.objectContaining({ code: "document/unknown-edition" }),
    );
  });

  it("says where a slot's words come from, and forgets it without touching the words", () => {
    const words = applied(START, { kind: "set-slot", edition: "vi-VN", slot: "headline", content: [] });
    const one = applied(words, { kind: "set-unit", edition: "vi-VN", slot: "headline", unit });
    expect(one.editions["vi-VN"]).toStrictEqual({ slots: { headline: [] }, units: { headline: unit } });
    const two = applied(one, { kind: "set-unit", edition: "vi-VN", slot: "items", unit });
    expect(applied(two, { kind: "set-unit", edition: "vi-VN", slot: "items", unit: null })).toStrictEqual(one);
    expect(applied(one, { kind: "set-unit", edition: "vi-VN", slot: "headline", unit: null })).toStrictEqual(words);
    expect(() => applyEdit(START, { kind: "set-unit", edition: "fr-FR", slot: "headline", unit })).toThrow(
      expect.objectContaining({ code: "document/unknown-edition" }),
    );
  });

  it("adds a picture, and takes it out only where it is placed nowhere", () => {
    const other = "c".repeat(64);
    const added = applied(START, { kind: "set-picture", digest: other, picture: hands });
    expect(added.pictures).toEqual({ [DIGEST]: hands, [other]: hands });
    expect(applied(added, { kind: "set-picture", digest: other, picture: null })).toStrictEqual(START);
    const placed = applied(added, { kind: "place-picture", slot: "art", placement });
    expect(placed.placements).toEqual({ art: placement });
    expect(() => applyEdit(placed, { kind: "set-picture", digest: DIGEST, picture: null })).toThrow(
      expect.objectContaining({ code: "document/picture-in-use" }),
    );
    // Another picture may go, and what is known of the placed one may change.
    expect(applied(placed, { kind: "set-picture", digest: other, picture: null }).pictures).toEqual({
      [DIGEST]: hands,
    });
    const renamed = hands && { ...hands, name: "two hands" };
    expect(applied(placed, { kind: "set-picture", digest: DIGEST, picture: renamed }).pictures[DIGEST]).toEqual(
      renamed,
    );
    expect(applied(placed, { kind: "place-picture", slot: "art", placement: null }).placements).toEqual({});
  });

  it("begins a thread of remarks, and takes it away without a trace", () => {
    const one = applied(START, { kind: "set-remark", id: "one", remark });
    expect(one).toStrictEqual({ ...START, comments: { one: remark } });
    const two = applied(one, { kind: "set-remark", id: "two", remark });
    expect(applied(two, { kind: "set-remark", id: "two", remark: null })).toStrictEqual(one);
    expect(applied(one, { kind: "set-remark", id: "one", remark: null })).toStrictEqual(START);
  });

  it("applies all of several edits or none", () => {
    const change: Edit = {
      kind: "together",
      edits: [
        { kind: "set-title", title: "New" },
        { kind: "set-slot", edition: "fr-FR", slot: "headline", content: [] },
      ],
    };
    expect(() => applyEdit(START, change)).toThrow(expect.objectContaining({ code: "document/unknown-edition" }));
    expect(START.title).not.toBe("New");
  });
});

describe("edit history", () => {
  const retitle = (title: string): Edit => ({ kind: "set-title", title });

  it("has nothing to take back and nothing to do again at the start", () => {
    const start = startHistory(START);
    expect(start).toEqual({ document: START, past: [], future: [] });
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });

  it("steps back and forth, one edit at a time", () => {
    const two = edit(edit(startHistory(START), retitle("One")), retitle("Two"));
    const back = undo(two);
    expect([back.document.title, back.past.length, back.future.length]).toEqual(["One", 1, 1]);
    const forth = redo(back);
    expect(forth).toEqual(two);
    expect(undo(undo(forth)).document).toEqual(START);
  });

  it("remembers five thousand steps and forgets the oldest", () => {
    const past = Array.from({ length: 5000 }, (_, step) => retitle(String(step)));
    const next = edit({ ...startHistory(START), past }, retitle("New"));
    expect(next.past).toHaveLength(5000);
    expect(next.past[0]).toEqual(retitle("1"));
    expect(next.past.at(-1)).toEqual(retitle(START.title));
  });

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
