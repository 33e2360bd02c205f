import { LifeBuoy } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../shared/contract/contract.ts";
import { dateName, isolateValue } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import page from "../ui/surfaces/LongPage.module.css";
import styles from "./Recoveries.module.css";

/** Work that was not saved before the window went: take it back, or let it go. */

type Recovery = CallOutput<"documents.recoveries">[number];

export interface Props {
  readonly recoveries: readonly Recovery[];
  readonly onGone: () => void;
}

export function Recoveries({ recoveries, onGone }: Props) {
  const { t } = useTranslation("start");
  if (recoveries.length === 0) return null;
  return (
    <section aria-labelledby="recoveries" className={styles.recoveries}>
      <h2 id="recoveries" className={page.heading}>
        <LifeBuoy size={18} aria-hidden="true" />
        {t("recovery.title")}
      </h2>
      <ul>
        {recoveries.map((recovery) => (
          <Row key={recovery.recovery} recovery={recovery} onGone={onGone} />
        ))}
      </ul>
    </section>
  );
}

function Row({ recovery, onGone }: { readonly recovery: Recovery; readonly onGone: () => void }) {
  const { t } = useTranslation("start");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const { title, at } = recovery;
  const take = () =>
    app.attempt(async () => app.show(await app.client.call("documents.recover", { recovery: recovery.recovery })));
  const drop = () =>
    app.attempt(async () => {
      await app.client.call("documents.discardRecovery", { recovery: recovery.recovery });
      onGone();
    });
  return (
    <li className={styles.recovery}>
      <span className={looks.words}>
        <span className={looks.name} dir="auto">
          <MixedText text={title} />
        </span>
        <span className={looks.quiet}>{t("recovery.at", { when: dateName(at, language, "moment") })}</span>
      </span>
      <Button variant="quiet" onPress={drop} aria-label={t("recovery.dropNamed", { title: isolateValue(title) })}>
        {t("recovery.drop")}
      </Button>
      <Button variant="primary" onPress={take} aria-label={t("recovery.takeNamed", { title: isolateValue(title) })}>
        {t("recovery.take")}
      </Button>
    </li>
  );
}
