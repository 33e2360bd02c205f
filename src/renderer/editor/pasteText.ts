import { Slice } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import type { Edition } from "../../shared/base/locale.ts";
import { helplinesFor, richFromPlain } from "../../shared/document/plainText.ts";
import type { Slot, TemplatePack } from "../../shared/pack/templatePack.ts";
import { toEditor } from "./slotContent.ts";
import { isListSlot, isOneLine } from "./slotExtensions.ts";

/** Words from elsewhere come without their looks, and known helplines in them become the registry's. */
export function pasteText(view: EditorView, text: string, slot: Slot, pack: TemplatePack, edition: Edition): void {
  const strings = isOneLine(slot) ? [text.replace(/\s*[\r\n]+\s*/g, " ")] : [text];
  const list = isListSlot(slot);
  const content = richFromPlain(strings, list ? "list" : "paragraphs", helplinesFor(pack, edition));
  if (content.length === 0) return;
  const parsed = view.state.schema.nodeFromJSON(toEditor(content, list ? "list" : "paragraph"));
  view.dispatch(view.state.tr.replaceSelection(Slice.maxOpen(parsed.content)).scrollIntoView().setMeta("paste", true));
}
