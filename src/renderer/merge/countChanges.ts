import type { ReportedChange } from "../../shared/document/mergeReport.ts";

/** Changes → how many of each kind, as people count them; kinds without any are left out. */

export const COUNT_KINDS = ["texts", "pictures", "remarks", "reviews", "others"] as const;
export type CountKind = (typeof COUNT_KINDS)[number];

const KIND_OF: Readonly<Record<ReportedChange["kind"], CountKind>> = {
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
  digits: "others",
};

export function countChanges(changes: readonly ReportedChange[]): Partial<Record<CountKind, number>> {
  const counts: Partial<Record<CountKind, number>> = {};
  for (const kind of COUNT_KINDS) {
    const count = changes.filter((change) => KIND_OF[change.kind] === kind).length;
    if (count > 0) counts[kind] = count;
  }
  return counts;
}
