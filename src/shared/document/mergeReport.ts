import { type Change, changeName, changeOfName, type UnitChange } from "./change.ts";
import { changeDigests } from "./documentChanges.ts";
import type { CampaignDocument } from "./documentSchema.ts";
import type { Conflict } from "./versionChooser.ts";

/** Two copies and what they become → what changes for whoever has our copy, one by one. */

export type ReportedChange = Change | UnitChange;

export interface MergeReport {
  /** What is different from our copy afterwards, by name; conflicts are told elsewhere. */
  readonly taken: readonly ReportedChange[];
  /** What is as our copy has it, and different from theirs. */
  readonly kept: readonly ReportedChange[];
}

export function reportMerge(
  ours: CampaignDocument,
  theirs: CampaignDocument,
  merged: CampaignDocument,
  conflicts: readonly Conflict[],
): MergeReport {
  const [our, their, is] = [changeDigests(ours), changeDigests(theirs), changeDigests(merged)];
  const asked = new Set(conflicts.map(({ name }) => name));
  const names = [...new Set([...our.keys(), ...their.keys(), ...is.keys()])].sort();
  const isTaken = (name: string) => is.get(name) !== our.get(name);
  return {
    taken: reported(names.filter(isTaken), asked),
    kept: reported(
      names.filter((name) => !isTaken(name) && is.get(name) !== their.get(name)),
      asked,
    ),
  };
}

/** Each change once: who reviewed words is told only where the words are the same. */
function reported(names: readonly string[], asked: ReadonlySet<string>): ReportedChange[] {
  const all = new Set(names);
  const changes = new Map<string, ReportedChange>();
  for (const name of names) {
    const change = changeOfName(name);
    if (change.kind === "unit") {
      const words = changeName({ ...change, kind: "slot" });
      if (!all.has(words) && !asked.has(words)) changes.set(name, change);
      continue;
    }
    // A photograph that is placed elsewhere brings its crop and its name along.
    if (change.kind === "focus" && all.has(changeName({ ...change, kind: "placement" }))) continue;
    if (change.kind === "picture" && names.some((one) => one.startsWith("placed:"))) continue;
    const key = changeName(change);
    if (!asked.has(key)) changes.set(key, change);
  }
  return [...changes.values()];
}
