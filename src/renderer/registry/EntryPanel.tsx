import { CircleCheck, CircleSlash, RotateCcw, Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { countryName, dateName, isolateValue } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import { Tag } from "../ui/status/Tag.tsx";
import { ConfirmForm } from "./ConfirmForm.tsx";
import styles from "./EntryPanel.module.css";
import { FindPanel } from "./FindPanel.tsx";
import { ReasonForm } from "./ReasonForm.tsx";
import { ENTRY_LOOKS } from "./registryEntry.ts";

/** One entry: where it comes from, who keeps it, and what can be done with it. */

export interface Props {
  readonly pack: string;
  readonly entry: RegistryItem;
  readonly onChanged: (entries: readonly RegistryItem[]) => void;
}

export function EntryPanel({ pack, entry, onChanged }: Props) {
  const { t } = useTranslation("registry");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const [doing, setDoing] = useState<"confirm" | "withdraw" | "release" | "find" | null>(null);
  const { kind, id, state, withdrawn, number, name, confirmedBy } = entry;
  const named = { pack, kind, id };
  const done = (text: "done.confirm" | "done.withdraw" | "done.release", next: typeof doing) => {
    return (entries: readonly RegistryItem[]) => {
      onChanged(entries);
      setDoing(next);
      app.say(`registry:${text}`, { name: isolateValue(number ?? name[language]) });
    };
  };
  const { tone, icon } = ENTRY_LOOKS[state];
  const title = number === null ? name[language] : isolateValue(number);
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.panelHead}>
        {number !== null && (
          <bdi dir="ltr" className={styles.large}>
            {number}
          </bdi>
        )}
        {entry.asset !== null && <img src={app.client.assetUrl(entry.asset)} alt="" className={styles.picture} />}
        <p dir="auto" className={number === null ? looks.strong : ""}>
          {name[language]}
        </p>
        <p className={looks.line}>
          <Tag tone={tone} icon={icon}>
            {t(`states.${state}`)}
          </Tag>
          <span className={looks.muted}>{t(`stateTexts.${state}`)}</span>
        </p>
      </header>
      {withdrawn !== null && (
        <p className={looks.wrong}>
          {t("withdrawnBy", { by: isolateValue(withdrawn.by), on: dateName(withdrawn.on, language) })}{" "}
          <span dir="auto">
            <MixedText text={withdrawn.reason} />
          </span>
        </p>
      )}
      {(doing === null || doing === "find") && <Facts entry={entry} />}
      {confirmedBy !== null && !confirmedBy.genuine && <p className={looks.wrong}>{t("notGenuine")}</p>}
      {doing === null && (
        <div className={looks.buttons}>
          {state !== "withdrawn" && kind !== "picture" && (
            <Button variant="primary" icon={CircleCheck} onPress={() => setDoing("confirm")}>
              {t("confirm.open")}
            </Button>
          )}
          <Button icon={Search} onPress={() => setDoing("find")}>
            {t("find.open")}
          </Button>
          {state !== "withdrawn" && (
            <Button variant="danger" icon={CircleSlash} onPress={() => setDoing("withdraw")}>
              {t("withdraw.open")}
            </Button>
          )}
          {withdrawn !== null && (
            <Button icon={RotateCcw} mirror onPress={() => setDoing("release")}>
              {t("release.open")}
            </Button>
          )}
        </div>
      )}
      {doing === "confirm" && (
        <ConfirmForm
          {...named}
          owner={entry.owner}
          onDone={done("done.confirm", null)}
          onCancel={() => setDoing(null)}
        />
      )}
      {doing === "withdraw" && (
        // What to do next is to look where it was used.
        <ReasonForm {...named} what="withdraw" onDone={done("done.withdraw", "find")} onCancel={() => setDoing(null)} />
      )}
      {doing === "release" && (
        <ReasonForm {...named} what="release" onDone={done("done.release", null)} onCancel={() => setDoing(null)} />
      )}
      {doing === "find" && <FindPanel {...named} onClose={() => setDoing(null)} />}
    </section>
  );
}

function Facts({ entry }: { readonly entry: RegistryItem }) {
  const { t } = useTranslation("registry");
  const language = useAppState((state) => state.language);
  const { country, source, owner, lastChecked, reviewBy, confirmedBy, note, kind } = entry;
  const rows: readonly (readonly [string, string | null])[] = [
    [t("facts.country"), country === null ? null : countryName(country, language)],
    [t("facts.source"), source === "" ? null : source],
    [
      t("facts.checked"),
      lastChecked === null
        ? kind === "picture"
          ? null
          : t("facts.nobody")
        : confirmedBy === null
          ? dateName(lastChecked, language)
          : t("facts.by", { on: dateName(lastChecked, language), by: isolateValue(confirmedBy.name) }),
    ],
    [t("facts.note"), note === "" ? null : note],
    [t(kind === "picture" ? "facts.until" : "facts.again"), reviewBy === null ? null : dateName(reviewBy, language)],
    [t(kind === "picture" ? "facts.person" : "facts.owner"), owner],
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
