import { useEffect, useState } from "react";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { useApp } from "./hooks.ts";
import { useCall } from "./useCall.ts";

/** Every pack on this machine, read and checked; a pack that cannot be used is reported and left out. */
export function usePacks(): readonly TemplatePack[] {
  const { typeset, report } = useApp();
  const { value: list } = useCall("packs.list", {});
  const [packs, setPacks] = useState<readonly TemplatePack[]>([]);
  useEffect(() => {
    let gone = false;
    for (const { id } of list ?? []) {
      typeset.load(id).then((pack) => {
        if (!gone) setPacks((all) => [...all.filter((other) => other.id !== id), pack]);
      }, report);
    }
    return () => {
      gone = true;
    };
  }, [typeset, report, list]);
  return packs;
}
