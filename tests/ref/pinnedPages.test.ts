import { afterAll, describe, expect, it } from "vitest";
import { type ChangedPiece, REPORT, writeReport } from "./pageReport.ts";
import * as refs from "./refs.ts";
import { loaded, samplePieces, variantPieces } from "./samplePieces.ts";

/** Every sample edition, with a photograph and as a draft too, is drawn and judged as it was when somebody last looked: see README.md beside this file. */

const samples = samplePieces();
const variants = variantPieces(samples);
const named = <P extends refs.KeptPiece>(pieces: readonly P[]) =>
  pieces.map((piece) => [refs.nameOf(piece), piece] as const);
const changed: ChangedPiece[] = [];

/** Sentences that a failure shows; the report has all of them. */
const MOST = 12;

const MEANT = "If this is meant, run npm run test:update and commit what it writes.";

function fail(title: string, sentences: readonly string[], more: string): never {
  const left = sentences.length - MOST;
  const shown = [...sentences.slice(0, MOST), ...(left > 0 ? [`and ${left} more`] : [])];
  expect.fail(`${title}\n${shown.map((one) => `  ${one}`).join("\n")}\n${more}`);
}

afterAll(async () => {
  if (changed.length > 0) await writeReport(changed, loaded.outlines);
});

describe.each(named<refs.KeptPiece>([...samples, ...variants]))("%s", (name, piece) => {
  it("has the pages that were kept", () => {
    const now = refs.describePages(piece);
    const kept = refs.readRef(refs.pagesFile(piece));
    if (now === kept) return;
    const pages = refs.pageChanges(kept, now);
    changed.push({ piece, pages });
    const sentences = pages.flatMap((one) => one.sentences.map((sentence) => `page ${one.page}: ${sentence}`));
    fail(`${name} is drawn differently.`, sentences, `Before, after and difference: ${REPORT}\n${MEANT}`);
  });
});

describe.each(named(samples))("%s", (name, piece) => {
  it("has the diagnostics that were kept", () => {
    const changes = refs.lineChanges(refs.readRef(refs.diagnosticsFile(piece)), refs.describeDiagnostics(piece));
    if (changes.length > 0) fail(`${name} is judged differently.`, changes, MEANT);
  });
});

describe("what is kept", () => {
  it("is about every sample edition, four pages with a photograph and three drafts, and about nothing else", () => {
    expect(samples).toHaveLength(35);
    expect(variants.filter(({ variant }) => variant === "photograph").flatMap(({ pages }) => pages)).toHaveLength(4);
    expect(variants.filter(({ variant }) => variant === "draft").flatMap(({ pages }) => pages)).toHaveLength(3);
    expect(refs.keptFiles(), "npm run test:update brings the files in line").toEqual(
      refs.wantedFiles(samples, variants),
    );
  });

  it("has the proof of every edition", () => {
    const changes = refs.proofChanges(refs.readRef(refs.PROOFS), refs.describeProofs(samples));
    const why =
      "A proof also holds the files of the pack and the version of Manara, so it may change while no page does:\n" +
      "whoever approved these pages will be asked again.";
    if (changes.length > 0) fail("Proofs are different.", changes, `${why}\n${MEANT}`);
  });
});
