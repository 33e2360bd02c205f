import { localiseDigits } from "../../base/locale.ts";
import { lineOf, type RefusedNumber } from "../../document/dialledLine.ts";
import { nearLine } from "../../document/nearLine.ts";
import { allLexicons } from "../../lexicon/lexicon.ts";
import { wordPattern } from "../../lexicon/wordPattern.ts";
import type { Helpline } from "../../pack/templatePack.ts";
import type { TextRange } from "../words/writtenRange.ts";
import { type CheckedText, numberOf, type Passage } from "./checkText.ts";
import { type NumberToDial, numbersToDial } from "./numbersToDial.ts";

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
    checkReach(checked, passage, text, helpline, range);
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

/** Whether people in the edition's country reach the number as it is written. */
function checkReach(checked: CheckedText, passage: Passage, text: string, line: Helpline, range: TextRange): void {
  const { country } = line;
  if (country === checked.edition.country) return;
  const written = text.replace(/[^\p{Nd}+]/gu, "");
  const reaches = line.dialFrom === "anywhere" && /^(?:\+|00)/.test(localiseDigits(written, "latn"));
  const said = allLexicons.some(({ literals }) => wordPattern(literals.abroad).test(passage.text));
  if (reaches && said) return;
  if (reaches)
    checked.report(passage, {
      code: "helpline-of-abroad",
      severity: "warning",
      message: `${text} is a helpline of another country (${country}), and nothing here says so.`,
      hint: "Say beside it that it is for people abroad, or use a helpline of the readers' country.",
      values: { number: text, country },
      range,
    });
  else
    checked.report(passage, {
      code: "out-of-reach",
      severity: said ? "warning" : "error",
      message: `Written like this, ${text} works in ${country} only: readers of this edition cannot dial it.`,
      hint: "Use a helpline of the readers' country, or the number with its country code.",
      values: { number: text, country },
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
    hint: "Write what it is, for example “12 people” or “page 12”. If nobody is to dial it, say so as the reason when you approve; a second person has to sign these pages too.",
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
