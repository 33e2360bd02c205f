import type { MergePlace } from "../../shared/contract/mergeCalls.ts";

/** Places → how many of each kind, as people count them; kinds without any are left out. */

export const COUNT_KINDS = ["texts", "pictures", "remarks", "reviews", "others"] as const;
export type CountKind = (typeof COUNT_KINDS)[number];

const KIND_OF: Readonly<Record<MergePlace["kind"], CountKind>> = {
  slot: "texts",
  alt: "pictures",
  placement: "pictures",
  focus: "pictures",
  picture: "pictures",
  remark: "remarks",
  unit: "reviews",
  title: "others",
  source: "others",
  templates: "others",
  edition: "others",
};

export function countPlaces(places: readonly MergePlace[]): Partial<Record<CountKind, number>> {
  const counts: Partial<Record<CountKind, number>> = {};
  for (const kind of COUNT_KINDS) {
    const count = places.filter((place) => KIND_OF[place.kind] === kind).length;
    if (count > 0) counts[kind] = count;
  }
  return counts;
}
