import { distance } from "fastest-levenshtein";
import { languageOf } from "../../base/locale.ts";
import type { CampaignDocument, Inline } from "../../document/documentSchema.ts";
import { reviewOf } from "../units/unitStatus.ts";
import { isBlank, joinRuns, segmentsOf } from "../units/units.ts";
import { foldDigits } from "../words/normaliseText.ts";

/** Reviewed words of many documents → earlier translations of the same or nearly the same source. */

export interface MemoryEntry {
  readonly source: { readonly edition: string; readonly content: readonly Inline[] };
  readonly target: { readonly edition: string; readonly content: readonly Inline[] };
  /** Who localised it; empty where that is not known. */
  readonly by: string;
  /** ISO 8601 in UTC; empty where that is not known. */
  readonly at: string;
  readonly from: { readonly file: string; readonly title: string; readonly slot: string };
}

/** Segments whose very words somebody reviewed. A slot whose paragraphs do not pair off gives nothing. */
export function entriesOf(document: CampaignDocument, file: string): MemoryEntry[] {
  return Object.entries(document.editions).flatMap(([edition, { slots, units }]) =>
    Object.entries(units ?? {}).flatMap(([slot, unit]): MemoryEntry[] => {
      const target = slots[slot];
      const review = target === undefined ? null : reviewOf(unit, target);
      if (target === undefined || review === null || unit.source.edition === edition) return [];
      const sources = segmentsOf(unit.source.content);
      const targets = segmentsOf(target);
      if (sources.length !== targets.length) return [];
      return sources.flatMap(({ content }, index): MemoryEntry[] => {
        const source = joinRuns(content);
        const words = joinRuns(targets[index]?.content ?? []);
        if (isEmpty(source) || isEmpty(words)) return [];
        return [
          {
            source: { edition: unit.source.edition, content: source },
            target: { edition, content: words },
            by: unit.by,
            at: review.at,
            from: { file, title: document.title, slot },
          },
        ];
      });
    }),
  );
}

function isEmpty(content: readonly Inline[]): boolean {
  return isBlank([{ kind: "paragraph", content: [...content] }]);
}

export interface MemoryMatch {
  /** 1 where the source is the same but for numbers and placeholders, down to `LEAST`. */
  readonly score: number;
  readonly entry: MemoryEntry;
}

/** Below three quarters people write anew faster than they correct. */
const LEAST = 0.75;

export interface Memory {
  readonly size: number;
  /** Best first, the newest of equals first; the same words only once. From and to the same languages, in any country. */
  suggest(source: readonly Inline[], from: string, to: string, most: number): MemoryMatch[];
}

interface Indexed {
  readonly key: string;
  readonly entry: MemoryEntry;
  readonly exact: string;
}

export function createMemory(entries: readonly MemoryEntry[]): Memory {
  const pairs = new Map<string, Indexed[]>();
  for (const entry of entries) {
    const pair = pairOf(entry.source.edition, entry.target.edition);
    const indexed = { key: foldedKey(entry.source.content), entry, exact: exactKey(entry.source.content) };
    const list = pairs.get(pair);
    if (list === undefined) pairs.set(pair, [indexed]);
    else list.push(indexed);
  }
  return {
    size: entries.length,
    suggest(source, from, to, most) {
      if (isEmpty(source)) return [];
      const key = foldedKey(source);
      const exact = exactKey(source);
      const scores = new Map<string, number>();
      const found = (pairs.get(pairOf(from, to)) ?? []).flatMap((one) => {
        const known = scores.get(one.key) ?? similarity(key, one.key);
        scores.set(one.key, known);
        // Other numbers or another helpline: good, but not the same.
        const score = known === 1 && one.exact !== exact ? NEARLY : known;
        return score < LEAST ? [] : [{ score, entry: one.entry, sameCountry: one.entry.target.edition === to }];
      });
      found.sort(
        (one, other) =>
          other.score - one.score ||
          Number(other.sameCountry) - Number(one.sameCountry) ||
          (one.entry.at < other.entry.at ? 1 : one.entry.at > other.entry.at ? -1 : 0),
      );
      const seen = new Set<string>();
      const different = found.filter(({ entry }) => {
        const words = exactKey(entry.target.content);
        if (seen.has(words)) return false;
        seen.add(words);
        return true;
      });
      return different.slice(0, most).map(({ score, entry }) => ({ score, entry }));
    },
  };
}

/** Of sources that differ in numbers or placeholders alone. */
const NEARLY = 0.99;

function pairOf(from: string, to: string): string {
  return `${languageOf(from)} ${languageOf(to)}`;
}

/** 1 minus the number of changed letters over the longer length. */
export function similarity(one: string, other: string): number {
  if (one === other) return 1;
  const longer = Math.max(one.length, other.length);
  // No text so much shorter can be near enough.
  if (Math.min(one.length, other.length) < longer * LEAST) return 0;
  return 1 - distance(one, other) / longer;
}

const PLACEHOLDER = "\ufffc";

function foldedKey(content: readonly Inline[]): string {
  const text = content.map((part) => ("text" in part ? part.text : PLACEHOLDER)).join("");
  return foldDigits(text.normalize("NFC"))
    .replace(/\d+(?:[.,\u066b\u066c]\d+)*/g, "0")
    .replace(/\s+/g, " ")
    .trim();
}

function exactKey(content: readonly Inline[]): string {
  return content
    .map((part) =>
      "text" in part ? part.text.normalize("NFC") : "helpline" in part ? `{${part.helpline}}` : `{fact ${part.fact}}`,
    )
    .join("");
}
