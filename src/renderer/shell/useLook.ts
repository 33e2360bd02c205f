import type { i18n } from "i18next";
import { useEffect, useLayoutEffect } from "react";
import { useStore } from "zustand";
import { directionOf } from "../i18n/texts.ts";
import type { App } from "../state/app.ts";

/** Settings → the whole page: language, direction, theme, zoom. They change at once, without a new start. */
export function useLook(app: App, texts: i18n): void {
  const language = useStore(app.store, (state) => state.language);
  const { theme, zoom } = useStore(app.store, (state) => state.settings);

  useLayoutEffect(() => {
    const { documentElement: page } = document;
    page.lang = language;
    page.dir = directionOf(language);
    void texts.changeLanguage(language);
  }, [language, texts]);

  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const chosen = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
      document.documentElement.dataset.theme = chosen;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);

  useEffect(() => {
    document.documentElement.style.setProperty("--zoom", String(zoom / 100));
  }, [zoom]);
}
