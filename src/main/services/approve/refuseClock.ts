import type { Policy } from "../../../shared/approve/decide.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine } from "../ports.ts";
import { approvalsOf, keepsTime } from "./gateFor.ts";

/**
 * The clock of this machine, held against everything else that tells the time: a decision that is signed with a clock
 * that runs ahead would stand in the way of every later one.
 */

/** Milliseconds: a server's clock may differ from this machine's by so much. */
const SLACK = 10 * 60 * 1000;
/** Nobody decides on a document that lay untouched for longer, unless a clock is wrong. */
const LONG = 400 * 24 * 60 * 60 * 1000;

/** Fails with `approve/clock-ahead`. A moment that somebody gave is no clock. */
export async function refuseClockAhead(
  machine: Pick<Machine, "clock" | "keys" | "fileMoments">,
  { path, revision, document }: OpenDocument,
  policy: Policy,
): Promise<void> {
  if (machine.clock.fixed || revision === null || machine.fileMoments === undefined) return;
  const now = machine.clock.now();
  const { modified, system } = await machine.fileMoments(path);
  if (system !== null && now.getTime() - system.getTime() > SLACK) throw ahead(now, system, "the file system says");
  const keeps = keepsTime(policy);
  const known = approvalsOf(machine, document).flatMap(({ genuine, statement }) =>
    genuine && keeps(statement.by.key) ? [Date.parse(statement.at)] : [],
  );
  if (modified === null) return;
  const newest = new Date(Math.max(modified.getTime(), ...known));
  if (now.getTime() - newest.getTime() > LONG) throw ahead(now, newest, "nothing happened to this document since");
}

function ahead(now: Date, other: Date, why: string): StudioError {
  const message = `This computer's clock says ${momentOf(now)}, but ${why} ${momentOf(other)}: it seems to run ahead.`;
  return new StudioError("approve/clock-ahead", "failure", `${message} Nothing was signed.`, {
    hint: "Correct the clock of this computer. If it is right, save the document again, then decide.",
  });
}
