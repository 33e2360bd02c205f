import type { Helpline, TemplatePack } from "../pack/templatePack.ts";
import { nationalForms } from "./dialledLine.ts";

/** Digits that reach nobody known → the helpline of the registry that somebody meant, one slip of the finger away. */

/** Of shorter numbers most neighbours are numbers of others: 112, 113 and 114 are all next to 111. */
const FEWEST = 5;

/** @param digits 0–9, without `+`. Of several, one of this country first; null without any that may be printed. */
export function nearLine(digits: string, { helplines }: Pick<TemplatePack, "helplines">, country: string) {
  const near = helplines.filter(
    (line) => line.use && writtenForms(line).some((form) => form.length >= FEWEST && isOneSlip(digits, form)),
  );
  return near.find((line) => line.country === country) ?? near[0] ?? null;
}

function writtenForms({ number }: Helpline): string[] {
  const whole = number.replace("+", "");
  return [whole, ...(number.startsWith("+") ? nationalForms(whole) : [])];
}

/** One digit more, less or other, or two neighbours the other way round. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [left, right] = [one.length, other.length];
  while (left > start && right > start && one[left - 1] === other[right - 1]) {
    left -= 1;
    right -= 1;
  }
  const [here, there] = [one.slice(start, left), other.slice(start, right)];
  if (here.length <= 1 && there.length <= 1) return true;
  return here.length === 2 && there.length === 2 && here[0] === there[1] && here[1] === there[0];
}
