import { ArrowRight, Download, MoreHorizontal, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../src/renderer/ui/actions/Button.tsx";
import { IconButton } from "../src/renderer/ui/actions/IconButton.tsx";
import { Kbd } from "../src/renderer/ui/actions/Kbd.tsx";
import { Menu } from "../src/renderer/ui/actions/Menu.tsx";
import { State } from "./State.tsx";

/** What people press, in each of its states. */

export function ButtonStates() {
  const { t } = useTranslation(["app", "export"]);
  const save = t("commands.save");
  return (
    <>
      <State name="secondary">
        <Button>{save}</Button>
      </State>
      <State name="primary, with an icon">
        <Button variant="primary" icon={Download}>
          {t("commands.download")}
        </Button>
      </State>
      <State name="quiet, with a mirrored icon">
        <Button variant="quiet" icon={ArrowRight} mirror>
          {t("commands.review")}
        </Button>
      </State>
      <State name="danger">
        <Button variant="danger" icon={Trash2}>
          {t("leave.discard")}
        </Button>
      </State>
      <State name="disabled">
        <Button isDisabled>{save}</Button>
      </State>
      <State name="primary, disabled">
        <Button variant="primary" isDisabled>
          {save}
        </Button>
      </State>
      <State name="pending">
        <Button variant="primary" isPending>
          {save}
        </Button>
      </State>
      <State name="long words in a narrow place">
        <div style={{ inlineSize: 160 }}>
          <Button icon={Download}>{t("export:ownFolder")}</Button>
        </div>
      </State>
    </>
  );
}

export function IconButtonStates() {
  const { t } = useTranslation();
  return (
    <>
      <State name="quiet, tooltip with a shortcut">
        <IconButton label={t("commands.save")} icon={Download} shortcut="Mod+S" />
      </State>
      <State name="secondary, mirrored">
        <IconButton label={t("commands.review")} icon={ArrowRight} variant="secondary" mirror />
      </State>
      <State name="primary">
        <IconButton label={t("commands.export")} icon={Download} variant="primary" />
      </State>
      <State name="danger">
        <IconButton label={t("leave.discard")} icon={Trash2} variant="danger" />
      </State>
      <State name="disabled">
        <IconButton label={t("commands.download")} icon={Download} isDisabled />
      </State>
    </>
  );
}

export function KbdStates() {
  return (
    <>
      <State name="one key with a modifier">
        <Kbd keys="Mod+S" />
      </State>
      <State name="several modifiers">
        <Kbd keys="Mod+Shift+S" />
      </State>
    </>
  );
}

export function MenuStates() {
  const { t } = useTranslation(["app", "export"]);
  const ignore = () => undefined;
  const items = [
    { id: "save", label: t("commands.save"), icon: Download, shortcut: "Mod+S", run: ignore },
    { id: "merge", label: t("commands.mergeFile"), isDisabled: true, run: ignore },
    { id: "long", label: t("export:noneText"), run: ignore },
    { id: "discard", label: t("leave.discard"), icon: Trash2, tone: "danger" as const, run: ignore },
  ];
  return (
    <>
      <State name="icon alone">
        <Menu label={t("more")} icon={MoreHorizontal} items={items} />
      </State>
      <State name="with words">
        <Menu label={t("details")} icon={MoreHorizontal} iconOnly={false} variant="secondary" items={items} />
      </State>
    </>
  );
}
