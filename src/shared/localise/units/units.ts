import { digestValue } from "../../base/digest.ts";
import { likelySource } from "../../document/createDocument.ts";
import type { Block, CampaignDocument, Inline, RichText, Unit } from "../../document/documentSchema.ts";
import type { Edit } from "../../document/edits.ts";
import { lookUp } from "../../pack/file/names.ts";

/** Content of a slot ⇄ its segments: one for each paragraph or item, in reading order. */

/** What a paragraph is to the blocks around it: `first` begins a new list, `item` goes on with it. */
export type SegmentKind = "paragraph" | "first" | "item";

export interface Segment {
  readonly kind: SegmentKind;
  readonly content: readonly Inline[];
}

export function segmentsOf(content: RichText): Segment[] {
  return content.flatMap((part): Segment[] =>
    part.kind === "paragraph"
      ? [{ kind: "paragraph", content: part.content }]
      : part.items.map((item, index) => ({ kind: index === 0 ? "first" : "item", content: item })),
  );
}

/** The inverse of `segmentsOf` on content in normal form; an item without a list before it begins one. */
export function richFromSegments(segments: readonly Segment[]): RichText {
  const blocks: Block[] = [];
  for (const { kind, content } of segments) {
    const last = blocks.at(-1);
    if (kind === "paragraph") blocks.push({ kind, content: [...content] });
    else if (kind === "item" && last?.kind === "list") last.items.push([...content]);
    else blocks.push({ kind: "list", items: [[...content]] });
  }
  return blocks;
}

/**
 * One way of writing what reads the same: text is NFC, neighbours with the same marks are one run, lists
 * without items are gone.
 */
export function normalForm(content: RichText): RichText {
  return richFromSegments(segmentsOf(content).map(({ kind, content }) => ({ kind, content: joinRuns(content) })));
}

export function joinRuns(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const part of inlines) {
    const last = joined.at(-1);
    if (!("text" in part)) joined.push(part);
    else if (part.text === "") continue;
    else if (last !== undefined && "text" in last && sameMarks(last, part)) {
      joined[joined.length - 1] = { ...last, text: (last.text + part.text).normalize("NFC") };
    } else joined.push({ ...part, text: part.text.normalize("NFC") });
  }
  return joined;
}

type Run = Extract<Inline, { text: string }>;

function sameMarks(one: Run, other: Run): boolean {
  return one.emphasis === other.emphasis && one.language === other.language;
}

export function sameContent(one: RichText, other: RichText): boolean {
  return digestContent(one) === digestContent(other);
}

/** SHA-256 of the canonical content in normal form: what a review and a stale source are measured by. */
export function digestContent(content: RichText): string {
  return digestValue(normalForm(content));
}

export function isBlank(content: RichText): boolean {
  return segmentsOf(content).every(({ content: inlines }) =>
    inlines.every((part) => "text" in part && part.text.trim() === ""),
  );
}

/** Helplines and facts of some content, `helpline ID` or `fact ID`, sorted; as often as they occur. */
export function atomsOf(inlines: readonly Inline[]): string[] {
  return inlines
    .flatMap((part) =>
      "helpline" in part ? [`helpline ${part.helpline}`] : "fact" in part ? [`fact ${part.fact}`] : [],
    )
    .sort();
}

/** An empty slot gives an empty list. */
export function contentOf(document: CampaignDocument, edition: string, slot: string): RichText {
  return lookUp(document.editions[edition]?.slots ?? {}, slot) ?? [];
}

/**
 * The edition that others are localised from: the one chosen, or the English one, which most people of a campaign read,
 * or the first that the document has. Null where it has none.
 */
export function sourceEdition(document: CampaignDocument): string | null {
  const { source, editions } = document;
  return source !== undefined && editions[source] !== undefined ? source : likelySource(Object.keys(editions).sort());
}

export interface WhoAndWhen {
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** New words for a slot, localised from the source as it is now, in one step that can be taken back. */
export function localiseSlot(
  document: CampaignDocument,
  place: { readonly edition: string; readonly source: string; readonly slot: string },
  content: RichText,
  { by, at }: WhoAndWhen,
): Edit {
  const { edition, source, slot } = place;
  const from = { edition: source, content: contentOf(document, source, slot) };
  const made: Unit = { source: from, by, at, reviewed: null };
  return {
    kind: "together",
    edits: [
      { kind: "set-slot", edition, slot, content },
      { kind: "set-unit", edition, slot, unit: made },
    ],
  };
}

/** Says that the words of a slot, as they are now, are right for the source as it is now. */
export function reviewSlot(
  document: CampaignDocument,
  place: { readonly edition: string; readonly source: string; readonly slot: string },
  { by, at }: WhoAndWhen,
): Edit {
  const { edition, source, slot } = place;
  const known = document.editions[edition]?.units?.[slot];
  const from = { edition: source, content: contentOf(document, source, slot) };
  const reviewed = { by, at, content: digestContent(contentOf(document, edition, slot)) };
  const unit: Unit = { by: known?.by ?? by, at: known?.at ?? at, source: from, reviewed };
  return { kind: "set-unit", edition, slot, unit };
}
