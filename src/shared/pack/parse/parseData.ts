import {
  calendarFile,
  factsFile,
  type HelplinesFile,
  helplinesFile,
  rulesFile,
  termbaseFile,
} from "../file/dataSchema.ts";
import type { FileFindings, Findings } from "../file/findings.ts";
import type { PackFile } from "../file/packSchema.ts";
import { fitSchema, readJson } from "../file/readJson.ts";
import type { Helpline, TemplatePack } from "../templatePack.ts";
import { withFloor } from "./floorRules.ts";

/** The data files of a pack → helplines, facts, terms, rules and calendar, checked against one another. */

/** How the termbase marks words of laws and organisations. */
const OFFICIAL = "official or legal";
const MOST_JSON_BYTES = 2 * 1024 * 1024;

export type PackData = Pick<
  TemplatePack,
  | "helplines"
  | "refusedNumbers"
  | "facts"
  | "terms"
  | "names"
  | "allowNames"
  | "languageRules"
  | "contentRules"
  | "calendar"
>;

/** Null when a file is missing or does not fit its schema. */
export function parseData(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: Findings): PackData | null {
  const read = (file: string) => readJson(files, file, MOST_JSON_BYTES, findings);
  const { data } = pack;
  const helplines = fitSchema(helplinesFile, read(data.helplines), data.helplines, findings);
  const facts = fitSchema(factsFile, read(data.facts), data.facts, findings);
  const termbase = fitSchema(termbaseFile, read(data.termbase), data.termbase, findings);
  const rules = fitSchema(rulesFile, read(data.rules), data.rules, findings);
  const calendar = fitSchema(calendarFile, read(data.calendar), data.calendar, findings);

  if (helplines) checkHelplines(helplines, pack, findings.of(data.helplines));
  if (facts) findings.of(data.facts).unique(idsOf(facts.facts), ["facts"], "fact");
  if (termbase) {
    findings.of(data.termbase).unique(idsOf(termbase.terms), ["terms"], "term");
    findings.of(data.termbase).unique(idsOf(termbase.names), ["names"], "name");
  }
  if (rules) {
    findings.of(data.rules).unique(idsOf(rules.rules), ["rules"], "rule");
    findings.of(data.rules).unique(idsOf(rules.content_rules), ["content_rules"], "rule");
    for (const [index, rule] of rules.rules.entries()) {
      try {
        new RegExp(rule.pattern, rule.flags);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        findings
          .of(data.rules)
          .error(
            "rule-pattern",
            ["rules", index, "pattern"],
            `The pattern of ${rule.id} is not a regular expression: ${reason}`,
            "Correct the pattern.",
            { id: rule.id, detail: reason },
          );
      }
    }
  }
  if (calendar) {
    findings.of(data.calendar).unique(idsOf(calendar.days), ["days"], "day");
    for (const [index, { month, day }] of calendar.days.entries()) {
      if (day !== null && day > (DAYS[month - 1] ?? 31)) {
        findings
          .of(data.calendar)
          .error(
            "calendar-day",
            ["days", index, "day"],
            `Month ${month} has no day ${day}.`,
            "Correct the day or the month.",
            { month, day },
          );
      }
    }
  }
  if (!helplines || !facts || !termbase || !rules || !calendar) return null;
  return {
    helplines: helplines.helplines.map(
      (line): Helpline => ({
        id: line.id,
        country: line.country,
        number: line.number,
        dialFrom: line.dial_from,
        display: line.display,
        name: line.name,
        hours: line.hours,
        cost: line.cost,
        use: line.use_in_templates,
        lastChecked: line.last_checked,
        ...(line.review_by === undefined ? {} : { reviewBy: line.review_by }),
        sources: line.sources,
      }),
    ),
    refusedNumbers: refused(helplines),
    facts: facts.facts.map(({ id, text, source, year, review_by }) => ({
      id,
      text,
      source,
      year,
      ...(review_by === undefined ? {} : { reviewBy: review_by }),
    })),
    terms: termbase.terms.map(({ id, text, note, status, avoid, everyday, national }) => ({
      id,
      text,
      note,
      everyday,
      national,
      official: { en: status.en === OFFICIAL, vi: status.vi === OFFICIAL, ar: status.ar === OFFICIAL },
      avoid,
    })),
    names: termbase.names.map(({ id, text, variants_ar }) => ({ id, text, variants: variants_ar })),
    allowNames: rules.allow_names,
    languageRules: rules.rules.map(({ id, raw, lang, severity, pattern, flags, avoid, prefer, replace, why }) => ({
      id,
      raw,
      language: lang,
      severity,
      pattern,
      flags,
      avoid,
      prefer,
      replace,
      why,
    })),
    contentRules: withFloor(
      rules.content_rules.map(({ id, area, severity, title, message, params }) => ({
        id,
        area,
        severity,
        title,
        message,
        params,
      })),
    ),
    calendar: calendar.days.map(({ id, month, day, name, relevance }) => ({
      id,
      month,
      day,
      name,
      core: relevance === "core",
    })),
  };
}

/** 29 February counts as a day of the calendar. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, "");
}

function checkHelplines(file: HelplinesFile, pack: PackFile, findings: FileFindings): void {
  const ids = idsOf(file.helplines);
  findings.unique(ids, ["helplines"], "helpline");
  const refusedDigits = new Set(refused(file).map((entry) => entry.digits));
  for (const [index, line] of file.helplines.entries()) {
    const path = ["helplines", index] as const;
    if (!sameNumber(line.number, line.display)) {
      findings.error(
        "helpline-display",
        [...path, "display"],
        `"${line.display}" does not show the number ${line.number}.`,
        "Write the same digits in both.",
        { display: line.display, number: line.number },
      );
    }
    if (line.use_in_templates && refusedDigits.has(digitsOf(line.number))) {
      findings.error(
        "helpline-refused",
        [...path, "number"],
        `${line.number} is also listed as retired or misprinted.`,
        "Remove it from one of the lists.",
        { number: line.number },
      );
    }
  }
  for (const [index, entry] of file.retired.entries()) {
    if (entry.replaced_by !== null) {
      findings.known("helpline", entry.replaced_by, ids, ["retired", index, "replaced_by"]);
    }
  }
  for (const { tag } of pack.editions) {
    const country = tag.slice(tag.indexOf("-") + 1);
    if (!file.helplines.some((line) => line.use_in_templates && line.country === country)) {
      findings.warning(
        "no-helpline",
        ["helplines"],
        `No helpline can be printed for the edition ${tag}.`,
        `Add a number that works in ${country} and set use_in_templates.`,
        { edition: tag, country },
      );
    }
  }
}

/** The display may add an extension or a word, and may be the national form (0 for the country code). */
function sameNumber(number: string, display: string): boolean {
  const dialled = digitsOf(number);
  const shown = digitsOf(display);
  if (shown.includes(dialled)) return true;
  return number.startsWith("+") && [1, 2, 3].some((code) => shown.startsWith(`0${dialled.slice(code)}`));
}

function refused(file: HelplinesFile): TemplatePack["refusedNumbers"] {
  const current = (id: string | null) => file.helplines.find((line) => line.id === id)?.display ?? null;
  return [
    ...file.retired.map((entry) => ({
      digits: digitsOf(entry.number),
      insteadOf: current(entry.replaced_by),
      reason: entry.evidence,
    })),
    ...file.misprints.map((entry) => ({ digits: digitsOf(entry.wrong), insteadOf: entry.right, reason: entry.seen })),
  ];
}

function idsOf(entries: readonly { readonly id: string }[]): string[] {
  return entries.map(({ id }) => id);
}
