import type { Helpline, TemplatePack } from "../pack/templatePack.ts";

/** Digits as somebody dials them → the line of the registry that they reach, or the entry that refuses them. */

export type RefusedNumber = TemplatePack["refusedNumbers"][number];

export interface DialledLine {
  /** Of two entries with one number, the one that may be printed. */
  readonly helpline: Helpline | null;
  readonly refused: RefusedNumber | null;
}

/** Digits of a national number with its nought, at least. */
const FEWEST_NATIONAL = 9;
const LONGEST_COUNTRY_CODE = 3;

/** Whether two ways of writing reach the same line: `+84 981…`, `0084 981…` and `0981…` do. */
export function sameLine(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)];
  return a === b || nationalForms(a).includes(b) || nationalForms(b).includes(a);
}

function bare(dialled: string): string {
  return dialled.replace(/^(?:\+|00)/, "");
}

/** What an international number may be in its own country: the country code has one to three digits. */
export function nationalForms(digits: string): string[] {
  if (digits.startsWith("0") || digits.length < FEWEST_NATIONAL) return [];
  const forms: string[] = [];
  for (let code = 1; code <= LONGEST_COUNTRY_CODE; code += 1) {
    const form = `0${digits.slice(code)}`;
    if (form.length >= FEWEST_NATIONAL) forms.push(form);
  }
  return forms;
}

type Numbers = Pick<TemplatePack, "helplines" | "refusedNumbers">;

interface Index {
  /** Numbers as they stand in the registry. */
  readonly whole: ReadonlyMap<string, DialledLine>;
  /** What those with a country code may be without it. */
  readonly national: ReadonlyMap<string, DialledLine>;
}

const indexes = new WeakMap<Numbers, Index>();

/** @param digits 0–9, without `+`. Null where the registry knows nothing of them. */
export function lineOf(digits: string, numbers: Numbers): DialledLine | null {
  const { whole, national } = indexOf(numbers);
  const dialled = bare(digits);
  const keys = [dialled, ...nationalForms(dialled)];
  const found = keys.map((key) => whole.get(key)).find((line) => line !== undefined);
  return found ?? national.get(dialled) ?? null;
}

function indexOf(numbers: Numbers): Index {
  const made = indexes.get(numbers) ?? makeIndex(numbers);
  indexes.set(numbers, made);
  return made;
}

function makeIndex({ helplines, refusedNumbers }: Numbers): Index {
  const whole = new Map<string, DialledLine>();
  const national = new Map<string, DialledLine>();
  const add = (number: string, line: DialledLine) => {
    const key = bare(number);
    whole.set(key, joinLines(whole.get(key), line));
    for (const form of nationalForms(key)) national.set(form, joinLines(national.get(form), line));
  };
  for (const helpline of helplines) add(helpline.number, { helpline, refused: null });
  for (const refused of refusedNumbers) add(refused.digits, { helpline: null, refused });
  return { whole, national };
}

function joinLines(known: DialledLine | undefined, line: DialledLine): DialledLine {
  if (known === undefined) return line;
  const better = line.helpline?.use && !known.helpline?.use ? line.helpline : (known.helpline ?? line.helpline);
  return { helpline: better, refused: known.refused ?? line.refused };
}
