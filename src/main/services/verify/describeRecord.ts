import { approvalDigest, readApproval } from "../../../shared/approve/approval.ts";
import { proofChangeWords } from "../../../shared/approve/proofChanges.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { faultsOf } from "../approve/gateFor.ts";
import type { Machine } from "../ports.ts";

/** The signed record of a document, for people and for programs. */

export function describeRecord(machine: Pick<Machine, "keys">, document: CampaignDocument) {
  const events = document.approvals.map((signed) => {
    const digest = approvalDigest(signed);
    const read = readApproval(signed, machine.keys.verify);
    if (read === null) return { digest, readable: false as const };
    const { statement, genuine } = read;
    const { decision, template, edition, by, at, note, proof } = statement;
    const more =
      statement.version === 1
        ? {}
        : { role: statement.role, team: statement.team, reasons: statement.reasons, changed: statement.changed };
    return { digest, readable: true as const, decision, template, edition, by, at, note, proof, genuine, ...more };
  });
  const faults = faultsOf(machine, document).map(({ code, message, at }) => ({ code, message, at }));
  return { events, faults };
}

export function recordLines({ events, faults }: ReturnType<typeof describeRecord>): string[] {
  const lines = events.flatMap((event, at) => {
    const number = String(at + 1).padStart(4);
    if (!event.readable) return [`${number}  ${event.digest.slice(0, 16)}  written by a newer Manara`];
    const { by, role, changed, reasons = [], note } = event;
    const organisation = "organisation" in by && by.organisation !== "" ? `, ${by.organisation}` : "";
    const words = changed == null ? "" : proofChangeWords(changed.what);
    return [
      `${number}  ${event.at}  ${event.decision} ${event.template} ${event.edition} by ${by.name}${organisation}${role == null ? "" : ` as ${role}`}${event.genuine ? "" : ", signature not genuine"}`,
      ...(words === "" ? [] : [`        changed since the last approval: ${words}`]),
      ...reasons.map(({ code, place, reason }) => `        ${code}${place === "" ? "" : ` at ${place}`}: ${reason}`),
      ...(note === "" ? [] : [`        ${note}`]),
    ];
  });
  return [
    ...lines,
    ...faults.map(({ message }) => message),
    ...(events.length === 0 ? ["Nobody has decided anything yet."] : []),
  ];
}
