import "../src/renderer/ui/tokens.css";
import type { i18n } from "i18next";
import { I18nProvider } from "react-aria-components";
import { I18nextProvider, useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { localeOf, OWN_NAMES } from "../src/renderer/i18n/names.ts";
import { useLook } from "../src/renderer/shell/useLook.ts";
import type { App } from "../src/renderer/state/app.ts";
import { AppContext } from "../src/renderer/state/hooks.ts";
import { Choice } from "../src/renderer/ui/fields/Choice.tsx";
import { INTERFACE_LANGUAGES, type Settings } from "../src/shared/settings/settings.ts";
import styles from "./Gallery.module.css";
import { SPECIMENS, type States } from "./specimens.ts";

/** Every component of `src/renderer/ui` in each of its states, in any language and theme, with texts of the studio. */

const THEMES = ["light", "dark"] as const;

export function Gallery({ app, texts }: { readonly app: App; readonly texts: i18n }) {
  const language = useStore(app.store, (state) => state.language);
  useLook(app, texts);
  return (
    <AppContext value={app}>
      <I18nextProvider i18n={texts}>
        <I18nProvider locale={localeOf(language)}>
          <div className={styles.gallery}>
            <Look app={app} />
            <main className={styles.page}>
              {Object.entries(SPECIMENS).map(([name, states]) => (
                // A new language is a new specimen: none keeps words of the one before.
                <Specimen key={`${name} ${language}`} name={name} states={states} />
              ))}
            </main>
          </div>
        </I18nProvider>
      </I18nextProvider>
    </AppContext>
  );
}

function Look({ app }: { readonly app: App }) {
  const { t } = useTranslation("settings");
  const { language, settings } = useStore(app.store);
  const wear = (change: Partial<Settings>) =>
    app.store.setState((state) => ({
      language: change.language ?? state.language,
      settings: { ...state.settings, ...change },
    }));
  return (
    <header className={styles.look}>
      <h1>{t("look")}</h1>
      <Choice
        label={t("language")}
        items={INTERFACE_LANGUAGES.map((id) => ({ id, label: OWN_NAMES[id], lang: id }))}
        value={language}
        onChange={(id) => wear({ language: id })}
      />
      <Choice
        label={t("theme")}
        items={THEMES.map((id) => ({ id, label: t(`themes.${id}`) }))}
        value={settings.theme === "dark" ? "dark" : "light"}
        onChange={(theme) => wear({ theme })}
      />
    </header>
  );
}

/** Names of components and states are for developers, and so in English. */
function Specimen({ name, states: States }: { readonly name: string; readonly states: States }) {
  return (
    <section data-component={name} className={styles.specimen}>
      <h2 lang="en" dir="ltr">
        {name}
      </h2>
      <States />
    </section>
  );
}
