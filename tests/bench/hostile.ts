import { performance } from "node:perf_hooks";
import { scan } from "../../src/shared/literals/scan.ts";
import { checkDocument, documentWith, paragraph } from "../fixtures/checkedDocument.ts";
import { hostileParts } from "../fixtures/hostileParts.ts";
import { type Figure, figure } from "./figure.ts";
import { LETTERS } from "./nearMisses.ts";

/** Whole editions of text that was made to be slow, and the scanner alone. */

/** Longer than any paragraph that somebody writes. */
const SCANNED = 80_000;

export function benchHostileText(): Record<string, Figure> {
  const times: number[] = [];
  let worst = "";
  for (const part of hostileParts) {
    const body = paragraph(part.repeat(Math.ceil(LETTERS / part.length)).slice(0, LETTERS));
    for (const tag of ["en-VN", "vi-VN", "ar-EG"]) {
      const document = documentWith({ [tag]: { body, headline: body, cta: body, sources: body } });
      const start = performance.now();
      checkDocument(document, tag);
      const time = performance.now() - start;
      if (time > Math.max(0, ...times)) worst = `${JSON.stringify(part)} in ${tag}`;
      times.push(time);
    }
  }
  return {
    [`check four hostile texts of 20,000 letters (slowest: ${worst}, ${Math.round(Math.max(...times))})`]:
      figure(times),
  };
}

/** Each text a second time, when the engine has compiled the scanner: what a long session meets. */
export function benchHostileScan(): Record<string, Figure> {
  const times: number[] = [];
  let worst = "";
  for (const part of hostileParts) {
    const text = part.repeat(Math.ceil(SCANNED / part.length)).slice(0, SCANNED);
    for (const [language, direction] of [
      ["ar", "rtl"],
      ["vi", "ltr"],
    ] as const) {
      scan(text, { language, direction });
      const start = performance.now();
      scan(text, { language, direction });
      const time = performance.now() - start;
      if (time > Math.max(0, ...times)) worst = `${JSON.stringify(part)} in ${language}`;
      times.push(time);
    }
  }
  const slowest = Math.round(Math.max(...times));
  return { [`scan 80,000 hostile letters, warm (slowest: ${worst}, ${slowest})`]: figure(times) };
}
