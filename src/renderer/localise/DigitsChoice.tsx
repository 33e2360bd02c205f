import { useTranslation } from "react-i18next";
import { type Digits, type Edition, localiseDigits } from "../../shared/base/locale.ts";
import { useApp, useOpen, useSession } from "../state/hooks.ts";
import { Choice } from "../ui/fields/Choice.tsx";

/** An edition in a language with digits of its own → in which its numbers are printed; nothing for other languages. */

/** Shown as they print, so that no name of them has to be known. */
const SAMPLE = "1 2 3";

export interface Props {
  readonly edition: Edition;
  readonly className?: string | undefined;
}

export function DigitsChoice({ edition, className }: Props) {
  const { t } = useTranslation("localise");
  const app = useApp();
  const { session } = useOpen();
  const digits = useSession((view) => view.document.editions[edition.tag]?.digits);
  if (edition.language !== "ar") return null;
  const choose = (chosen: Digits | null) =>
    app.attempt(() => session.edit({ kind: "set-digits", edition: edition.tag, digits: chosen }));
  return (
    <Choice
      label={t("digits.label")}
      items={[
        { id: "none", label: t(edition.digits === "latn" ? "digits.typed" : "digits.pack") },
        { id: "latn", label: SAMPLE },
        { id: "arab", label: localiseDigits(SAMPLE, "arab") },
      ]}
      value={digits ?? "none"}
      onChange={(chosen) => choose(chosen === "latn" || chosen === "arab" ? chosen : null)}
      className={className}
    />
  );
}
