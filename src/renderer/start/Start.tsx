import { clsx } from "clsx";
import { FilePlus2, FolderOpen, ListChecks, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { DropZone } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useCommands } from "../commands/commands.ts";
import { QueuePage } from "../queue/QueuePage.tsx";
import { QueueSection } from "../queue/QueueSection.tsx";
import { useApp, useAppState } from "../state/hooks.ts";
import { useCall } from "../state/useCall.ts";
import { usePacks } from "../state/usePacks.ts";
import { useFreshQueue } from "../state/useQueue.ts";
import { Button } from "../ui/actions/Button.tsx";
import looks from "../ui/Looks.module.css";
import { EmptyState } from "../ui/status/EmptyState.tsx";
import { Progress } from "../ui/status/Progress.tsx";
import { problemText } from "../ui/status/problemText.ts";
import page from "../ui/surfaces/LongPage.module.css";
import { CampaignCalendar } from "./CampaignCalendar.tsx";
import { Gallery } from "./Gallery.tsx";
import { Recent } from "./Recent.tsx";
import { Recoveries } from "./Recoveries.tsx";
import styles from "./Start.module.css";
import { useTakeFile } from "./useTakeFile.ts";
import { Welcome } from "./Welcome.tsx";

/** The Start room: what was left behind, the next dates, recent documents, templates. */
export function Start() {
  const { t, i18n } = useTranslation("start");
  const app = useApp();
  const welcomed = useAppState((state) => state.settings.welcomed);
  const { packs: read, error, again } = usePacks();
  const packs = read ?? [];
  const recoveries = useCall("documents.recoveries", {});
  const recent = useCall("documents.recent", {});
  useEffect(() => app.client.on("documents.recentChanged", recent.again), [app, recent.again]);
  const takeFile = useTakeFile();
  const { t: say } = useTranslation("queue");
  // Not the whole view: the gallery must not be drawn again for every row that comes.
  const isQueue = useStore(app.queue.store, (view) => view.isShown);
  const isQueueKnown = useStore(app.queue.store, (view) => view.rows !== null || view.error !== null);
  const arePacksKnown = read !== null || error !== null;
  useFreshQueue(arePacksKnown);
  useCommands([{ id: "start/queue", label: say("open"), icon: ListChecks, run: () => app.queue.show(true) }]);
  if (isQueue) return <QueuePage packs={packs} />;
  return (
    <DropZone
      aria-label={t("openTitle")}
      getDropOperation={() => "copy"}
      onDrop={({ items }) => {
        const file = items.find((item) => item.kind === "file");
        if (file !== undefined) app.attempt(async () => takeFile(await file.getFile()));
      }}
      className={clsx(page.start)}
    >
      <div className={page.inner} tabIndex={-1} data-pane="">
        <div className={page.row}>
          <h1 className={page.big}>{t("title")}</h1>
          <div className={looks.buttons}>
            <Button variant="quiet" icon={ListChecks} onPress={() => app.queue.show(true)}>
              {say("open")}
            </Button>
            <Button icon={FolderOpen} onPress={() => app.showDialog("open")}>
              {t("open")}
            </Button>
            <Button variant={welcomed ? "primary" : "secondary"} icon={FilePlus2} onPress={() => app.showDialog("new")}>
              {t("new")}
            </Button>
          </div>
        </div>
        {!welcomed && <Welcome packs={packs} />}
        {/* All at once: what came later would move away what somebody is about to press. */}
        {!arePacksKnown || !isQueueKnown || recoveries.isLoading || recent.isLoading ? (
          <div className={styles.loading}>
            <Progress label={t("loading")} />
          </div>
        ) : (
          <>
            <Recoveries recoveries={recoveries.value ?? []} onGone={recoveries.again} />
            <QueueSection packs={packs} />
            <CampaignCalendar calendar={packs.flatMap((pack) => pack.calendar)} />
            <Recent recent={recent.value ?? []} />
            {error !== null ? (
              <EmptyState
                icon={TriangleAlert}
                title={problemText(i18n, error).title}
                text={problemText(i18n, error).hint}
                action={<Button onPress={again}>{t("again")}</Button>}
              />
            ) : (
              <Gallery packs={packs} />
            )}
          </>
        )}
      </div>
    </DropZone>
  );
}
