import { useTranslation } from "react-i18next";
import type { PieceState } from "../../../shared/contract/approvalCalls.ts";
import { useAppState, useOpen } from "../../state/hooks.ts";
import { Button } from "../../ui/actions/Button.tsx";
import styles from "./Remarks.module.css";
import { cornerOf, framePlaces, type Spot } from "./remarkPlaces.ts";
import { useFrameTitle } from "./useFrameTitle.ts";

/** Where a new remark goes, without a pointer: every part of the pages in reading order. */

export interface Props {
  readonly piece: PieceState;
  readonly onPlace: (page: string, spot: Spot, proof: string) => void;
  readonly onStop: () => void;
}

export function PlacePicker({ piece, onPlace, onStop }: Props) {
  const { t } = useTranslation("review");
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const titleOf = useFrameTitle();
  const template = pack.templates.find(({ id }) => id === piece.template);
  const direction = pack.editions.find(({ tag }) => tag === piece.edition)?.direction ?? "ltr";
  const places = template === undefined ? [] : framePlaces(template, direction);
  return (
    <section className={styles.picker} aria-label={t("remarks.where")}>
      <h3 className={styles.strong}>{t("remarks.where")}</h3>
      <p className={styles.quiet}>{t("remarks.whereText")}</p>
      {template?.pages.map((page, index) => (
        <div key={page.id}>
          {template.pages.length > 1 && <h4 className={styles.quiet}>{page.title[language]}</h4>}
          <ul className={styles.places}>
            {places
              .filter((place) => place.page === page.id)
              .map((place, order) => (
                <li key={place.frame.id}>
                  <Button
                    variant="quiet"
                    autoFocus={index === 0 && order === 0}
                    className={styles.place}
                    onPress={() => onPlace(page.id, cornerOf({ direction }, place), piece.proof)}
                  >
                    {titleOf(place.frame)}
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
