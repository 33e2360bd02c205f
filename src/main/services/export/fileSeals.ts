import { DEMO_KEY, type ReadApproval, type SignedApproval } from "../../../shared/approve/approval.ts";
import { fileRecordText, type SealFacts, sealText } from "../../../shared/approve/fileRecord.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { textBytes } from "../../../shared/base/digest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import type { Machine, RenderedFile, SigningKey } from "../ports.ts";
import { factsOf, putRecord, roomFor } from "./recordInFile.ts";

/** Approved piece → what its exported files carry about themselves: approvals, and a seal over the bytes. */

export interface Sealing {
  /** UUID of the document. */
  readonly document: string;
  readonly piece: Piece;
  /** Approvals first, then who submitted and reviewed. */
  readonly approvals: readonly ReadApproval[];
  /** Of the person who exports; null where nobody seals the files. */
  readonly key: SigningKey | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Whoever knows the format could change such a file unnoticed. */
export const UNSEALED: Diagnostic = {
  code: "export/unsealed",
  severity: "notice",
  place: "export",
  message: "These files carry their approvals, but no seal: there is no key here, or it does not open.",
  hint: "Make a key in Settings, or unlock it, and export again. Without a seal the files can be verified only against the document.",
};

const DIGEST = "0".repeat(64);
/** As `xmpMM:InstanceID` has it. */
const INSTANCE = `uuid:${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}`;
/** Ed25519, in base64url. */
const SIGNATURE = "0".repeat(86);

/** Characters that any PDF of these pages must keep free: everything but the digests is known before it is drawn. */
export function recordRoom(sealing: Sealing): number {
  const facts = sealFacts(sealing, {
    // The longer of the two names.
    format: "digital-pdf",
    file: DIGEST,
    pages: sealing.piece.pages.length,
    pixels: null,
    properties: { digest: DIGEST, instance: INSTANCE },
  });
  return roomFor(recordText(sealing, sealText(facts), sealing.key === null ? "" : SIGNATURE));
}

/** The file with its record; a file of a kind that holds none comes back as it is. */
export function sealFile(machine: Pick<Machine, "keys">, sealing: Sealing, file: RenderedFile): RenderedFile {
  const found = factsOf(file.bytes);
  if (found === null) return file;
  const { digest, pixels, properties } = found;
  const statement = sealText(
    sealFacts(sealing, {
      format: file.format,
      file: digest,
      pages: file.pages,
      pixels: pixels === null ? null : [pixels[0], pixels[1]],
      properties,
    }),
  );
  const signature = sealing.key === null ? "" : machine.keys.sign(sealing.key, textBytes(statement));
  return { ...file, bytes: putRecord(file.bytes, recordText(sealing, statement, signature)) };
}

/** A seal is short: an approval gives no more reasons either. */
const MOST_WARNINGS = 60;

/** Nobody but the demo's key has released these pages. */
export function isSample(approvals: readonly ReadApproval[]): boolean {
  return approvals.some(({ statement }) => statement.by.key === DEMO_KEY);
}

function sealFacts(
  { document, piece, approvals, key, at }: Sealing,
  file: Pick<SealFacts, "format" | "file" | "pages" | "pixels" | "properties">,
): SealFacts {
  const standing = piece.diagnostics.filter(({ severity }) => severity === "warning").map(({ code }) => code);
  const warnings = [...new Set(standing)].sort().slice(0, MOST_WARNINGS);
  return {
    ...file,
    ...(warnings.length === 0 ? {} : { warnings }),
    ...(isSample(approvals) ? { sample: true } : {}),
    document,
    template: piece.template,
    edition: piece.edition.tag,
    proof: piece.proof.digest,
    by: key === null ? null : { name: key.name, key: key.key },
    at,
  };
}

function recordText({ approvals }: Sealing, statement: string, signature: string): string {
  const own: readonly SignedApproval[] = approvals.map(({ signed }) => signed);
  return fileRecordText(own, statement, signature);
}
