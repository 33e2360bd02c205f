import "../ui/tokens.css";
import type { i18n } from "i18next";
import { StrictMode, useMemo } from "react";
import { I18nProvider } from "react-aria-components";
import { I18nextProvider } from "react-i18next";
import { useStore } from "zustand";
import { CommandContext, createRegistry } from "../commands/commands.ts";
import { localeOf } from "../i18n/names.ts";
import type { App } from "../state/app.ts";
import { AppContext } from "../state/hooks.ts";
import { Crash } from "./Crash.tsx";
import type { Parts } from "./parts.ts";
import { Shell } from "./Shell.tsx";
import { useLook } from "./useLook.ts";

/** The window: what every room finds around it. Rooms come in as arguments, so that the shell knows none of them. */

export interface Props {
  readonly app: App;
  readonly texts: i18n;
  readonly parts: Parts;
}

export function Studio({ app, texts, parts }: Props) {
  const language = useStore(app.store, (state) => state.language);
  const registry = useMemo(createRegistry, []);
  useLook(app, texts);
  return (
    <StrictMode>
      <AppContext value={app}>
        <I18nextProvider i18n={texts}>
          <I18nProvider locale={localeOf(language)}>
            <CommandContext value={registry}>
              <Crash>
                <Shell parts={parts} />
              </Crash>
            </CommandContext>
          </I18nProvider>
        </I18nextProvider>
      </AppContext>
    </StrictMode>
  );
}
