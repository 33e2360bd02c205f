import { describe, expect, it } from "vitest";
import { digestValue, shortDigest } from "../../../src/shared/base/digest.ts";
import type {
  CampaignDocument,
  Picture,
  Placement,
  Remark,
  Unit,
} from "../../../src/shared/document/documentSchema.ts";
import { type MergeFacts, mergeDocuments } from "../../../src/shared/document/mergeDocuments.ts";
import { eventOf, START, saved, silent, state, words } from "../../fixtures/copies.ts";

/** Every rule of who wins, by example; `mergeDocuments.test.ts` holds what is true of all copies. */

const AT = "2026-09-01T00:00:00Z";
const short = (value: unknown) => shortDigest(digestValue(value));

type Facts = Partial<Omit<MergeFacts, "at">>;
const merge = (ours: CampaignDocument, theirs: CampaignDocument, facts: Facts = {}) =>
  mergeDocuments(ours, theirs, { base: null, take: null, approvals: [], ...facts, at: AT });

function merged(ours: CampaignDocument, theirs: CampaignDocument, facts: Facts = {}): CampaignDocument {
  const result = merge(ours, theirs, facts);
  if (result.state === "conflicts") throw new Error(`in conflict: ${result.conflicts.map(({ name }) => name)}`);
  return result.document;
}

function conflicts(ours: CampaignDocument, theirs: CampaignDocument, facts: Facts = {}) {
  const result = merge(ours, theirs, facts);
  if (result.state === "merged") throw new Error("nothing to decide");
  return result.conflicts;
}
const names = (...given: Parameters<typeof conflicts>) => conflicts(...given).map(({ name }) => name);

/** The document in both orders, which has to be the same. */
function both(ours: CampaignDocument, theirs: CampaignDocument, facts: Facts = {}): CampaignDocument {
  const one = merged(ours, theirs, facts);
  expect(merged(theirs, ours, facts)).toEqual(one);
  return one;
}

const slots = (content: Record<string, string>, tag = "vi-VN") => ({
  editions: {
    [tag]: { slots: Object.fromEntries(Object.entries(content).map(([slot, text]) => [slot, words(text)])) },
  },
});

describe("one value, such as the title", () => {
  const [b, c] = [saved({ title: "B" }, 1), saved({ title: "C" }, 2)];

  it("is of the copy that changed it", () => {
    expect(both(b, START, { base: START })).toEqual(b);
    expect(both(b, START)).toEqual(b);
    expect(both(state({ title: "B" }), START, { base: START }).title).toBe("B");
  });

  it("is no conflict where both changed it alike", () => {
    const also = saved({ title: "B" }, 2);
    expect(merge(b, also, { base: START })).toMatchObject({ state: "merged", settled: [], additions: [] });
    expect(both(b, also).title).toBe("B");
  });

  it("waits for a person where both changed it, who is told all of it", () => {
    const told = {
      name: "title",
      change: { kind: "title" },
      before: { value: "A" },
      ours: { value: "B", by: null, at: eventOf(1).at },
      theirs: { value: "C", by: null, at: eventOf(2).at },
    };
    expect(merge(b, c, { base: START })).toEqual({ state: "conflicts", conflicts: [told] });
    expect(merge(b, c, { base: START, take: "theirs" })).toMatchObject({
      state: "merged",
      document: { title: "C" },
      settled: [told],
    });
    expect(merge(b, c, { base: START, take: "ours" })).toMatchObject({ document: { title: "B" }, settled: [told] });
  });

  it("is as it was chosen, whatever holds for the rest", () => {
    expect(merged(b, c, { choices: { title: "theirs" }, take: "ours" }).title).toBe("C");
    expect(merged(b, c, { choices: { title: "ours" } }).title).toBe("B");
    expect(merged(b, c, { choices: { source: "ours" }, take: "theirs" }).title).toBe("C");
  });

  it("takes no notice of a choice where nothing is in conflict", () => {
    const result = merge(b, START, { choices: { title: "theirs" }, take: "theirs" });
    expect(result).toEqual({ state: "merged", document: b, settled: [], additions: [] });
  });

  it("may be nothing at all", () => {
    const first = state({ source: "vi-VN" });
    expect(both(first, START, { base: START }).source).toBe("vi-VN");
    expect("source" in both(first, START, { base: first })).toBe(false);
    const [one, other] = [state({ source: "vi-VN" }), state({ source: "ar-EG" })];
    expect(conflicts(one, other, { base: START })).toMatchObject([
      { name: "source", before: { value: null }, ours: { value: "vi-VN", by: null, at: null } },
    ]);
    const gone = conflicts(one, START, { base: other });
    expect(gone).toMatchObject([{ before: { value: "ar-EG" }, theirs: { value: null } }]);
    expect("source" in merged(one, START, { base: other, take: "theirs" })).toBe(false);
  });

  it("waits for every conflict, and tells all of them even where some are decided", () => {
    const one = saved({ title: "B", source: "vi-VN" }, 1);
    const other = saved({ title: "C", source: "ar-EG" }, 2);
    expect(names(one, other, { choices: { title: "ours" } })).toEqual(["title", "source"]);
    const decided = merge(one, other, { choices: { title: "ours", source: "theirs" } });
    expect(decided).toMatchObject({ state: "merged", document: { title: "B", source: "ar-EG" } });
    expect(decided.state === "merged" && decided.settled.map(({ name }) => name)).toEqual(["title", "source"]);
  });
});

describe("what stood there before both changed it", () => {
  const [b, c] = [saved({ title: "B" }, 1), saved({ title: "C" }, 2)];
  const stood = (facts: Facts = {}, ours = b, theirs = c) => conflicts(ours, theirs, facts)[0]?.before;

  it("is shown from the copy that both started from, or an earlier one that fits", () => {
    expect(stood({ base: state({ title: "Z" }) })).toEqual({ value: "Z" });
    expect(stood({ earlier: [state({ title: "X" }), START] })).toEqual({ value: "A" });
    expect(stood({ earlier: [state({ title: "X" })] })).toBeNull();
    expect(stood()).toBeNull();
  });

  it("is nothing where both put it there, and untold where the histories say nothing or disagree", () => {
    const [one, other] = [saved({ source: "vi-VN" }, 1), saved({ source: "ar-EG" }, 2)];
    expect(stood({ earlier: [START] }, one, other)).toEqual({ value: null });
    expect(stood({ earlier: [START] }, silent({ title: "B" }, 1), silent({ title: "C" }, 2))).toBeNull();
    const sourced = state({ source: "en-VN" });
    const [vi, ar] = [saved({ source: "vi-VN" }, 1, sourced), saved({ source: "ar-EG" }, 2, sourced)];
    expect(stood({ earlier: [START, sourced] }, vi, ar)).toEqual({ value: "en-VN" });
    const apart = saved({ title: "C" }, 2, state({ title: "Y" }));
    expect(stood({ earlier: [START, state({ title: "Y" })] }, b, apart)).toBeNull();
  });
});

describe("who changed it, and when", () => {
  const unit = (by: string, day: number): Unit => ({
    source: { edition: "ar-EG", content: words("S") },
    by,
    at: eventOf(day).at,
    reviewed: null,
  });
  const localised = (text: string, by: string, day: number) => ({
    editions: { "vi-VN": { slots: { headline: words(text) }, units: { headline: unit(by, day) } } },
  });
  const other = saved(slots({ headline: "C" }), 9);
  const told = (ours: CampaignDocument, base: CampaignDocument | null = START) => {
    const { by, at } = conflicts(ours, other, { base })[0]?.ours ?? {};
    return [by, at];
  };

  it("is of the last event that changed it", () => {
    const first = saved(slots({ headline: "B" }), 1, START, "Lan");
    const second = saved(slots({ headline: "B2" }), 2, first, "Omar");
    expect(told(saved({ title: "T" }, 3, second, "Mai"))).toEqual(["Omar", eventOf(2).at]);
    expect(told(saved(slots({ headline: "B" }), 1))).toEqual([null, eventOf(1).at]);
  });

  it("is of the person who localised the very words, where the event names nobody", () => {
    expect(told(saved(localised("B", "Lan", 1), 4))).toEqual(["Lan", eventOf(4).at]);
    expect(told(saved(localised("B", "Lan", 1), 4, START, "Omar"))).toEqual(["Omar", eventOf(4).at]);
    expect(told(state(localised("B", "Lan", 1)))).toEqual(["Lan", eventOf(1).at]);
    const later = saved(localised("B2", "Lan", 1), 5, saved(localised("B", "Lan", 1), 4));
    expect(told(later)).toEqual([null, eventOf(5).at]);
    const again = saved(localised("B", "Omar", 6), 6, saved(localised("B", "Lan", 1), 4));
    expect(told(again)).toEqual(["Omar", eventOf(4).at]);
  });

  it("is of nobody for anything but words", () => {
    const [one, two] = [state({ title: "B", ...localised("B", "Lan", 1) }), state({ title: "C" })];
    expect(conflicts(one, two, { base: START })[0]?.ours).toEqual({ value: "B", by: null, at: null });
    const described = (text: string) => ({
      placements: { headline: { digest: "1".repeat(64), focus: { x: 0, y: 0 }, alt: { "vi-VN": text } } },
    });
    const [three, four] = [state({ ...described("B"), ...localised("A", "Lan", 1) }), state(described("C"))];
    expect(conflicts(three, four, { base: state(described("A")) })[0]?.ours).toEqual({
      value: "B",
      by: null,
      at: null,
    });
  });
});

describe("formats", () => {
  const made = (...templates: string[]) => state({ templates });
  const of = (ours: CampaignDocument, theirs: CampaignDocument, base: CampaignDocument | null) =>
    both(ours, theirs, { base }).templates;

  it("are those that either copy added, without those that either took away", () => {
    expect(of(made("poster-a3", "post"), made("poster-a3", "card"), START)).toEqual(["card", "post", "poster-a3"]);
    expect(of(made("poster-a3", "post"), made("post"), made("poster-a3", "post"))).toEqual(["post"]);
    expect(of(made("poster-a3", "post"), made("poster-a3"), null)).toEqual(["poster-a3", "post"]);
  });

  it("stand in the order of a copy that has just these, else by name", () => {
    expect(of(made("poster-a3", "card"), START, START)).toEqual(["poster-a3", "card"]);
    expect(of(made("poster-a3", "post"), made("post", "poster-a3"), START)).toEqual(["post", "poster-a3"]);
    expect(of(made("poster-a3", "post", "card"), made("post", "card", "poster-a3"), START)).toEqual([
      "post",
      "card",
      "poster-a3",
    ]);
    const [renamed, base] = [made("poster-a3", "post"), made("poster-a3", "card")];
    expect(of(renamed, base, base)).toEqual(["poster-a3", "post"]);
    expect(of(made("poster-a3", "post"), made("card"), base)).toEqual(["post"]);
  });

  it("are a person's to choose where nothing would be left", () => {
    const [one, other] = [made("post"), made("card")];
    const base = made("post", "card");
    expect(conflicts(one, other, { base })).toEqual([
      {
        name: "templates",
        change: { kind: "templates" },
        before: { value: ["post", "card"] },
        ours: { value: ["post"], by: null, at: null },
        theirs: { value: ["card"], by: null, at: null },
      },
    ]);
    expect(merged(one, other, { base, take: "theirs" }).templates).toEqual(["card"]);
    expect(merged(one, other, { base, choices: { templates: "ours" } }).templates).toEqual(["post"]);
  });

  it("are kept where the histories contradict each other", () => {
    const history = (was: string | null) => [
      ...START.history,
      { ...eventOf(1), changed: [{ unit: "template:post", was, is: null }] },
    ];
    const added: CampaignDocument = { ...made("poster-a3", "post"), history: history(null) };
    const removed: CampaignDocument = { ...START, history: history(short(true)) };
    expect(of(added, removed, null)).toEqual(["poster-a3", "post"]);
  });
});

describe("editions", () => {
  const start = state(slots({ headline: "A", body: "A" }));

  it("hold the words that each copy changed", () => {
    const [one, other] = [state(slots({ headline: "B", body: "A" })), state(slots({ headline: "A", body: "C" }))];
    expect(both(one, other, { base: start }).editions).toEqual(slots({ headline: "B", body: "C" }).editions);
  });

  it("without the copy that both started from take words that only one copy has, and say so", () => {
    const [one, other] = [state(slots({ headline: "A" })), state(slots({ body: "A" }))];
    const result = merge(one, other);
    expect(result).toMatchObject({ state: "merged", document: slots({ headline: "A", body: "A" }) });
    const change = (slot: string) => ({ kind: "slot", edition: "vi-VN", slot });
    expect(result.state === "merged" && result.additions).toEqual([
      { change: change("body"), from: "theirs" },
      { change: change("headline"), from: "ours" },
    ]);
    const known = merge(saved(slots({ headline: "A" }), 1), START);
    expect(known).toMatchObject({ state: "merged", additions: [] });
    expect(merge(one, START, { base: START })).toMatchObject({ state: "merged", additions: [] });
  });

  it("without the copy that both started from ask where words differ", () => {
    expect(names(state(slots({ body: "B" })), state(slots({ body: "C" })))).toEqual(["slot:vi-VN/body"]);
  });

  it("lose words that one copy took away and the other left alone", () => {
    expect(both(state(slots({ body: "A" })), start, { base: start }).editions).toEqual(slots({ body: "A" }).editions);
    const gone = saved(slots({ body: "A" }), 2, start);
    expect(both(gone, start).editions).toEqual(slots({ body: "A" }).editions);
  });

  it("ask where one copy took words away and the other changed them", () => {
    const [gone, changed] = [state({ editions: {} }), state(slots({ headline: "A", body: "C" }))];
    expect(conflicts(gone, changed, { base: start })).toMatchObject([
      { name: "slot:vi-VN/body", ours: { value: null }, theirs: { value: words("C") }, before: { value: words("A") } },
    ]);
    expect(merged(gone, changed, { base: start, take: "ours" }).editions).toEqual({});
    expect(merged(gone, changed, { base: start, take: "theirs" }).editions).toEqual(slots({ body: "C" }).editions);
  });

  it("are there or not, even without words", () => {
    const empty = state({ editions: { "ar-EG": { slots: {} } } });
    expect(both(empty, START, { base: START }).editions).toEqual({ "ar-EG": { slots: {} } });
    expect(both(empty, START, { base: empty }).editions).toEqual({});
    expect(both(state({ editions: {} }), start, { base: start }).editions).toEqual({});
    const result = merge(empty, START);
    expect(result.state === "merged" && result.additions).toEqual([
      { change: { kind: "edition", edition: "ar-EG" }, from: "ours" },
    ]);
  });

  it("are named in order", () => {
    const [one, other] = [state(slots({ b: "A", a: "A" })), state(slots({ d: "A", c: "A" }, "ar-EG"))];
    const { editions } = merged(one, other, { base: START });
    expect(Object.keys(editions)).toEqual(["ar-EG", "vi-VN"]);
    expect(Object.values(editions).flatMap((edition) => Object.keys(edition.slots))).toEqual(["c", "d", "a", "b"]);
  });
});

describe("the digits of an edition", () => {
  const tag = "ar-EG";
  const start = state(slots({ headline: "A" }, tag));
  const withDigits = (digits: "latn" | "arab", headline = "A") =>
    state({ editions: { [tag]: { slots: { headline: words(headline) }, digits } } });

  it("are those of the copy that chose them, beside words that the other one changed", () => {
    const other = state(slots({ headline: "B" }, tag));
    expect(both(withDigits("arab"), other, { base: start }).editions[tag]).toEqual({
      slots: { headline: words("B") },
      digits: "arab",
    });
    expect(both(withDigits("arab"), start, { base: withDigits("arab") }).editions[tag]).not.toHaveProperty("digits");
  });

  it("wait for a person where each copy chose others", () => {
    const found = conflicts(withDigits("arab"), withDigits("latn"), { base: start });
    expect(found).toMatchObject([
      {
        name: `digits:${tag}`,
        change: { kind: "digits", edition: tag },
        ours: { value: "arab" },
        theirs: { value: "latn" },
      },
    ]);
  });
});

describe("where words come from", () => {
  const unit = (by: string, more: Partial<Unit> = {}): Unit => ({
    source: { edition: "ar-EG", content: words("S") },
    by,
    at: "2026-02-01T00:00:00Z",
    reviewed: null,
    ...more,
  });
  const of = (text: string | null, known: Unit | null) =>
    state({
      editions: {
        "vi-VN": {
          slots: text === null ? {} : { body: words(text) },
          ...(known === null ? {} : { units: { body: known } }),
        },
      },
    });
  const units = (document: CampaignDocument) => document.editions["vi-VN"]?.units;
  const review = (at: string, text: string) => ({ by: "Mai", at, content: digestValue(words(text)) });

  it("goes with the words of the copy that changed them", () => {
    const base = of("A", unit("Lan"));
    expect(units(both(of("B", unit("Omar")), base, { base }))).toEqual({ body: unit("Omar") });
    expect(both(of("B", null), of("A", unit("Mai")), { base }).editions["vi-VN"]).toEqual({
      slots: { body: words("B") },
    });
    expect(units(merged(of("B", unit("Omar")), of("C", unit("Mai")), { base, take: "theirs" }))).toEqual({
      body: unit("Mai"),
    });
  });

  it("is what one copy changed of words that both have", () => {
    const base = of("A", unit("Lan"));
    expect(units(both(of("A", unit("Omar")), base, { base }))).toEqual({ body: unit("Omar") });
    expect(units(both(of("A", null), base, { base }))).toBeUndefined();
    expect(units(both(base, base, { base }))).toEqual({ body: unit("Lan") });
  });

  it("is known for a place without words as well", () => {
    const base = of(null, unit("Lan"));
    const [late, reviewed] = [
      unit("Omar", { reviewed: review("2026-02-05T00:00:00Z", "A") }),
      unit("Mai", { reviewed: { by: "Mai", at: "2026-02-02T00:00:00Z", content: digestValue([]) } }),
    ];
    expect(units(both(of(null, late), of(null, reviewed), { base }))).toEqual({ body: reviewed });
    // Nothing is known of an edition that is not there.
    expect(both(of(null, late), START, { base }).editions).toEqual({});
  });

  it.each<[string, Unit, Unit]>([
    [
      "the review of these very words",
      unit("Omar", { reviewed: review("2026-02-02T00:00:00Z", "A") }),
      unit("Mai", { at: "2026-02-09T00:00:00Z", reviewed: review("2026-02-08T00:00:00Z", "other") }),
    ],
    [
      "the later review",
      unit("Omar", { reviewed: review("2026-02-03T00:00:00Z", "A") }),
      unit("Mai", { at: "2026-02-09T00:00:00Z", reviewed: review("2026-02-02T00:00:00Z", "A") }),
    ],
    [
      "any review, also of other words",
      unit("Mai", { reviewed: review("2026-02-02T00:00:00Z", "other") }),
      unit("Omar", { at: "2026-02-09T00:00:00Z" }),
    ],
    ["what was said last", unit("Mai", { at: "2026-02-03T00:00:00Z" }), unit("Omar", { at: "2026-02-02T00:00:00Z" })],
    ["one of two of the same moment, always the same", unit("Omar"), unit("Mai")],
  ])("is worth most where both changed it: %s", (_, best, other) => {
    expect(units(both(of("A", best), of("A", other), { base: of("A", unit("Lan")) }))).toEqual({ body: best });
  });

  it("is of the copy that still knows it, where the other forgot it", () => {
    const base = of("A", unit("Lan"));
    expect(units(both(of("A", unit("Omar")), of("A", null), { base }))).toEqual({ body: unit("Omar") });
  });
});

const DIGESTS = ["1".repeat(64), "2".repeat(64), "3".repeat(64)] as const;
const photo = (name: string, more: Partial<Picture> = {}): Picture => ({
  name,
  type: "image/png",
  width: 9,
  height: 9,
  consent: null,
  ...more,
});
const placed = (digest: string, more: Partial<Placement> = {}): Placement => ({
  digest,
  focus: { x: 0.5, y: 0.5 },
  alt: {},
  ...more,
});
const showing = (digest: string, more: Partial<Placement> = {}) => ({
  pictures: { [digest]: photo(digest.slice(0, 1)) },
  placements: { left: placed(digest, more) },
});

describe("pictures in their places", () => {
  const [first, second, third] = DIGESTS;
  const shown = state(showing(first));

  it("are those that one copy put there, exchanged or took away", () => {
    const base = START;
    expect(both(shown, START, { base })).toMatchObject(showing(first));
    const [exchanged, gone] = [state(showing(second)), START];
    expect(both(exchanged, shown, { base: shown })).toMatchObject(showing(second));
    expect(both(gone, shown, { base: shown })).toMatchObject({ placements: {}, pictures: {} });
    const put = saved(showing(first), 1);
    expect(merge(put, START)).toMatchObject({ state: "merged", document: showing(first), additions: [] });
  });

  it("come with their crop and their description", () => {
    const other = state(showing(second, { focus: { x: 0, y: 0 }, alt: { "vi-VN": "tay" } }));
    const base = state(showing(first, { focus: { x: 1, y: 1 }, alt: { "vi-VN": "A" } }));
    expect(both(other, base, { base }).placements).toEqual(other.placements);
  });

  it("are never guessed: a person says whether somebody was put there or taken out", () => {
    expect(conflicts(START, shown)).toEqual([
      {
        name: "placed:left",
        change: { kind: "placement", slot: "left" },
        before: null,
        ours: { value: null, by: null, at: null },
        theirs: { value: placed(first), by: null, at: null },
      },
    ]);
    expect(merge(START, shown, { take: "theirs" })).toMatchObject({ document: showing(first), additions: [] });
    expect(merged(START, shown, { take: "ours" })).toMatchObject({ placements: {}, pictures: {} });
  });

  it("are asked for where both exchanged one", () => {
    const [one, other] = [state(showing(second)), state(showing(third))];
    expect(names(one, other, { base: shown })).toEqual(["placed:left"]);
    const taken = merged(one, other, { base: shown, choices: { "placed:left": "theirs" } });
    expect(taken.placements).toEqual({ left: placed(third) });
    expect(Object.keys(taken.pictures)).toEqual([third]);
  });

  it("have the crop that one copy changed and the descriptions of both", () => {
    const base = state(showing(first, { alt: { "vi-VN": "A", "en-VN": "A" } }));
    const one = state(showing(first, { focus: { x: 0, y: 1 }, alt: { "vi-VN": "A" } }));
    const other = state(showing(first, { alt: { "vi-VN": "B", "en-VN": "A", "ar-EG": "C" } }));
    expect(both(one, other, { base }).placements).toEqual({
      left: placed(first, { focus: { x: 0, y: 1 }, alt: { "ar-EG": "C", "vi-VN": "B" } }),
    });
  });

  it("ask for the crop and for a description that both changed", () => {
    const [one, other] = [
      state(showing(first, { focus: { x: 0, y: 0 }, alt: { "vi-VN": "B" } })),
      state(showing(first, { focus: { x: 1, y: 1 }, alt: { "vi-VN": "C" } })),
    ];
    expect(conflicts(one, other, { base: shown })).toMatchObject([
      {
        name: "focus:left",
        change: { kind: "focus", slot: "left" },
        before: { value: { x: 0.5, y: 0.5 } },
        ours: { value: { x: 0, y: 0 } },
        theirs: { value: { x: 1, y: 1 } },
      },
      {
        name: "alt:vi-VN/left",
        change: { kind: "alt", edition: "vi-VN", slot: "left" },
        before: { value: null },
        ours: { value: "B" },
        theirs: { value: "C" },
      },
    ]);
    const choices = { "focus:left": "theirs", "alt:vi-VN/left": "ours" } as const;
    expect(merged(one, other, { base: shown, choices }).placements).toEqual({
      left: placed(first, { focus: { x: 1, y: 1 }, alt: { "vi-VN": "B" } }),
    });
  });

  it("may be in several places, each on its own", () => {
    const [one, other] = [
      state({ ...showing(first), placements: { right: placed(first) } }),
      state({ ...showing(second), placements: { left: placed(second) } }),
    ];
    const all = both(one, other, { base: START });
    expect(Object.entries(all.placements)).toEqual([
      ["left", placed(second)],
      ["right", placed(first)],
    ]);
    expect(Object.keys(all.pictures)).toEqual([first, second]);
  });
});

describe("photographs", () => {
  const [first] = DIGESTS;
  const base = state(showing(first));
  const called = (name: string) => state({ ...showing(first), pictures: { [first]: photo(name) } });

  it("have the name and the consent that one copy gave them", () => {
    expect(both(called("B"), base, { base }).pictures).toEqual({ [first]: photo("B") });
    expect(conflicts(called("B"), called("C"), { base })).toMatchObject([
      { name: `picture:${first}`, change: { kind: "picture", digest: first }, before: { value: photo("1") } },
    ]);
    expect(merged(called("B"), called("C"), { base, take: "theirs" }).pictures).toEqual({ [first]: photo("C") });
  });

  it("stay no longer than they are shown", () => {
    const left = state({ pictures: base.pictures });
    expect(both(left, base, { base }).pictures).toEqual({});
    expect(both(left, START, { base: left }).pictures).toEqual({});
    expect(both(left, START, { base: START }).pictures).toEqual({});
  });

  it("stay where both copies have them and neither ever showed them", () => {
    const left = state({ pictures: base.pictures });
    expect(both(saved({ title: "B" }, 1, left), left).pictures).toEqual(base.pictures);
  });

  it("come from the copy that has them", () => {
    const without = state({ placements: base.placements });
    expect(both(base, without, { base }).pictures).toEqual(base.pictures);
    expect(both(without, state({ title: "B", placements: base.placements }), { base: without }).pictures).toEqual({});
  });
});

describe("remarks", () => {
  const about = { edition: "vi-VN", slot: "body" };
  const said = (text: string, day: number) => ({ by: "Lan", at: eventOf(day).at, text });
  const remark = (...thread: Remark["thread"]): Remark => ({ about, thread, resolved: null });
  const of = (comments: Record<string, Remark>) => state({ comments });
  const asked = remark(said("?", 1));
  const base = of({ one: asked });

  it("are those of both copies, without those that one took away", () => {
    const [one, other] = [of({ b: asked }), of({ a: asked })];
    expect(Object.keys(both(one, other, { base: START }).comments ?? {})).toEqual(["a", "b"]);
    expect("comments" in both(START, base, { base })).toBe(false);
    expect(both(base, base).comments).toEqual({ one: asked });
  });

  it("are answered in one copy, or in both", () => {
    const [one, other] = [remark(said("?", 1), said("B", 2)), remark(said("?", 1), said("C", 3))];
    expect(both(of({ one }), base, { base }).comments).toEqual({ one });
    expect(both(of({ one }), of({ one: other }), { base }).comments).toEqual({
      one: remark(said("?", 1), said("B", 2), said("C", 3)),
    });
  });

  it("stay where one copy went on with what the other took away", () => {
    const one = remark(said("?", 1), said("B", 2));
    expect(both(of({ one }), START, { base }).comments).toEqual({ one });
  });

  it("are a person's to choose where they are about two places", () => {
    const [one, other] = [
      { ...asked, about: { edition: "vi-VN", slot: "headline" } },
      { ...asked, about: { edition: "ar-EG", slot: "body" } },
    ];
    expect(conflicts(of({ one }), of({ one: other }), { base })).toMatchObject([
      {
        name: "comment:one",
        change: { kind: "remark", id: "one" },
        before: { value: asked },
        ours: { value: one },
        theirs: { value: other },
      },
    ]);
    expect(merged(of({ one }), of({ one: other }), { base, take: "theirs" }).comments).toEqual({ one: other });
    expect(merged(of({ one }), of({ one: other }), { base, take: "ours" }).comments).toEqual({ one });
  });
});

describe("what is written down", () => {
  it("is an event with what each copy has to give way, once for each former value, by name", () => {
    const [one, other] = [saved({ title: "B", source: "vi-VN" }, 1), saved({ title: "C" }, 2)];
    const { history } = merged(one, other, { take: "ours" });
    expect(history).toEqual([
      ...START.history,
      one.history[1],
      other.history[1],
      {
        at: AT,
        what: "merged",
        changed: [
          { unit: "source", was: null, is: short("vi-VN") },
          { unit: "title", was: short("C"), is: short("B") },
        ],
      },
    ]);
    const shared = saved(slots({ body: "A" }), 1);
    const [b, c] = [saved({ title: "B" }, 2, shared), saved({ source: "ar-EG", editions: {} }, 3, shared)];
    expect(merged(b, c).history.at(-1)?.changed).toEqual([
      { unit: "edition:vi-VN", was: short(true), is: null },
      { unit: "slot:vi-VN/body", was: short(words("A")), is: null },
      { unit: "source", was: null, is: short("ar-EG") },
      { unit: "title", was: short("A"), is: short("B") },
    ]);
  });

  it("says nothing of what was changed where nothing was", () => {
    const [one, other] = [silent({}, 1), silent({}, 2)];
    expect(merged(one, other).history).toEqual([...START.history, eventOf(1), eventOf(2), { at: AT, what: "merged" }]);
  });

  it("is an event also where a person chose what one copy is already", () => {
    const [one, other] = [state({ title: "B" }), state({ title: "C" })];
    expect(merged(one, other, { take: "ours" }).history).toEqual([
      ...START.history,
      { at: AT, what: "merged", changed: [{ unit: "title", was: short("C"), is: short("B") }] },
    ]);
  });

  it("are the decisions of both, beside everything that never changes", () => {
    const decision = { statement: "{}", key: "k", signature: "s" };
    const document = merged(START, saved({ title: "B" }, 1), { approvals: [decision] });
    expect(document.approvals).toEqual([decision]);
    expect(document.history.at(-1)).toMatchObject({ what: "merged" });
    const { version, id, pack, family, created } = START;
    expect(document).toMatchObject({ version, id, pack, family, created });
  });
});
