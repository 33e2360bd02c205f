import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { UnitState, UnitStatus } from "../../../shared/localise/units/unitStatus.ts";
import type { Slot } from "../../../shared/pack/templatePack.ts";

/** Status and findings of a slot → what its row is shown as, and among which rows. */

/** A slot that must have words lacks them in the source edition too. */
export function rowState(slot: Slot, { state }: UnitStatus): UnitState {
  return state === "empty" && slot.required ? "missing" : state;
}

/** What the row's own state says already is no finding in it. */
export function findingsOf(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.filter(({ code }) => code !== "localise/required-slot");
}

export const FILTERS = ["all", "missing", "stale", "draft", "findings"] as const;
export type Filter = (typeof FILTERS)[number];

export interface RowFacts {
  readonly state: UnitState;
  readonly findings: readonly Diagnostic[];
}

export function passesFilter(filter: Filter, { state, findings }: RowFacts): boolean {
  return filter === "all" || (filter === "findings" ? findings.length > 0 : state === filter);
}

/** Somebody has to write or to look again. */
export function isOpenRow({ state }: RowFacts): boolean {
  return state === "missing" || state === "stale";
}

export type WorkState = "reviewed" | "draft" | "stale" | "missing";
export const WORK_STATES: readonly WorkState[] = ["reviewed", "draft", "stale", "missing"];

export interface Work {
  /** Rows that have to be localised or are. */
  readonly total: number;
  readonly states: Readonly<Record<WorkState, number>>;
}

export function workOf(states: readonly UnitState[]): Work {
  const count = (wanted: WorkState) => states.filter((state) => state === wanted).length;
  const counts = {
    reviewed: count("reviewed"),
    draft: count("draft"),
    stale: count("stale"),
    missing: count("missing"),
  };
  return { total: counts.reviewed + counts.draft + counts.stale + counts.missing, states: counts };
}
