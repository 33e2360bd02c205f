import { tmpdir } from "node:os";
import type { Policy } from "../../shared/approve/decide.ts";
import { digestBytes } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import type { ManifestEntry } from "../../shared/export/manifest.ts";
import type { Piece } from "../../shared/piece/composePieces.ts";
import { gateFor } from "./approvals.ts";
import type { OpenDocument } from "./documents.ts";
import { DEFAULT_PPI } from "./exports.ts";
import type { LoadedPack } from "./packs.ts";
import type { Machine } from "./ports.ts";
import { type SuppliedProfile, stageProfile } from "./printProfile.ts";
import { judgeExport, type Verdict } from "./verify.ts";

/**
 * An exported file and its document → the strongest answer there is: the approved pages are drawn again and
 * every byte is compared. A manifest can be rewritten together with a file; this needs no trust in either.
 * @param profile of the print shop, where the file was made with one.
 */
export async function reproduceExport(
  machine: Machine,
  path: string,
  open: OpenDocument,
  loaded: LoadedPack,
  pieces: readonly Piece[],
  policy: Policy,
  profile: SuppliedProfile | null = null,
): Promise<Verdict> {
  const { verdict, entry } = await judgeExport(machine, path);
  if (entry === null) return verdict;
  const reasons = [...verdict.reasons];
  const piece = pieces.find((one) => one.template === entry.template && one.edition.tag === entry.edition);
  if (entry.document !== open.document.id || piece === undefined) {
    reasons.push(`${open.path} is not the document that this file was made from.`);
  } else if (piece.proof.digest !== entry.proof) {
    reasons.push("The pages of the document are not those that the file was made from.");
  } else if (entry.profile !== undefined && (profile === null || digestBytes(profile.bytes) !== entry.profile)) {
    reasons.push("The file was made with a print shop's colour profile: give that profile too.");
  } else {
    const gate = gateFor(machine, open.document, piece.proof, policy);
    if (gate.state === "closed") reasons.push(...gate.reasons.map(({ message }) => message));
    const digest = await drawAgain(machine, loaded, open, piece, entry, entry.profile === undefined ? null : profile);
    if (digest !== digestBytes(await machine.files.read(path))) {
      reasons.push("Drawing the approved pages again on this machine gives another file.");
    }
  }
  return { ...verdict, valid: reasons.length === 0, reasons };
}

async function drawAgain(
  machine: Machine,
  loaded: LoadedPack,
  open: OpenDocument,
  piece: Piece,
  entry: ManifestEntry,
  supplied: SuppliedProfile | null,
): Promise<string> {
  const [page] = piece.pages;
  assert(page !== undefined, "a template has pages");
  const exporter = machine.startExporter(loaded.fonts);
  const staging = supplied === null ? null : await machine.files.makeStaging(tmpdir());
  try {
    const profile = supplied && staging ? await stageProfile(machine, supplied, staging) : null;
    const files = await exporter.render({
      title: open.document.title,
      edition: entry.edition,
      pages: piece.pages,
      proof: piece.proof.digest,
      formats: [entry.format],
      ppi: entry.pixels === null ? DEFAULT_PPI : Math.round((entry.pixels[0] * 72) / page.width),
      date: new Date(entry.created),
      engine: machine.engine,
      pictures: open.pictures,
      ...(profile === null ? {} : { profile: profile.path }),
    });
    const same = files.find((file) => entry.path.endsWith(`/${piece.template}${file.suffix}`));
    return same === undefined ? "" : digestBytes(same.bytes);
  } finally {
    exporter.close();
    if (staging !== null) await machine.files.remove(staging);
  }
}
