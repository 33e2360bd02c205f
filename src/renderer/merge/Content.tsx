import { useTranslation } from "react-i18next";
import type { MergeContent } from "../../shared/contract/mergeCalls.ts";
import type { ReportedChange } from "../../shared/document/mergeReport.ts";
import { plainFromRich } from "../../shared/document/plainText.ts";
import { dateName, editionName, isolateValue } from "../i18n/names.ts";
import { useApp, useAppState, useOpen } from "../state/hooks.ts";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import styles from "./Content.module.css";

/** What one of the copies has where something changed, to be read. */

export interface Props {
  readonly content: MergeContent;
  readonly change: ReportedChange;
}

export function Content({ content, change }: Props) {
  const { t } = useTranslation("merge");
  const { client } = useApp();
  const { pack } = useOpen();
  const language = useAppState((state) => state.language);
  const edition = "edition" in change ? change.edition : null;
  const direction = pack.editions.find(({ tag }) => tag === edition)?.direction;
  const quiet = (text: string) => <span className={looks.quiet}>{text}</span>;
  switch (content.kind) {
    case "nothing":
      return quiet(t("content.nothing"));
    case "present":
      return <span>{t("content.present")}</span>;
    case "words": {
      const lines = plainFromRich(content.words, pack, edition ?? language);
      return (
        <span className={styles.text} {...(edition === null ? {} : { lang: edition })} dir={direction}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names, and nothing in them keeps a state
            <span key={index}>{line}</span>
          ))}
        </span>
      );
    }
    case "text":
      return (
        <span className={styles.text} dir="auto" {...(edition === null ? {} : { lang: edition })}>
          <span>
            <MixedText text={content.text} />
          </span>
        </span>
      );
    case "edition":
      return <span>{editionName(content.edition, language)}</span>;
    case "templates": {
      const names = content.templates.map((id) => pack.templates.find((one) => one.id === id)?.title[language] ?? id);
      return <span>{new Intl.ListFormat(language).format(names.map(isolateValue))}</span>;
    }
    case "placement":
      return (
        <span className={styles.photo}>
          <img src={client.assetUrl(content.digest)} alt="" />
          <bdi>{content.name}</bdi>
        </span>
      );
    case "focus": {
      const { x, y } = content.focus;
      return <span>{t("content.focus", { x: Math.round(x * 100), y: Math.round(y * 100) })}</span>;
    }
    case "picture": {
      const { name, consent } = content.picture;
      return (
        <span className={styles.photo}>
          <img src={client.assetUrl(content.digest)} alt="" />
          <span>
            {consent === null
              ? t("content.noConsent", { name: isolateValue(name) })
              : t("content.consent", {
                  name: isolateValue(name),
                  person: isolateValue(consent.person),
                  date: dateName(consent.expires, language),
                })}
          </span>
        </span>
      );
    }
    case "remarks":
      return (
        <span className={styles.text} dir="auto">
          {content.thread.map(({ by, at, text }) => (
            <span key={`${at} ${by} ${text}`}>
              {t("content.said", { name: isolateValue(by), text: isolateValue(text) })}
            </span>
          ))}
          {content.resolved && quiet(t("content.resolved"))}
        </span>
      );
    case "unit":
      return (
        <span>
          {content.reviewedBy === null
            ? t("content.wroteBy", { name: isolateValue(content.by) })
            : t("content.reviewedBy", { name: isolateValue(content.reviewedBy) })}
        </span>
      );
  }
}
