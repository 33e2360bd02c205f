import { describe, expect, it } from "vitest";
import type { Inline, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { type Gathered, gatherUnit } from "../../../../src/shared/localise/files/gatherUnit.ts";
import type { IncomingPart, IncomingSegment, IncomingUnit } from "../../../../src/shared/localise/files/incoming.ts";
import { digestContent } from "../../../../src/shared/localise/units/units.ts";
import { PACK } from "../../../fakes/samplePack.ts";

const text = (words: string): Inline => ({ text: words });
const LINE: Inline = { helpline: "VN-111" };
const CONS: Inline = { helpline: "VN-CONS" };
const paragraphs = (...all: (readonly Inline[])[]): RichText =>
  all.map((content) => ({ kind: "paragraph", content: [...content] }));

const ONE = paragraphs([text("Call "), LINE], [text("Ask at school")]);

function segment(
  id: string | null,
  source: readonly IncomingPart[],
  target: readonly IncomingPart[] | null,
  more: Partial<IncomingSegment> = {},
): IncomingSegment {
  return { id, source, target, state: "translated", refolded: false, ...more };
}
const unitOf = (...segments: IncomingSegment[]): IncomingUnit => ({
  document: "5f0c1a52-9d1e-4c62-8f6b-1a2b3c4d5e6f",
  slot: "items",
  digest: digestContent(ONE),
  segments,
});
const gather = (unit: IncomingUnit, now = ONE, current: RichText = []) =>
  gatherUnit(unit, { now, current, pack: PACK });
function gathered(unit: IncomingUnit, now = ONE, current: RichText = []): Extract<Gathered, { kind: "gathered" }> {
  const result = gather(unit, now, current);
  if (result.kind !== "gathered") throw new Error(`skipped: ${result.reason}`);
  return result;
}
function reason(unit: IncomingUnit, now = ONE, current: RichText = []): string {
  const result = gather(unit, now, current);
  return result.kind === "skipped" ? result.reason : "gathered";
}
const CALL = [text("Call "), LINE];
const GOI = [text("Gọi "), LINE];
const SCHOOL = [text("Ask at school")];
const HOI = [text("Hỏi ở trường")];
const [FIRST, SECOND] = [segment("p1", CALL, GOI), segment("p2", SCHOOL, HOI)];

describe("a unit is complete", () => {
  it("where every segment of the source was filled", () => {
    expect(gathered(unitOf(FIRST, SECOND))).toEqual({
      kind: "gathered",
      content: paragraphs(GOI, HOI),
      from: ONE,
      filled: 2,
      complete: true,
      reviewed: false,
      warnings: [],
    });
  });

  it("not where one of them is empty, blank or left out", () => {
    for (const target of [null, [], [text(" \n")]]) {
      const result = gathered(unitOf(FIRST, segment("p2", SCHOOL, target)));
      expect([result.complete, result.filled, result.warnings]).toEqual([false, 1, ["partly-filled"]]);
      expect(result.content).toEqual(paragraphs(GOI));
    }
    expect(gathered(unitOf(FIRST)).complete).toBe(false);
    expect(gathered(unitOf(SECOND)).complete).toBe(false);
  });

  it("where only what is empty in the source was not filled", () => {
    const now = paragraphs(CALL, []);
    const unit = { ...unitOf(FIRST, segment("p2", [], null)), digest: digestContent(now) };
    expect(gathered(unit, now).complete).toBe(true);
  });

  it("where all of an earlier source was filled, though the source has more by now", () => {
    const earlier = paragraphs(CALL);
    const unit = { ...unitOf(FIRST), digest: digestContent(earlier) };
    const now = paragraphs([text("Ring "), LINE], SCHOOL);
    const result = gathered(unit, now);
    expect([result.complete, result.from]).toEqual([true, earlier]);
  });

  it("not where words of the document stay that nobody filled in again", () => {
    const result = gathered(unitOf(FIRST, SECOND), ONE, paragraphs(GOI, HOI, [text("Cũ")]));
    expect([result.complete, result.warnings]).toEqual([false, ["partly-filled"]]);
    expect(result.content).toEqual(paragraphs(GOI, HOI, [text("Cũ")]));
  });

  it("not where nothing was filled, which is no fault", () => {
    const result = gathered(unitOf(segment("p1", CALL, null), segment("p2", SCHOOL, null)));
    expect([result.filled, result.complete, result.warnings]).toEqual([0, false, []]);
  });
});

describe("a unit is reviewed", () => {
  it("where every filled segment is, each piece of it", () => {
    const as = (one: IncomingSegment, state: IncomingSegment["state"]) => ({ ...one, state });
    const reviewed = (...all: IncomingSegment[]) => gathered(unitOf(...all)).reviewed;
    expect(reviewed(as(FIRST, "reviewed"), as(SECOND, "final"))).toBe(true);
    expect(reviewed(as(FIRST, "reviewed"), as(SECOND, "translated"))).toBe(false);
    expect(reviewed(as(FIRST, "reviewed"), as(SECOND, null))).toBe(false);
    // An empty one says nothing.
    expect(reviewed(as(FIRST, "reviewed"), segment("p2", SCHOOL, null, { state: "initial" }))).toBe(true);
    const split = [
      segment("p2", [text("Ask ")], [text("Hỏi ")], { state: "final" }),
      segment(null, [text("at school")], [text("ở trường")]),
    ];
    expect(reviewed(as(FIRST, "final"), ...split)).toBe(false);
  });
});

describe("helplines", () => {
  it("are neither lost nor added", () => {
    expect(reason(unitOf(segment("p1", CALL, [text("Gọi")]), SECOND))).toBe("lost");
    expect(reason(unitOf(segment("p1", CALL, [...GOI, LINE]), SECOND))).toBe("added");
    expect(reason(unitOf(segment("p1", CALL, [text("Gọi "), CONS]), SECOND))).toBe("lost");
    const lost = gather(unitOf(segment("p1", CALL, [text("Gọi")]), SECOND));
    expect(lost.kind === "skipped" && lost.message).toContain("helpline VN-111");
    const added = gather(unitOf(segment("p1", CALL, [...GOI, CONS]), SECOND));
    expect(added.kind === "skipped" && added.message).toContain("helpline VN-CONS");
  });

  it("may stand in another segment than in the source", () => {
    const result = gathered(unitOf(segment("p1", CALL, [text("Gọi")]), segment("p2", SCHOOL, [...HOI, LINE])));
    expect(result.content).toEqual(paragraphs([text("Gọi")], [...HOI, LINE]));
  });

  it("may be those that the document has there already", () => {
    const current = paragraphs([text("Gọi "), CONS], HOI);
    expect(reason(unitOf(segment("p1", CALL, [text("Gọi "), CONS]), SECOND), ONE, current)).toBe("gathered");
    // An empty place says nothing about what belongs there.
    expect(reason(unitOf(segment("p1", CALL, [text("Gọi")]), SECOND), ONE, paragraphs([], HOI))).toBe("lost");
  });

  it("may be those of an earlier source, only where its digest proves it", () => {
    const earlier = paragraphs([text("Call "), CONS], SCHOOL);
    const unit = unitOf(segment("p1", [text("Call "), CONS], [text("Gọi "), CONS]), SECOND);
    expect(reason({ ...unit, digest: digestContent(earlier) })).toBe("gathered");
    expect(reason({ ...unit, digest: null })).toBe("lost");
    expect(reason({ ...unit, digest: "0".repeat(64) })).toBe("lost");
  });

  it("typed as digits become helplines again where one is missing, and somebody is told", () => {
    const result = gathered(unitOf(segment("p1", CALL, [text("Gọi 111 ngay")]), SECOND));
    expect(result.content).toEqual(paragraphs([text("Gọi "), LINE, text(" ngay")], HOI));
    expect(result.warnings).toEqual(["number-as-text"]);
    const whole = gathered(unitOf(segment("p1", CALL, [text("111")]), SECOND));
    expect(whole.content).toEqual(paragraphs([LINE], HOI));
    // Where none is missing, digits are words.
    const words = gathered(unitOf(segment("p1", CALL, [...GOI, text(" (111)")]), SECOND));
    expect([words.content[0], words.warnings]).toEqual([paragraphs([...GOI, text(" (111)")])[0], []]);
  });

  it("under a tag that nobody knows are recognised by what they show, or refused", () => {
    const tagged = (shown: string, ...more: IncomingPart[]) =>
      unitOf(segment("p1", CALL, [text("Gọi "), { unknown: "x9", text: shown }, ...more]), SECOND);
    expect(gathered(tagged(" 111 ")).content).toEqual(paragraphs(GOI, HOI));
    expect(reason(tagged("112"))).toBe("unknown-code");
    expect(reason(tagged("+84 981 84 84 84"))).toBe("unknown-code");
  });

  it("whose words were retyped in their tag are the registry's own, and somebody is told", () => {
    const result = gathered(unitOf(segment("p1", CALL, [text("Gọi "), { ...LINE, retyped: "112" }]), SECOND));
    expect([result.content, result.warnings]).toEqual([paragraphs(GOI, HOI), ["retyped-number"]]);
  });
});

describe("segments", () => {
  it("come back in the order of the source, whatever the order of the file", () => {
    expect(gathered(unitOf(SECOND, FIRST)).content).toEqual(paragraphs(GOI, HOI));
  });

  it("that a tool split go on with the one before, with the white space between", () => {
    const blank = segment(null, [text(" ")], [text(" ")]);
    const result = gathered(
      unitOf(
        FIRST,
        segment("p2", [text("Ask")], [text("Hỏi")]),
        blank,
        segment(null, [text("at school")], [text("ở trường")]),
        blank,
      ),
    );
    expect([result.content, result.warnings, result.complete]).toEqual([paragraphs(GOI, HOI), ["split"], true]);
  });

  it("that nobody can tell apart are refused", () => {
    expect(reason(unitOf(FIRST, FIRST))).toBe("unknown-segments");
    expect(reason(unitOf(segment(null, CALL, GOI), SECOND))).toBe("unknown-segments");
    expect(reason(unitOf())).toBe("unknown-segments");
    expect(reason({ ...unitOf(), digest: null }, [], [])).toBe("gathered");
  });

  it("that a tool joined are refused", () => {
    expect(reason(unitOf(segment("p1", [...CALL, text(" Ask at school")], [...GOI, ...HOI])))).toBe("merged");
    expect(reason(unitOf(segment("p1", [...CALL, text(" Ask at school")], GOI), SECOND))).not.toBe("merged");
  });

  it("are a thousand at most, with ten thousand parts", () => {
    const many = (count: number, parts = 1) =>
      unitOf(
        ...Array.from({ length: count }, () =>
          segment(
            null,
            Array.from({ length: parts }, () => text("x")),
            null,
          ),
        ),
      );
    expect(reason(many(1001))).toBe("too-large");
    expect(reason(many(1000))).toBe("unknown-segments");
    expect(reason(many(1000, 10))).toBe("unknown-segments");
    expect(reason(many(999, 11))).toBe("too-large");
    expect(
      reason(
        unitOf(
          segment(
            null,
            [],
            Array.from({ length: 10_001 }, () => text("x")),
          ),
        ),
      ),
    ).toBe("too-large");
  });

  it("longer than a document allows are refused", () => {
    expect(reason(unitOf(FIRST, segment("p2", SCHOOL, [text("x".repeat(20_001))])))).toBe("too-large");
  });

  it("keep their kinds: paragraphs, and items of a list", () => {
    const now: RichText = [{ kind: "list", items: [CALL, SCHOOL] }];
    const unit = { ...unitOf(segment("l1", CALL, GOI), segment("i2", SCHOOL, HOI)), digest: digestContent(now) };
    expect(gathered(unit, now).content).toEqual([{ kind: "list", items: [GOI, HOI] }]);
  });

  it("whose lines a tool broke are taken, and somebody is told", () => {
    expect(gathered(unitOf({ ...FIRST, refolded: true }, SECOND)).warnings).toEqual(["re-indented"]);
  });

  it("that are not in the file keep the words that the document has", () => {
    const result = gathered(unitOf(SECOND), ONE, paragraphs(GOI, [text("Cũ")]));
    expect([result.content, result.complete]).toEqual([paragraphs(GOI, HOI), false]);
  });
});

describe("direction marks", () => {
  const MARK = "\u200f";
  it("that neither the source nor the document had go, and somebody is told", () => {
    const unit = unitOf(segment("p1", CALL, [text(`${MARK}Gọi `), LINE]), SECOND);
    const result = gathered(unit);
    expect([result.content, result.warnings]).toEqual([paragraphs(GOI, HOI), ["direction-marks"]]);
  });

  it("stay where the source or the document has them", () => {
    const marked = [text(`${MARK}Gọi `), LINE];
    const unit = (source: readonly Inline[]) => unitOf(segment("p1", source, marked), SECOND);
    expect(gathered(unit([text(`${MARK}Call `), LINE])).content[0]).toEqual(paragraphs(marked)[0]);
    expect(gathered(unit(CALL), ONE, paragraphs(marked, HOI)).warnings).toEqual([]);
  });
});

describe("the source that the words are for", () => {
  it("is the present one where its words are the same, though a tool dropped the digest", () => {
    expect(gathered({ ...unitOf(FIRST, SECOND), digest: null }).from).toBe(ONE);
    const spaced = segment("p2", [text("Ask  at school ")], HOI);
    expect(gathered({ ...unitOf(FIRST, spaced), digest: null }).from).toBe(ONE);
  });

  it("is the file's own where its words are others", () => {
    const unit = { ...unitOf(FIRST, segment("p2", [text("Ask a teacher")], HOI)), digest: null };
    expect(gathered(unit).from).toEqual(paragraphs(CALL, [text("Ask a teacher")]));
  });
});
