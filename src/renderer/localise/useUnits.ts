import { useMemo, useRef } from "react";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { type UnitStatus, unitStatuses } from "../../shared/localise/unitStatus.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";

/** Document, edition, source → how far each slot is; a slot whose status is as before keeps its object, so that its row rests. */
export function useUnits(
  document: CampaignDocument,
  pack: TemplatePack,
  edition: string,
  source: string,
): Readonly<Record<string, UnitStatus>> {
  const known = useRef(new Map<string, { readonly text: string; readonly status: UnitStatus }>());
  return useMemo(() => {
    const found = Object.entries(unitStatuses(document, pack, edition, source)).map(([slot, status]) => {
      const text = JSON.stringify(status);
      const before = known.current.get(slot);
      if (before?.text === text) return [slot, before.status] as const;
      known.current.set(slot, { text, status });
      return [slot, status] as const;
    });
    return Object.fromEntries(found);
  }, [document, pack, edition, source]);
}
