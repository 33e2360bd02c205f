import type { Direction } from "../../base/locale.ts";
import type { CampaignDocument, Inline, RichText } from "../../document/documentSchema.ts";
import { lockedSlots } from "../../document/locks.ts";
import { familyOf } from "../../pack/lookUp.ts";
import type { Slot, TemplatePack } from "../../pack/templatePack.ts";
import { termHits } from "../memory/termHits.ts";
import { reviewOf } from "../units/unitStatus.ts";
import {
  contentOf,
  digestContent,
  isBlank,
  joinRuns,
  normalForm,
  type SegmentKind,
  segmentsOf,
} from "../units/units.ts";

/** Document, edition, source edition → everything that a translator's tool should know, in no file format yet. */

/** Of XLIFF 2.1: nobody touched it, localised, reviewed, and signed off in another tool. */
export type SegmentState = "initial" | "translated" | "reviewed" | "final";

export interface ExchangeSegment {
  /** Kind and number in its slot, for example `p1` (paragraph), `l2` (first item of a list), `i3` (item). */
  readonly id: string;
  readonly source: readonly Inline[];
  readonly target: readonly Inline[];
  readonly state: SegmentState;
}

export interface ExchangeUnit {
  readonly slot: string;
  /** As people read it. */
  readonly title: string;
  /** Of the source's content: tells whether the source changed meanwhile. */
  readonly digest: string;
  /** The source changed since the target was written. */
  readonly stale: boolean;
  readonly notes: readonly { readonly category: "role" | "limits" | "place" | "change"; readonly text: string }[];
  readonly terms: readonly { readonly source: string; readonly target: string; readonly note: string }[];
  /** Most characters of one segment. */
  readonly characters: number;
  readonly segments: readonly ExchangeSegment[];
}

export interface Exchange {
  /** UUID. */
  readonly document: string;
  readonly title: string;
  readonly source: { readonly tag: string; readonly direction: Direction };
  readonly target: { readonly tag: string; readonly direction: Direction };
  readonly units: readonly ExchangeUnit[];
}

/**
 * Locked slots, pictures and slots without words in either edition are left out. An edition that the document lacks
 * is one without words. Fails with `pack/unknown-family`.
 */
export function exchangeOf(document: CampaignDocument, pack: TemplatePack, edition: string, source: string): Exchange {
  const locked = lockedSlots(pack, document.templates);
  const direction = (tag: string) => pack.editions.find((one) => one.tag === tag)?.direction ?? "ltr";
  const slots = familyOf(pack, document.family).slots.filter(({ id, kind }) => kind !== "picture" && !locked.has(id));
  const units = slots.flatMap((slot): ExchangeUnit[] => {
    const unit = exchangeUnit(document, pack, slot, edition, source);
    return unit.segments.length === 0 ? [] : [unit];
  });
  return {
    document: document.id,
    title: document.title,
    source: { tag: source, direction: direction(source) },
    target: { tag: edition, direction: direction(edition) },
    units,
  };
}

function exchangeUnit(
  document: CampaignDocument,
  pack: TemplatePack,
  slot: Slot,
  edition: string,
  source: string,
): ExchangeUnit {
  const from = contentOf(document, source, slot.id);
  const to = contentOf(document, edition, slot.id);
  const unit = document.editions[edition]?.units?.[slot.id];
  const stale =
    unit !== undefined && unit.source.edition === source && digestContent(unit.source.content) !== digestContent(from);
  const reviewed = unit !== undefined && !stale && unit.source.edition === source && reviewOf(unit, to) !== null;
  const segments = isBlank(from) && isBlank(to) ? [] : pairs(from, to, reviewed ? "reviewed" : "translated");
  return {
    slot: slot.id,
    title: slot.title.en,
    digest: digestContent(from),
    stale,
    notes: [
      { category: "role", text: `${slot.title.en} (${slot.role})` },
      {
        category: "limits",
        text: `At most ${slot.lines} ${slot.lines === 1 ? "paragraph" : "paragraphs or items"} of ${slot.characters} characters.`,
      },
      ...placesOf(document, pack, slot.id).map((text) => ({ category: "place" as const, text })),
      ...(stale ? [{ category: "change" as const, text: "The source changed since this was localised." }] : []),
    ],
    terms: segments.length === 0 ? [] : termHits(from, pack, source, edition),
    characters: slot.characters,
    segments,
  };
}

/** The shape is the target's where it has words: it comes back as it is. */
function pairs(from: RichText, to: RichText, state: SegmentState): ExchangeSegment[] {
  const sources = segmentsOf(normalForm(from));
  const targets = segmentsOf(normalForm(to));
  return Array.from({ length: Math.max(sources.length, targets.length) }, (_, index) => {
    const source = sources[index];
    const target = targets[index];
    const content = joinRuns(target?.content ?? []);
    return {
      id: segmentId((target ?? source)?.kind ?? "paragraph", index + 1),
      source: joinRuns(source?.content ?? []),
      target: content,
      state: content.length === 0 ? "initial" : state,
    };
  });
}

const LETTERS: Readonly<Record<SegmentKind, string>> = { paragraph: "p", first: "l", item: "i" };

function segmentId(kind: SegmentKind, ordinal: number): string {
  return `${LETTERS[kind]}${ordinal}`;
}

/** Null for an id that Manara does not give. */
export function parseSegmentId(id: string): { readonly kind: SegmentKind; readonly ordinal: number } | null {
  const match = /^([pli])([1-9]\d{0,4})$/.exec(id);
  if (match === null) return null;
  const kind = match[1] === "p" ? "paragraph" : match[1] === "l" ? "first" : "item";
  return { kind, ordinal: Number(match[2]) };
}

function placesOf(document: CampaignDocument, pack: TemplatePack, slot: string): string[] {
  const places = pack.templates
    .filter(({ id }) => document.templates.includes(id))
    .flatMap(({ title, pages }) =>
      pages
        .filter(({ frames }) =>
          frames.some((frame) => "blocks" in frame && frame.blocks.some((one) => one.slot === slot)),
        )
        .map((page) => `${title.en} › ${page.title.en}`),
    );
  return [...new Set(places)];
}
