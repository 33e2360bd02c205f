import { describe, expect, it } from "vitest";
import {
  countDiagnostics,
  gatherDiagnostics,
  groupDiagnostics,
} from "../../../src/renderer/checks/groupDiagnostics.ts";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";

const one = (severity: Diagnostic["severity"], place: string, message = "m"): Diagnostic => ({
  code: "localise/test",
  severity,
  edition: "en-VN",
  place,
  message,
  hint: "h",
});

describe("diagnostics gathered for a panel", () => {
  it("waits for every examination", () => {
    expect(gatherDiagnostics([one("error", "a")], null)).toBeNull();
    expect(gatherDiagnostics([], [])).toEqual([]);
  });

  it("says each problem once, errors first", () => {
    const gathered = gatherDiagnostics(
      [one("warning", "a"), one("error", "b")],
      [one("error", "b"), one("error", "b", "another")],
    );
    expect(gathered?.map(({ severity, message }) => [severity, message])).toEqual([
      ["error", "m"],
      ["error", "another"],
      ["warning", "m"],
    ]);
  });

  it("keeps the same words apart in two editions", () => {
    const other = { ...one("error", "a"), edition: "vi-VN" };
    expect(gatherDiagnostics([one("error", "a"), other])).toHaveLength(2);
  });

  it("counts by severity", () => {
    expect(countDiagnostics([one("error", "a"), one("notice", "a"), one("notice", "b")])).toEqual({
      error: 1,
      warning: 0,
      notice: 2,
    });
  });

  it("groups by severity, then by place in the order of finding, and loses nothing", () => {
    const items = [one("notice", "x"), one("error", "b"), one("error", "a"), one("error", "b", "second")];
    const groups = groupDiagnostics(items, (item) => item);
    expect(groups.map(({ severity, places }) => [severity, places.map(({ place }) => place)])).toEqual([
      ["error", ["b", "a"]],
      ["notice", ["x"]],
    ]);
    expect(groups.flatMap(({ places }) => places.flatMap(({ items: found }) => found))).toHaveLength(items.length);
  });
});
