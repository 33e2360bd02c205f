import { clsx } from "clsx";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { isolateValue } from "../i18n/names.ts";
import type { Notice } from "../state/app.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { problemText } from "../ui/status/problemText.ts";
import styles from "./Notices.module.css";

/** What was done and what went wrong. What was done goes by itself; a failure stays until it is read. */

const READ_FOR = 6000;
/** Where saving is refused because somebody else saved meanwhile. */
const WAYS_OUT = ["mergeFile", "saveAs"] as const;

export function Notices() {
  const { t } = useTranslation("app");
  const notices = useAppState((state) => state.notices);
  const of = (tone: Notice["tone"]) => notices.filter((notice) => notice.tone === tone);
  // Both regions are always there: a reader announces only what appears in a region that it knows.
  return (
    <section aria-label={t("notices")} className={styles.notices}>
      <div role="alert">
        {of("failed").map((notice) => (
          <Card key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="status">
        {of("done").map((notice) => (
          <Card key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  );
}

function useInFront(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("focus", changed);
      window.addEventListener("blur", changed);
      return () => {
        window.removeEventListener("focus", changed);
        window.removeEventListener("blur", changed);
      };
    },
    () => document.hasFocus(),
  );
}

function Card({ notice }: { readonly notice: Notice }) {
  const { t, i18n } = useTranslation("app");
  const { dismiss, showDialog } = useApp();
  const { id, tone, error, text } = notice;
  const [held, setHeld] = useState(false);
  const isInFront = useInFront();
  useEffect(() => {
    // Nobody reads it in another tab.
    if (tone !== "done" || held || !isInFront) return;
    const timer = setTimeout(() => dismiss(id), READ_FOR);
    return () => clearTimeout(timer);
  }, [dismiss, id, tone, held, isInFront]);
  const values = Object.fromEntries(
    Object.entries(notice.values).map(([name, value]) => [
      name,
      typeof value === "string" ? isolateValue(value) : value,
    ]),
  );
  const Icon = tone === "done" ? CircleCheck : TriangleAlert;
  const said = error === null ? { title: i18n.t((text ?? "") as "saved", values), hint: "" } : problemText(i18n, error);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on a notice keeps it; nothing is pressed here
    <div
      className={clsx(styles.card, styles[tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{said.title}</p>
        {said.hint !== "" && <p className={styles.hint}>{said.hint}</p>}
        {error?.code === "document/changed-on-disk" && (
          <div className={styles.ways}>
            {WAYS_OUT.map((way) => (
              <Button
                key={way}
                onPress={() => {
                  dismiss(id);
                  showDialog(way);
                }}
              >
                {t(`commands.${way}`)}
              </Button>
            ))}
          </div>
        )}
        {error !== null && (
          <details className={styles.details}>
            <summary>{t("details")}</summary>
            <p lang="en" dir="auto">
              {error.message}
            </p>
            <code dir="ltr">{error.code}</code>
          </details>
        )}
      </div>
      <IconButton label={t("dismiss")} icon={X} onPress={() => dismiss(id)} />
    </div>
  );
}
