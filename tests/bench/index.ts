import { performance } from "node:perf_hooks";
import { composePages } from "../../src/shared/typeset/composePages.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../fixtures/safeMigration.ts";
import { benchApprovals } from "./approvals.ts";
import { benchChecks } from "./checks.ts";
import { type Figure, figure } from "./figure.ts";
import { benchHostileScan, benchHostileText } from "./hostile.ts";
import { benchLargePicture } from "./largePicture.ts";
import { benchPdf } from "./pdf.ts";
import { benchPosts } from "./posts.ts";
import { benchQueue } from "./queue.ts";
import { benchWindow } from "./window.ts";

/** Prints one JSON object: medians and 95th percentiles, in milliseconds where no unit is named, of the work that people wait for. */

const POSTER = "poster-fake-job-signs";
const EDITIONS = ["en-VN", "vi-VN", "ar-EG"];

if (process.argv.length > 2) {
  console.error("npm run bench takes no arguments: it measures everything, which takes minutes.");
  process.exit(2);
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A new typesetter has shaped nothing yet; fonts and WebAssembly are loaded, as after the first page. */
function benchCold(tag: string): Figure {
  const one = fill(POSTER, tag, plainContent(POSTER, tag));
  const times: number[] = [];
  for (let run = 0; run < 60; run++) {
    const typesetter = createTypesetter(fonts, pack.families);
    times.push(time(() => composePages({ ...one, pack, typesetter, fonts })));
  }
  return figure(times.slice(10));
}

/** One more letter in the body each time: one paragraph is shaped anew, the whole page is composed again. */
function benchKeystroke(tag: string): Figure {
  const content = plainContent(POSTER, tag);
  const typesetter = createTypesetter(fonts, pack.families);
  const times: number[] = [];
  let body = String(content.body);
  for (let run = 0; run < 120; run++) {
    body = run % 40 === 39 ? String(content.body) : `${body}${"ab cd ef "[run % 9]}`;
    const one = fill(POSTER, tag, { ...content, body });
    times.push(time(() => composePages({ ...one, pack, typesetter, fonts })));
  }
  return figure(times.slice(20));
}

const result: Record<string, unknown> = {};
for (const tag of EDITIONS) {
  result[`typeset A3 poster ${tag}, cold`] = benchCold(tag);
  result[`typeset A3 poster ${tag}, one keystroke`] = benchKeystroke(tag);
}
Object.assign(
  result,
  benchChecks(),
  benchHostileText(),
  benchHostileScan(),
  benchApprovals(),
  await benchPdf(),
  await benchLargePicture(),
  await benchPosts(),
  await benchQueue(),
  await benchWindow(),
);
console.log(JSON.stringify(result, null, 2));
