import { performance } from "node:perf_hooks";
import { richFromPlain } from "../../src/shared/document/plainText.ts";
import { findWording } from "../../src/shared/localise/checks/checkLanguage.ts";
import { checkDocument, documentWith, POSTER } from "../fixtures/checkedDocument.ts";
import { pack, plainContent } from "../fixtures/safeMigration.ts";
import { type Figure, figure } from "./figure.ts";
import { nearMisses } from "./nearMisses.ts";

/** Checks of content: a whole document in three languages, and text made to be slow. */

const EDITIONS = ["en-VN", "vi-VN", "ar-EG"];

/** One edited letter: every edition is checked again, each against the others. */
function benchDocument(): Figure {
  const slots = EDITIONS.map((tag) => {
    const plain = Object.entries(plainContent(POSTER, tag));
    return [
      tag,
      Object.fromEntries(plain.map(([slot, value]) => [slot, richFromPlain([value].flat(), "paragraphs", [])])),
    ] as const;
  });
  const document = { ...documentWith(Object.fromEntries(slots)), source: "en-VN" };
  const times: number[] = [];
  for (let run = 0; run < 60; run += 1) {
    const start = performance.now();
    for (const tag of EDITIONS) checkDocument(document, tag);
    times.push(performance.now() - start);
  }
  return figure(times.slice(10));
}

/** The slowest rule on 20,000 letters of its own near-misses. */
function benchHostile(): Figure {
  const times = pack.languageRules.flatMap((rule) => {
    const alone = { ...pack, languageRules: [rule] };
    return nearMisses(rule).map((text) => {
      const start = performance.now();
      findWording(text, rule.language, alone);
      return performance.now() - start;
    });
  });
  return figure(times);
}

export function benchChecks(): Record<string, Figure> {
  return {
    "check a document in three languages": benchDocument(),
    "one language rule on 20,000 letters of its near-misses": benchHostile(),
  };
}
