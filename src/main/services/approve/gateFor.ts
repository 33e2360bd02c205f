import { DEMO_KEY, type ReadApproval, readApproval } from "../../../shared/approve/approval.ts";
import {
  type Circumstances,
  decide,
  type Gate,
  ONE_APPROVAL,
  type Policy,
  type StandingWarning,
} from "../../../shared/approve/decide.ts";
import { checkRecord, type RecordFault } from "../../../shared/approve/record.ts";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import type { Machine } from "../ports.ts";

/** The record of decisions in a document → who decided what, and whether the gate of a piece is open. */

/** A decision from later than this from now, in milliseconds, was made on a machine whose clock was wrong. */
const FUTURE_SLACK = 24 * 60 * 60 * 1000;

interface ReadRecord {
  readonly verify: Machine["keys"]["verify"];
  readonly events: readonly (ReadApproval | null)[];
  /** Keys that tell the order of time → what is wrong. */
  readonly faults: Map<string, readonly RecordFault[]>;
}

/** Documents are never changed in place, so a list of approvals is read once for all its gates. */
const records = new WeakMap<CampaignDocument["approvals"], ReadRecord>();

/** Every decision in the document. */
export function recordOf({ keys }: Pick<Machine, "keys">, { approvals }: CampaignDocument): ReadRecord {
  const known = records.get(approvals);
  if (known !== undefined && known.verify === keys.verify) return known;
  const events = approvals.map((signed) => readApproval(signed, keys.verify));
  const read = { verify: keys.verify, events, faults: new Map<string, readonly RecordFault[]>() };
  records.set(approvals, read);
  return read;
}

/** Every approval in the document that this Manara can read, in the order in which they were added. */
export function approvalsOf(machine: Pick<Machine, "keys">, document: CampaignDocument): ReadApproval[] {
  return recordOf(machine, document).events.filter((event) => event !== null);
}

/** Whose decisions tell the order of time: the team's people, also those whose keys are revoked, or whom somebody here knows. */
export function keepsTime(policy: Policy, own: readonly string[] = []): (key: string) => boolean {
  const keys = timekeepers(policy);
  return (key) => keys === null || keys.includes(key) || own.includes(key);
}

function timekeepers({ team, known }: Policy): readonly string[] | null {
  if (team === undefined) return known ?? null;
  return [...team.team.members, ...team.team.revoked].map(({ key }) => key);
}

/** Where the record of decisions was tampered with. @param policy says whose moments count; by itself everybody's. */
export function faultsOf(
  machine: Pick<Machine, "keys">,
  document: CampaignDocument,
  policy: Policy = ONE_APPROVAL,
): readonly RecordFault[] {
  const { events, faults } = recordOf(machine, document);
  const name = timekeepers(policy)?.join(" ") ?? "everybody";
  const known = faults.get(name) ?? checkRecord(document.approvals, events, keepsTime(policy));
  faults.set(name, known);
  return known;
}

/** @param piece its warnings need the reasons that the team asks for. @param policy of `gatePolicy`, which knows the pack. */
export function gateFor(
  machine: Pick<Machine, "clock" | "keys">,
  document: CampaignDocument,
  { proof, diagnostics }: Pick<Piece, "proof" | "diagnostics">,
  policy: Policy,
): Gate {
  const faults = faultsOf(machine, document, policy);
  const warnings = warningsOf(diagnostics);
  const all = approvalsOf(machine, document);
  const people = all.filter(({ statement }) => statement.by.key !== DEMO_KEY);
  const isDemo = people.length < all.length && policy.isSample?.(document, proof.edition) === true;
  const counted = isDemo ? all : people;
  const gate = decide(document.id, proof, counted, policy, { ...circumstances(machine), faults, warnings });
  return isDemo || !warnings.some(({ code }) => code === SAMPLE_ADDRESS) ? gate : closedBySample(gate);
}

/** An address that leads nowhere leaves on pages marked as a sample, and on no others. */
const SAMPLE_ADDRESS = "localise/sample-address";

function closedBySample(gate: Gate): Gate {
  const message = "An address of the sample still stands on these pages.";
  const others = gate.state === "closed" ? gate.reasons : [];
  return { state: "closed", reasons: [...others, { code: "approve/sample-address", message }] };
}

function warningsOf(diagnostics: readonly Diagnostic[]): StandingWarning[] {
  return diagnostics.filter(({ severity }) => severity === "warning").map(({ code, place }) => ({ code, place }));
}

/** A clock that somebody gave says nothing about the present. */
export function circumstances({ clock }: Pick<Machine, "clock">): Circumstances {
  return clock.fixed ? {} : { latest: momentOf(new Date(clock.now().getTime() + FUTURE_SLACK)) };
}
