import { useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";

/** Who writes and reviews here: the name of the person's own key, or the one that they gave this window. Null before either. */
export function useName(): string | null {
  const { value } = useCall("keys.mine", {});
  const given = useAppState((state) => state.settings.name);
  return value?.name ?? given ?? null;
}
