import type { ReadApproval } from "../../../shared/approve/approval.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine } from "../ports.ts";
import { CLOCK_SLACK } from "./approvals.ts";
import { recordOf } from "./gateFor.ts";

/** A document whose record ends with decisions that nobody made, or made by a wrong clock → the same without them. */

export interface Repaired {
  readonly open: OpenDocument;
  /** What was taken out: none of it opened a gate, and whoever meant it decides again. */
  readonly removed: readonly ReadApproval[];
}

/** Only at the end of the record, where nothing follows what is taken out. Fails with `approve/nothing-to-repair`. */
export function repairRecord(machine: Pick<Machine, "clock" | "keys">, open: OpenDocument): Repaired {
  const latest = momentOf(new Date(machine.clock.now().getTime() + CLOCK_SLACK));
  const { events } = recordOf(machine, open.document);
  let length = events.length;
  for (; length > 0; length -= 1) {
    const event = events[length - 1];
    if (event == null || (event.genuine && event.statement.at <= latest)) break;
  }
  const removed = events.slice(length).flatMap((event) => event ?? []);
  if (removed.length === 0) {
    throw new StudioError("approve/nothing-to-repair", "usage", "No decision at the end of the record is hurt.", {
      hint: "Where one in the middle is, merge or open a copy whose record is whole.",
    });
  }
  const { document } = open;
  return { open: { ...open, document: { ...document, approvals: document.approvals.slice(0, length) } }, removed };
}
