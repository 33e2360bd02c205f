import { clsx } from "clsx";
import { ArrowLeft, FolderOpen, House, RotateCw, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { useApp } from "../state/hooks.ts";
import { groupsOf, itemsOf, QUEUE_FILTERS, type QueueFilter } from "../state/queueOrder.ts";
import { useQueue } from "../state/useQueue.ts";
import { Button } from "../ui/actions/Button.tsx";
import { IconButton } from "../ui/actions/IconButton.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { problemText } from "../ui/status/problemText.ts";
import page from "../ui/surfaces/LongPage.module.css";
import { QueueBroken } from "./QueueBroken.tsx";
import { QueueEmpty } from "./QueueEmpty.tsx";
import { QueueGroup } from "./QueueGroup.tsx";
import styles from "./QueuePage.module.css";

/** In place of Start: every piece of every document, by what waits for whom. */

/** Documents that are shown at once; more by a button, so that a folder of hundreds is there at once. */
const SHOWN = 40;

export function QueuePage({ packs }: { readonly packs: readonly TemplatePack[] }) {
  const { t, i18n } = useTranslation("queue");
  const { host, attempt } = useApp();
  const { view, read, show, switchFolder } = useQueue();
  const [filter, setFilter] = useState<QueueFilter>("waiting");
  const [shown, setShown] = useState(SHOWN);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { folder, progress, error } = view;
  const rows = view.rows ?? [];
  const groups = groupsOf(rows, filter);
  const waiting = itemsOf(groupsOf(rows, "waiting")).length;
  const isSure = view.rows?.every(({ exact }) => exact) ?? false;
  return (
    <div className={page.start}>
      <div className={page.inner} tabIndex={-1} data-pane="">
        <div className={styles.head}>
          <Button variant="quiet" icon={ArrowLeft} mirror onPress={() => show(false)}>
            {t("back")}
          </Button>
          <div className={page.row}>
            <div className={styles.titles}>
              <h1 ref={title} tabIndex={-1} className={clsx(page.big, styles.title)}>
                {t("title")}
              </h1>
              <p role="status" className={looks.path}>
                {isSure && t("summary", { count: waiting })}
              </p>
            </div>
            <div className={styles.folder}>
              {folder !== null && (
                <span className={looks.path}>
                  {t("folder")} <bdi>{folder.folder}</bdi>
                </span>
              )}
              {host.dialogs === "native" && (
                <Button icon={FolderOpen} onPress={() => attempt(() => switchFolder("chosen"))}>
                  {t("chooseFolder")}
                </Button>
              )}
              {(folder?.own === false || error !== null) && (
                <Button icon={House} onPress={() => attempt(() => switchFolder("own"))}>
                  {t("ownFolder")}
                </Button>
              )}
              <IconButton label={t("refresh")} icon={RotateCw} onPress={() => void read()} />
            </div>
          </div>
          <ToggleButtonGroup
            aria-label={t("filter")}
            selectedKeys={[filter]}
            onSelectionChange={([key]) => {
              setFilter(QUEUE_FILTERS.find((one) => one === key) ?? "waiting");
              setShown(SHOWN);
            }}
            disallowEmptySelection
            className={clsx(page.filters)}
          >
            {QUEUE_FILTERS.map((one) => {
              const count = itemsOf(groupsOf(rows, one)).length;
              const name = t(`filters.${one}`);
              return (
                <ToggleButton
                  key={one}
                  id={one}
                  aria-label={t("filterCount", { name, count })}
                  className={clsx(page.filter)}
                >
                  {name} <span className={styles.number}>{count}</span>
                </ToggleButton>
              );
            })}
          </ToggleButtonGroup>
          {progress !== null && !isSure && (
            <Progress
              label={t("reading")}
              {...(progress.total === 0
                ? {}
                : { value: progress.done, max: progress.total, text: t("readingOf", progress) })}
            />
          )}
        </div>
        {error !== null && (
          <div role="alert">
            <EmptyState
              icon={TriangleAlert}
              title={problemText(i18n, error).title}
              text={problemText(i18n, error).hint}
              action={<Button onPress={() => void read()}>{t("again")}</Button>}
            />
          </div>
        )}
        {groups.slice(0, shown).map((group) => (
          <QueueGroup key={group.row.handle} group={group} packs={packs} />
        ))}
        {groups.length > shown && (
          <Button className={styles.showMore} onPress={() => setShown(shown + SHOWN)}>
            {t("more", { count: Math.min(SHOWN, groups.length - shown) })}
          </Button>
        )}
        {groups.length === 0 && error === null && isSure && <QueueEmpty filter={filter} />}
        <QueueBroken rows={rows} />
        {folder !== null && folder.left > 0 && <p className={looks.path}>{t("left", { count: folder.left })}</p>}
      </div>
    </div>
  );
}
