import { useTranslation } from "react-i18next";
import type { ReportedChange } from "../../shared/document/mergeReport.ts";
import { familyOf } from "../../shared/pack/lookUp.ts";
import { editionName } from "../i18n/names.ts";
import { useAppState, useOpen, useSession } from "../state/hooks.ts";

/** A change of the document → what people call it, in the interface's language. */
export function useChangeName(): (change: ReportedChange) => string {
  const { t } = useTranslation("merge");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const family = useSession((view) => view.document.family);
  const { slots } = familyOf(pack, family);
  const slotName = (slot: string) => slots.find(({ id }) => id === slot)?.title[language] ?? slot;
  return (change) => {
    switch (change.kind) {
      case "slot":
      case "alt":
      case "unit":
        return t(`changes.${change.kind}`, {
          slot: slotName(change.slot),
          edition: editionName(change.edition, language),
        });
      case "edition":
      case "digits":
        return t(`changes.${change.kind}`, { edition: editionName(change.edition, language) });
      case "placement":
      case "focus":
        return t(`changes.${change.kind}`, { slot: slotName(change.slot) });
      default:
        return t(`changes.${change.kind}`);
    }
  };
}
