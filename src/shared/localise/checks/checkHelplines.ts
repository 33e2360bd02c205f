import { lineOf, type RefusedNumber } from "../../document/dialledLine.ts";
import { nearLine } from "../../document/nearLine.ts";
import type { Dial, Part, Span } from "../../literals/span.ts";
import type { Helpline } from "../../pack/templatePack.ts";
import type { TextRange } from "../words/writtenRange.ts";
import { type CheckedText, numberOf, type Passage } from "./checkText.ts";

/** Numbers to dial → only those of the pack's registry, current and confirmed, and at least one that works in the edition's country. */

export function checkHelplines(checked: CheckedText): void {
  const { pack } = checked.context;
  const printed = new Set<Helpline>();
  for (const passage of checked.passages) {
    for (const atom of passage.atoms) {
      if (atom.kind !== "helpline") continue;
      const helpline = pack.helplines.find((line) => line.id === atom.id);
      if (helpline) judge(checked, passage, passage.text.slice(atom.start, atom.end), helpline, printed, atom);
      else unknown(checked, passage, atom.id, atom);
    }
    for (const number of numbersToDial(checked, passage)) {
      const text = passage.text.slice(number.start, number.end);
      const line = number.digits === null ? null : lineOf(number.digits, pack);
      if (line?.refused && refuse(checked, passage, line.refused, text, number)) continue;
      if (line?.helpline) judge(checked, passage, text, line.helpline, printed, number);
      else if (misdialled(checked, passage, number, text)) continue;
      else if (number.meant) unknown(checked, passage, text, number);
      else free(checked, passage, text, number);
    }
  }
  checkPresence(checked, printed);
  checkAge(checked, printed);
}

interface NumberToDial extends TextRange {
  /** 0–9; null of a code of the network, such as `*234#`, which no registry has. */
  readonly digits: string | null;
  /** False where nothing but its form says that somebody could dial it. */
  readonly meant: boolean;
  /** It may well be something else. */
  readonly doubtful: boolean;
}

function numbersToDial(checked: CheckedText, passage: Passage): NumberToDial[] {
  return checked.spansOf(passage).flatMap((span): NumberToDial[] => {
    const { dial, parts, start, end, kind } = span;
    if (dial === null || isElse(dial, passage)) return [];
    const meant = isMeant(span, dial, passage);
    const number = { meant, doubtful: dial.doubtful && !dial.called, start, end };
    if (kind === "ussd") return [{ ...number, digits: null }];
    if (dial.digits.length !== parts.length) return dial.digits.map((digits) => ({ ...number, digits }));
    return dial.digits.map((digits, at) => ({ ...number, digits, ...placeOf(parts[at]) }));
  });
}

function placeOf(part: Part | undefined): Partial<TextRange> {
  return part ? { start: part.start, end: part.end } : {};
}

/** Two digits alone are dialled only where people are told to call: elsewhere they are ages, sizes and lists. */
const FEWEST_FREE = 3;

/** By its form it may be something else, and nothing around says that one dials it. */
function isElse({ called, sure, doubtful, inContact, digits }: Dial, passage: Passage): boolean {
  if (called || sure) return false;
  const short = digits.join("").length < FEWEST_FREE;
  return (doubtful && short) || ((doubtful || short) && !inContact && !callsForDialling(passage));
}

/** From so many digits on a number that stands free is one to dial, whatever the words say. */
const FEWEST_ALONE = 7;

/** A run of groups that is no telephone number by its form, such as 33 11, needs words that say so. */
function isMeant({ kind }: Span, { sure, called, doubtful, inContact, digits }: Dial, passage: Passage): boolean {
  if (sure || called || kind === "code") return true;
  if (doubtful) return false;
  return inContact || callsForDialling(passage) || (kind !== "phone" && digits.join("").length >= FEWEST_ALONE);
}

/** Where a number that stands alone can only be one to dial. */
function callsForDialling({ slot }: Passage): boolean {
  return slot.kind === "helplines" || slot.role === "helpline" || slot.role === "cta" || slot.role === "safety";
}

function judge(
  checked: CheckedText,
  passage: Passage,
  text: string,
  helpline: Helpline,
  printed: Set<Helpline>,
  range: TextRange,
): void {
  if (helpline.use) {
    printed.add(helpline);
    return;
  }
  const { withdrawn } = helpline;
  if (withdrawn !== undefined) {
    checked.report(passage, {
      code: "withdrawn-helpline",
      severity: "error",
      message: `The helpline ${text} was withdrawn on ${withdrawn.on} by ${withdrawn.by}: ${withdrawn.reason}`,
      hint: "Take it out, or use another helpline of the pack.",
      values: { number: text, helpline: helpline.id, at: withdrawn.on, by: withdrawn.by, reason: withdrawn.reason },
      range,
    });
    return;
  }
  checked.report(passage, {
    code: "unreleased-helpline",
    severity: "error",
    message: `The helpline ${text} (${helpline.name.en}) is not allowed in print yet.`,
    hint: "Confirm it with its operator and allow it in the pack, or use another helpline of the pack.",
    values: { number: text, name: helpline.name.en, helpline: helpline.id },
    range,
  });
}

function unknown(checked: CheckedText, passage: Passage, text: string, range: TextRange): void {
  const offered = checked.context.pack.helplines.filter((line) => line.use && line.country === checked.edition.country);
  const list = offered.map((line) => line.display).join("; ");
  checked.report(passage, {
    code: "unknown-number",
    severity: "error",
    message: `The number ${text} is not in the pack's list of helplines.`,
    hint: list === "" ? "Choose a helpline from the list." : `Choose a helpline from the list: ${list}.`,
    values: { number: text, known: list },
    range,
  });
}

/** False where no helpline has nearly that number. */
function misdialled(checked: CheckedText, passage: Passage, number: NumberToDial, text: string): boolean {
  const { digits, doubtful, start, end } = number;
  if (digits === null || doubtful) return false;
  const meant = nearLine(digits, checked.context.pack, checked.edition.country);
  if (meant === null) return false;
  checked.report(passage, {
    code: "near-number",
    severity: "error",
    message: `The number ${text} is one digit away from ${meant.display} (${meant.name.en}).`,
    hint: `If you mean that helpline, write ${meant.display}. Otherwise take the number out.`,
    values: { number: text, instead: meant.display, helpline: meant.id },
    range: { start, end },
  });
  return true;
}

function free(checked: CheckedText, passage: Passage, text: string, range: TextRange): void {
  checked.report(passage, {
    code: "free-number",
    severity: "warning",
    message: `Somebody could dial ${text}: nothing around it says what it counts or names.`,
    hint: "Write what it is, for example “12 people” or “page 12”. If it is to be dialled, use a helpline of the pack.",
    values: { number: text },
    range,
  });
}

/** False where the pack has no rule about numbers that must not be printed. */
function refuse(
  checked: CheckedText,
  passage: Passage,
  entry: RefusedNumber,
  number: string,
  range: TextRange,
): boolean {
  const rule = checked.rule("C03");
  if (!rule) return false;
  const instead = entry.insteadOf === null ? "Remove it." : `Use ${entry.insteadOf} instead.`;
  checked.breach(
    passage,
    rule,
    `The number ${number} must not be printed again.`,
    entry.insteadOf === null
      ? { case: "remove", number, reason: entry.reason }
      : { case: "replace", number, instead: entry.insteadOf, reason: entry.reason },
    `${instead} ${entry.reason}`.trim(),
    { range },
  );
  return true;
}

function checkPresence(checked: CheckedText, printed: ReadonlySet<Helpline>): void {
  const rule = checked.rule("C01");
  if (!rule) return;
  const { country } = checked.edition;
  const own = [...printed].filter((line) => line.country === country);
  if (own.length >= numberOf(rule.params, "min", 1)) return;
  const offered = checked.context.pack.helplines.filter((line) => line.use && line.country === country);
  const known = offered.map((line) => line.display).join("; ");
  const hint = known === "" ? rule.message.en : `Add one of: ${known}.`;
  checked.breach(null, rule, `No helpline that works in ${country} is on this piece.`, { country, known }, hint);
}

function checkAge(checked: CheckedText, printed: ReadonlySet<Helpline>): void {
  const rule = checked.rule("C04");
  if (!rule) return;
  const most = numberOf(rule.params, "max_age_days_print", 90);
  const today = dayNumber(checked.context.today);
  const stale = [...printed].filter(
    (line) => line.lastChecked === null || today - dayNumber(line.lastChecked) > most || isPast(line.reviewBy, checked),
  );
  if (stale.length === 0) return;
  const list = stale.map((line) => line.display).join("; ");
  checked.breach(
    null,
    rule,
    `Nobody has confirmed these numbers in the last ${most} days: ${list}.`,
    { days: most, numbers: list },
    "Call each number or ask its operator, and write the date into the pack.",
  );
}

/** The day that the pack gives for the next look has come. */
function isPast(day: string | undefined, checked: CheckedText): boolean {
  return day !== undefined && day <= checked.context.today;
}

/** Days since 1970 of an ISO date. */
function dayNumber(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
