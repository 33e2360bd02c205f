import { cutText } from "../../base/unicode.ts";
import { type Inline, type RichText, richText } from "../../document/documentSchema.ts";
import { findHelplines } from "../../document/findHelplines.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { similarity } from "../memory/memory.ts";
import { atomsOf, digestContent, joinRuns, richFromSegments, type Segment, segmentsOf } from "../units/units.ts";
import { parseSegmentId } from "./exchange.ts";
import type { IncomingPart, IncomingSegment, IncomingUnit, SkipReason, UnitWarning } from "./incoming.ts";

/**
 * A unit as a tool gave it back → the content of its slot, with every helpline and fact accounted for.
 *
 * One file because no word is taken before the account is balanced, and every step here adds to it.
 */

export interface UnitBefore {
  /** The source and the target as the document has them. */
  readonly now: RichText;
  readonly current: RichText;
  readonly pack: TemplatePack;
}

export type Gathered =
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly message: string }
  | {
      readonly kind: "gathered";
      readonly content: RichText;
      /** The source that the words are for. */
      readonly from: RichText;
      /** Segments that somebody filled. */
      readonly filled: number;
      readonly complete: boolean;
      readonly reviewed: boolean;
      readonly warnings: readonly UnitWarning[];
    };

interface Row {
  readonly segment: Segment;
  readonly ordinal: number;
  readonly source: IncomingPart[];
  readonly target: IncomingPart[];
  readonly states: IncomingSegment["state"][];
}

/** Of one slot: far more than a page holds. */
const MOST_SEGMENTS = 1000;
const MOST_PARTS = 10_000;
const TOO_LARGE = "It is longer than a slot can be. Shorten it.";
/** Letters of a segment that tell whether it is another one. */
const COMPARED = 500;
const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function gatherUnit(unit: IncomingUnit, { now, current, pack }: UnitBefore): Gathered {
  const warnings = new Set<UnitWarning>();
  const parts = unit.segments.reduce((sum, { source, target }) => sum + source.length + (target?.length ?? 0), 0);
  if (unit.segments.length > MOST_SEGMENTS || parts > MOST_PARTS) return skip("too-large", TOO_LARGE);
  const nowSegments = segmentsOf(now);
  const before = segmentsOf(current);
  const rows = rowsOf(unit.segments, Math.max(nowSegments.length, before.length), warnings);
  if (rows === null)
    return skip("unknown-segments", "Its segments have names that Manara does not know. Export it again.");
  if (isMerged(rows, nowSegments))
    return skip("merged", "Segments were joined; split them again as they were exported.");

  const fromFile = richFromSegments(rows.map(({ segment, source }) => ({ ...segment, content: plainParts(source) })));
  const from = unit.digest === digestContent(now) || sameWords(rows, nowSegments) ? now : fromFile;

  const filled = rows.filter(({ target }) => !isEmpty(target));
  const at = (segments: readonly Segment[]) => filled.map(({ ordinal }) => segments[ordinal - 1]?.content ?? []);
  const expected = [at(nowSegments).flat()];
  // What was there before may stay, but an empty place says nothing about what belongs there.
  if (at(before).every((content) => !isEmpty(content))) expected.push(at(before).flat());
  // A tool may have lost a tag on both sides: an earlier source counts only where its digest proves it.
  if (unit.digest === digestContent(fromFile)) expected.push(filled.flatMap(({ source }) => plainParts(source)));
  const allowed = expected.map(atomsOf);

  const known = new Set(allowed.flat());
  const texts = [...rows.map(({ source }) => plainParts(source)), ...before.map(({ content }) => content)];
  const usualMarks = new Set(texts.flat().flatMap((part) => ("text" in part ? (part.text.match(MARKS) ?? []) : [])));

  const contents = new Map<number, Inline[]>();
  for (const { ordinal, target } of filled) {
    const inlines: Inline[] = [];
    for (const part of target) {
      if ("unknown" in part) {
        const found = recognise(part.text, known, pack);
        if (found === null)
          return skip("unknown-code", `It has a tag "${part.unknown}" that was not in the export. Take the tag out.`);
        inlines.push(found);
        continue;
      }
      const { retyped, ...inline } = part;
      if (retyped !== undefined) warnings.add("retyped-number");
      inlines.push(inline);
    }
    contents.set(ordinal, withoutStrayMarks(inlines, usualMarks, warnings));
  }

  let got = atomsOf([...contents.values()].flat());
  if (!allowed.some((one) => same(one, got))) {
    // A tool or a person may have turned the tag into its digits.
    const missing = minus(allowed.flat(), got);
    for (const [ordinal, inlines] of contents) contents.set(ordinal, withHelplines(inlines, missing, pack));
    const again = atomsOf([...contents.values()].flat());
    if (!same(again, got)) warnings.add("number-as-text");
    got = again;
  }
  if (!allowed.some((one) => same(one, got))) return refusal(allowed, got);

  const places = new Set(filled.map(({ ordinal }) => ordinal));
  const complete =
    rows.every(({ source, target }) => !isEmpty(target) || isEmpty(source)) &&
    nowSegments.every(({ content }, index) => isEmpty(content) || places.has(index + 1) || from !== now) &&
    // Words that nobody filled in again stay: somebody has to see both together.
    before.every(({ content }, index) => isEmpty(content) || places.has(index + 1));
  if (filled.length > 0 && !complete) warnings.add("partly-filled");
  const content = richFromSegments(together(rows, contents, before));
  // The same limits as the document's own.
  if (!richText.safeParse(content).success || !richText.safeParse(from).success) return skip("too-large", TOO_LARGE);
  // Without a document, an id alone proves nothing: another piece may have the same ones.
  if (unit.document === null && from !== now && areOthers(nowSegments, rows)) {
    const said = (inlines: readonly Inline[]) => `“${cutText(wordsOf(inlines), 200)}”`;
    return skip(
      "other-source",
      `Its source is ${said(rows.flatMap(({ source }) => plainParts(source)))}; here it is ${said(nowSegments.flatMap(({ content }) => content))}.`,
    );
  }
  return {
    kind: "gathered",
    content,
    from,
    filled: filled.length,
    complete,
    reviewed: filled.every(({ states }) => states.every((state) => state === "reviewed" || state === "final")),
    warnings: [...warnings],
  };
}

/** What nobody filled keeps its words and its place; nothing follows the last words. */
function together(
  rows: readonly Row[],
  contents: ReadonlyMap<number, Inline[]>,
  before: readonly Segment[],
): Segment[] {
  const kinds = new Map(rows.map(({ ordinal, segment }) => [ordinal, segment.kind]));
  const last = Math.max(before.length, ...rows.map(({ ordinal }) => ordinal));
  const all = Array.from({ length: last }, (_, index): Segment => {
    const kept = before[index];
    const content = contents.get(index + 1) ?? kept?.content ?? [];
    return { kind: kinds.get(index + 1) ?? kept?.kind ?? "paragraph", content };
  });
  const end = all.findLastIndex(({ content }, index) => content.length > 0 || index < before.length);
  return all.slice(0, end + 1);
}

/** Null where the segments cannot be told apart. A segment that the tool made goes on with the one before it. */
function rowsOf(segments: readonly IncomingSegment[], expected: number, warnings: Set<UnitWarning>): Row[] | null {
  const rows: Row[] = [];
  let between: IncomingSegment[] = [];
  const seen = new Set<number>();
  for (const one of segments) {
    const id = one.id === null ? null : parseSegmentId(one.id);
    const last = rows.at(-1);
    if (id !== null) {
      if (seen.has(id.ordinal)) return null;
      seen.add(id.ordinal);
      rows.push({
        segment: { kind: id.kind, content: [] },
        ordinal: id.ordinal,
        source: [...one.source],
        target: [...(one.target ?? [])],
        states: isEmpty(one.target ?? []) ? [] : [one.state],
      });
    } else if (isEmpty(one.source) && isEmpty(one.target ?? [])) {
      // White space between segments counts only where the segment goes on behind it.
      between.push(one);
      continue;
    } else if (last === undefined) return null;
    else {
      warnings.add("split");
      for (const piece of [...between, one]) {
        last.source.push(...piece.source);
        last.target.push(...(piece.target ?? []));
      }
      if (!isEmpty(one.target ?? [])) last.states.push(one.state);
    }
    between = [];
  }
  if (segments.some(({ refolded }) => refolded)) warnings.add("re-indented");
  return rows.length === 0 && expected > 0 ? null : rows.sort((one, other) => one.ordinal - other.ordinal);
}

/** A segment is gone, and the one before it holds its source as well. */
function isMerged(rows: readonly Row[], now: readonly Segment[]): boolean {
  const present = new Set(rows.map(({ ordinal }) => ordinal));
  return rows.some(({ ordinal, source }) => {
    if (present.has(ordinal + 1)) return false;
    const own = now[ordinal - 1];
    const next = now[ordinal];
    if (own === undefined || next === undefined) return false;
    const text = wordsOf(plainParts(source));
    const [first, second] = [wordsOf(own.content), wordsOf(next.content)];
    return second !== "" && text !== first && text.startsWith(first) && text.endsWith(second);
  });
}

/** Tools leave segments out, so only those that are there are compared. */
function sameWords(rows: readonly Row[], now: readonly Segment[]): boolean {
  const words = (inlines: readonly Inline[]) => `${wordsOf(inlines)} ${atomsOf(inlines).join()}`;
  return rows.every(({ ordinal, source }) => words(plainParts(source)) === words(now[ordinal - 1]?.content ?? []));
}

/** Both sides have words, and the nearest pair of segments has less than half of its letters in common. */
function areOthers(now: readonly Segment[], rows: readonly Row[]): boolean {
  const pairs = rows.map(({ ordinal, source }) => [
    wordsOf(plainParts(source)),
    wordsOf(now[ordinal - 1]?.content ?? []),
  ]);
  const both = pairs.filter(([one, other]) => one !== "" && other !== "");
  return (
    both.length > 0 &&
    both.every(([one = "", other = ""]) => similarity(one.slice(0, COMPARED), other.slice(0, COMPARED)) < 0.5)
  );
}

function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((part) => ("text" in part ? part.text : "￼"))
    .join("")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

function plainParts(parts: readonly IncomingPart[]): Inline[] {
  return joinRuns(
    parts.flatMap((part): Inline[] => {
      if ("unknown" in part) return [];
      const { retyped: _, ...inline } = part;
      return [inline];
    }),
  );
}

function isEmpty(parts: readonly IncomingPart[]): boolean {
  return parts.every((part) => !("unknown" in part) && "text" in part && part.text.trim() === "");
}

/** Direction marks that neither the source nor the target had: the typesetter isolates by itself. */
function withoutStrayMarks(
  inlines: readonly Inline[],
  usual: ReadonlySet<string>,
  warnings: Set<UnitWarning>,
): Inline[] {
  return joinRuns(
    inlines.map((part): Inline => {
      if (!("text" in part)) return part;
      const text = part.text.replace(MARKS, (mark) => (usual.has(mark) ? mark : ""));
      if (text !== part.text) warnings.add("direction-marks");
      return { ...part, text };
    }),
  );
}

/** A tag under another name that still shows what one of the expected helplines shows. */
function recognise(text: string, known: ReadonlySet<string>, pack: TemplatePack): Inline | null {
  const found = pack.helplines.filter(({ id, display }) => known.has(`helpline ${id}`) && display === text.trim());
  const [only] = found;
  return only !== undefined && found.length === 1 ? { helpline: only.id } : null;
}

function withHelplines(inlines: readonly Inline[], missing: readonly string[], pack: TemplatePack): Inline[] {
  const lines = pack.helplines.filter(({ id }) => missing.includes(`helpline ${id}`));
  return inlines.flatMap((part): Inline[] => {
    if (!("text" in part)) return [part];
    const made: Inline[] = [];
    let from = 0;
    for (const { id, start, end } of findHelplines(part.text, lines)) {
      if (start > from) made.push({ ...part, text: part.text.slice(from, start) });
      made.push({ helpline: id });
      from = end;
    }
    if (from < part.text.length) made.push({ ...part, text: part.text.slice(from) });
    return made;
  });
}

function refusal(allowed: readonly (readonly string[])[], got: readonly string[]): Gathered {
  const nearest = [...allowed].sort((one, other) => distance(one, got) - distance(other, got))[0] ?? [];
  const lost = minus(nearest, got);
  if (lost.length > 0) return skip("lost", `It has lost ${lost.join(", ")}. Put the tag back where it belongs.`);
  return skip("added", `It has ${minus(got, nearest).join(", ")} more often than the source. Take the extra tag out.`);
}

function distance(one: readonly string[], other: readonly string[]): number {
  return minus(one, other).length + minus(other, one).length;
}

function minus(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

function skip(reason: SkipReason, message: string): Gathered {
  return { kind: "skipped", reason, message };
}
