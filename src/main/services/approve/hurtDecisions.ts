import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { Machine } from "../ports.ts";
import { approvalsOf, circumstances } from "./gateFor.ts";

/** Decisions in a document that open nothing, because nobody signed them or a clock was wrong → said by name. */
export function hurtDecisions(
  machine: Pick<Machine, "clock" | "keys">,
  document: CampaignDocument,
): readonly Diagnostic[] {
  const { latest } = circumstances(machine);
  return approvalsOf(machine, document).flatMap(({ genuine, statement }): Diagnostic[] => {
    const { at, by, decision, template, edition } = statement;
    if (genuine && (latest === undefined || at <= latest)) return [];
    const why = genuine ? "it is from the future: a clock was wrong" : "its signature is not genuine";
    const closes = genuine && (decision === "withdraw" || decision === "request-changes");
    const effect = closes ? "opens nothing and still keeps its pages back" : "does not count";
    return [
      {
        code: "approve/hurt-decision",
        severity: "warning",
        edition,
        place: template,
        message: `A decision in the name of ${by.name}, dated ${at}, ${effect}: ${why}.`,
        values: { name: by.name, at, case: genuine ? "future" : "forged" },
        hint: "Where it is the last one, take it out: manara repair <document>.",
      },
    ];
  });
}
