import { useTranslation } from "react-i18next";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import { slotsOfFrame } from "../../checks/slotFrames.ts";
import { useAppState, useOpen, useSession } from "../../state/hooks.ts";
import type { NamedFrame } from "./pinSpots.ts";

/** A part of a page as people call it: the titles of what it holds, or what it is. */
export function useFrameTitle(): (frame: NamedFrame) => string {
  const { t } = useTranslation("design");
  const slotTitle = useSlotTitle();
  const language = useAppState((state) => state.language);
  return (frame) => {
    const titles = slotsOfFrame(frame).map(slotTitle);
    return titles.length > 0 ? new Intl.ListFormat(language, { type: "unit" }).format(titles) : t(`kind.${frame.kind}`);
  };
}

/** A slot as the pack calls it. */
export function useSlotTitle(): (slot: string) => string {
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const family = useSession((view) => view.document.family);
  const { slots } = familyOf(pack, family);
  return (slot) => slots.find(({ id }) => id === slot)?.title[language] ?? slot;
}
