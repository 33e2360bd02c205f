import { useTranslation } from "react-i18next";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import type { Slot, TemplatePack } from "../../shared/pack/templatePack.ts";
import { writtenIn } from "../document/frameFacts.ts";
import { classes } from "../ui/classes.ts";
import styles from "./Row.module.css";

/** How long the words of a slot may be; while they are written, how long they are. */

export interface Props {
  readonly slot: Slot;
  readonly pack: TemplatePack;
  readonly target: Edition;
  readonly words: RichText;
  readonly isActive: boolean;
}

export function Length({ slot, pack, target, words, isActive }: Props) {
  const { t } = useTranslation("localise");
  const most = t("letters", { count: slot.characters });
  const parts =
    slot.lines === 1
      ? most
      : t(slot.kind === "list" || slot.kind === "helplines" ? "items" : "paragraphs", {
          count: slot.lines,
          letters: most,
        });
  if (!isActive) return parts;
  const { longest } = writtenIn(words, pack, target);
  return (
    <>
      {parts}
      {" · "}
      <span className={classes(longest > slot.characters && styles.tooLong)}>{t("written", { count: longest })}</span>
    </>
  );
}
