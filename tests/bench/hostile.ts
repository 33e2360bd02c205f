import { performance } from "node:perf_hooks";
import { checkDocument, documentWith, paragraph } from "../fixtures/checkedDocument.ts";
import { type Figure, figure } from "./figure.ts";
import { LETTERS } from "./nearMisses.ts";

/** Whole editions of text that was made to be slow. */

const PARTS = [
  "a",
  "A ",
  "Aa ",
  "aa",
  "1",
  "1 ",
  "1-",
  "1.",
  "(1) ",
  "+1 ",
  " ",
  "\u00a0",
  "a.",
  "a-",
  "a.a-",
  "http://a.",
  "a@a.",
  "1/1/",
  "24/7 ",
  "ngày 1 tháng ",
  "thứ ",
  "người Thái ",
  "lừa đảo ",
  "Chị Lan ",
  "Công ty ",
  "Công ty TNHH Á ",
  "oà hòa ",
  "ư",
  "a\u0323\u0302",
  "ا",
  "ال ",
  "وال",
  "شركة «",
  "عصابة ",
  "سورية ",
  "من قرية ",
  "\u064f",
  "ـ",
  "\u2066",
  "\u2066\u2069",
  "ی",
  "aа",
  "{{",
  "{{}",
  "…",
  ". ",
  "! A ",
  "call ",
  "call 1",
  "trafficker the Thai ",
  "Mr Aaa Bbb, ",
  "Aaaa Bbbb, 1",
  "he was beaten. ",
  "case ",
  "decision 1",
  "million 1 ",
];

export function benchHostileText(): Record<string, Figure> {
  const times: number[] = [];
  let worst = "";
  for (const part of PARTS) {
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
