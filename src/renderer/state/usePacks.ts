import { useCallback } from "react";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { useApp } from "./hooks.ts";
import { useLatest } from "./useAnswer.ts";
import { useCall } from "./useCall.ts";

/** Every pack on this machine, read and checked; a pack that cannot be used is reported and left out. */

export interface Packs {
  /** Null before all of them were read. */
  readonly packs: readonly TemplatePack[] | null;
  /** Why nobody knows which packs there are; null where that is known. */
  readonly error: unknown;
  readonly again: () => void;
}

export function usePacks(): Packs {
  const { typeset, report } = useApp();
  const { value: list, error, again } = useCall("packs.list", {});
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const load = ({ id }: { readonly id: string }) =>
        typeset.load(id).catch((failure: unknown) => {
          if (!signal.aborted) report(failure);
          return null;
        });
      return (await Promise.all((list ?? []).map(load))).filter((pack) => pack !== null);
    },
    [typeset, report, list],
  );
  return { packs: useLatest(list === null ? null : "packs", ask), error, again };
}
