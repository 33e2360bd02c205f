import { useMemo } from "react";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { type UnitStatus, unitStatuses } from "../../../shared/localise/units/unitStatus.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { readingOrder, type ShownSlot } from "../../checks/slotFrames.ts";
import { findingsOf, type RowFacts, rowState, type Work, workOf } from "./rowState.ts";
import { problemsBySlot } from "./slotProblems.ts";
import { useKept } from "./useKept.ts";

/** Document and edition → its rows in reading order, each with its state and its findings. */

export interface Row extends RowFacts {
  readonly placed: ShownSlot;
  readonly status: UnitStatus;
}

/** @param source the edition itself, where there is no other. @param diagnostics null before the first look. */
export function useRows(
  document: CampaignDocument,
  pack: TemplatePack,
  { edition, source }: { readonly edition: string; readonly source: string },
  diagnostics: readonly Diagnostic[] | null,
): readonly Row[] {
  const { family, templates } = document;
  const shown = useMemo(
    () => readingOrder(pack, family, templates).filter(({ shownIn }) => shownIn !== null),
    [pack, family, templates],
  );
  const statuses = useKept(
    useMemo(
      () => new Map(Object.entries(unitStatuses(document, pack, edition, source))),
      [document, pack, edition, source],
    ),
  );
  const problems = useKept(useMemo(() => problemsBySlot(diagnostics ?? [], pack), [diagnostics, pack]));
  const findings = useMemo(
    () => new Map([...problems].map(([slot, found]) => [slot, findingsOf(found)] as const)),
    [problems],
  );
  const kept = useKept(findings);
  return useMemo(
    () =>
      shown.flatMap((placed): Row[] => {
        const status = statuses.get(placed.slot.id);
        if (status === undefined) return [];
        return [{ placed, status, state: rowState(placed.slot, status), findings: kept.get(placed.slot.id) ?? NONE }];
      }),
    [shown, statuses, kept],
  );
}

const NONE: readonly Diagnostic[] = [];

/** How far one edition is, without its findings. */
export function editionWork(document: CampaignDocument, pack: TemplatePack, edition: string, source: string): Work {
  const statuses = unitStatuses(document, pack, edition, source);
  const rows = readingOrder(pack, document.family, document.templates).filter(({ shownIn }) => shownIn !== null);
  return workOf(
    rows.flatMap(({ slot }) => {
      const status = statuses[slot.id];
      return status === undefined ? [] : [rowState(slot, status)];
    }),
  );
}
