import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CampaignDocument, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { editSchema } from "../../../../src/shared/document/editSchema.ts";
import { applyEdit, type Edit } from "../../../../src/shared/document/edits.ts";
import { checkEdit } from "../../../../src/shared/document/locks.ts";
import { parseDocument } from "../../../../src/shared/document/parseDocument.ts";
import { progressOf, unitStatuses } from "../../../../src/shared/localise/units/unitStatus.ts";
import { localiseSlot, reviewSlot } from "../../../../src/shared/localise/units/units.ts";
import { PACK } from "../../../fakes/samplePack.ts";

const LAN = { by: "Lan", at: "2026-02-03T04:05:06Z" };
const HANH = { by: "Hạnh", at: "2026-02-04T04:05:06Z" };
const text = (words: string): RichText => [{ kind: "paragraph", content: [{ text: words }] }];
const PLACE = { edition: "vi-VN", source: "en-VN", slot: "headline" };

function base(): CampaignDocument {
  return parseDocument({
    version: 1,
    id: "5f0c1a52-9d1e-4c62-8f6b-1a2b3c4d5e6f",
    title: "Poster",
    pack: { id: "sample", release: "1.0.0", digest: "a".repeat(64) },
    family: "poster",
    templates: ["poster-a3"],
    editions: { "en-VN": { slots: { headline: text("Ask before you go") } }, "vi-VN": { slots: {} } },
    pictures: {},
    placements: {},
    created: { at: "2026-01-01T00:00:00Z", engine: "0.0.0" },
    approvals: [],
    history: [],
  });
}

const edited = (document: CampaignDocument, ...edits: Edit[]) =>
  edits.reduce((current, one) => applyEdit(current, one).document, document);
const headline = (document: CampaignDocument) => unitStatuses(document, PACK, "vi-VN", "en-VN").headline;
const setSource = (words: string): Edit => ({
  kind: "set-slot",
  edition: "en-VN",
  slot: "headline",
  content: text(words),
});
const setTarget = (words: string): Edit => ({
  kind: "set-slot",
  edition: "vi-VN",
  slot: "headline",
  content: text(words),
});

describe("the status of a unit", () => {
  it("goes from missing over draft to reviewed", () => {
    const empty = base();
    expect(headline(empty)?.state).toBe("missing");
    const draft = edited(empty, localiseSlot(empty, PLACE, text("Hỏi trước khi đi"), LAN));
    expect(headline(draft)).toMatchObject({ state: "draft", ...LAN, reviewed: null });
    const reviewed = edited(draft, reviewSlot(draft, PLACE, HANH));
    expect(headline(reviewed)).toMatchObject({ state: "reviewed", ...LAN, reviewed: HANH });
    expect(progressOf(unitStatuses(reviewed, PACK, "vi-VN", "en-VN"))).toMatchObject({
      total: 1,
      states: { reviewed: 1 },
    });
    expect(unitStatuses(reviewed, PACK, "en-VN", "en-VN").headline?.state).toBe("source");
  });

  it("forgets a review when the words change, and knows it again when they come back", () => {
    const draft = edited(base(), localiseSlot(base(), PLACE, text("Hỏi"), LAN));
    const reviewed = edited(draft, reviewSlot(draft, PLACE, HANH));
    const changed = edited(reviewed, setTarget("Hỏi đi"));
    expect(headline(changed)).toMatchObject({ state: "draft", reviewed: null });
    expect(headline(edited(changed, setTarget("Hỏi")))?.state).toBe("reviewed");
  });

  it("is stale while the source differs, with both versions and the words that changed", () => {
    const draft = edited(base(), localiseSlot(base(), PLACE, text("Hỏi"), LAN));
    const reviewed = edited(draft, reviewSlot(draft, PLACE, HANH));
    const stale = edited(reviewed, setSource("Ask before you travel"));
    expect(headline(stale)).toMatchObject({
      state: "stale",
      stale: { before: text("Ask before you go"), now: text("Ask before you travel") },
    });
    expect(headline(stale)?.stale?.changes.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "removed", text: "go" },
      { kind: "added", text: "travel" },
    ]);
    expect(headline(edited(stale, setSource("Ask before you go")))?.state).toBe("reviewed");
  });

  it("shows another text as another text", () => {
    const long = (seed: number) => Array.from({ length: 3000 }, (_, n) => `w${seed * n}`).join(" ");
    const draft = edited(base(), setSource(long(3)));
    const done = edited(draft, localiseSlot(draft, PLACE, text("Hỏi"), LAN), setSource(long(7)));
    expect(headline(done)?.stale?.changes).toEqual([
      { kind: "removed", text: long(3) },
      { kind: "added", text: long(7) },
    ]);
  });

  it("does not count words that differ only in how their letters are composed", () => {
    const draft = edited(base(), localiseSlot(base(), PLACE, text("Hỏi trước"), LAN));
    const reviewed = edited(draft, reviewSlot(draft, PLACE, HANH));
    expect(headline(edited(reviewed, setTarget("Hỏi trước".normalize("NFD"))))?.state).toBe("reviewed");
  });

  it("is a draft where nobody knows what it comes from", () => {
    expect(headline(edited(base(), setTarget("Hỏi")))).toMatchObject({ state: "draft", by: null });
  });
});

const words = fc.constantFrom("", "a", "b", "c d", "c  d").map((one) => (one === "" ? [] : text(one)));
const anyEdit = fc.oneof(
  fc.record({
    kind: fc.constant("set-slot" as const),
    edition: fc.constantFrom("en-VN", "vi-VN"),
    slot: fc.constantFrom("headline", "items"),
    content: fc.option(words),
  }),
  fc.record({
    kind: fc.constant("set-unit" as const),
    edition: fc.constantFrom("en-VN", "vi-VN"),
    slot: fc.constantFrom("headline", "items"),
    unit: fc.option(
      fc.record({
        source: fc.record({ edition: fc.constantFrom("en-VN", "ar-EG"), content: words }),
        by: fc.constant("Lan"),
        at: fc.constant(LAN.at),
        reviewed: fc.constant(null),
      }),
    ),
  }),
  fc.record({ kind: fc.constant("set-source" as const), source: fc.option(fc.constantFrom("en-VN", "vi-VN")) }),
  fc.constantFrom("localise" as const, "review" as const),
);

describe("any edits", () => {
  it("keep every status true, and undo gives back the document as it was", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (steps) => {
        let document = base();
        // What a person would remember: the source that the words were made for, and the words that were reviewed.
        let from: string | null = null;
        let reviewed: string | null = null;
        const stack: { before: CampaignDocument; inverse: Edit }[] = [];
        const now = (edition: string) => JSON.stringify(document.editions[edition]?.slots.headline ?? []);
        for (const step of steps) {
          const made: Edit =
            step === "localise"
              ? localiseSlot(document, PLACE, text("đi"), LAN)
              : step === "review"
                ? reviewSlot(document, PLACE, HANH)
                : step;
          expect(editSchema.parse(made)).toEqual(made);
          const { document: next, inverse } = applyEdit(document, made);
          stack.push({ before: document, inverse });
          document = next;
          if (step === "localise") [from, reviewed] = [now("en-VN"), null];
          else if (step === "review") [from, reviewed] = [now("en-VN"), now("vi-VN")];
          else if (step.kind === "set-unit" && step.edition === "vi-VN" && step.slot === "headline") {
            const ours = step.unit?.source.edition === "en-VN";
            [from, reviewed] = [ours ? JSON.stringify(step.unit?.source.content) : null, null];
          }
          const expected =
            now("vi-VN") === "[]"
              ? now("en-VN") === "[]"
                ? "empty"
                : "missing"
              : from !== null && from !== now("en-VN")
                ? "stale"
                : reviewed === now("vi-VN")
                  ? "reviewed"
                  : "draft";
          expect(headline(document)?.state).toBe(expected);
        }
        for (const { before, inverse } of stack.reverse()) {
          document = applyEdit(document, inverse).document;
          expect(document).toEqual(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("are held to the pack's editions, slots and locks", () => {
    const unit = { source: { edition: "en-VN", content: [] }, ...LAN, reviewed: null };
    const refused = (made: Edit, code: string) =>
      expect(() => checkEdit(PACK, base(), made)).toThrow(expect.objectContaining({ code }));
    refused({ kind: "set-source", source: "fr-FR" }, "document/unknown-edition");
    refused({ kind: "set-unit", edition: "fr-FR", slot: "headline", unit }, "document/unknown-edition");
    refused({ kind: "set-unit", edition: "vi-VN", slot: "slogan", unit }, "document/unknown-slot");
    refused(
      { kind: "set-edition", edition: "vi-VN", content: { slots: {}, units: { slogan: unit } } },
      "document/unknown-slot",
    );
    expect(() => checkEdit(PACK, base(), { kind: "set-unit", edition: "vi-VN", slot: "headline", unit })).not.toThrow();
  });
});
