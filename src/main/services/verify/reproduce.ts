import { tmpdir } from "node:os";
import type { Policy } from "../../../shared/approve/decide.ts";
import type { Seal } from "../../../shared/approve/fileRecord.ts";
import { recordHolds } from "../../../shared/approve/record.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import { assert } from "../../../shared/base/errors.ts";
import { EXPORT_FORMATS, type ManifestEntry } from "../../../shared/export/manifest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { gateFor } from "../approve/gateFor.ts";
import type { OpenDocument } from "../document/documents.ts";
import { DEFAULT_PPI } from "../export/exports.ts";
import { type SuppliedProfile, stageProfile } from "../export/printProfile.ts";
import { factsOf, roomOf } from "../export/recordInFile.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine } from "../ports.ts";
import { withPack } from "../trust/packTrust.ts";
import type { Verdict } from "./verdict.ts";
import { judgeExport } from "./verify.ts";
import type { RecordFinding } from "./verifyRecord.ts";

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
  const { verdict, entry, record } = await judgeExport(machine, path, policy);
  const claims = record?.claims ?? null;
  const piece = pieces.find(({ template, edition }) => {
    const named = entry ?? claims;
    return template === named?.template && edition.tag === named.edition;
  });
  const found = entry ?? (claims === null ? null : orderOf(claims, piece));
  const order = found && { ...found, sample: claims?.sample === true };
  if (order === null) return verdict;
  // The pages are drawn again here: that says more than a seal.
  const findings = verdict.codes
    .map((code, at): RecordFinding => ({ code, message: verdict.reasons[at] ?? "" }))
    .filter(({ code }) => code !== "verify/not-sealed");
  const say = (code: string, message: string) => findings.push({ code, message });
  if (order.document !== open.document.id || piece === undefined) {
    say("verify/other-document", `${open.path} is not the document that this file was made from.`);
  } else if (piece.proof.digest !== order.proof) {
    say("verify/other-pages", "The pages of the document are not those that the file was made from.");
  } else if (order.profile !== undefined && (profile === null || digestBytes(profile.bytes) !== order.profile)) {
    say("verify/needs-profile", "The file was made with a print shop's colour profile: give that profile too.");
  } else {
    const gate = gateFor(machine, open.document, piece, await withPack(machine, policy, loaded));
    if (gate.state === "closed") findings.push(...gate.reasons.map(({ code, message }) => ({ code, message })));
    const lost = record?.approvals.find((one) => !recordHolds(open.document.approvals, one));
    if (lost !== undefined) {
      const { name } = lost.statement.by;
      say(
        "approve/record-broken",
        `The decision of ${name} that the file carries is missing in the document's record.`,
      );
    }
    const bytes = await machine.files.read(path);
    const drawn = await drawAgain(
      machine,
      loaded,
      open,
      piece,
      order,
      bytes,
      order.profile === undefined ? null : profile,
    );
    if (drawn === null || bareDigest(drawn) !== bareDigest(bytes)) {
      say("verify/not-reproduced", "Drawing the approved pages again on this computer gives another file.");
    }
  }
  return {
    ...verdict,
    valid: findings.length === 0,
    reasons: findings.map(({ message }) => message),
    codes: findings.map(({ code }) => code),
  };
}

/** What has to be known to draw a file again; a manifest entry says more. */
type Order = Pick<ManifestEntry, "document" | "edition" | "proof" | "format" | "pixels" | "created" | "profile"> & {
  /** The end of the path tells the pages of a raster file apart. */
  readonly path: string | null;
  readonly sample: boolean;
};

/** Without a manifest; a file made with another colour profile then shows other bytes. */
function orderOf(claims: Seal, piece: Piece | undefined): Omit<Order, "sample"> | null {
  const format = EXPORT_FORMATS.find((known) => known === claims.format);
  if (format === undefined || piece === undefined) return null;
  const { document, edition, proof, pixels, at } = claims;
  return { document, edition, proof, format, pixels, created: at, path: null };
}

/** Seals differ from export to export: what counts is everything else. */
function bareDigest(bytes: Uint8Array): string {
  return factsOf(bytes)?.digest ?? digestBytes(bytes);
}

/** The file that drawing the pages gives; null where none has this name. */
async function drawAgain(
  machine: Machine,
  loaded: LoadedPack,
  open: OpenDocument,
  piece: Piece,
  order: Order,
  bytes: Uint8Array,
  supplied: SuppliedProfile | null,
): Promise<Uint8Array | null> {
  const [page] = piece.pages;
  assert(page !== undefined, "a template has pages");
  const exporter = machine.startExporter(loaded.fonts);
  const staging = supplied === null ? null : await machine.files.makeStaging(tmpdir());
  try {
    const profile = supplied && staging ? await stageProfile(machine, supplied, staging) : null;
    const room = roomOf(bytes);
    const files = await exporter.render({
      title: open.document.title,
      edition: order.edition,
      pages: piece.pages,
      proof: piece.proof.digest,
      formats: [order.format],
      ppi: order.pixels === null ? DEFAULT_PPI : Math.round((order.pixels[0] * 72) / page.width),
      date: new Date(order.created),
      engine: machine.engine,
      pictures: open.pictures,
      ...(order.sample ? { sample: true as const } : {}),
      ...(profile === null ? {} : { profile: profile.path }),
      ...(room === null ? {} : { record: room }),
    });
    const { path } = order;
    const wanted = bareDigest(bytes);
    const same =
      path === null
        ? (files.find((file) => bareDigest(file.bytes) === wanted) ?? files[0])
        : files.find(({ suffix }) =>
            ["", ".sample"].some((mark) => path.endsWith(`/${piece.template}${mark}${suffix}`)),
          );
    return same?.bytes ?? null;
  } finally {
    exporter.close();
    if (staging !== null) await machine.files.remove(staging);
  }
}
