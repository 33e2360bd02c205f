import { clsx } from "clsx";
import { Button as Chip } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../../shared/base/locale.ts";
import { Kbd } from "../../ui/actions/Kbd.tsx";
import looks from "../../ui/Looks.module.css";
import block from "./Block.module.css";
import { NUMBERS } from "./keys.ts";
import type { SourceTerm } from "./sourceTerms.ts";
import styles from "./Terms.module.css";

/** The pack's own word list about this source: each approved translation is written at the caret by a press or a key. */

export interface Props {
  readonly terms: readonly SourceTerm[];
  readonly source: Edition;
  readonly target: Edition;
  readonly onWrite: (term: SourceTerm) => void;
}

export function Terms({ terms, source, target, onWrite }: Props) {
  const { t } = useTranslation("localise");
  if (terms.length === 0) return null;
  return (
    <section aria-label={t("terms")} className={block.block}>
      <h4 className={block.blockTitle}>{t("terms")}</h4>
      <ul className={styles.terms}>
        {terms.map((term, index) => (
          <li key={term.id} className={styles.termItem} title={term.note}>
            <Chip className={clsx(styles.term)} onPress={() => onWrite(term)}>
              <bdi lang={source.tag} className={looks.quiet}>
                {term.found}
              </bdi>
              <bdi lang={target.tag} className={looks.strong}>
                {term.approved.join(" / ")}
              </bdi>
              {index < NUMBERS.length && <Kbd keys={`Alt+${index + 1}`} />}
            </Chip>
          </li>
        ))}
      </ul>
    </section>
  );
}
