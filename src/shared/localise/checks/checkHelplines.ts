import type { Helpline } from "../../pack/templatePack.ts";
import { type DialledNumber, findNumbers, sameLine } from "../words/findNumbers.ts";
import { foldDigits } from "../words/normaliseText.ts";
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
    for (const number of findNumbers(passage.text, callsForDialling(passage))) {
      if (passage.atoms.some((atom) => number.start < atom.end && atom.start < number.end)) continue;
      if (refuse(checked, passage, number)) continue;
      const helpline = registered(number, pack.helplines);
      if (helpline) judge(checked, passage, number.text, helpline, printed, number);
      else unknown(checked, passage, number.text, number);
    }
    refuseAnywhere(checked, passage);
  }
  checkPresence(checked, printed);
  checkAge(checked, printed);
}

/** Where a number that stands alone can only be one to dial. */
function callsForDialling({ slot }: Passage): boolean {
  return slot.kind === "helplines" || slot.role === "helpline" || slot.role === "cta" || slot.role === "safety";
}

/** Of two entries with one number, the one that may be printed. */
function registered(number: DialledNumber, helplines: readonly Helpline[]): Helpline | undefined {
  const same = helplines.filter((line) => sameLine(number.dialled, line.number));
  return same.find((line) => line.use) ?? same[0];
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

function refuse(checked: CheckedText, passage: Passage, number: DialledNumber): boolean {
  const rule = checked.rule("C03");
  const entry = checked.context.pack.refusedNumbers.find((refused) => sameLine(number.dialled, refused.digits));
  if (!rule || !entry) return false;
  const instead = entry.insteadOf === null ? "Remove it." : `Use ${entry.insteadOf} instead.`;
  checked.breach(
    passage,
    rule,
    `The number ${number.text} must not be printed again.`,
    entry.insteadOf === null
      ? { case: "remove", number: number.text, reason: entry.reason }
      : { case: "replace", number: number.text, instead: entry.insteadOf, reason: entry.reason },
    `${instead} ${entry.reason}`.trim(),
    { range: number },
  );
  return true;
}

/** A refused number is refused without any word that calls for dialling, unless it counts something. */
function refuseAnywhere(checked: CheckedText, passage: Passage): void {
  const found = findNumbers(passage.text, callsForDialling(passage));
  // findNumbers knows which numbers are amounts; `always` makes it judge short ones too.
  const all = findNumbers(passage.text, true);
  for (const match of foldDigits(passage.text).matchAll(/(?<![\d.,/٫٬-])\d{4,}(?![\d/%٪]|[.,٫٬-]\d)/g)) {
    const start = match.index;
    const end = start + match[0].length;
    const covered = [...found, ...passage.atoms].some((other) => start < other.end && other.start < end);
    const dialled = all.some((number) => number.start <= start && end <= number.end);
    if (!covered && dialled) refuse(checked, passage, { text: match[0], dialled: match[0], start, end });
  }
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
