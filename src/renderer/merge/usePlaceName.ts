import { useTranslation } from "react-i18next";
import type { MergePlace } from "../../shared/contract/mergeCalls.ts";
import { familyOf } from "../../shared/pack/lookUp.ts";
import { editionName } from "../i18n/names.ts";
import { useAppState, useOpen, useSession } from "../state/hooks.ts";

/** A place of the document → what people call it, in the interface's language. */
export function usePlaceName(): (place: MergePlace) => string {
  const { t } = useTranslation("merge");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const family = useSession((view) => view.document.family);
  const { slots } = familyOf(pack, family);
  const slotName = (slot: string) => slots.find(({ id }) => id === slot)?.title[language] ?? slot;
  return (place) => {
    switch (place.kind) {
      case "slot":
      case "alt":
      case "unit":
        return t(`places.${place.kind}`, {
          slot: slotName(place.slot),
          edition: editionName(place.edition, language),
        });
      case "edition":
        return t("places.edition", { edition: editionName(place.edition, language) });
      case "placement":
      case "focus":
        return t(`places.${place.kind}`, { slot: slotName(place.slot) });
      default:
        return t(`places.${place.kind}`);
    }
  };
}
