import { describe, expect, it } from "vitest";
import { reasonsGiven, warningRows } from "../../../../src/renderer/review/decide/warningReasons.ts";
import { MOST_REASONS } from "../../../../src/shared/approve/approval.ts";
import { wordDifference } from "../../../../src/shared/localise/words/wordDifference.ts";

const finding = (code: string, place: string, severity: "warning" | "error" | "notice" = "warning") => ({
  code,
  place,
  severity,
  message: "",
  hint: "",
});

describe("reasons for warnings", () => {
  it("are asked for once a place, and for warnings alone", () => {
    const rows = warningRows(
      [
        finding("a/one", "page 1"),
        finding("a/one", "page 1"),
        finding("a/one", "page 2"),
        finding("b/two", "page 1"),
        finding("c/three", "page 1", "notice"),
        finding("d/four", "page 1", "error"),
      ],
      true,
    );
    expect(rows.map(({ warning, place }) => [warning.code, place])).toEqual([
      ["a/one", "page 1"],
      ["a/one", "page 2"],
      ["b/two", "page 1"],
    ]);
  });

  it("are asked for numbers that somebody could dial, whatever the team wants", () => {
    const rows = warningRows([finding("a/one", "x"), finding("localise/free-number", "x")], false);
    expect(rows.map(({ warning }) => warning.code)).toEqual(["localise/free-number"]);
  });

  it("are one for all places of a code where there are more than a decision holds", () => {
    const many = Array.from({ length: MOST_REASONS + 1 }, (_, at) => finding("a/one", `page ${at}`));
    expect(warningRows(many, true).map(({ place }) => place)).toEqual([""]);
    expect(warningRows(many.slice(1), true)).toHaveLength(MOST_REASONS);
  });

  it("are complete when every row has words", () => {
    const rows = warningRows([finding("a/one", "x"), finding("b/two", "x")], true);
    const [first, second] = rows.map(({ key }) => key);
    const some = reasonsGiven(rows, { [first ?? ""]: "  checked  ", [second ?? ""]: "   " });
    expect(some).toEqual({ reasons: [{ code: "a/one", place: "x", reason: "checked" }], isComplete: false });
    expect(reasonsGiven(rows, { [first ?? ""]: "x", [second ?? ""]: "y" }).isComplete).toBe(true);
    expect(reasonsGiven([], {}).isComplete).toBe(true);
  });
});

describe("words before and after", () => {
  it.each([
    ["Gọi 111 ngay", "Gọi 1900 ngay"],
    ["اتصل بالخط 16000", "اتصل بالخط 15508"],
    ["", "new words"],
    ["old words", ""],
  ])("%s → %s can be put together again", (before, after) => {
    const changes = wordDifference(before, after);
    const without = (kind: string) =>
      changes
        .filter((change) => change.kind !== kind)
        .map(({ text }) => text)
        .join("");
    expect(without("added")).toBe(before);
    expect(without("removed")).toBe(after);
    expect(changes.some(({ kind }) => kind !== "same")).toBe(true);
  });

  it("takes no word apart, in any script", () => {
    expect(wordDifference("العمل الحقيقي", "الوظيفة الحقيقية")).toEqual([
      { kind: "removed", text: "العمل" },
      { kind: "added", text: "الوظيفة" },
      { kind: "same", text: " " },
      { kind: "removed", text: "الحقيقي" },
      { kind: "added", text: "الحقيقية" },
    ]);
    expect(wordDifference("gọi ngay", "gợi ngay")[0]).toEqual({ kind: "removed", text: "gọi" });
  });
});
