import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Severity } from "../../shared/base/diagnostics.ts";
import { plainInline } from "../../shared/document/plainText.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import styles from "./SlotEditor.module.css";

/** Places in a slot's words, as findings name them ⇄ positions in its editor; findings are underlined there. */

/** UTF-16 range of a paragraph, counted as in `DiagnosticPlace`. */
export interface WordRange {
  /** From 1; paragraphs without words are not counted. */
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

export interface WordMark extends WordRange {
  readonly severity: Severity;
  /** What is wrong, shown where the mouse rests. */
  readonly title: string;
}

const LOOKS: Readonly<Record<Severity, string | undefined>> = {
  error: styles.markError,
  warning: styles.markWarning,
  notice: styles.markNotice,
};

const key = new PluginKey<DecorationSet>("wordMarks");

/** Marks move with the words that they are under, until newer ones are set. */
export const WordMarks = Extension.create({
  name: "wordMarks",
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, marks) => {
          const given: unknown = transaction.getMeta(key);
          return given instanceof DecorationSet ? given : marks.map(transaction.mapping, transaction.doc);
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

export function showMarks(view: EditorView, marks: readonly WordMark[], pack: TemplatePack, edition: string): void {
  const { doc, tr } = view.state;
  const shown = marks.flatMap((mark) => {
    const place = toPositions(doc, mark, pack, edition);
    const attributes = { class: LOOKS[mark.severity] ?? "", title: mark.title };
    return place === null ? [] : [Decoration.inline(place.from, place.to, attributes)];
  });
  view.dispatch(withCaret(view, tr).setMeta(key, DecorationSet.create(doc, shown)));
}

/** A key may have moved the caret a moment ago, and the editor has not heard of it yet: drawing would put it back. */
function withCaret(view: EditorView, transaction: Transaction): Transaction {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = view.dom.ownerDocument.getSelection() ?? {};
  if (!view.hasFocus() || !(view.state.selection instanceof TextSelection)) return transaction;
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return transaction;
  const { doc } = transaction;
  const place = (node: globalThis.Node, offset = 0) => doc.resolve(view.posAtDOM(node, offset));
  const shown = TextSelection.between(place(anchorNode, anchorOffset), place(focusNode, focusOffset));
  return shown.eq(view.state.selection) ? transaction : transaction.setSelection(shown);
}

/** Null where the words are no longer there. */
export function toPositions(
  doc: Node,
  { paragraph, start, end }: WordRange,
  pack: TemplatePack,
  edition: string,
): { readonly from: number; readonly to: number } | null {
  const block = blocksOf(doc)[paragraph - 1];
  if (block === undefined || start >= end) return null;
  let from: number | null = null;
  let to: number | null = null;
  for (const { offset, length, at, size } of partsOf(block, pack, edition)) {
    if (start >= offset && start < offset + length) from = at + Math.min(start - offset, size - 1);
    // A unit of the registry is marked whole.
    if (end > offset && end <= offset + length) to = at + (size === length ? end - offset : size);
  }
  return from === null || to === null || from >= to ? null : { from, to };
}

/** Null outside of words. @param position of the caret. */
export function fromPosition(doc: Node, position: number, pack: TemplatePack, edition: string): WordRange | null {
  const blocks = blocksOf(doc);
  const index = blocks.findIndex(({ at, node }) => position >= at && position <= at + node.content.size);
  const block = blocks[index];
  if (block === undefined) return null;
  let place = 0;
  for (const { offset, length, at, size } of partsOf(block, pack, edition)) {
    if (position >= at) place = offset + (position >= at + size ? length : Math.min(position - at, length));
  }
  return { paragraph: index + 1, start: place, end: place };
}

interface TextBlock {
  readonly node: Node;
  /** Position of its first letter. */
  readonly at: number;
}

/** Paragraphs and items that have words, in reading order. */
export function blocksOf(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  doc.descendants((node, position) => {
    if (node.isTextblock && node.content.size > 0) blocks.push({ node, at: position + 1 });
    return !node.isTextblock;
  });
  return blocks;
}

export interface Part {
  /** Of its first letter in the paragraph as findings count. */
  readonly offset: number;
  readonly length: number;
  /** Position in the editor, and how many it takes there. */
  readonly at: number;
  readonly size: number;
}

export function partsOf({ node, at }: TextBlock, pack: TemplatePack, edition: string): Part[] {
  const parts: Part[] = [];
  let offset = 0;
  node.forEach((child, place) => {
    const length = child.isText ? child.nodeSize : lengthOf(child, pack, edition);
    parts.push({ offset, length, at: at + place, size: child.nodeSize });
    offset += length;
  });
  return parts;
}

function lengthOf({ type, attrs }: Node, pack: TemplatePack, edition: string): number {
  const id = String(attrs.id);
  return plainInline(type.name === "helpline" ? { helpline: id } : { fact: id }, pack, edition).length;
}
