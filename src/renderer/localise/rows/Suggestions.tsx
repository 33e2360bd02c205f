import { CornerDownLeft } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../../shared/base/locale.ts";
import { wordChanges } from "../../../shared/localise/units/unitStatus.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { InterfaceLanguage } from "../../../shared/settings/settings.ts";
import { dateName, isolateValue } from "../../i18n/names.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { Kbd } from "../../ui/actions/Kbd.tsx";
import looks from "../../ui/Looks.module.css";
import { Tag } from "../../ui/status/Tag.tsx";
import { WordDifference } from "../../ui/status/WordDifference.tsx";
import block from "./Block.module.css";
import { RichView } from "./RichView.tsx";
import styles from "./Suggestions.module.css";
import type { Suggestion } from "./useSuggestions.ts";

/** What was said before for this source: taken by a press or a key. */

export interface Props {
  readonly suggestions: readonly Suggestion[];
  readonly source: Edition;
  readonly target: Edition;
  readonly pack: TemplatePack;
  readonly language: InterfaceLanguage;
  readonly onTake: (suggestion: Suggestion) => void;
}

export function Suggestions({ suggestions, source, target, pack, language, onTake }: Props) {
  const { t } = useTranslation("localise");
  if (suggestions.length === 0) return null;
  return (
    <section aria-label={t("memory.title")} className={block.block}>
      <h4 className={block.blockTitle}>{t("memory.title")}</h4>
      <ol className={block.items}>
        {suggestions.map((suggestion, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is what names a suggestion
            key={index}
            className={styles.suggestion}
          >
            <div className={styles.suggestionWords}>
              <RichView
                content={[{ kind: "paragraph", content: [...suggestion.match.target] }]}
                pack={pack}
                edition={target.tag}
                direction={target.direction}
              />
              <Origin suggestion={suggestion} source={source} pack={pack} language={language} />
            </div>
            <Button variant="quiet" icon={CornerDownLeft} mirror onPress={() => onTake(suggestion)}>
              {t("memory.take")} <Kbd keys={`Mod+${index + 1}`} />
            </Button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Origin({
  suggestion: { match, now },
  source,
  pack,
  language,
}: Pick<Props, "source" | "pack" | "language"> & { readonly suggestion: Suggestion }) {
  const { t } = useTranslation("localise");
  const changes = useMemo(
    () =>
      match.score === 1
        ? null
        : wordChanges(
            [{ kind: "paragraph", content: [...match.source] }],
            [{ kind: "paragraph", content: [...now] }],
            pack,
            source.tag,
          ),
    [match, now, pack, source],
  );
  return (
    <>
      <span className={block.origin}>
        <Tag tone={match.score === 1 ? "ok" : "neutral"}>
          {match.score === 1 ? t("memory.same") : t("memory.near", { percent: Math.floor(match.score * 100) })}
        </Tag>
        <span className={looks.quiet}>
          {t("memory.from", {
            title: isolateValue(match.from.title),
            by: isolateValue(match.by === "" ? t("somebody") : match.by),
            at: match.at === "" ? "" : dateName(match.at, language),
          })}
        </span>
      </span>
      {changes !== null && (
        <details className={styles.details}>
          <summary>{t("memory.difference")}</summary>
          <WordDifference changes={changes} edition={source.tag} direction={source.direction} />
        </details>
      )}
    </>
  );
}
