import { PhoneCall } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { Choice } from "../ui/fields/Choice.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Problem } from "../ui/status/Problem.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Dialog } from "../ui/surfaces/Dialog.tsx";
import { Tabs } from "../ui/surfaces/Tabs.tsx";
import { EntryList } from "./EntryList.tsx";
import { EntryPanel } from "./EntryPanel.tsx";
import styles from "./Registry.module.css";
import { entryKey, isOverdue, REGISTRY_TABS } from "./registryEntry.ts";

/** Helplines, facts and pictures of a pack: are they still right, who says so, and where a withdrawn one was used. */
export function RegistryDialog() {
  const { t } = useTranslation("registry");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const opened = useAppState((state) => state.open?.pack.id);
  const packs = useCall("packs.list", {});
  const [chosen, setChosen] = useState<string | null>(null);
  const list = packs.value ?? [];
  const pack = chosen ?? opened ?? list[0]?.id ?? null;
  return (
    <Dialog title={t("title")} size="large" onClose={() => app.showDialog(null)}>
      <div className={styles.room}>
        <p className={looks.muted}>{t("text")}</p>
        {list.length > 1 && pack !== null && (
          <Choice
            label={t("pack")}
            items={list.map(({ id, title }) => ({ id, label: title[language] }))}
            value={pack}
            onChange={setChosen}
          />
        )}
        <Problem error={packs.error} />
        {pack === null ? (
          packs.isLoading ? (
            <Progress label={t("reading")} />
          ) : (
            <EmptyState icon={PhoneCall} title={t("noPack")} text={t("noPackText")} />
          )
        ) : (
          <OfPack key={pack} pack={pack} />
        )}
      </div>
    </Dialog>
  );
}

function OfPack({ pack }: { readonly pack: string }) {
  const { t } = useTranslation("registry");
  const read = useCall("registry.list", { pack });
  const wanted = useAppState((state) => state.dialogTab);
  const [tab, setTab] = useState(REGISTRY_TABS.find((one) => one === wanted) ?? "helpline");
  const [selected, setSelected] = useState<string | null>(null);
  /** As the last call gave it; before one, as it was read. */
  const [changed, setChanged] = useState<readonly RegistryItem[] | null>(null);
  const entries = changed ?? read.value;
  if (entries === null) {
    return read.error === null ? <Progress label={t("reading")} /> : <Problem error={read.error} />;
  }
  return (
    <Tabs
      label={t("title")}
      selected={tab}
      onSelect={(next) => {
        setTab(next);
        setSelected(null);
      }}
      className={styles.tabs}
      items={REGISTRY_TABS.map((kind) => {
        const shown = entries.filter((entry) => entry.kind === kind);
        const due = shown.filter(isOverdue).length;
        const entry = shown.find((one) => entryKey(one) === selected) ?? shown[0];
        return {
          id: kind,
          label: t(`kinds.${kind}`),
          ...(due === 0
            ? {}
            : {
                badge: (
                  <span className={styles.badge}>
                    <span aria-hidden="true">{due}</span>
                    <span className="unseen">{t("due", { count: due })}</span>
                  </span>
                ),
              }),
          content:
            entry === undefined ? (
              <EmptyState icon={PhoneCall} title={t(`none.${kind}`)} text={t(`noneText.${kind}`)} />
            ) : (
              <div className={styles.split}>
                <EntryList entries={shown} selected={entryKey(entry)} onSelect={setSelected} />
                <EntryPanel
                  key={entryKey(entry)}
                  pack={pack}
                  entry={entry}
                  onChanged={(next) => {
                    // Its place in the list is another now; what somebody looks at stays.
                    setSelected(entryKey(entry));
                    setChanged(next);
                  }}
                />
              </div>
            ),
        };
      })}
    />
  );
}
