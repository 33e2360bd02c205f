import type { JSONContent } from "@tiptap/core";
import type { Inline, RichText } from "../../shared/document/documentSchema.ts";

/** Rich text of a slot ⇄ the editor's document. Emphasis is its mark `bold`, another language its mark `language`. */

type TextInline = Extract<Inline, { text: string }>;

/** A slot without words is one empty paragraph, or a list with one empty item, so that somebody can start to type. */
export function toEditor(content: RichText, empty: "paragraph" | "list"): JSONContent {
  const blocks = content.map(
    (block): JSONContent => (block.kind === "paragraph" ? paragraph(block.content) : list(block.items)),
  );
  if (blocks.length > 0) return { type: "doc", content: blocks };
  return { type: "doc", content: [empty === "list" ? list([[]]) : paragraph([])] };
}

/** Empty paragraphs and items are on their way to be words, or nothing: they are left out. */
export function fromEditor(document: JSONContent): RichText {
  return (document.content ?? []).flatMap((node): RichText => {
    if (node.type !== "bulletList") {
      const content = inlinesOf(node);
      return content.length === 0 ? [] : [{ kind: "paragraph", content }];
    }
    const items = (node.content ?? [])
      .map((item) => (item.content ?? []).flatMap(inlinesOf))
      .filter((item) => item.length > 0);
    return items.length === 0 ? [] : [{ kind: "list", items }];
  });
}

function paragraph(content: readonly Inline[]): JSONContent {
  return content.length === 0 ? { type: "paragraph" } : { type: "paragraph", content: content.map(inlineNode) };
}

function list(items: readonly (readonly Inline[])[]): JSONContent {
  return {
    type: "bulletList",
    content: (items.length === 0 ? [[]] : items).map((item) => ({ type: "listItem", content: [paragraph(item)] })),
  };
}

function inlineNode(part: Inline): JSONContent {
  if ("helpline" in part) return { type: "helpline", attrs: { id: part.helpline } };
  if ("fact" in part) return { type: "fact", attrs: { id: part.fact } };
  const marks = [
    ...(part.emphasis === true ? [{ type: "bold" }] : []),
    ...(part.language === undefined ? [] : [{ type: "language", attrs: { tag: part.language } }]),
  ];
  return { type: "text", text: part.text, ...(marks.length === 0 ? {} : { marks }) };
}

/** Of one paragraph or item. Neighbours that look the same become one. */
export function inlinesOf(node: JSONContent): Inline[] {
  const inlines: Inline[] = [];
  for (const child of node.content ?? []) {
    if (child.type === "helpline") inlines.push({ helpline: String(child.attrs?.id) });
    else if (child.type === "fact") inlines.push({ fact: String(child.attrs?.id) });
    else if (child.type === "text" && child.text !== undefined) append(inlines, textInline(child, child.text));
  }
  return inlines;
}

function textInline({ marks = [] }: JSONContent, text: string): TextInline {
  const tag: unknown = marks.find(({ type }) => type === "language")?.attrs?.tag;
  return {
    text,
    ...(marks.some(({ type }) => type === "bold") ? { emphasis: true as const } : {}),
    ...(typeof tag === "string" ? { language: tag } : {}),
  };
}

function append(inlines: Inline[], part: TextInline): void {
  const before = inlines.at(-1);
  const same =
    before !== undefined && "text" in before && before.emphasis === part.emphasis && before.language === part.language;
  if (same) inlines[inlines.length - 1] = { ...before, text: before.text + part.text };
  else inlines.push(part);
}
