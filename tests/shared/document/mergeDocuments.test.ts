import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestValue } from "../../../src/shared/base/digest.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import { changeDigests, changesOf } from "../../../src/shared/document/documentChanges.ts";
import type { CampaignDocument, RichText, Unit } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { type Merge, type MergeFacts, mergeDocuments } from "../../../src/shared/document/mergeDocuments.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import type { Choices, CopySide } from "../../../src/shared/document/versionChooser.ts";
import { PACK } from "../../fakes/samplePack.ts";

const EDITIONS = ["vi-VN", "ar-EG"] as const;
const SLOTS = ["headline", "items", "body"] as const;
const PHOTOS = ["a".repeat(64), "b".repeat(64)] as const;
const MERGED_AT = "2026-09-01T00:00:00Z";

const words = (text: string): RichText => [{ kind: "paragraph", content: [{ text }] }];
const photo = (name: string) => ({ name, type: "image/png" as const, width: 9, height: 9, consent: null });

const START: CampaignDocument = [
  { kind: "set-edition", edition: "vi-VN", content: { slots: { headline: words("A"), body: words("A") } } } as const,
  { kind: "set-edition", edition: "ar-EG", content: { slots: { headline: words("A") } } } as const,
].reduce<CampaignDocument>(
  (document, edit) => applyEdit(document, edit).document,
  createDocument(PACK, "poster-a3", {
    id: "00000000-0000-4000-8000-000000000000",
    at: "2026-01-01T00:00:00Z",
    engine: "0.1.0",
  }),
);

/** Each edit is saved on its own, as the services do; a copy of somebody else has its own minutes. */
function workedOn(start: CampaignDocument, edits: readonly Edit[], minute: number, recorded = true): CampaignDocument {
  let document = start;
  for (const [at, edit] of edits.entries()) {
    let next: CampaignDocument;
    try {
      next = applyEdit(document, edit).document;
    } catch {
      continue;
    }
    const event = { at: `2026-02-${String(at + 1).padStart(2, "0")}T00:0${minute}:00Z`, what: "edited" as const };
    const changes = recorded ? changesOf(document, next) : {};
    document = { ...next, history: [...document.history, { ...event, ...changes }] };
  }
  return document;
}

const merge = (
  ours: CampaignDocument,
  theirs: CampaignDocument,
  { base = null, take = null, ...more }: Partial<Pick<MergeFacts, "base" | "take" | "choices" | "earlier">> = {},
) => mergeDocuments(ours, theirs, { base, take, ...more, approvals: ours.approvals, at: MERGED_AT });

function documentOf(merged: Merge): CampaignDocument {
  if (merged.state === "merged") return merged.document;
  throw new Error(`in conflict: ${JSON.stringify(merged.conflicts)}`);
}

const contentOf = ({ history: _, approvals: __, ...content }: CampaignDocument) => content;
const slotOf = (document: CampaignDocument | null, edition: string, slot: string) =>
  JSON.stringify(document?.editions[edition]?.slots[slot] ?? null);

const text = fc.constantFrom("A", "B", "C", "D").map(words);
const edition = fc.constantFrom(...EDITIONS);
const slot = fc.constantFrom(...SLOTS);
const remark = fc.record({
  about: fc.constant({ edition: "vi-VN", slot: "headline" }),
  thread: fc.array(
    fc.record({
      by: fc.constantFrom("Lan", "Omar"),
      at: fc.constantFrom("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"),
      text: fc.constantFrom("why?", "so"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  resolved: fc.option(
    fc.record({ by: fc.constant("Lan"), at: fc.constantFrom("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z") }),
  ),
});
const change: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("set-slot" as const), edition, slot, content: fc.option(text) }),
  },
  fc.record({ kind: fc.constant("set-title" as const), title: fc.constantFrom("A", "B", "C") }),
  fc.record({ kind: fc.constant("set-source" as const), source: fc.option(edition) }),
  fc.record({
    kind: fc.constant("set-edition" as const),
    edition,
    content: fc.option(fc.record({ slots: fc.dictionary(slot, text) })),
  }),
  fc.record({
    kind: fc.constant("set-templates" as const),
    templates: fc.constantFrom(["poster-a3"], ["poster-a3", "post"], ["post"]),
  }),
  fc.record({
    kind: fc.constant("set-remark" as const),
    id: fc.constantFrom("one", "two"),
    remark: fc.option(remark),
  }),
  fc.constantFrom(...PHOTOS).chain((digest) =>
    fc.constantFrom("left", "right").map(
      (place): Edit => ({
        kind: "together",
        edits: [
          { kind: "set-picture", digest, picture: photo(digest.slice(0, 3)) },
          {
            kind: "place-picture",
            slot: place,
            placement: { digest, focus: { x: 0.5, y: 0.5 }, alt: { "vi-VN": "tay" } },
          },
        ],
      }),
    ),
  ),
  fc.constantFrom("left", "right").map((place): Edit => ({ kind: "place-picture", slot: place, placement: null })),
);
const work = fc.array(change, { maxLength: 5 });

describe("mergeDocuments", () => {
  it("gives a copy merged with itself back as it is", () => {
    fc.assert(
      fc.property(work, fc.boolean(), (edits, recorded) => {
        const copy = workedOn(START, edits, 1, recorded);
        expect(merge(copy, copy)).toEqual({ state: "merged", document: copy, settled: [], additions: [] });
      }),
    );
  });

  it("gives what went on alone back as it is, whichever copy that is", () => {
    fc.assert(
      fc.property(work, work, (before, after) => {
        const old = workedOn(START, before, 1);
        const ahead = workedOn(old, after, 2);
        const shown = Object.values(ahead.placements).map(({ digest }) => digest);
        // Edits alone can leave a photograph behind that nothing shows.
        fc.pre(
          [...Object.keys(old.pictures), ...Object.keys(ahead.pictures)].every((digest) => shown.includes(digest)),
        );
        expect(documentOf(merge(old, ahead, { base: old }))).toEqual(ahead);
        expect(documentOf(merge(ahead, old, { base: old }))).toEqual(ahead);
      }),
    );
  });

  it("does not depend on which copy comes first", () => {
    fc.assert(
      fc.property(work, work, fc.boolean(), fc.boolean(), (mine, yours, recorded, kept) => {
        const a = workedOn(START, mine, 1, recorded);
        const b = workedOn(START, yours, 2, recorded);
        const base = kept ? START : null;
        const [one, other] = [merge(a, b, { base }), merge(b, a, { base })];
        if (one.state === "merged") expect(documentOf(other)).toEqual(one.document);
        else {
          const mirrored = other.state === "merged" ? [] : other.conflicts;
          expect(mirrored.map(({ ours, theirs, ...one }) => ({ ...one, ours: theirs, theirs: ours }))).toEqual(
            one.conflicts,
          );
        }
      }),
    );
  });

  it("with the common copy keeps every change of words, and tells of each that both made", () => {
    fc.assert(
      fc.property(work, work, (mine, yours) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const merged = merge(a, b, { base: START });
        for (const tag of EDITIONS) {
          for (const name of SLOTS) {
            const [was, one, other] = [START, a, b].map((copy) => slotOf(copy, tag, name));
            const clash = one !== was && other !== was && one !== other;
            if (merged.state === "conflicts") {
              const told = merged.conflicts.some(
                ({ change }) => change.kind === "slot" && change.edition === tag && change.slot === name,
              );
              expect(told).toBe(clash);
            } else expect(slotOf(merged.document, tag, name)).toBe(one === was ? other : one);
          }
        }
      }),
    );
  });

  it("without the common copy never drops words that only one copy has, or that differ", () => {
    fc.assert(
      fc.property(work, work, (mine, yours) => {
        const a = workedOn(START, mine, 1, false);
        const b = workedOn(START, yours, 2, false);
        const merged = merge(a, b);
        for (const tag of EDITIONS) {
          for (const name of SLOTS) {
            const [one, other] = [slotOf(a, tag, name), slotOf(b, tag, name)];
            if (merged.state === "merged") {
              expect(slotOf(merged.document, tag, name)).toBe(one === "null" ? other : one);
              expect(one === other || one === "null" || other === "null").toBe(true);
            }
          }
        }
      }),
    );
  });

  it("joins a thread that both copies began alike and one set anew, with and without the common copy", () => {
    const so = { by: "Lan", at: "2026-03-02T00:00:00Z", text: "so" };
    const why = { by: "Lan", at: "2026-03-01T00:00:00Z", text: "why?" };
    const about = { edition: "vi-VN", slot: "headline" };
    const resolved = { by: "Lan", at: "2026-03-03T00:00:00Z" };
    const said: Edit = { kind: "set-remark", id: "one", remark: { about, thread: [so], resolved } };
    const anew: Edit = { kind: "set-remark", id: "one", remark: { about, thread: [why], resolved: null } };
    const [a, b] = [workedOn(START, [said], 1), workedOn(START, [said, anew], 2)];
    for (const base of [START, null]) {
      expect(documentOf(merge(a, b, { base })).comments).toEqual({ one: { about, thread: [why, so], resolved } });
      expect(documentOf(merge(b, a, { base })).comments).toEqual({ one: { about, thread: [why, so], resolved } });
    }
  });

  it("learns from the histories what the common copy would have told, and never the opposite", () => {
    let told = 0;
    fc.assert(
      fc.property(work, work, (mine, yours) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const [known, learnt] = [merge(a, b, { base: START }), merge(a, b)];
        if (known.state !== "merged" || learnt.state !== "merged") return;
        told += 1;
        expect(contentOf(learnt.document)).toEqual(contentOf(known.document));
        expect(learnt.additions).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it("does not ask again for what was decided", () => {
    fc.assert(
      fc.property(work, work, fc.constantFrom("ours" as const, "theirs" as const), (mine, yours, take) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const merged = documentOf(merge(a, b, { take }));
        expect(parseDocument(merged)).toEqual(merged);
        expect(documentOf(merge(merged, b))).toEqual(merged);
        expect(documentOf(merge(a, merged))).toEqual(merged);
      }),
    );
  });

  const side = fc.constantFrom<CopySide>("ours", "theirs");

  it("does with each change what was chosen for it, and elsewhere what it does anyway", () => {
    let asked = 0;
    fc.assert(
      fc.property(work, work, fc.boolean(), fc.infiniteStream(side), (mine, yours, kept, sides) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const base = kept ? START : null;
        const first = merge(a, b, { base });
        fc.pre(first.state === "conflicts");
        if (first.state !== "conflicts") return;
        let choices: Choices = {};
        for (const { name } of first.conflicts) choices = { ...choices, [name]: sides.next().value ?? "ours" };
        // One left open, and nobody has decided anything.
        const [open = ""] = Object.keys(choices);
        const { [open]: _, ...others } = choices;
        expect(merge(a, b, { base, choices: others })).toMatchObject({ state: "conflicts" });
        const merged = merge(a, b, { base, choices });
        // Choosing a picture can bring up whose name and consent it has.
        fc.pre(merged.state === "merged");
        if (merged.state !== "merged") return;
        asked += 1;
        const [our, their, is] = [a, b, merged.document].map(changeDigests);
        for (const { name, change } of merged.settled) {
          if (change.kind === "slot" || change.kind === "title" || change.kind === "source" || change.kind === "alt") {
            expect(is?.get(name)).toBe((choices[name] === "ours" ? our : their)?.get(name));
          }
        }
        const names = new Set(merged.settled.map(({ name }) => name));
        const otherwise = changeDigests(documentOf(merge(a, b, { base, take: "ours" })));
        for (const name of [...(is?.keys() ?? [])].filter((one) => one.startsWith("slot:") && !names.has(one))) {
          expect(is?.get(name)).toBe(otherwise.get(name));
        }
        expect(parseDocument(merged.document)).toEqual(merged.document);
      }),
      { numRuns: 100 },
    );
    expect(asked).toBeGreaterThan(50);
  });

  it("gives the same document for the mirrored choices in the other order of the copies", () => {
    const other = (one: CopySide): CopySide => (one === "ours" ? "theirs" : "ours");
    fc.assert(
      fc.property(work, work, fc.func(side), (mine, yours, pick) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const named = merge(a, b, { take: "ours" });
        const choices: Choices =
          named.state === "merged" ? Object.fromEntries(named.settled.map(({ name }) => [name, pick(name)])) : {};
        const mirrored = Object.fromEntries(Object.entries(choices).map(([name, one]) => [name, other(one)]));
        const one = documentOf(merge(a, b, { choices, take: "ours" }));
        const two = documentOf(merge(b, a, { choices: mirrored, take: "theirs" }));
        expect(contentOf(two)).toEqual(contentOf(one));
      }),
    );
  });

  it("loses no words that a person accepted: those of the copy that was chosen, or that only one copy changed", () => {
    fc.assert(
      fc.property(work, work, fc.func(side), (mine, yours, pick) => {
        const a = workedOn(START, mine, 1);
        const b = workedOn(START, yours, 2);
        const asked = merge(a, b, { base: START, take: "ours" });
        const choices: Choices =
          asked.state === "merged" ? Object.fromEntries(asked.settled.map(({ name }) => [name, pick(name)])) : {};
        const merged = documentOf(merge(a, b, { base: START, choices, take: "ours" }));
        for (const tag of EDITIONS) {
          for (const name of SLOTS) {
            const [was, one, two] = [START, a, b].map((copy) => slotOf(copy, tag, name));
            const choice = choices[`slot:${tag}/${name}`];
            const wanted = choice === undefined ? (one === was ? two : one) : choice === "ours" ? one : two;
            expect(slotOf(merged, tag, name)).toBe(wanted);
          }
        }
      }),
    );
  });

  it("takes no notice of choices for changes that are not in conflict", () => {
    const a = workedOn(START, [{ kind: "set-title", title: "B" }], 1);
    const merged = merge(a, START, { choices: { title: "theirs", "slot:vi-VN/body": "theirs" } });
    expect(merged).toMatchObject({ state: "merged", document: { title: "B" }, settled: [] });
  });

  it("shows what both started from, where an earlier state of this copy has it", () => {
    const title = (text: string, minute: number) => workedOn(START, [{ kind: "set-title", title: text }], minute);
    const [a, b] = [title("B", 1), title("C", 2)];
    const started = (facts: Parameters<typeof merge>[2]) => {
      const merged = merge(a, b, facts);
      return merged.state === "conflicts" ? merged.conflicts.map((one) => one.before) : null;
    };
    expect(started({ earlier: [title("X", 3), START] })).toEqual([{ value: START.title }]);
    expect(started({ base: START })).toEqual([{ value: START.title }]);
    expect(started({ earlier: [title("X", 3)] })).toEqual([null]);
    const added = (text: string, minute: number) =>
      workedOn(START, [{ kind: "set-slot", edition: "ar-EG", slot: "body", content: words(text) }], minute);
    expect(merge(added("B", 1), added("C", 2))).toMatchObject({ conflicts: [{ before: { value: null } }] });
  });

  it("brings three copies together in any order, where nobody changed the same", () => {
    fc.assert(
      fc.property(work, work, work, (one, two, three) => {
        const [a, b, c] = [workedOn(START, one, 1), workedOn(START, two, 2), workedOn(START, three, 3)];
        const all = [merge(a, b), merge(b, c), merge(a, c)];
        fc.pre(all.every(({ state }) => state === "merged"));
        const [ab, bc] = [documentOf(merge(a, b)), documentOf(merge(b, c))];
        expect(contentOf(documentOf(merge(ab, c)))).toEqual(contentOf(documentOf(merge(a, bc))));
      }),
    );
  });

  const unit = (by: string, at: string, reviewed: Unit["reviewed"] = null, source = "A"): Unit => ({
    source: { edition: "vi-VN", content: words(source) },
    by,
    at,
    reviewed,
  });
  const set = (content: RichText, known: Unit | null): Edit[] => [
    { kind: "set-slot", edition: "ar-EG", slot: "headline", content },
    { kind: "set-unit", edition: "ar-EG", slot: "headline", unit: known },
  ];

  it("says where two people changed the same, what each wrote, who, and when", () => {
    const a = workedOn(START, set(words("B"), unit("Lan", "2026-02-01T00:00:00Z")), 1);
    const b = workedOn(START, set(words("C"), unit("Omar", "2026-02-02T00:00:00Z")), 2);
    expect(merge(a, b)).toEqual({
      state: "conflicts",
      conflicts: [
        {
          name: "slot:ar-EG/headline",
          change: { kind: "slot", edition: "ar-EG", slot: "headline" },
          before: null,
          ours: { value: words("B"), by: "Lan", at: "2026-02-01T00:01:00Z" },
          theirs: { value: words("C"), by: "Omar", at: "2026-02-01T00:02:00Z" },
        },
      ],
    });
    const settled = documentOf(merge(a, b, { take: "theirs" }));
    expect(settled.editions["ar-EG"]).toEqual(b.editions["ar-EG"]);
    expect(settled.history.at(-1)).toMatchObject({ at: MERGED_AT, what: "merged" });
  });

  it("names nobody as the author of words that somebody changed after them", () => {
    const first = workedOn(START, set(words("A2"), unit("Lan", "2026-01-05T00:00:00Z")), 1);
    const rewrite = (text: string): Edit[] => [
      { kind: "set-slot", edition: "ar-EG", slot: "headline", content: words(text) },
    ];
    const a = workedOn(first, rewrite("B"), 2);
    const b = workedOn(first, set(words("C"), unit("Omar", "2026-02-02T00:00:00Z")), 3);
    expect(merge(a, b)).toMatchObject({ conflicts: [{ ours: { by: null }, theirs: { by: "Omar" } }] });
  });

  it("never puts what was said of other words beside new ones", () => {
    // One person writes new words from the old source; the other finds that the old words still fit the new source.
    const first = workedOn(START, set(words("A"), unit("Lan", "2026-01-05T00:00:00Z")), 1);
    const rewritten = workedOn(first, set(words("B"), unit("Lan", "2026-02-02T00:00:00Z")), 2);
    const confirmed = workedOn(
      first,
      [{ kind: "set-unit", edition: "ar-EG", slot: "headline", unit: unit("Omar", "2026-02-03T00:00:00Z", null, "B") }],
      3,
    );
    const { slots, units } = documentOf(merge(rewritten, confirmed)).editions["ar-EG"] ?? { slots: {} };
    expect(slots.headline).toEqual(words("B"));
    expect(units?.headline?.source.content).toEqual(words("A"));
  });

  it("keeps the review of the very words, whichever copy has it", () => {
    const review = { by: "Omar", at: "2026-02-04T00:00:00Z", content: digestValue(words("A")) };
    const a = workedOn(START, set(words("A"), unit("Lan", "2026-02-09T00:00:00Z")), 1);
    const b = workedOn(START, set(words("A"), unit("Lan", "2026-02-01T00:00:00Z", review)), 2);
    for (const merged of [merge(a, b), merge(b, a)]) {
      expect(documentOf(merged).editions["ar-EG"]?.units?.headline?.reviewed).toEqual(review);
    }
  });

  const place = (digest: string, slotName: string): Edit => ({
    kind: "together",
    edits: [
      { kind: "set-picture", digest, picture: photo("hands") },
      { kind: "place-picture", slot: slotName, placement: { digest, focus: { x: 0.5, y: 0.5 }, alt: {} } },
    ],
  });
  const remove = (digest: string, slotName: string): Edit => ({
    kind: "together",
    edits: [
      { kind: "place-picture", slot: slotName, placement: null },
      { kind: "set-picture", digest, picture: null },
    ],
  });

  it("brings no photograph back that one copy took out", () => {
    const shown = workedOn(START, [place(PHOTOS[0], "left")], 1);
    const removed = workedOn(shown, [remove(PHOTOS[0], "left")], 2);
    const edited = workedOn(shown, [{ kind: "set-title", title: "B" }], 3);
    const merged = documentOf(merge(edited, removed));
    expect(merged).toMatchObject({ title: "B", placements: {}, pictures: {} });
    // Where nothing tells whether it was put there or taken out, a person has to.
    const silent = workedOn(shown, [remove(PHOTOS[0], "left")], 2, false);
    expect(merge(edited, silent)).toMatchObject({
      state: "conflicts",
      conflicts: [{ change: { kind: "placement", slot: "left" } }],
    });
    const without = documentOf(merge(edited, silent, { take: "theirs" }));
    expect(without.pictures).toEqual({});
  });

  it("asks where one moved a photograph that the other exchanged, and keeps only what is shown", () => {
    const shown = workedOn(START, [place(PHOTOS[0], "left")], 1);
    const exchanged = workedOn(
      shown,
      [place(PHOTOS[1], "left"), { kind: "set-picture", digest: PHOTOS[0], picture: null }],
      2,
    );
    const gone = workedOn(shown, [remove(PHOTOS[0], "left")], 3);
    expect(merge(exchanged, gone).state).toBe("conflicts");
    expect(Object.keys(documentOf(merge(exchanged, gone, { take: "ours" })).pictures)).toEqual([PHOTOS[1]]);
    expect(Object.keys(documentOf(merge(exchanged, gone, { take: "theirs" })).pictures)).toEqual([]);
  });

  it("keeps every remark of a thread, and opens it again where something was said after it was resolved", () => {
    const about = { edition: "vi-VN", slot: "headline" };
    const asked = { by: "Lan", at: "2026-02-01T00:00:00Z", text: "right?" };
    const start: Edit = { kind: "set-remark", id: "one", remark: { about, thread: [asked], resolved: null } };
    const common = workedOn(START, [start], 1);
    const resolved = { by: "Lan", at: "2026-02-02T00:00:00Z" };
    const done = workedOn(common, [{ ...start, remark: { about, thread: [asked], resolved } }], 2);
    const no = { by: "Omar", at: "2026-02-03T00:00:00Z", text: "no" };
    const answered = workedOn(common, [{ ...start, remark: { about, thread: [asked, no], resolved: null } }], 3);
    const merged = documentOf(merge(done, answered));
    expect(merged.comments).toEqual({ one: { about, thread: [asked, no], resolved: null } });
  });
});
