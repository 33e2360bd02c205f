import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { useAppState, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import looks from "../../ui/Looks.module.css";
import { cornerOf, frameAreas, type Spot } from "./pinSpots.ts";
import styles from "./Remarks.module.css";
import { useFrameTitle } from "./useFrameTitle.ts";

/** Where a new remark goes, without a pointer: every part of the pages in reading order. */

export interface Props {
  readonly piece: PieceState;
  readonly onPick: (page: string, spot: Spot, proof: string) => void;
  readonly onStop: () => void;
}

export function SpotPicker({ piece, onPick, onStop }: Props) {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const titleOf = useFrameTitle();
  const template = pack.templates.find(({ id }) => id === piece.template);
  const direction = pack.editions.find(({ tag }) => tag === piece.edition)?.direction ?? "ltr";
  const spots = template === undefined ? [] : frameAreas(template, direction);
  return (
    <section className={styles.picker} aria-label={t("remarks.where")}>
      <h3 className={looks.strong}>{t("remarks.where")}</h3>
      <p className={looks.quiet}>{t("remarks.whereText")}</p>
      {template?.pages.map((page, index) => (
        <div key={page.id}>
          {template.pages.length > 1 && <h4 className={looks.quiet}>{page.title[language]}</h4>}
          <ul className={styles.spots}>
            {spots
              .filter((spot) => spot.page === page.id)
              .map((spot, order) => (
                <li key={spot.frame.id}>
                  <Button
                    variant="quiet"
                    autoFocus={index === 0 && order === 0}
                    className={styles.spot}
                    onPress={() => onPick(page.id, cornerOf({ direction }, spot), piece.proof)}
                  >
                    {titleOf(spot.frame)}
                  </Button>
                </li>
              ))}
          </ul>
        </div>
      ))}
      <Button onPress={onStop}>{t("cancel")}</Button>
    </section>
  );
}
