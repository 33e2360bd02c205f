import { type Direction, languageOf } from "../../base/locale.ts";
import { scan } from "../../literals/scan.ts";
import type { Claim, Isolate, Scan, Stretch } from "../../literals/span.ts";
import type { AnalysedText } from "./analyse.ts";
import type { StyledRun } from "./paragraph.ts";

/** Text → the stretches whose order must not mix with their surroundings, and those that never break; the text stays as it is. */

/** What of a paragraph decides about its order. */
interface Worded extends Pick<AnalysedText, "text" | "direction" | "language"> {
  readonly spans: readonly (Stretch & { readonly run: Pick<StyledRun, "language" | "atom"> })[];
}

interface Isolation {
  /** Properly nested: by rising start, the outer before the inner. */
  readonly isolates: readonly Isolate[];
  readonly unbreakable: readonly Stretch[];
  /** What follows the host in links: lines end there after a stroke or before a full stop. */
  readonly paths: readonly Stretch[];
}

export interface IsolatedText extends AnalysedText, Isolation {}

const RTL_LANGUAGES = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** Controls of the author's own, and ends of paragraphs (UAX #9). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: U+001C to U+001E end paragraphs.
const CONTROLS = /[\n\r\u0085\u001c-\u001e\u2029\u202a-\u202e\u2066-\u2069]/;

export function isolate<Text extends Worded>(worded: Text): Text & Isolation {
  const { text, direction, language } = worded;
  const helplines = helplinesOf(worded);
  const foreign = foreignStretches(worded);
  const claims = [...helplines, ...foreign].sort((one, other) => one.start - other.start);
  const whole = scan(text, { language, direction, claims });
  const inner = foreign.map((stretch) => scanPart(text, stretch));
  const all = [whole, ...inner];
  const isolates = all.flatMap((one) => one.isolates);
  return {
    ...worded,
    // Stable: what a foreign stretch holds comes after the stretch itself.
    isolates:
      inner.length === 0 ? isolates : isolates.sort((one, other) => one.start - other.start || other.end - one.end),
    unbreakable: [...all.flatMap(({ kept }) => kept), ...helplines.map(({ start, end }) => ({ start, end }))],
    paths: all.flatMap(({ paths }) => paths),
  };
}

/** A number of the registry stays as it is; in words of the other direction it goes along with them. */
function helplinesOf({ text, spans }: Worded): Claim[] {
  return spans.flatMap(({ run, ...span }) => {
    const { start, end } = withoutSpace(text, span);
    return run.atom?.kind === "helpline" && start < end ? [{ start, end, direction: "ltr", weak: true } as const] : [];
  });
}

interface ForeignStretch extends Claim {
  readonly language: string;
}

/** Neighbouring runs in a language that runs against the paragraph. Facts are read as the words that they stand among. */
function foreignStretches(worded: Worded): ForeignStretch[] {
  const found: ForeignStretch[] = [];
  for (const { run, ...span } of worded.spans) {
    const { start, end } = withoutSpace(worded.text, span);
    const direction: Direction = RTL_LANGUAGES.has(languageOf(run.language)) ? "rtl" : "ltr";
    if (start >= end || run.atom || direction === worded.direction) continue;
    const before = found.at(-1);
    const joined = before && before.language === run.language && worded.text.slice(before.end, start).trim() === "";
    if (joined) found[found.length - 1] = { ...before, end };
    else found.push({ start, end, direction, weak: false, language: run.language });
  }
  // Controls of the author's own stand inside: they decide.
  return found.filter(({ start, end }) => !CONTROLS.test(worded.text.slice(start, end)));
}

/** A space at the end of a foreign run belongs to the paragraph: inside the isolate it would stand on the wrong side. */
function withoutSpace(text: string, { start, end }: Stretch): Stretch {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: end - part.length + part.trimEnd().length };
}

function scanPart(text: string, { start, end, direction, language }: ForeignStretch): Omit<Scan, "spans"> {
  const { isolates, kept, paths } = scan(text.slice(start, end), { language, direction });
  const there = <T extends Stretch>(one: T): T => ({ ...one, start: one.start + start, end: one.end + start });
  return { isolates: isolates.map(there), kept: kept.map(there), paths: paths.map(there) };
}
