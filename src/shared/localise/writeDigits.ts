import { type Digits, type Edition, languageOf, localiseDigits } from "../base/locale.ts";
import { lineOf } from "../document/dialledLine.ts";
import { scan } from "../literals/scan.ts";
import type { Claim, Span, SpanKind, Stretch } from "../literals/span.ts";
import type { TemplatePack } from "../pack/templatePack.ts";

/** Runs of one paragraph → their texts with numbers in one system of digits; each text keeps its length. */

export interface DigitRun {
  readonly text: string;
  /** BCP 47 tag where it differs from the edition's language. */
  readonly language?: string;
  readonly atom?: { readonly kind: "helpline" | "fact" };
}

/** What is dialled, typed or looked up keeps the digits that it was issued with. */
const KEPT: ReadonlySet<SpanKind> = new Set([
  ...(["link", "email", "handle", "hashtag", "hashNumber", "phone", "code", "codes", "ussd"] as const),
  ...(["decree", "identifier", "version", "claim"] as const),
]);
/** Only here is a comma or a point between digits a separator: in a date and a time it is not. */
const QUANTITIES: ReadonlySet<SpanKind> = new Set(["number", "range", "pair"]);
/** A word with a Latin letter in it, such as COVID-19 or 2GB. */
const LATIN_WORD = /(?<!\S)\S*[A-Za-z\u00c0-\u024f\u1e00-\u1eff@]\S*/gu;
const GROUPED = /(?<!\p{Nd})\p{Nd}{1,3}(?:[,\u066c]\p{Nd}{3})+(?![\p{Nd},\u066c])/gu;
const DECIMAL =
  /(?<![\p{Nd}.\u066b])(?:\p{Nd}|(?<=\p{Nd})[,\u066c](?=\p{Nd}{3}))+[.\u066b]\p{Nd}{1,2}(?![\p{Nd}.\u066b])/gu;
const PERCENT = /(?<=\p{Nd} ?)[%\u066a]|[%\u066a](?= ?\p{Nd})/gu;

/** CLDR, `arab` and `latn`: between thousands, before decimals, and per cent. */
const SIGNS: Readonly<Record<Digits, { readonly group: string; readonly decimal: string; readonly percent: string }>> =
  {
    arab: { group: "\u066c", decimal: "\u066b", percent: "\u066a" },
    latn: { group: ",", decimal: ".", percent: "%" },
  };

/** Where digits stand, and what they could be. */
export interface DigitContext {
  readonly edition: Edition;
  /** Whose registry tells which digits are a number to dial. */
  readonly pack: Pick<TemplatePack, "helplines" | "refusedNumbers">;
}

interface Read {
  readonly text: string;
  readonly spans: readonly Span[];
  /** 1 where a character stays as it is. */
  readonly kept: Uint8Array;
}

/**
 * Telephone numbers, helplines, addresses, links, codes, decrees and everything in Latin words stay as they are, and
 * so do runs in another language.
 */
export function writeDigits(runs: readonly DigitRun[], digits: Digits, context: DigitContext): string[] {
  const text = runs.map((run) => run.text).join("");
  const written = /\p{Nd}/u.test(text) ? writeText(read(text, runs, context), digits) : text;
  let at = 0;
  return runs.map((run) => {
    at += run.text.length;
    return written.slice(at - run.text.length, at);
  });
}

/** The text of the runs with spaces where digits stay as they are in every edition. */
export function withoutKeptDigits(runs: readonly DigitRun[], context: DigitContext): string {
  const text = runs.map((run) => run.text).join("");
  if (!/\p{Nd}/u.test(text)) return text;
  const { kept } = read(text, runs, context);
  return Array.from({ length: text.length }, (_, at) => (kept[at] === 1 ? " " : text.charAt(at))).join("");
}

function read(text: string, runs: readonly DigitRun[], { edition, pack }: DigitContext): Read {
  const claims = claimsOf(runs, edition.language);
  const known = (digits: string) => lineOf(digits, pack) !== null;
  // Read in one system, so that a number typed in two is one number.
  const uniform = localiseDigits(text, "latn");
  const { spans, isolates } = scan(uniform, { language: edition.tag, direction: edition.direction, claims, known });
  const kept = new Uint8Array(text.length);
  const keep = ({ start, end }: Stretch) => kept.fill(1, start, end);
  for (const claim of claims) keep(claim);
  for (const span of spans) if (isKept(span)) keep(span);
  for (const isolate of isolates) if (/\p{Script=Latin}/u.test(text.slice(isolate.start, isolate.end))) keep(isolate);
  for (const { 0: word, index } of text.matchAll(LATIN_WORD)) keep({ start: index, end: index + word.length });
  return { text, spans, kept };
}

function writeText({ text, spans, kept }: Read, digits: Digits): string {
  const { group, decimal, percent } = SIGNS[digits];
  let signed = text;
  for (const { kind, start, end } of spans) {
    if (!QUANTITIES.has(kind)) continue;
    const amount = text
      .slice(start, end)
      .replace(DECIMAL, (number) => number.replace(/[.\u066b](?=\p{Nd}+$)/u, decimal))
      .replace(GROUPED, (number) => number.replace(/[,\u066c]/gu, group));
    signed = signed.slice(0, start) + amount + signed.slice(end);
  }
  signed = signed.replace(PERCENT, percent);
  const written = localiseDigits(signed, digits);
  return Array.from({ length: text.length }, (_, at) => (kept[at] === 1 ? text : written).charAt(at)).join("");
}

function isKept({ kind, dial }: Span): boolean {
  return KEPT.has(kind) || dial?.sure === true;
}

const RIGHT_TO_LEFT = /^(?:ar|fa|ur|he|ckb|ps)$/;

/** Helplines and runs in another language, which are not read. */
function claimsOf(runs: readonly DigitRun[], own: string): Claim[] {
  const claims: Claim[] = [];
  let start = 0;
  for (const { text, language, atom } of runs) {
    const end = start + text.length;
    const weak = atom?.kind === "helpline";
    const spoken = languageOf(language ?? own);
    const direction = !weak && RIGHT_TO_LEFT.test(spoken) ? "rtl" : "ltr";
    if ((weak || spoken !== own) && text !== "") claims.push({ start, end, direction, weak });
    start = end;
  }
  return claims;
}
