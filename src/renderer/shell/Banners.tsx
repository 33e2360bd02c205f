import { HardDrive, Lock, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { isolateValue } from "../i18n/names.ts";
import type { OpenCampaign } from "../state/app.ts";
import { useApp, useAppState } from "../state/hooks.ts";
import { Button } from "../ui/actions/Button.tsx";
import styles from "./Banners.module.css";

/** What holds for as long as it lasts: the host is out of reach; changes are kept nowhere; somebody else has the document. */
export function Banners() {
  const open = useAppState((state) => state.open);
  return (
    <>
      <OutOfReach />
      {open !== null && <Unkept open={open} />}
      {open !== null && <Held open={open} />}
    </>
  );
}

function OutOfReach() {
  const { t } = useTranslation("app");
  const { client } = useApp();
  const [gone, setGone] = useState(false);
  useEffect(() => client.on("host.connection", ({ connected }) => setGone(!connected)), [client]);
  return (
    <div role="status">
      {gone && (
        <div className={styles.banner}>
          <WifiOff size={18} aria-hidden="true" />
          <p className={styles.words}>{t("gone")}</p>
        </div>
      )}
    </div>
  );
}

function Unkept({ open }: { readonly open: OpenCampaign }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const code = useStore(open.session.store, (view) => view.confirmed.unkept);
  return (
    <div role="alert">
      {code !== null && (
        <div className={styles.banner}>
          <HardDrive size={18} aria-hidden="true" />
          <p className={styles.words}>{t(code === "storage/disk-full" ? "unkept.full" : "unkept.other")}</p>
          <Button onPress={() => app.showDialog("saveAs")}>{t("commands.saveAs")}</Button>
        </div>
      )}
    </div>
  );
}

function Held({ open }: { readonly open: OpenCampaign }) {
  const { t } = useTranslation("app");
  const app = useApp();
  const by = useStore(open.session.store, (view) => view.confirmed.heldBy);
  if (by === null) return null;
  const editAnyway = () =>
    app.attempt(async () =>
      open.session.take(await app.client.call("documents.editAnyway", { session: open.session.id })),
    );
  return (
    <div className={styles.banner} role="status">
      <Lock size={18} aria-hidden="true" />
      <p className={styles.words}>{t("held.text", { by: isolateValue(by) })}</p>
      <Button onPress={() => app.showDialog("mergeFile")}>{t("commands.mergeFile")}</Button>
      <Button onPress={() => app.showDialog("saveAs")}>{t("commands.saveAs")}</Button>
      <Button onPress={editAnyway}>{t("held.anyway")}</Button>
    </div>
  );
}
