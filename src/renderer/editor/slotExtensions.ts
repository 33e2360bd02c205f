import { Extension, type Extensions } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { BulletList, ListItem } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import type { Edition } from "../../shared/base/locale.ts";
import type { RichText } from "../../shared/document/documentSchema.ts";
import type { Slot, TemplatePack } from "../../shared/pack/templatePack.ts";
import { atomNode, LanguageMark } from "./atoms.ts";

/** What can be written in a slot: its kind decides about lists, emphasis and line breaks. */

export interface EditorKeys {
  /** Escape, or Enter in a slot of one line. */
  readonly leave: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function isListSlot({ kind }: Slot): boolean {
  return kind === "list" || kind === "helplines";
}

export function isOneLine({ kind, lines }: Slot): boolean {
  return (kind === "line" || kind === "link") && lines === 1;
}

/** @param content what is in the slot: words that came in another shape than the slot's are kept in it. */
export function slotExtensions(
  slot: Slot,
  content: RichText,
  pack: TemplatePack,
  edition: Edition,
  keys: EditorKeys,
): Extensions {
  const onlyList = isListSlot(slot) && content.every(({ kind }) => kind === "list");
  const run = (action: () => void) => () => {
    action();
    return true;
  };
  const ours = Extension.create({
    name: "keys",
    priority: 1000,
    addKeyboardShortcuts: () => ({
      Escape: run(keys.leave),
      // The document's own undo: there is one history, with one order.
      "Mod-z": run(keys.undo),
      "Mod-Shift-z": run(keys.redo),
      "Mod-y": run(keys.redo),
      ...(isOneLine(slot) ? { Enter: run(keys.leave), "Shift-Enter": run(keys.leave) } : {}),
    }),
  });
  return [
    Document.extend({ content: onlyList ? "bulletList+" : "(paragraph | bulletList)+" }),
    Paragraph,
    Text,
    LanguageMark,
    BulletList.extend({ addKeyboardShortcuts: () => ({}) }),
    // Lists have one level: Tab goes on to the next field.
    ListItem.extend({
      content: "paragraph",
      addKeyboardShortcuts() {
        return { Enter: () => this.editor.commands.splitListItem(this.name) };
      },
    }),
    ...(slot.kind === "link" ? [] : [Bold]),
    atomNode("helpline", pack, edition),
    atomNode("fact", pack, edition),
    ours,
  ];
}
