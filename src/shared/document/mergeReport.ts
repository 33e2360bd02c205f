import type { CampaignDocument } from "./documentSchema.ts";
import { unitsOf } from "./documentUnits.ts";
import type { Conflict } from "./mergeDocuments.ts";
import { placeName, placeOfUnit, type UnitOfWords, type UnitPlace } from "./unitPlace.ts";

/** Two copies and what they become → what changes for whoever has our copy, place by place. */

export type ReportedPlace = UnitPlace | UnitOfWords;

export interface MergeReport {
  /** What is different from our copy afterwards, by name; conflicts are told elsewhere. */
  readonly taken: readonly ReportedPlace[];
  /** What is as our copy has it, and different from theirs. */
  readonly kept: readonly ReportedPlace[];
}

export function reportMerge(
  ours: CampaignDocument,
  theirs: CampaignDocument,
  merged: CampaignDocument,
  conflicts: readonly Conflict[],
): MergeReport {
  const [our, their, is] = [unitsOf(ours), unitsOf(theirs), unitsOf(merged)];
  const asked = new Set(conflicts.map(({ name }) => name));
  const names = [...new Set([...our.keys(), ...their.keys(), ...is.keys()])].sort();
  const isTaken = (name: string) => is.get(name) !== our.get(name);
  return {
    taken: placesOf(names.filter(isTaken), asked),
    kept: placesOf(
      names.filter((name) => !isTaken(name) && is.get(name) !== their.get(name)),
      asked,
    ),
  };
}

/** Each place once: who reviewed words is told only where the words are the same. */
function placesOf(names: readonly string[], asked: ReadonlySet<string>): ReportedPlace[] {
  const all = new Set(names);
  const places = new Map<string, ReportedPlace>();
  for (const name of names) {
    const place = placeOfUnit(name);
    if (place.kind === "unit") {
      const words = placeName({ ...place, kind: "slot" });
      if (!all.has(words) && !asked.has(words)) places.set(name, place);
      continue;
    }
    // A photograph that is placed elsewhere brings its crop and its name along.
    if (place.kind === "focus" && all.has(placeName({ ...place, kind: "placement" }))) continue;
    if (place.kind === "picture" && names.some((one) => one.startsWith("placed:"))) continue;
    const key = placeName(place);
    if (!asked.has(key)) places.set(key, place);
  }
  return [...places.values()];
}
