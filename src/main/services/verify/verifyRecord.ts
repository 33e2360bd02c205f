import { type ReadApproval, readApproval, type Statement } from "../../../shared/approve/approval.ts";
import { decide, type Policy } from "../../../shared/approve/decide.ts";
import { type ReadFileRecord, readFileRecord, type Seal } from "../../../shared/approve/fileRecord.ts";
import type { Proof, ProofParts } from "../../../shared/approve/proof.ts";
import { refuseDecision } from "../../../shared/approve/team.ts";
import { circumstances } from "../approve/gateFor.ts";
import type { RecordFacts } from "../export/recordFacts.ts";
import { factsOf } from "../export/recordInFile.ts";
import type { Machine } from "../ports.ts";

/** The bytes of an exported file, and nothing else → who approved it, who sealed it, and what was done to it since. */

/** One thing that speaks against it: `code` for programs, `message` for people. */
export interface RecordFinding {
  readonly code: string;
  readonly message: string;
}

export interface RecordVerdict {
  readonly findings: readonly RecordFinding[];
  /** What the file says of itself; null where it carries no record that can be read. */
  readonly claims: Seal | null;
  /** There is a record, or half of one, but it cannot be read. */
  readonly damaged: boolean;
  /** The approval that counts most; null where none is genuine. */
  readonly approval: Statement | null;
  readonly sealedBy: Seal["by"];
  /** Of the file without its record. */
  readonly digest: string;
  readonly approvals: readonly ReadApproval[];
}

/** Null where the bytes are of no kind that Manara exports. */
export async function judgeRecord(
  machine: Machine,
  bytes: Uint8Array,
  name: string,
  policy: Policy,
): Promise<RecordVerdict | null> {
  const facts = factsOf(bytes);
  if (facts === null) return null;
  const nothing = { claims: null, approval: null, sealedBy: null, digest: facts.digest, approvals: [] };
  if (facts.record === null) {
    const message = `${name} carries no approval: it is a draft, or another program wrote it or took it out.`;
    return { ...nothing, damaged: false, findings: [{ code: "verify/no-record", message }] };
  }
  const record = readFileRecord(facts.record, machine.keys.verify);
  if (record === null) {
    const message = `The approval in ${name} was changed: it cannot be read.`;
    return { ...nothing, damaged: true, findings: [{ code: "verify/record-damaged", message }] };
  }
  const { seal } = record;
  const read = record.approvals.map((signed) => readApproval(signed, machine.keys.verify));
  const approvals = read.filter((one) => one !== null);
  const findings = [
    ...(await alterations(machine, bytes, name, facts, seal)),
    ...sealFindings(record, name, policy),
    ...approvalFindings(machine, seal, approvals, policy),
  ];
  return {
    findings,
    claims: seal,
    damaged: false,
    approval: approvals.find(({ genuine, statement }) => genuine && about(seal, statement))?.statement ?? null,
    sealedBy: record.sealed === "genuine" ? seal.by : null,
    digest: facts.digest,
    approvals,
  };
}

/** Names what happened, as far as the file tells. */
async function alterations(
  machine: Pick<Machine, "preflight">,
  bytes: Uint8Array,
  name: string,
  facts: RecordFacts,
  seal: Seal,
): Promise<RecordFinding[]> {
  const { properties, pixels } = facts;
  const found: RecordFinding[] = [];
  const isSealed = facts.digest === seal.file;
  const instance = seal.properties?.instance;
  const otherKind = (facts.container === "pdf") !== (seal.properties !== null);
  if (!isSealed && (otherKind || (properties !== null && properties.instance !== instance))) {
    found.push({ code: "verify/other-file", message: `The approval in ${name} was taken from another file.` });
  } else if (!isSealed && properties !== null && properties.digest !== seal.properties?.digest) {
    found.push({ code: "verify/properties-changed", message: `The properties (metadata) of ${name} were changed.` });
  }
  if (facts.container === "pdf") {
    const pages = await pagesOf(machine, bytes);
    if (pages !== null && pages !== seal.pages) {
      found.push({ code: "verify/pages-changed", message: `${name} has ${pages} pages; ${seal.pages} were exported.` });
    }
  }
  if (pixels !== null && seal.pixels !== null && (pixels[0] !== seal.pixels[0] || pixels[1] !== seal.pixels[1])) {
    const [width, height] = seal.pixels;
    const message = `${name} is ${pixels[0]} × ${pixels[1]} pixels; ${width} × ${height} were exported.`;
    found.push({ code: "verify/pixels-changed", message });
  }
  // Also under a digest that fits: whoever seals a file anew can write any number into the seal.
  if (!isSealed || found.length > 0) {
    found.push({ code: "verify/changed", message: `${name} was changed after the export.` });
  }
  return found;
}

/** Null where the PDF cannot be examined at all. */
async function pagesOf(machine: Pick<Machine, "preflight">, bytes: Uint8Array): Promise<number | null> {
  try {
    return (await machine.preflight(bytes, {})).pages;
  } catch {
    return null;
  }
}

function sealFindings({ seal, sealed }: ReadFileRecord, name: string, { team }: Policy): RecordFinding[] {
  if (sealed === "forged") {
    return [{ code: "verify/bad-seal", message: `The seal on ${name} does not match what was signed.` }];
  }
  if (team === undefined) return [];
  if (seal.by === null) {
    const message = `Nobody sealed ${name}, so its bytes can be trusted only against the document: add --document.`;
    return [{ code: "verify/not-sealed", message }];
  }
  // Every member may export what is approved.
  const refused = refuseDecision(team, { decision: "submit", edition: seal.edition, at: seal.at, by: seal.by });
  return refused === null ? [] : [{ code: refused.code, message: `The seal: ${refused.message}` }];
}

/** The same rules as for the document's own gate, over what the file brings with it. */
function approvalFindings(
  machine: Pick<Machine, "clock">,
  seal: Seal,
  approvals: readonly ReadApproval[],
  policy: Policy,
): RecordFinding[] {
  const stranger = approvals.find(({ statement }) => !about(seal, statement));
  if (stranger !== undefined) {
    const message = `${stranger.statement.by.name} approved other pages than these.`;
    return [{ code: "verify/other-pages", message }];
  }
  const proof: Proof = { template: seal.template, edition: seal.edition, digest: seal.proof, parts: UNKNOWN };
  const warnings = (seal.warnings ?? []).map((code) => ({ code, place: null }));
  const gate = decide(seal.document, proof, approvals, policy, { ...circumstances(machine), warnings });
  return gate.state === "open" ? [] : gate.reasons.map(({ code, message }) => ({ code, message }));
}

/** Only differences would need them, and an approval of other pages is refused before. */
const UNKNOWN: ProofParts = {
  engine: "",
  pack: "0".repeat(16),
  fonts: "0".repeat(16),
  pictures: "0".repeat(16),
  pages: [],
  content: {},
};

function about(seal: Seal, statement: Statement): boolean {
  return (
    statement.document === seal.document &&
    statement.template === seal.template &&
    statement.edition === seal.edition &&
    statement.proof === seal.proof
  );
}
