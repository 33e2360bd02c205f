import { assert } from "../../shared/base/errors.ts";

/** A number as PDF writes it: 1/1000 pt is the page's own precision, and an exponent is not allowed. */
export function decimal(value: number): string {
  assert(Number.isFinite(value), "every number on a page is finite");
  return String(Math.round(value * 1000) / 1000 + 0);
}

export function decimals(...values: number[]): string {
  return values.map(decimal).join(" ");
}
