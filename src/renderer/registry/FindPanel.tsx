import { FileText, FolderSearch, X } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput, CallProgress } from "../../shared/contract/contract.ts";
import type { RegistryItem } from "../../shared/contract/registryCalls.ts";
import { editionName, isolateValue } from "../i18n/names.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { useAnswer } from "../state/useAnswer.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { MixedText } from "../ui/status/MixedText.tsx";
import { Problem } from "../ui/status/Problem.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { Tag } from "../ui/status/Tag.tsx";
import styles from "./Registry.module.css";

/** Where an entry is used: every document and every exported file of a folder, as far as they can be read. */

export interface Props {
  readonly pack: string;
  readonly kind: RegistryItem["kind"];
  readonly id: string;
  readonly onClose: () => void;
}

type Found = CallOutput<"registry.find">;
type Far = CallProgress<"registry.find">;

interface Search {
  readonly far: Far | null;
  readonly found: Found | null;
}

export function FindPanel({ pack, kind, id, onClose }: Props) {
  const { t } = useTranslation("registry");
  const app = useApp();
  /** Null for the folder of all documents. */
  const [folder, setFolder] = useState<string | null>(null);
  const ask = useCallback(
    async (signal: AbortSignal, show: (search: Search) => void) => {
      show({ far: null, found: null });
      const onProgress = (far: Far) => show({ far, found: null });
      const found = await app.client.call("registry.find", { pack, kind, id, folder }, { signal, onProgress });
      return { far: null, found };
    },
    [app, pack, kind, id, folder],
  );
  const { value, error, isAsking, again, stop } = useAnswer(`${pack}/${kind}/${id}`, ask);
  const { far = null, found = null } = value ?? {};
  const elsewhere = () =>
    app.attempt(async () => {
      const chosen = await app.client.call("registry.chooseFolder", {});
      if (chosen === null) return;
      if (chosen.handle === folder) again();
      else setFolder(chosen.handle);
    });
  return (
    <div className={styles.form}>
      <h3 className={looks.strong}>{t("find.title")}</h3>
      {isAsking && (
        <div className={looks.line}>
          <Progress
            label={t("find.searching")}
            value={far?.done}
            max={Math.max(1, far?.total ?? 1)}
            text={far === null ? undefined : t("find.far", { done: far.done, total: far.total })}
            className={looks.words}
          />
          <Button icon={X} onPress={stop}>
            {t("find.stop")}
          </Button>
        </div>
      )}
      <Problem error={error} />
      {found !== null && <Results found={found} pack={pack} />}
      {!isAsking && (
        <div className={styles.actions}>
          {app.host.dialogs === "native" && (
            <Button icon={FolderSearch} onPress={elsewhere}>
              {t("find.elsewhere")}
            </Button>
          )}
          <Button onPress={onClose}>{t("find.close")}</Button>
        </div>
      )}
    </div>
  );
}

function Results({ found, pack: packId }: { readonly found: Found; readonly pack: string }) {
  const { t } = useTranslation("registry");
  const app = useApp();
  const language = useAppState((state) => state.language);
  const open = useAppState((state) => state.open);
  const pack = open?.pack.id === packId ? open.pack : null;
  const list = new Intl.ListFormat(language);
  const { documents, files, skipped, folder } = found;
  const templateName = (id: string) => pack?.templates.find((one) => one.id === id)?.title[language] ?? id;
  const slotName = (id: string) => {
    const slots = pack?.content.flatMap((family) => family.slots) ?? [];
    return slots.find((one) => one.id === id)?.title[language] ?? templateName(id);
  };
  const wherein = (places: Found["documents"][number]["places"]) => {
    const byEdition = Map.groupBy(places, ({ edition }) => edition);
    return [...byEdition].map(([edition, slots]) => {
      const names = [...new Set(slots.map(({ slot }) => isolateValue(slotName(slot))))];
      return t("find.wherein", { edition: editionName(edition, language), slots: list.format(names) });
    });
  };
  const counts = [
    t("find.documents", { count: documents.length }),
    t("find.files", { count: files.length }),
    ...(skipped.length === 0 ? [] : [t("find.skipped", { count: skipped.length })]),
  ];
  return (
    <>
      <p role="status">{t("find.result", { place: isolateValue(folder), counts: list.format(counts) })}</p>
      {documents.length > 0 && (
        <ul className={looks.lined}>
          {documents.map(({ handle, path, title, places }) => (
            <li key={path} className={styles.result}>
              <span className={looks.words}>
                <bdi className={looks.strong}>
                  <MixedText text={title} />
                </bdi>
                <span className={looks.muted}>
                  <bdi>{path}</bdi>
                </span>
                {wherein(places).map((words) => (
                  <span key={words} className={looks.muted}>
                    {words}
                  </span>
                ))}
              </span>
              <Button
                icon={FileText}
                aria-label={t("find.openNamed", { title: isolateValue(title) })}
                onPress={() =>
                  app.attempt(async () => {
                    await app.openDocument(handle);
                    app.showDialog(null);
                  })
                }
              >
                {t("find.openDocument")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className={looks.lined}>
          {files.map(({ path, template, edition, draft, certain }) => (
            <li key={path} className={styles.result}>
              <span className={looks.words}>
                <bdi dir="ltr">{path}</bdi>
                <span className={looks.muted}>
                  {t("find.piece", { template: templateName(template), edition: editionName(edition, language) })}
                </span>
              </span>
              {draft && <Tag>{t("find.draft")}</Tag>}
              <Tag tone={certain ? "danger" : "warn"}>{t(certain ? "find.carries" : "find.look")}</Tag>
            </li>
          ))}
        </ul>
      )}
      {skipped.length > 0 && (
        <ul className={looks.lined}>
          {skipped.map(({ path }) => (
            <li key={path} className={styles.result}>
              <bdi dir="ltr" className={looks.words}>
                {path}
              </bdi>
              <Tag tone="warn">{t("find.notRead")}</Tag>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
