import { basename, dirname, join, relative, resolve } from "node:path";
import { approvalDigest, readApproval, type Statement } from "../../shared/approve/approval.ts";
import type { Policy } from "../../shared/approve/decide.ts";
import { digestBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Manifest, ManifestEntry } from "../../shared/export/manifest.ts";
import type { Piece } from "../../shared/piece/composePieces.ts";
import { gateFor } from "./approvals.ts";
import type { OpenDocument } from "./documents.ts";
import { readManifest } from "./manifestFile.ts";
import type { Machine } from "./ports.ts";

/** A document or an exported file → who approved it, and whether it is unaltered. */

/** The stable shape that `manara verify --json` prints. */
export interface Verdict {
  readonly valid: boolean;
  readonly reasons: readonly string[];
  readonly document: string;
  /** Several are separated by commas. */
  readonly edition: string;
  readonly approvedBy: { readonly name: string; readonly key: string } | null;
  readonly approvedAt: string | null;
  readonly proof: string | null;
}

/** Valid where the gate of every piece is open. */
export function verifyDocument(
  machine: Machine,
  open: OpenDocument,
  pieces: readonly Piece[],
  policy: Policy,
): Verdict & { readonly pieces: readonly (Verdict & { readonly template: string })[] } {
  const verdicts = pieces.map((piece) => {
    const gate = gateFor(machine, open.document, piece.proof, policy);
    const approval = gate.state === "open" ? gate.approvals[0]?.statement : undefined;
    const place = `${piece.template} ${piece.edition.tag}`;
    return {
      template: piece.template,
      valid: gate.state === "open",
      reasons: gate.state === "open" ? [] : gate.reasons.map(({ message }) => `${place}: ${message}`),
      document: open.document.id,
      edition: piece.edition.tag,
      ...approvedFacts(approval),
      proof: piece.proof.digest,
    };
  });
  const [first] = verdicts;
  return {
    valid: verdicts.length > 0 && verdicts.every(({ valid }) => valid),
    reasons: verdicts.flatMap(({ reasons }) => reasons),
    document: open.document.id,
    edition: [...new Set(verdicts.map(({ edition }) => edition))].join(","),
    approvedBy: first?.approvedBy ?? null,
    approvedAt: first?.approvedAt ?? null,
    proof: verdicts.length === 1 ? (first?.proof ?? null) : null,
    pieces: verdicts,
  };
}

/**
 * An exported file is vouched for by the manifest beside it: its bytes are those of the export, and the approval
 * that the export names is genuine and about these pages. Fails with `verify/no-manifest`.
 */
export async function verifyExport(machine: Machine, path: string): Promise<Verdict> {
  return (await judgeExport(machine, path)).verdict;
}

/** The verdict with what the manifest says of the file; null where it does not list it. */
export async function judgeExport(
  machine: Machine,
  path: string,
): Promise<{ verdict: Verdict; entry: ManifestEntry | null }> {
  const bytes = await machine.files.read(path);
  const { manifest, name } = await findManifest(machine, path);
  const entry = manifest.files.find((file) => file.path === name);
  if (entry === undefined) {
    return { verdict: refusedVerdict(manifest.document, [`The manifest does not list ${name}.`]), entry: null };
  }
  const reasons: string[] = [];
  if (digestBytes(bytes) !== entry.sha256) reasons.push(`${basename(path)} was changed after the export.`);
  if (entry.draft) reasons.push("This is a draft: nobody has approved it.");
  const statement = approvalOf(machine, manifest, entry, reasons);
  const verdict: Verdict = {
    valid: reasons.length === 0,
    reasons,
    document: entry.document,
    edition: entry.edition,
    ...approvedFacts(statement),
    proof: entry.proof,
  };
  return { verdict, entry };
}

function approvalOf(
  machine: Machine,
  manifest: Manifest,
  entry: ManifestEntry,
  reasons: string[],
): Statement | undefined {
  if (entry.approval === null) {
    if (!entry.draft) reasons.push("The manifest names no approval.");
    return undefined;
  }
  const signed = manifest.approvals.find((one) => approvalDigest(one) === entry.approval);
  const read = signed === undefined ? null : readApproval(signed, machine.keys.verify);
  if (read === null) {
    reasons.push("The approval that the manifest names is missing or cannot be read.");
    return undefined;
  }
  const { statement } = read;
  if (!read.genuine) reasons.push(`The signature of ${statement.by.name} does not fit what it signs.`);
  if (statement.decision !== "approve") reasons.push(`${statement.by.name} did not approve.`);
  const same =
    statement.proof === entry.proof &&
    statement.template === entry.template &&
    statement.edition === entry.edition &&
    statement.document === entry.document;
  if (!same) reasons.push(`${statement.by.name} approved other pages than these.`);
  return read.genuine ? statement : undefined;
}

function approvedFacts(statement: Statement | undefined): Pick<Verdict, "approvedBy" | "approvedAt"> {
  if (statement === undefined) return { approvedBy: null, approvedAt: null };
  return { approvedBy: { name: statement.by.name, key: statement.by.key }, approvedAt: statement.at };
}

/** Files lie two folders below their manifest; a file copied out with it lies beside it. */
async function findManifest(machine: Machine, path: string): Promise<{ manifest: Manifest; name: string }> {
  const file = resolve(path);
  let folder = dirname(file);
  let unreadable: unknown = null;
  for (let up = 0; up < 4; up += 1) {
    // A manifest.json of another program may lie in between; it is named only where no manifest of ours is found.
    const manifest = await readManifest(machine, join(folder, "manifest.json")).catch((error: unknown) => {
      unreadable ??= error;
      return null;
    });
    if (manifest !== null) {
      const name = relative(folder, file).replaceAll("\\", "/");
      const moved = up === 0 ? manifest.files.find((entry) => entry.path.endsWith(`/${name}`)) : undefined;
      return { manifest, name: moved?.path ?? name };
    }
    folder = dirname(folder);
  }
  if (unreadable !== null) throw unreadable;
  throw new StudioError("verify/no-manifest", "failure", `There is no manifest.json for ${path}.`, {
    hint: "Keep the exported file in its folder, with the manifest that was written beside it.",
  });
}

function refusedVerdict(document: string, reasons: readonly string[]): Verdict {
  return { valid: false, reasons, document, edition: "", approvedBy: null, approvedAt: null, proof: null };
}
