import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../../shared/base/locale.ts";
import type { RichText } from "../../../shared/document/documentSchema.ts";
import type { Slot, TemplatePack } from "../../../shared/pack/templatePack.ts";
import { isolateValue } from "../../i18n/names.ts";
import { writtenIn } from "../../pieces/frameFacts.ts";
import styles from "./SlotRow.module.css";

/** How long the words of a slot may be and are, and whether every format of the document has room for them as it is set. */

export interface Props {
  readonly slot: Slot;
  readonly pack: TemplatePack;
  readonly target: Edition;
  readonly words: RichText;
  readonly isActive: boolean;
  /** As in `RowProps`. */
  readonly crowded: string | null;
}

export function Length({ slot, pack, target, words, isActive, crowded }: Props) {
  const { t } = useTranslation("localise");
  const most = t("letters", { count: slot.characters });
  const parts =
    slot.lines === 1
      ? most
      : t(slot.kind === "list" || slot.kind === "helplines" ? "items" : "paragraphs", {
          count: slot.lines,
          letters: most,
        });
  const { longest } = writtenIn(words, pack, target);
  const full = crowded !== null && crowded !== "";
  return (
    <>
      {parts}
      {isActive && (
        <>
          {" · "}
          <span className={clsx(longest > slot.characters && styles.tooLong)}>{t("written", { count: longest })}</span>
        </>
      )}
      {full && (
        <>
          {" · "}
          <span className={styles.tooLong}>{t("fit.not", { formats: isolateValue(crowded) })}</span>
        </>
      )}
      {isActive && crowded === "" && words.length > 0 && ` · ${t("fit.all")}`}
    </>
  );
}
