import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Edition } from "../../shared/base/locale.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import controls from "../ui/status/MixedText.module.css";
import { paragraphOrder } from "./paragraphOrder.ts";
import { inlinesOf } from "./slotContent.ts";
import { blocksOf, partsOf } from "./wordMarks.ts";

/** Words being written → the same words in the order in which their page shows them. */

const key = new PluginKey<DecorationSet>("wordOrder");
/** How ProseMirror marks what came from a composition. */
const COMPOSITION = "composition";

export function wordOrder(pack: TemplatePack, edition: Edition) {
  return Extension.create({
    name: "wordOrder",
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => orderedWords(doc, pack, edition),
          apply: (transaction, shown) => {
            if (isComposing(transaction)) return shown.map(transaction.mapping, transaction.doc);
            const isNew = transaction.docChanged || transaction.getMeta(key) !== undefined;
            return isNew ? orderedWords(transaction.doc, pack, edition) : shown;
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  });
}

/** A word that is still being composed must not be drawn anew: the composition would break off. */
function isComposing(transaction: Transaction): boolean {
  return transaction.getMeta(COMPOSITION) !== undefined;
}

/** Asked when a composition has ended. */
export function showOrder(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, true));
}

function orderedWords(doc: Node, pack: TemplatePack, edition: Edition): DecorationSet {
  const shown = blocksOf(doc).flatMap((block) => {
    const marks = paragraphOrder(inlinesOf(block.node.toJSON()), pack, edition);
    if (marks.length === 0) return [];
    const end = block.at + block.node.content.size;
    const places = new Map<number, string>();
    const parts = partsOf(block, pack, edition.tag);
    for (const { at, control } of marks) {
      const place = placeOf(parts, at);
      // A paragraph's end closes what is open, and the last thing in it stays a letter.
      if (place < end) places.set(place, (places.get(place) ?? "") + control);
    }
    return [...places].map(([place, written]) =>
      Decoration.widget(place, drawControl(written), { key: written, side: -1 }),
    );
  });
  return DecorationSet.create(doc, shown);
}

/** Nothing is put inside a unit of the registry: its marks stand behind it, where those that it has for itself change nothing. */
function placeOf(parts: ReturnType<typeof partsOf>, offset: number): number {
  const part = parts.find(({ offset: start, length }) => offset < start + length) ?? parts.at(-1);
  if (part === undefined) return 0;
  const inside = offset - part.offset;
  return part.at + (inside === 0 || part.size === part.length ? inside : part.size);
}

function drawControl(written: string) {
  return () => {
    const drawn = document.createElement("span");
    drawn.className = controls.control ?? "";
    drawn.dataset.control = written;
    return drawn;
  };
}
