import { describe, expect, it } from "vitest";
import { FILTERS, isOpenRow, passesFilter, rowState, workOf } from "../../../../src/renderer/localise/rows/rowState.ts";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import type { UnitState, UnitStatus } from "../../../../src/shared/localise/units/unitStatus.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

const [required] = pack.content.flatMap(({ slots }) => slots).filter((slot) => slot.required);
const status = (state: UnitState): UnitStatus => ({ state, by: null, at: null, reviewed: null, stale: null });
const finding: Diagnostic = { code: "x/y", severity: "notice", place: "", message: "", hint: "" };

describe("the state of a row", () => {
  it("is missing wherever words must be and are not, in the source too", () => {
    expect(required).toBeDefined();
    if (required === undefined) return;
    expect(rowState(required, status("empty"))).toBe("missing");
    expect(rowState({ ...required, required: false }, status("empty"))).toBe("empty");
    expect(rowState(required, status("stale"))).toBe("stale");
  });

  it("counts as work only where somebody has to write or wrote", () => {
    const work = workOf(["missing", "stale", "draft", "draft", "reviewed", "locked", "empty", "source"]);
    expect(work).toEqual({ total: 5, states: { missing: 1, stale: 1, draft: 2, reviewed: 1 } });
  });
});

describe("filters", () => {
  const states: readonly UnitState[] = ["missing", "stale", "draft", "reviewed", "locked", "source", "empty"];
  it("show rows of one state, or those with findings whatever their state", () => {
    for (const filter of FILTERS) {
      const shown = states.filter((state) => passesFilter(filter, { state, findings: [] }));
      expect(shown).toEqual(filter === "all" ? states : filter === "findings" ? [] : [filter]);
    }
    expect(states.every((state) => passesFilter("findings", { state, findings: [finding] }))).toBe(true);
  });

  it("know which rows ask for words", () => {
    expect(states.filter((state) => isOpenRow({ state, findings: [finding] }))).toEqual(["missing", "stale"]);
  });
});
