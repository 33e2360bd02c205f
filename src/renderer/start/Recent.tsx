import { clsx } from "clsx";
import { History } from "lucide-react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { DocumentEntry } from "../../shared/contract/documentCalls.ts";
import { dateName, editionFor } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import page from "../ui/surfaces/LongPage.module.css";
import styles from "./Card.module.css";
import { Blank, Thumbnail } from "./Thumbnail.tsx";

/** Documents that were open lately, by their first page. */

const SHOWN = 6;

export function Recent({ recent }: { readonly recent: readonly DocumentEntry[] }) {
  const { t } = useTranslation("start");
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent" className={looks.section}>
      <h2 id="recent" className={page.heading}>
        <History size={18} aria-hidden="true" />
        {t("recent.title")}
      </h2>
      <ul className={styles.cards}>
        {recent.slice(0, SHOWN).map((entry) => (
          <li key={entry.handle}>
            <Card entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ entry }: { readonly entry: DocumentEntry }) {
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { value: document } = useCall("documents.peek", { handle: entry.handle });
  return (
    <Button className={clsx(styles.card)} onPress={() => app.attempt(() => app.openDocument(entry.handle))}>
      {document === null ? (
        <Blank />
      ) : (
        <Thumbnail
          document={document}
          template={document.templates[0] ?? entry.template}
          edition={editionFor(document, language)}
          label={entry.title}
        />
      )}
      <span className={styles.caption}>
        <span className={looks.name} dir="auto">
          <MixedText text={entry.title} />
        </span>
        <span className={looks.quiet}>
          <bdi>{entry.name}</bdi>
        </span>
        <span className={looks.quiet}>{dateName(entry.modified, language, "moment")}</span>
      </span>
    </Button>
  );
}
