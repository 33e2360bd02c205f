import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import { type ChosenFrame, slotsOf } from "../../pieces/frames.ts";
import { useAppState, useOpen, useSession } from "../../state/hooks.ts";

/** A frame as people call it: what it is, and the titles of what it holds. */
export function useFrameName(): (frame: ChosenFrame) => string {
  const { t } = useTranslation("design");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const family = useSession((view) => view.document.family);
  return useCallback(
    (frame) => {
      const { slots } = familyOf(pack, family);
      const titles = slotsOf(frame).map((id) => slots.find((slot) => slot.id === id)?.title[language] ?? id);
      const what = titles.length > 0 ? titles.join(t("comma")) : t(`kind.${frame.kind}`);
      return frame.locks.content ? t("lockedName", { what }) : what;
    },
    [t, pack, family, language],
  );
}
