import "../ui/tokens.css";
import type { i18n } from "i18next";
import { PlugZap, RotateCw } from "lucide-react";
import type { InterfaceLanguage } from "../../shared/settings/settings.ts";
import { directionOf } from "../i18n/texts.ts";
import { Button } from "../ui/actions/Button.tsx";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { problemText } from "../ui/status/problemText.ts";

/** The window could not start: no host answers. */
export function Failed({ texts, error }: { readonly texts: i18n; readonly error: unknown }) {
  const language = texts.language as InterfaceLanguage;
  const t = texts.getFixedT(language, "app");
  const { title, hint } = problemText(texts, error);
  return (
    <main role="alert" lang={language} dir={directionOf(language)}>
      <EmptyState
        icon={PlugZap}
        title={title}
        text={hint}
        action={
          <Button variant="primary" icon={RotateCw} onPress={() => location.reload()}>
            {t("tryAgain")}
          </Button>
        }
      />
    </main>
  );
}
