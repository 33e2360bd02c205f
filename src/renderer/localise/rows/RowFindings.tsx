import { clsx } from "clsx";
import { Crosshair, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import type { InterfaceLanguage } from "../../../shared/settings/settings.ts";
import { diagnosticText } from "../../checks/diagnosticText.ts";
import { SeverityIcon } from "../../checks/SeverityIcon.tsx";
import type { WordRange } from "../../editor/wordMarks.ts";
import { isolateValue, unbroken } from "../../i18n/names.ts";
import { Button } from "../../ui/actions/Button.tsx";
import { IconButton } from "../../ui/actions/IconButton.tsx";
import { Kbd } from "../../ui/actions/Kbd.tsx";
import looks from "../../ui/Looks.module.css";
import block from "./Block.module.css";
import { KEYS } from "./keys.ts";
import styles from "./RowFindings.module.css";
import { isAt, mendable, wordRange } from "./wordFindings.ts";

/** What is wrong with the words, in the person's language; the one under the caret stands out, and its remedy has a key. */

export interface Props {
  readonly findings: readonly Diagnostic[];
  readonly pack: TemplatePack;
  readonly language: InterfaceLanguage;
  readonly caret: WordRange | null;
  readonly onMend: (finding: Diagnostic) => void;
  readonly onSelect: (range: WordRange) => void;
}

export function RowFindings({ findings, pack, language, caret, onMend, onSelect }: Props) {
  const { t, i18n } = useTranslation("checks");
  const here = useTranslation("localise").t;
  const current = findings.find((one) => isAt(one, caret));
  const said = current === undefined ? null : diagnosticText(i18n, current, pack, language);
  const first = mendable(findings, caret);
  return (
    <>
      <ul className={block.items} aria-label={here("findings")}>
        {findings.map((one, index) => {
          const { message, hint } = diagnosticText(i18n, one, pack, language);
          const range = wordRange(one);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the same finding may be there twice
              key={`${one.code} ${index}`}
              className={clsx(styles.finding, one === current && block.current)}
            >
              <SeverityIcon severity={one.severity} />
              <span className={styles.findingWords}>
                <span dir="auto">{unbroken(message)}</span> <span className={looks.quiet}>{unbroken(hint)}</span>
              </span>
              <span className={styles.findingEnd}>
                {one.fix !== undefined && (
                  <Button variant="quiet" icon={Wrench} onPress={() => onMend(one)}>
                    {one.fix.text.trim() === "" ? t("mend") : t("replace", { text: isolateValue(one.fix.text) })}
                    {one === first && <Kbd keys={KEYS.mend} />}
                  </Button>
                )}
                {range !== null && (
                  <IconButton label={here("showWords", { message })} icon={Crosshair} onPress={() => onSelect(range)} />
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <span aria-live="polite" className="unseen">
        {said === null ? "" : `${said.message} ${said.hint}`}
      </span>
    </>
  );
}
