import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "../src/renderer/ui/fields/Choice.tsx";
import { DocumentList } from "../src/renderer/ui/fields/DocumentList.tsx";
import { FileDrop } from "../src/renderer/ui/fields/FileDrop.tsx";
import { Switch } from "../src/renderer/ui/fields/Switch.tsx";
import { TextField } from "../src/renderer/ui/fields/TextField.tsx";
import { Tick } from "../src/renderer/ui/fields/Tick.tsx";
import { EmptyState } from "../src/renderer/ui/status/EmptyState.tsx";
import { State } from "./State.tsx";

/** What people fill in, in each of its states. */

export function ChoiceStates() {
  const { t } = useTranslation("export");
  const [ppi, setPpi] = useState("150");
  const items = (["96", "150", "300"] as const).map((id) => ({
    id,
    label: t("ppiValue", { value: id }),
    description: t(`ppiText.${id}`),
  }));
  const all = { label: t("ppi"), items, value: ppi, onChange: setPpi };
  return (
    <>
      <State name="with a description">
        <Choice {...all} description={t("draftText")} />
      </State>
      <State name="hidden label">
        <Choice {...all} hideLabel />
      </State>
      <State name="disabled">
        <Choice {...all} isDisabled />
      </State>
      <State name="a value that is too long">
        <Choice {...all} items={[{ id: "long", label: t("ownFolder") }]} value="long" onChange={() => undefined} />
      </State>
    </>
  );
}

export function DocumentListStates() {
  const { t } = useTranslation("start");
  const empty = <EmptyState icon={FolderOpen} title={t("noDocuments")} text={t("noDocumentsText")} />;
  const entries = [
    { handle: "one", title: "Gọi trước khi đi", name: "goi-truoc-khi-di.manara", when: "2026-03-01" },
    { handle: "two", title: "اسألوا قبل السفر", name: "poster.manara", when: "2026-03-02" },
    { handle: "long", title: t("noDocumentsText").repeat(3), name: `${"long-".repeat(30)}.manara`, when: "2026-03-03" },
  ];
  const all = { label: t("documents"), empty, onOpen: () => undefined };
  return (
    <>
      <State name="empty">
        <DocumentList {...all} entries={[]} />
      </State>
      <State name="one chosen; names that are too long">
        <DocumentList {...all} entries={entries} selectionMode="single" selectedKeys={["two"]} />
      </State>
    </>
  );
}

export function FileDropStates() {
  const { t } = useTranslation("start");
  const all = { text: t("dropHere"), button: t("pickFile"), accepts: [".manara"], onFile: async () => undefined };
  return (
    <>
      <State name="ready">
        <FileDrop {...all} />
      </State>
      <State name="the main thing to do">
        <FileDrop {...all} variant="primary" />
      </State>
      <State name="at work">
        <FileDrop {...all} isPending />
      </State>
      <State name="disabled">
        <FileDrop {...all} isDisabled />
      </State>
    </>
  );
}

export function SwitchStates() {
  const { t } = useTranslation("export");
  const [on, setOn] = useState(true);
  return (
    <>
      <State name="on, with a description">
        <Switch label={t("draft")} description={t("draftText")} isSelected={on} onChange={setOn} />
      </State>
      <State name="off">
        <Switch label={t("draft")} isSelected={!on} onChange={(value) => setOn(!value)} />
      </State>
      <State name="disabled, on and off">
        <Switch label={t("draft")} isSelected isDisabled onChange={setOn} />
        <Switch label={t("tellMe")} isSelected={false} isDisabled onChange={setOn} />
      </State>
    </>
  );
}

export function TextFieldStates() {
  const { t } = useTranslation(["settings", "problems", "app"]);
  const label = t("key.name");
  return (
    <>
      <State name="empty, with a placeholder">
        <TextField label={label} placeholder={t("key.organisation")} />
      </State>
      <State name="with a description">
        <TextField label={label} description={t("key.nameText")} defaultValue="Nguyễn Thị Ánh" />
      </State>
      <State name="wrong">
        <TextField label={label} errorMessage={t("problems:approve_not-saved.hint")} defaultValue="منى" />
      </State>
      <State name="disabled">
        <TextField label={label} isDisabled defaultValue="1800-1567" />
      </State>
      <State name="read only">
        <TextField
          label={t("key.public")}
          readOnly={t("key.nameText")}
          dir="ltr"
          defaultValue="ed25519:3gT9Wc0xV5Qd1mJ8yZr2"
        />
      </State>
      <State name="several lines">
        <TextField label={label} multiline rows={3} defaultValue={t("about.licence")} />
      </State>
      <State name="hidden label">
        <TextField label={label} hideLabel placeholder={t("app:palette.search")} />
      </State>
    </>
  );
}

export function TickStates() {
  const { t } = useTranslation("export");
  return (
    <>
      <State name="not ticked">
        <Tick>{t("draft")}</Tick>
      </State>
      <State name="ticked">
        <Tick defaultSelected>{t("draft")}</Tick>
      </State>
      <State name="some of several">
        <Tick isIndeterminate>{t("formats")}</Tick>
      </State>
      <State name="disabled">
        <Tick isDisabled>{t("draft")}</Tick>
        <Tick isDisabled defaultSelected>
          {t("draft")}
        </Tick>
      </State>
      <State name="long words">
        <Tick defaultSelected>{t("draftText")}</Tick>
      </State>
      <State name="label read aloud alone">
        <Tick aria-label={t("draft")} defaultSelected />
      </State>
    </>
  );
}
