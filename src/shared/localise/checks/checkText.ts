import type { Diagnostic, DiagnosticFix, DiagnosticPlace, DiagnosticValues, Severity } from "../../base/diagnostics.ts";
import { type Digits, type Edition, knownLanguage, type Language } from "../../base/locale.ts";
import { lineOf } from "../../document/dialledLine.ts";
import { scanAsRead } from "../../literals/scanAsRead.ts";
import type { Span } from "../../literals/span.ts";
import type { ContentRule, Slot, Template, TemplateFamily, TemplatePack } from "../../pack/templatePack.ts";
import type { LocalisedDocument, LocalisedParagraph } from "../localisedDocument.ts";
import { composedRange, type TextRange, writtenRange } from "../words/writtenRange.ts";

/** A localised document as the checks read it: passages with their slots, and one way to report what is wrong. */

export interface ContentContext {
  readonly pack: TemplatePack;
  readonly family: TemplateFamily;
  readonly templates: readonly Template[];
  /** ISO date, for example `2026-07-30`. */
  readonly today: string;
  /** Other editions of the same document. */
  readonly siblings?: readonly LocalisedDocument[];
  /** BCP 47 tag of the edition from which the others are translated, where one is. */
  readonly source?: string | undefined;
}

/** One paragraph or list item. */
export interface Passage {
  readonly slot: Slot;
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly paragraph: LocalisedParagraph;
  /** UTF-16 ranges of `text` that came out of the pack's registry. */
  readonly atoms: readonly {
    readonly kind: "helpline" | "fact";
    readonly id: string;
    readonly start: number;
    readonly end: number;
  }[];
}

export interface TextFinding {
  /** A rule id such as `C03`, or a word such as `required-slot`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly values: DiagnosticValues;
  /** The words meant, in the passage's text; of a picture, in its description. */
  readonly range?: TextRange | undefined;
  /** What can safely stand in their place. */
  readonly instead?: string | undefined;
}

/** The words that a finding means, and what can safely stand in their place. */
export type Words = Pick<TextFinding, "range" | "instead">;

const SEVERITY: Readonly<Record<ContentRule["severity"], Severity>> = {
  block: "error",
  warn: "warning",
  info: "notice",
};

export function severityOf(rule: { readonly severity: ContentRule["severity"] }): Severity {
  return SEVERITY[rule.severity];
}

export class CheckedText {
  readonly localised: LocalisedDocument;
  readonly context: ContentContext;
  readonly edition: Edition;
  readonly language: Language;
  readonly passages: readonly Passage[];
  readonly diagnostics: Diagnostic[] = [];

  constructor(localised: LocalisedDocument, context: ContentContext) {
    this.localised = localised;
    this.context = context;
    this.edition = localised.edition;
    this.language = knownLanguage(localised.edition.tag);
    this.passages = passagesOf(localised, context.family);
  }

  get digits(): Digits {
    return this.edition.digits;
  }

  /** The pack's content rule, if it has that rule. */
  rule(id: string): ContentRule | undefined {
    return this.context.pack.contentRules.find((rule) => rule.id === id);
  }

  spansOf(passage: Passage): readonly Span[] {
    return spansOf(passage, this.edition, this.context.pack);
  }

  inRoles(...roles: readonly Slot["role"][]): Passage[] {
    return this.passages.filter((passage) => roles.includes(passage.slot.role));
  }

  /** @param where a passage, a slot id, or null for the edition as a whole. */
  report(where: Passage | string | null, finding: TextFinding): void {
    const place = [this.edition.tag];
    let at: DiagnosticPlace = {};
    let fix: DiagnosticFix | undefined;
    if (typeof where === "string") {
      place.push(where);
      at = { slot: where, ...(finding.range ? this.#describedRange(where, finding.range) : {}) };
    } else if (where) {
      place.push(where.slot.id, `paragraph ${where.number}`);
      const range = finding.range && rangeInPassage(where, finding.range);
      at = { slot: where.slot.id, paragraph: where.number, ...range };
      if (range && finding.instead !== undefined && !touchesAtom(where, finding.range))
        fix = { slot: where.slot.id, paragraph: where.number, ...range, text: finding.instead };
    }
    this.diagnostics.push({
      code: `localise/${finding.code}`,
      severity: finding.severity,
      edition: this.edition.tag,
      place: place.join(" › "),
      message: finding.message,
      hint: finding.hint,
      values: finding.values,
      at,
      ...(fix ? { fix } : {}),
    });
  }

  #describedRange(slot: string, range: TextRange): TextRange | null {
    const picture = Object.hasOwn(this.localised.pictures, slot) ? this.localised.pictures[slot] : undefined;
    return picture ? composedRange(picture.alt, range) : null;
  }

  /** A finding of a content rule: the pack's own message says what to do. */
  breach(
    where: Passage | string | null,
    rule: ContentRule,
    message: string,
    values: DiagnosticValues,
    hint = rule.message.en,
    words: Words = {},
  ): void {
    this.report(where, { code: rule.id, severity: severityOf(rule), message, hint, values, ...words });
  }
}

/** Null where letters compose across the seam of two runs, so that offsets in NFC are none in the text. */
function rangeInPassage({ text, paragraph }: Passage, range: TextRange | undefined): TextRange | null {
  if (range === undefined || text !== text.normalize("NFC")) return null;
  return writtenRange(paragraph.runs, range);
}

function touchesAtom({ atoms }: Passage, range: TextRange | undefined): boolean {
  return range !== undefined && atoms.some((atom) => range.start < atom.end && atom.start < range.end);
}

/** The first match of words in a text, as a range of it. */
export function rangeOf(text: string, found: string): TextRange | undefined {
  const start = found === "" ? -1 : text.indexOf(found);
  return start === -1 ? undefined : { start, end: start + found.length };
}

export function passagesOf(localised: LocalisedDocument, family: TemplateFamily): Passage[] {
  const passages: Passage[] = [];
  for (const slot of family.slots) {
    const paragraphs = Object.hasOwn(localised.slots, slot.id) ? (localised.slots[slot.id] ?? []) : [];
    for (const [index, paragraph] of paragraphs.entries()) {
      let text = "";
      const atoms: Passage["atoms"][number][] = [];
      for (const run of paragraph.runs) {
        if (run.atom) atoms.push({ ...run.atom, start: text.length, end: text.length + run.text.length });
        text += run.text;
      }
      if (text.trim() !== "") passages.push({ slot, number: index + 1, text, paragraph, atoms });
    }
  }
  return passages;
}

const scanned = new WeakMap<Passage, readonly Span[]>();

/**
 * Numbers, dates and addresses of a passage, as a reader sees them; scanned once. Helplines of the registry are claims.
 *
 * @param edition of the passage.
 */
export function spansOf(passage: Passage, edition: Edition, pack: TemplatePack): readonly Span[] {
  const known = scanned.get(passage);
  if (known) return known;
  const spans = scanAsRead(passage.text, {
    language: edition.tag,
    direction: edition.direction,
    claims: passage.atoms.flatMap(({ kind, start, end }) =>
      kind === "helpline" ? [{ start, end, direction: "ltr", weak: true }] : [],
    ),
    known: (digits) => lineOf(digits, pack) !== null,
  });
  scanned.set(passage, spans);
  return spans;
}

/** Compiled once a rule: a pattern out of the pack's parameters, or null where the pack has none that compiles. */
export function patternOf(rule: ContentRule, language: string, flags: string): RegExp | null {
  const { patterns } = rule.params;
  const source =
    typeof patterns === "object" && patterns !== null ? (patterns as Record<string, unknown>)[language] : undefined;
  if (typeof source !== "string") return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

/** A number among the rule's parameters, or the one that the rule was written with. */
export function numberOf(params: unknown, name: string, otherwise: number): number {
  const value = typeof params === "object" && params !== null ? (params as Record<string, unknown>)[name] : undefined;
  return typeof value === "number" ? value : otherwise;
}
