import { basename } from "node:path";
import { approvalDigest, type ReadApproval, readApproval, type Statement } from "../../../shared/approve/approval.ts";
import { ONE_APPROVAL, type Policy } from "../../../shared/approve/decide.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Manifest, ManifestEntry } from "../../../shared/export/manifest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import { faultsOf, gateFor } from "../approve/gateFor.ts";
import type { OpenDocument } from "../document/documents.ts";
import { isSample } from "../export/fileSeals.ts";
import { findManifest } from "../export/manifestFile.ts";
import type { Machine } from "../ports.ts";
import {
  type KeyTrust,
  keyTrust,
  readTrusted,
  TRUSTS_NOBODY,
  type Trusted,
  weakestTrust,
} from "../trust/trustedKeys.ts";
import { approvedFacts, decisionsOf, teamOf, type Verdict } from "./verdict.ts";
import { judgeRecord, type RecordFinding, type RecordVerdict } from "./verifyRecord.ts";

/** A document or an exported file → who approved it, and whether it was changed. */

/** Valid where the gate of every piece is open. */
export function verifyDocument(
  machine: Pick<Machine, "clock" | "keys">,
  open: OpenDocument,
  pieces: readonly Piece[],
  policy: Policy,
  trusted: Trusted = TRUSTS_NOBODY,
): Verdict & { readonly pieces: readonly (Verdict & { readonly template: string })[] } {
  const faults = faultsOf(machine, open.document, policy);
  const verdicts = pieces.map((piece) => {
    const gate = gateFor(machine, open.document, piece, policy);
    const approval = gate.state === "open" ? gate.approvals[0]?.statement : undefined;
    const place = `${piece.template} ${piece.edition.tag}`;
    // What is wrong with the record is said once, not for every piece.
    const reasons =
      gate.state === "open" ? [] : gate.reasons.filter((one) => faults.every((fault) => fault.code !== one.code));
    return {
      template: piece.template,
      valid: gate.state === "open",
      reasons: reasons.map(({ message }) => `${place}: ${message}`),
      codes: reasons.map(({ code }) => code),
      document: open.document.id,
      edition: piece.edition.tag,
      ...approvedFacts(approval),
      proof: piece.proof.digest,
      trust: trustIn(gate.state === "open" ? gate.approvals : [], policy, trusted),
      decisions: decisionsOf(gate.state === "open" ? [...gate.approvals, ...gate.support] : []),
      team: teamOf(policy),
    };
  });
  const [first] = verdicts;
  return {
    valid: verdicts.length > 0 && verdicts.every(({ valid }) => valid),
    reasons: [...faults.map(({ message }) => message), ...verdicts.flatMap(({ reasons }) => reasons)],
    codes: [...faults.map(({ code }) => code), ...verdicts.flatMap(({ codes }) => codes)],
    document: open.document.id,
    edition: [...new Set(verdicts.map(({ edition }) => edition))].join(","),
    approvedBy: first?.approvedBy ?? null,
    approvedAt: first?.approvedAt ?? null,
    proof: verdicts.length === 1 ? (first?.proof ?? null) : null,
    trust: weakestTrust(verdicts.map(({ trust }) => trust)),
    decisions: first?.decisions ?? [],
    team: teamOf(policy),
    pieces: verdicts,
  };
}

/**
 * An exported file says itself who approved it; a manifest beside it that lists it must agree. Files from before
 * they carried a record need the manifest. Fails with `verify/no-manifest` where there is neither.
 */
export async function verifyExport(machine: Machine, path: string, policy: Policy = ONE_APPROVAL): Promise<Verdict> {
  return (await judgeExport(machine, path, policy)).verdict;
}

export interface JudgedExport {
  readonly verdict: Verdict;
  /** What the manifest says of the file; null where it does not list it. */
  readonly entry: ManifestEntry | null;
  /** What the file says of itself; null where it carries no record. */
  readonly record: RecordVerdict | null;
}

/** The verdict with what it rests on. */
export async function judgeExport(machine: Machine, path: string, policy: Policy): Promise<JudgedExport> {
  const bytes = await machine.files.read(path);
  const record = await judgeRecord(machine, bytes, basename(path), policy);
  const trust = fileTrust(record, policy, await readTrusted(machine));
  const team = teamOf(policy);
  const verdictOf = (
    findings: readonly RecordFinding[],
    listed: { readonly entry: ManifestEntry; readonly statement: Statement | undefined } | null,
  ) => makeVerdict(findings, record, listed, { trust, team });
  const beside = await findManifest(machine, path).catch((error: unknown) => {
    if (record?.claims != null) return null;
    throw error;
  });
  if (beside === null) {
    if (record === null) throw noManifest(path);
    return { verdict: verdictOf(record.findings, null), entry: null, record };
  }
  const { manifest, name } = beside;
  const entry = manifest.files.find((file) => file.path === name) ?? null;
  if (entry === null) {
    if (record?.claims != null) return { verdict: verdictOf(record.findings, null), entry, record };
    const findings = [
      ...(record?.findings ?? []),
      { code: "verify/not-listed", message: `The manifest does not list ${name}.` },
    ];
    return { verdict: { ...verdictOf(findings, null), document: manifest.document }, entry, record };
  }
  const findings: RecordFinding[] = [];
  if (digestBytes(bytes) !== entry.sha256) {
    findings.push({ code: "verify/changed", message: `${basename(path)} was changed after the export.` });
  }
  if (entry.draft) findings.push({ code: "verify/draft", message: "This is a draft: nobody has approved it." });
  const statement = approvalOf(machine, manifest, entry, findings);
  // Drafts carry no record, and neither do files from before approvals were chained.
  const carries = record !== null && (record.claims !== null || record.damaged);
  if (carries || (!entry.draft && statement?.version === 2)) findings.push(...(record?.findings ?? []));
  return { verdict: verdictOf(findings, { entry, statement }), entry, record };
}

/** Of the seal and every approval under it: without a seal, whoever knows the format could have changed the bytes. */
function fileTrust(record: RecordVerdict | null, policy: Policy, trusted: Trusted): KeyTrust {
  if (record === null || record.sealedBy === null) return "unknown";
  const approving = record.approvals.filter(({ genuine, statement }) => genuine && statement.decision === "approve");
  return weakestTrust([keyTrust(record.sealedBy.key, policy, trusted), trustIn(approving, policy, trusted)]);
}

function trustIn(approvals: readonly ReadApproval[], policy: Policy, trusted: Trusted): KeyTrust {
  return weakestTrust(approvals.map(({ statement }) => keyTrust(statement.by.key, policy, trusted)));
}

function makeVerdict(
  findings: readonly RecordFinding[],
  record: RecordVerdict | null,
  listed: { readonly entry: ManifestEntry; readonly statement: Statement | undefined } | null,
  judged: Pick<Verdict, "trust" | "team">,
): Verdict {
  const known = new Map(findings.map((one) => [one.message, one]));
  const unique = [...known.values()];
  const claims = record?.claims ?? null;
  return {
    valid: unique.length === 0,
    reasons: unique.map(({ message }) => message),
    codes: unique.map(({ code }) => code),
    document: listed?.entry.document ?? claims?.document ?? "",
    edition: listed?.entry.edition ?? claims?.edition ?? "",
    ...approvedFacts(listed === null ? record?.approval : listed.statement),
    proof: listed?.entry.proof ?? claims?.proof ?? null,
    ...judged,
    decisions: decisionsOf(record?.approvals ?? []),
    ...(claims?.sample === true || isSample(record?.approvals ?? []) ? { sample: true as const } : {}),
    ...(record === null || claims === null ? {} : { sealedBy: record.sealedBy }),
  };
}

function approvalOf(
  machine: Pick<Machine, "keys">,
  manifest: Manifest,
  entry: ManifestEntry,
  findings: RecordFinding[],
): Statement | undefined {
  const say = (code: string, message: string) => findings.push({ code, message });
  if (entry.approval === null) {
    if (!entry.draft) say("verify/no-approval", "The manifest names no approval.");
    return undefined;
  }
  const signed = manifest.approvals.find((one) => approvalDigest(one) === entry.approval);
  const read = signed === undefined ? null : readApproval(signed, machine.keys.verify);
  if (read === null) {
    say("verify/no-approval", "The approval that the manifest names is missing or cannot be read.");
    return undefined;
  }
  const { statement } = read;
  if (!read.genuine)
    say("approve/bad-signature", `The signature of ${statement.by.name} does not match what was signed.`);
  if (statement.decision !== "approve") say("verify/no-approval", `${statement.by.name} did not approve.`);
  const same =
    statement.proof === entry.proof &&
    statement.template === entry.template &&
    statement.edition === entry.edition &&
    statement.document === entry.document;
  if (!same) say("verify/other-pages", `${statement.by.name} approved other pages than these.`);
  return read.genuine ? statement : undefined;
}

function noManifest(path: string): StudioError {
  return new StudioError(
    "verify/no-manifest",
    "failure",
    `${path} carries no record of Manara, and there is no manifest.json.`,
    {
      hint: "Verify a file that Manara exported, or keep it in its folder with the manifest that was written beside it.",
    },
  );
}
