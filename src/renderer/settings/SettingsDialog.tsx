import { useState } from "react";
import { useTranslation } from "react-i18next";
import { INTERFACE_LANGUAGES } from "../../shared/settings/settings.ts";
import { OWN_NAMES } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Choice } from "../ui/fields/Choice.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import { Tabs } from "../ui/surfaces/Tabs.tsx";
import { About } from "./About.tsx";
import styles from "./SettingsDialog.module.css";
import { SigningKey } from "./SigningKey.tsx";
import { Team } from "./Team.tsx";

/** What a person prefers on this machine. Everything changes at once. */

const TABS = ["look", "key", "team", "about"] as const;
const THEMES = ["system", "light", "dark"] as const;
const ZOOMS = ["80", "90", "100", "110", "125", "150", "175", "200"] as const;

export function SettingsDialog() {
  const { t } = useTranslation("settings");
  const app = useApp();
  const wanted = useAppState((state) => state.dialogTab);
  const [tab, setTab] = useState(TABS.find((one) => one === wanted) ?? "look");
  return (
    <Dialog title={t("title")} onClose={() => app.showDialog(null)}>
      <Tabs
        label={t("title")}
        selected={tab}
        onSelect={setTab}
        className={styles.tabs}
        items={[
          { id: "look", label: t("look"), content: <Look /> },
          { id: "key", label: t("key.tab"), content: <SigningKey /> },
          { id: "team", label: t("team.tab"), content: <Team /> },
          { id: "about", label: t("about.tab"), content: <About /> },
        ]}
      />
    </Dialog>
  );
}

function Look() {
  const { t } = useTranslation("settings");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { theme, zoom } = useAppState((state) => state.settings);
  const steps = ZOOMS.some((step) => step === String(zoom)) ? ZOOMS : [...ZOOMS, String(zoom)];
  return (
    <div className={styles.fields}>
      <Choice
        label={t("language")}
        items={INTERFACE_LANGUAGES.map((id) => ({ id, label: OWN_NAMES[id], lang: id }))}
        value={language}
        onChange={(next) => app.attempt(() => app.changeSettings({ language: next }))}
      />
      <Choice
        label={t("theme")}
        items={THEMES.map((id) => ({ id, label: t(`themes.${id}`) }))}
        value={theme}
        onChange={(next) => app.attempt(() => app.changeSettings({ theme: next }))}
      />
      <Choice
        label={t("zoom")}
        items={steps.map((id) => ({ id, label: t("percent", { value: id }) }))}
        value={String(zoom)}
        onChange={(next) => app.attempt(() => app.changeSettings({ zoom: Number(next) }))}
      />
    </div>
  );
}
