import { clsx } from "clsx";
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "../../shared/settings/settings.ts";
import { OWN_NAMES } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import page from "../ui/surfaces/LongPage.module.css";
import { formatOf } from "./format.ts";
import styles from "./Welcome.module.css";

/** The first start: a language, and a campaign that is ready to be looked at. */
export function Welcome({ packs }: { readonly packs: readonly TemplatePack[] }) {
  const { t } = useTranslation("start");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const [isOpening, setOpening] = useState(false);
  const sample = sampleOf(packs);
  const answer = () => app.changeSettings({ welcomed: true });
  const openSample = () =>
    app.attempt(async () => {
      if (sample === null) return;
      setOpening(true);
      try {
        await app.createDocument({ ...sample, editions: [], sample: true });
        await answer();
      } finally {
        setOpening(false);
      }
    });
  return (
    <section aria-labelledby="welcome" className={styles.welcome}>
      <div className={styles.words}>
        <h2 id="welcome" className={page.big}>
          {t("welcome.title")}
        </h2>
        <p className={styles.lead}>{t("welcome.text")}</p>
        <div className={clsx(looks.buttons, styles.actions)}>
          <Button
            variant="primary"
            icon={Sparkles}
            onPress={openSample}
            isPending={isOpening}
            isDisabled={sample === null}
          >
            {t("welcome.sample")}
          </Button>
          <Button variant="quiet" onPress={() => app.attempt(answer)} className={styles.onDeep}>
            {t("welcome.later")}
          </Button>
        </div>
      </div>
      <RadioGroup
        aria-label={t("welcome.language")}
        value={language}
        onChange={(value) => app.attempt(() => app.changeSettings({ language: value as InterfaceLanguage }))}
        className={clsx(styles.languages)}
      >
        {INTERFACE_LANGUAGES.map((one) => (
          <Radio key={one} value={one} lang={one} className={clsx(styles.language)}>
            {OWN_NAMES[one]}
          </Radio>
        ))}
      </RadioGroup>
    </section>
  );
}

/** A leaflet shows the most at once: two sides, folds, three editions. */
function sampleOf(packs: readonly TemplatePack[]): { readonly pack: string; readonly template: string } | null {
  const all = packs.flatMap((pack) => pack.templates.map((template) => ({ pack, template })));
  const found = all.find(({ template }) => formatOf(template) === "leaflet") ?? all[0];
  return found === undefined ? null : { pack: found.pack.id, template: found.template.id };
}
