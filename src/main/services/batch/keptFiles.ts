import { join } from "node:path";
import { approvalDigest } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import { hasErrors } from "../../../shared/base/diagnostics.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import type { ManifestEntry } from "../../../shared/export/manifest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { rasterSize } from "../../../shared/typeset/page/page.ts";
import { gateFor } from "../approve/gateFor.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { ExportRequest } from "../export/exports.ts";
import { readManifest } from "../export/manifestFile.ts";
import type { Machine } from "../ports.ts";
import { verifyExport } from "../verify/verify.ts";

/** What an export would make → whether exactly that lies in its folder already. */

type Wish = Pick<ExportRequest, "folder" | "formats" | "draft" | "ppi" | "profile" | "sealWith">;

/**
 * Paths relative to the folder of every file of these pieces; null where one is missing, was changed, shows other
 * pages, or may not leave any more.
 * @param policy of `withPack`.
 */
export async function keptFiles(
  machine: Machine,
  open: OpenDocument,
  pieces: readonly Piece[],
  policy: Policy,
  wish: Wish,
): Promise<readonly string[] | null> {
  const manifest = await readManifest(machine, join(wish.folder, "manifest.json"));
  const profile = wish.profile === undefined ? undefined : digestBytes(wish.profile.bytes);
  const paths: string[] = [];
  for (const piece of pieces) {
    const approval = wish.draft ? null : approvalOf(machine, open, piece, policy);
    if (approval === undefined) return null;
    for (const format of wish.formats) {
      const entries = (manifest?.files ?? []).filter(
        (entry) =>
          entry.document === open.document.id &&
          entry.template === piece.template &&
          entry.edition === piece.edition.tag &&
          entry.format === format &&
          entry.approval === approval &&
          isOf(entry, piece, wish, profile),
      );
      const isPdf = format === "print-pdf" || format === "digital-pdf";
      if (entries.length !== (isPdf ? 1 : piece.pages.length)) return null;
      for (const entry of entries) {
        if (!(await isWhole(machine, entry, policy, wish))) return null;
        paths.push(entry.path);
      }
    }
  }
  return paths;
}

/** Digest of the approval that a final file names; undefined where no final file may leave. */
function approvalOf(
  machine: Pick<Machine, "clock" | "keys">,
  { document }: OpenDocument,
  piece: Piece,
  policy: Policy,
): string | undefined {
  if (hasErrors(piece.diagnostics)) return undefined;
  const gate = gateFor(machine, document, piece, policy);
  const first = gate.state === "open" ? gate.approvals[0] : undefined;
  return first === undefined ? undefined : approvalDigest(first.signed);
}

function isOf(
  entry: ManifestEntry,
  { pages, proof }: Piece,
  { draft, ppi }: Wish,
  profile: string | undefined,
): boolean {
  if (entry.draft !== draft || entry.proof !== proof.digest) return false;
  if (entry.format === "print-pdf") return entry.profile === profile;
  if (entry.format === "digital-pdf") return true;
  return pages.some((page) => {
    const { width, height } = rasterSize(page, ppi);
    return entry.pixels?.[0] === width && entry.pixels[1] === height;
  });
}

async function isWhole(machine: Machine, { path, sha256 }: ManifestEntry, policy: Policy, wish: Wish) {
  const file = join(wish.folder, path);
  if (!(await machine.files.exists(file))) return false;
  if (wish.draft) return digestBytes(await machine.files.read(file)) === sha256;
  const { valid, sealedBy } = await verifyExport(machine, file, policy);
  return valid && (wish.sealWith === undefined || sealedBy?.key === wish.sealWith.key);
}
