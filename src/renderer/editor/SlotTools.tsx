import { type Editor, useEditorState } from "@tiptap/react";
import { BadgeInfo, Bold, List, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Edition } from "../../shared/base/locale.ts";
import type { Slot, TemplatePack } from "../../shared/pack/templatePack.ts";
import { countryName } from "../i18n/names.ts";
import { useAppState } from "../state/hooks.ts";
import { IconButton } from "../ui/actions/IconButton.tsx";
import { Menu, type MenuAction } from "../ui/actions/Menu.tsx";
import { atomLabel } from "./atoms.ts";
import { isListSlot } from "./slotExtensions.ts";

/** What can be done with the words besides typing them. */

interface Props {
  readonly editor: Editor;
  readonly slot: Slot;
  readonly edition: Edition;
  readonly pack: TemplatePack;
}

export function SlotTools({ editor, slot, edition, pack }: Props) {
  const { t } = useTranslation("design");
  const language = useAppState((state) => state.language);
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ bold: now.isActive("bold"), list: now.isActive("bulletList") }),
  });
  if (slot.kind === "link") return null;
  const insert = (type: "helpline" | "fact", id: string) => () =>
    editor.chain().focus().insertContent({ type, attrs: { id } }).run();
  const helplines: MenuAction[] = pack.helplines
    .filter(({ use }) => use)
    .sort(
      (a, b) =>
        Number(b.country === edition.country) - Number(a.country === edition.country) ||
        a.country.localeCompare(b.country, "en"),
    )
    .map(({ id, display, name, country }) => ({
      id,
      label: `${countryName(country, language)}: \u2066${display}\u2069 · ${name[language]}`,
      run: insert("helpline", id),
    }));
  const facts: MenuAction[] = pack.facts
    .filter(({ withdrawn }) => withdrawn === undefined)
    .map(({ id }) => ({
      id,
      label: atomLabel("fact", id, pack, edition),
      run: insert("fact", id),
    }));
  return (
    <>
      <IconButton
        label={t("tools.bold")}
        icon={Bold}
        shortcut="Mod+B"
        aria-pressed={active.bold}
        onPress={() => editor.chain().focus().toggleBold().run()}
      />
      {!isListSlot(slot) && slot.kind === "text" && (
        <IconButton
          label={t("tools.list")}
          icon={List}
          mirror
          aria-pressed={active.list}
          onPress={() => editor.chain().focus().toggleBulletList().run()}
        />
      )}
      {helplines.length > 0 && <Menu label={t("tools.helpline")} icon={Phone} items={helplines} />}
      {facts.length > 0 && <Menu label={t("tools.fact")} icon={BadgeInfo} items={facts} />}
    </>
  );
}
