import { describe, expect, it } from "vitest";
import { digestValue, shortDigest } from "../../../src/shared/base/digest.ts";
import { compareCopies, hasSeen, type Side } from "../../../src/shared/document/compareCopies.ts";
import type { CampaignDocument, DocumentEvent } from "../../../src/shared/document/documentSchema.ts";
import { eventOf, START, saved, silent, state } from "../../fixtures/copies.ts";

const digestOf = (value: string) => shortDigest(digestValue(value));
const titled = (title: string, day: number, start?: CampaignDocument) => saved({ title }, day, start);

/** In both orders, told as of the first one. */
function sideOf(one: CampaignDocument, other: CampaignDocument, base: CampaignDocument | null, name = "title"): Side {
  const mirrored: Readonly<Record<string, Side>> = { ours: "theirs", theirs: "ours", same: "same" };
  const side = compareCopies(one, other, base).side(name);
  expect(compareCopies(other, one, base).side(name)).toBe(mirrored[side ?? ""] ?? null);
  return side;
}

describe("with the copy that both started from", () => {
  const [b, c] = [state({ title: "B" }), state({ title: "C" })];

  it("whoever left something alone gives way", () => {
    expect(sideOf(b, START, START)).toBe("ours");
    expect(sideOf(b, c, START)).toBeNull();
    expect(sideOf(b, state({ title: "B" }), START)).toBe("same");
    expect(sideOf(state({ source: "vi-VN" }), START, START, "source")).toBe("ours");
    expect(sideOf(state({ source: "vi-VN" }), START, state({ source: "vi-VN" }), "source")).toBe("theirs");
  });

  it("the histories have no say, and everything is known", () => {
    expect(sideOf(titled("B", 1), START, state({ title: "B" }))).toBe("theirs");
    expect(compareCopies(b, c, START).known("source")).toBe(true);
  });
});

describe("without it", () => {
  it("who replaced what the other one still has is ahead, however often", () => {
    expect(sideOf(titled("B", 1), START, null)).toBe("ours");
    expect(sideOf(titled("C", 2, titled("B", 1)), START, null)).toBe("ours");
    expect(sideOf(titled("C", 3, titled("B", 2)), silent({ title: "B" }, 1), null)).toBe("ours");
    expect(sideOf(saved({ source: "vi-VN" }, 1), START, null, "source")).toBe("ours");
  });

  it("two that each replaced the same are for a person", () => {
    expect(sideOf(titled("B", 1), titled("C", 2), null)).toBeNull();
    expect(sideOf(titled("B", 1), silent({ title: "C" }, 2), null)).toBeNull();
  });

  it("what only one copy has is taken from it, as a guess", () => {
    const has = state({ source: "vi-VN" });
    expect(sideOf(has, START, null, "source")).toBe("ours");
    expect(compareCopies(has, START, null).known("source")).toBe(false);
    expect(sideOf(state({ title: "B" }), state({ title: "C" }), null)).toBeNull();
  });

  it("of two that each had what the other has now, whoever is back at the start gives way", () => {
    // One went away and came back; the other one went the same way and stayed.
    const back = titled("A", 3, titled("B", 1));
    expect(sideOf(back, titled("B", 2), null)).toBe("theirs");
    const farther = titled("C", 5, titled("B", 3));
    const around = titled("B", 6, titled("C", 4));
    expect(sideOf(farther, around, null)).toBeNull();
    const elsewhere = titled("C", 6, titled("B", 4, state({ title: "X" })));
    expect(sideOf(titled("B", 5, titled("C", 3)), elsewhere, null)).toBeNull();
  });

  it("histories that do not begin alike say nothing", () => {
    const ours = titled("B", 1);
    const theirs: CampaignDocument = { ...START, history: [eventOf(9)] };
    const compared = compareCopies(ours, theirs, null);
    expect([compared.side("title"), compared.known("title"), compared.start("title")]).toEqual([
      null,
      false,
      undefined,
    ]);
    expect(sideOf(ours, { ...START, history: [] }, null)).toBeNull();
  });

  it("a change that both histories hold tells nothing", () => {
    const common = titled("B", 1);
    const [one, other] = [silent({ title: "C" }, 2, common), silent({}, 3, common)];
    expect(compareCopies(one, other, null).known("title")).toBe(false);
    expect(sideOf(one, other, null)).toBeNull();
  });
});

describe("what both started from", () => {
  const start = (one: CampaignDocument, other: CampaignDocument, name = "title") => {
    const told = compareCopies(one, other, null).start(name);
    expect(compareCopies(other, one, null).start(name)).toBe(told);
    return told;
  };

  it("is what the first change of either replaced, where they agree", () => {
    expect(start(titled("B", 1), titled("C", 2))).toBe(digestOf("A"));
    expect(start(titled("C", 3, titled("B", 1)), silent({ title: "D" }, 2))).toBe(digestOf("A"));
    expect(start(saved({ source: "vi-VN" }, 1), START, "source")).toBeNull();
    expect(start(START, START)).toBeUndefined();
    expect(start(titled("B", 1), titled("C", 2, state({ title: "X" })))).toBeUndefined();
  });
});

describe("what happened to either copy", () => {
  const [a, b, c, d] = [eventOf(1), eventOf(2), eventOf(3), eventOf(4)];
  const of = (...events: DocumentEvent[]): CampaignDocument => ({ ...START, history: [...START.history, ...events] });
  const created = START.history[0];
  const compare = (ours: CampaignDocument, theirs: CampaignDocument) => {
    const { history, own } = compareCopies(ours, theirs, null);
    expect(compareCopies(theirs, ours, null)).toMatchObject({
      history,
      own: { ours: own.theirs, theirs: own.ours },
    });
    return { history, own };
  };

  it("is what both share, and then the rest by time", () => {
    expect(compare(of(b, d), of(b, a, c))).toEqual({
      history: [created, b, a, c, d],
      own: { ours: [d], theirs: [a, c] },
    });
  });

  it("tells what each has for itself, wherever it stands", () => {
    expect(compare(of(a, b, c), of(b, d))).toEqual({
      history: [created, a, b, c, d],
      own: { ours: [a, c], theirs: [d] },
    });
  });

  it("stays in the order in which one copy has seen all of it", () => {
    expect(compare(of(d, a, c), of(a, d))).toEqual({ history: [created, d, a, c], own: { ours: [c], theirs: [] } });
    expect(compare(of(a, b), of(a))).toEqual({ history: [created, a, b], own: { ours: [b], theirs: [] } });
    expect(compare(of(a), of(a))).toEqual({ history: [created, a], own: { ours: [], theirs: [] } });
  });

  it("is one thing only where both say the same of it", () => {
    const by = { ...a, by: "Lan" };
    expect(compare(of(a), of(by)).history).toHaveLength(3);
  });

  it("is all there is where nothing is shared", () => {
    const [one, other] = [
      { ...START, history: [c, a] },
      { ...START, history: [b] },
    ];
    expect(compare(one, other)).toEqual({ history: [a, b, c], own: { ours: [c, a], theirs: [b] } });
  });
});

describe("whether a copy has seen what happened to another", () => {
  const [a, b, c] = [eventOf(1), eventOf(2), eventOf(3)];

  it("is so where it begins with all of it", () => {
    expect(hasSeen([a, b, c], [a, b])).toBe(true);
    expect(hasSeen([a, b], [{ ...a }, { ...b }])).toBe(true);
  });

  it("is not where it is shorter, or has something else there, or where nothing is told", () => {
    expect(hasSeen([a], [a, b])).toBe(false);
    expect(hasSeen([a, c], [a, b])).toBe(false);
    expect(hasSeen([b, a], [a, b])).toBe(false);
    expect(hasSeen([a], [])).toBe(false);
    expect(hasSeen([], [])).toBe(false);
  });
});
