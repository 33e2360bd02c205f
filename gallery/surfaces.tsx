import { FileOutput, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../src/renderer/ui/actions/Button.tsx";
import { IconButton } from "../src/renderer/ui/actions/IconButton.tsx";
import { EmptyState } from "../src/renderer/ui/status/EmptyState.tsx";
import { Tag } from "../src/renderer/ui/status/Tag.tsx";
import { Dialog } from "../src/renderer/ui/surfaces/Dialog.tsx";
import { Panel } from "../src/renderer/ui/surfaces/Panel.tsx";
import { Tabs } from "../src/renderer/ui/surfaces/Tabs.tsx";
import { State } from "./State.tsx";

/** What holds other components, in each of its states. */

const SIZES = ["small", "medium", "large"] as const;

export function DialogStates() {
  const { t } = useTranslation(["app", "settings"]);
  const [size, setSize] = useState<(typeof SIZES)[number] | null>(null);
  const [question, setQuestion] = useState(false);
  const close = () => {
    setSize(null);
    setQuestion(false);
  };
  return (
    <>
      {SIZES.map((one) => (
        <State key={one} name={`${one}, more than fits`}>
          <Button onPress={() => setSize(one)}>{t("commands.settings")}</Button>
        </State>
      ))}
      <State name="must be answered">
        <Button onPress={() => setQuestion(true)}>{t("commands.close")}</Button>
      </State>
      {size !== null && (
        <Dialog title={t("settings:title")} size={size} onClose={close}>
          {Array.from({ length: 24 }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike
            <p key={row}>{t("settings:about.licence")}</p>
          ))}
        </Dialog>
      )}
      {question && (
        <Dialog
          role="alertdialog"
          size="small"
          title={t("leave.title")}
          onClose={close}
          actions={
            <>
              <Button variant="danger" onPress={close}>
                {t("leave.discard")}
              </Button>
              <Button onPress={close}>{t("cancel")}</Button>
              <Button variant="primary" onPress={close}>
                {t("commands.save")}
              </Button>
            </>
          }
        >
          <p>{t("leave.text", { title: t("settings:about.tab") })}</p>
        </Dialog>
      )}
    </>
  );
}

export function PanelStates() {
  const { t } = useTranslation(["export", "queue"]);
  return (
    <>
      <State name="with actions">
        <Panel title={t("result")} actions={<IconButton label={t("queue:refresh")} icon={RefreshCw} />}>
          <p>{t("noneText")}</p>
        </Panel>
      </State>
      <State name="hidden title, nothing in it">
        <Panel title={t("files")} hideTitle>
          <EmptyState icon={FileOutput} title={t("none")} text={t("noneText")} />
        </Panel>
      </State>
    </>
  );
}

export function TabsStates() {
  const { t } = useTranslation("settings");
  const [tab, setTab] = useState("look");
  return (
    <State name="with an icon and a count">
      <Tabs
        label={t("title")}
        selected={tab}
        onSelect={setTab}
        items={[
          { id: "look", label: t("look"), content: <p>{t("about.licence")}</p> },
          { id: "key", label: t("key.tab"), icon: FileOutput, content: <p>{t("key.none")}</p> },
          { id: "team", label: t("team.tab"), badge: <Tag>3</Tag>, content: <p>{t("team.noneText")}</p> },
        ]}
      />
    </State>
  );
}
