import { useCallback } from "react";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { useApp } from "./hooks.ts";
import { useLatest } from "./useAnswer.ts";
import { useCall } from "./useCall.ts";

const NONE: readonly TemplatePack[] = [];

/** Every pack on this machine, read and checked; a pack that cannot be used is reported and left out. */
export function usePacks(): readonly TemplatePack[] {
  const { typeset, report } = useApp();
  const { value: list } = useCall("packs.list", {});
  const ask = useCallback(
    async (signal: AbortSignal, show: (packs: readonly TemplatePack[]) => void) => {
      let packs = NONE;
      const load = async (id: string) => {
        packs = [...packs, await typeset.load(id)];
        show(packs);
      };
      const fail = (error: unknown) => (signal.aborted ? undefined : report(error));
      await Promise.all((list ?? []).map(({ id }) => load(id).catch(fail)));
      return packs;
    },
    [typeset, report, list],
  );
  return useLatest(list === null ? null : "packs", ask) ?? NONE;
}
