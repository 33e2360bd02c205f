import type { Remark } from "../../shared/document/documentSchema.ts";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { dateName } from "../i18n/names.ts";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import styles from "./Remarks.module.css";

/** What was said and answered about one place, oldest first: who, when, and in which words. */
export function Thread({ remark, language }: { readonly remark: Remark; readonly language: InterfaceLanguage }) {
  return (
    <ul className={styles.thread}>
      {remark.thread.map(({ by, at, text }) => (
        <li key={`${at} ${by} ${text}`}>
          <p className={looks.quiet}>
            <bdi className={styles.name}>{by}</bdi>
            {" · "}
            <time dateTime={at}>{dateName(at, language, "moment")}</time>
          </p>
          <p dir="auto" className={styles.said}>
            <MixedText text={text} />
          </p>
        </li>
      ))}
    </ul>
  );
}
