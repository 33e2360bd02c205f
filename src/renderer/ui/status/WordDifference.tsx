import { useTranslation } from "react-i18next";
import type { WordChange } from "../../../shared/localise/words/wordDifference.ts";
import styles from "./WordDifference.module.css";

/** Two versions of some words in one: what went is struck out, what came is underlined; neither by colour alone. */

export interface Props {
  readonly changes: readonly WordChange[];
  /** BCP 47 tag. */
  readonly edition: string;
  readonly direction: "ltr" | "rtl";
}

export function WordDifference({ changes, edition, direction }: Props) {
  const { t } = useTranslation("app");
  return (
    <p lang={edition} dir={direction} className={styles.difference}>
      {changes.map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: changes have no names and no state
        if (kind === "same") return <span key={index}>{text}</span>;
        const Mark = kind === "added" ? "ins" : "del";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Mark key={index}>
            <span className="unseen">{t(`difference.${kind}`)}</span>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}
