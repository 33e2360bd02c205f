import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeStanding, openRelease, packOfToday, piecesOf } from "../compat/release01.ts";
import { pagePicture } from "./pagePicture.ts";
import * as refs from "./refs.ts";
import { loaded, samplePieces, variantPieces } from "./samplePieces.ts";

/** `npm run test:update`: keeps the pages, diagnostics, proofs and standing approvals as they are now, and says what that changes. */

let changes = 0;

function keep(file: string, content: string | Buffer): void {
  const path = join(refs.REF_FOLDER, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function tell(title: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  changes += 1;
  console.log(title);
  for (const sentence of sentences) console.log(`  ${sentence}`);
}

const samples = samplePieces();
const variants = variantPieces(samples);
for (const piece of [...samples, ...variants]) {
  const pages = refs.describePages(piece);
  const changed = refs.pageChanges(refs.readRef(refs.pagesFile(piece)), pages);
  keep(refs.pagesFile(piece), pages);
  for (const { page, sentences } of changed) tell(`${refs.nameOf(piece)}, page ${page}`, sentences);
  const kept = refs.keptFiles();
  for (const page of piece.pages) {
    const picture = refs.pictureFile(piece, page);
    // A picture of an unchanged page stays as it is: another version of the drawing library is no change of a page.
    if (kept.includes(picture) && !changed.some((one) => one.page === page.id)) continue;
    keep(picture, await pagePicture(page, loaded.outlines));
  }
}
for (const piece of samples) {
  const diagnostics = refs.describeDiagnostics(piece);
  tell(`${refs.nameOf(piece)}, diagnostics`, refs.lineChanges(refs.readRef(refs.diagnosticsFile(piece)), diagnostics));
  keep(refs.diagnosticsFile(piece), diagnostics);
}
const proofs = refs.describeProofs(samples);
tell("proofs", refs.proofChanges(refs.readRef(refs.PROOFS), proofs));
keep(refs.PROOFS, proofs);
const folder = mkdtempSync(join(tmpdir(), "manara-release-"));
const release = await openRelease(folder);
const ofThen = await piecesOf(release, release.pack);
const standing = describeStanding(release, ofThen, await piecesOf(release, await packOfToday(release)));
rmSync(folder, { recursive: true });
tell("approvals of release 0.1", refs.lineChanges(refs.readRef(refs.STANDING), standing));
keep(refs.STANDING, standing);
const wanted = refs.wantedFiles(samples, variants);
for (const file of refs.keptFiles().filter((one) => !wanted.includes(one))) {
  tell(file, ["is gone: no piece has it"]);
  rmSync(join(refs.REF_FOLDER, file));
}
console.log(
  changes === 0 ? "Nothing changed." : `${changes} kept descriptions changed: look at the difference, then commit it.`,
);
