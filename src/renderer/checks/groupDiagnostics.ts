import { type Diagnostic, type Severity, sortDiagnostics } from "../../shared/base/diagnostics.ts";

/** Diagnostics of several examinations → one list, in groups that a panel can show. */

export type Counts = Readonly<Record<Severity, number>>;

export interface PlaceGroup<Item> {
  readonly place: string;
  readonly items: readonly Item[];
}

export interface SeverityGroup<Item> {
  readonly severity: Severity;
  readonly places: readonly PlaceGroup<Item>[];
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "notice"];

/** Each problem once, errors first. Null where any of the lists is still on its way. */
export function gatherDiagnostics(...lists: readonly (readonly Diagnostic[] | null)[]): readonly Diagnostic[] | null {
  if (lists.some((list) => list === null)) return null;
  const unique = new Map<string, Diagnostic>();
  for (const one of lists.flatMap((list) => list ?? [])) {
    const key = JSON.stringify([one.code, one.severity, one.edition ?? "", one.place, one.message]);
    if (!unique.has(key)) unique.set(key, one);
  }
  return sortDiagnostics([...unique.values()]);
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

/** Errors first; within a severity the places in the order in which they were found. Empty severities are left out. */
export function groupDiagnostics<Item>(
  items: readonly Item[],
  of: (item: Item) => { readonly severity: Severity; readonly place: string },
): readonly SeverityGroup<Item>[] {
  return SEVERITIES.flatMap((severity) => {
    const places = new Map<string, Item[]>();
    for (const item of items) {
      const facts = of(item);
      if (facts.severity !== severity) continue;
      const known = places.get(facts.place);
      if (known === undefined) places.set(facts.place, [item]);
      else known.push(item);
    }
    if (places.size === 0) return [];
    return [{ severity, places: [...places].map(([place, found]) => ({ place, items: found })) }];
  });
}
