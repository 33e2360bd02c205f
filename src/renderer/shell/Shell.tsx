import { type ComponentType, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../commands/useKeys.ts";
import { useAppState } from "../state/hooks.ts";
import { Progress } from "../ui/status/Progress.tsx";
import { Banners } from "./Banners.tsx";
import { CloseDialog, useCloseGuard } from "./CloseDialog.tsx";
import { Crash } from "./Crash.tsx";
import { Header } from "./Header.tsx";
import { Notices } from "./Notices.tsx";
import { Palette } from "./Palette.tsx";
import type { Parts } from "./parts.ts";
import styles from "./Shell.module.css";
import { useMissedDrops } from "./useMissedDrops.ts";
import { useStudioCommands } from "./useStudioCommands.ts";

/** The frame that stays: header, the room, dialogs over it, notices. */
export function Shell({ parts }: { readonly parts: Parts }) {
  const room = useAppState((state) => state.room);
  // Another document is another room: nothing of the one before stays in it.
  const view = useAppState(({ room: here, open }) => (here === "start" ? here : `${here} ${open?.session.id}`));
  const dialog = useAppState((state) => state.dialog);
  const { t } = useTranslation("app");
  const guard = useCloseGuard();
  useStudioCommands(guard.close);
  useKeys();
  useMissedDrops(parts.useTakeDocument());
  const Room: ComponentType = parts.rooms[room];
  const Over = dialog === null ? null : dialog === "palette" ? Palette : parts.dialogs[dialog];
  return (
    <div className={styles.shell}>
      <Header onClose={guard.close} />
      <Banners />
      <main className={styles.room}>
        {room !== "start" && <h1 className="unseen">{t(`commands.${room}`)}</h1>}
        <Crash key={view}>
          <Suspense fallback={<Loading />}>
            <Room />
          </Suspense>
        </Crash>
      </main>
      {Over !== null && <Over />}
      {guard.asking && <CloseDialog guard={guard} />}
      <Notices />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation("app");
  return (
    <div className={styles.loading}>
      <Progress label={t("loading")} />
    </div>
  );
}
