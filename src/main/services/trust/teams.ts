import { dirname, join } from "node:path";
import type { SignedApproval } from "../../../shared/approve/approval.ts";
import { ONE_APPROVAL, type Policy, teamPolicy } from "../../../shared/approve/decide.ts";
import {
  type ReadTeam,
  readTeam,
  refuseTeam,
  type Team,
  type TeamRefusal,
  teamFacts,
  teamText,
} from "../../../shared/approve/team.ts";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import { signedStatement } from "../../../shared/document/documentSchema.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { jsonIn, readJsonFile } from "../readJsonFile.ts";
import { readTrusted } from "./trustedKeys.ts";

/** Team lists in files: signed by a lead, trusted by this machine, and asked for the rules of its gate. */

const LARGEST = 4 * 1024 * 1024;

/** Fails with `team/not-a-team`. Whether it may be trusted is for `refuseTeam` to say. */
export async function readTeamFile(machine: Pick<Machine, "files" | "keys">, path: string): Promise<ReadTeam> {
  return teamIn(machine, await readJsonFile(machine, path, LARGEST), path);
}

/** As `readTeamFile`, of bytes; `place` names them in messages. */
export function readTeamBytes(machine: Pick<Machine, "keys">, bytes: Uint8Array, place: string): ReadTeam {
  return teamIn(machine, bytes.length > LARGEST ? null : jsonIn(bytes), place);
}

function teamIn(machine: Pick<Machine, "keys">, value: unknown, place: string): ReadTeam {
  const parsed = signedStatement.extend({ statement: signedStatement.shape.statement.max(LARGEST) }).safeParse(value);
  const read = parsed.success ? readTeam(parsed.data, machine.keys.verify) : null;
  if (read !== null) return read;
  throw new StudioError("team/not-a-team", "failure", `${place} is not a signed team list of Manara.`, {
    hint: "Ask the lead for team.json, or sign one with: manara team sign.",
  });
}

/** A second list, where an older version left one that does not follow the first: a person has to choose. */
export function otherTeamFile(teamFile: string): string {
  return join(dirname(teamFile), "team.other.json");
}

/**
 * The list that this machine trusts; null where there is none. A damaged one fails, so that no gate opens by damage,
 * and so do two lists of which nobody has chosen one: `team/two-lists`.
 */
export async function trustedTeam(machine: Machine): Promise<ReadTeam | null> {
  const { teamFile } = machine;
  if (teamFile === undefined) return null;
  if (await machine.files.exists(otherTeamFile(teamFile))) throw twoLists(teamFile);
  if (!(await machine.files.exists(teamFile))) return null;
  const team = await readTeamFile(machine, teamFile);
  if (team.genuine) return team;
  throw refusedTeam(teamFile, "team/bad-signature", "The signature of the team list does not match what was signed.");
}

/** The rules of this machine's gate. */
export async function machinePolicy(machine: Machine): Promise<Policy> {
  const team = await trustedTeam(machine);
  if (team !== null) return teamPolicy(team);
  return { ...ONE_APPROVAL, known: (await readTrusted(machine)).people.map(({ key }) => key) };
}

/** The rules of a list that somebody names for once, else of this machine. Fails as `readTeamFile` and `refuseTeam`. */
export async function policyUnder(machine: Machine, path: string | undefined): Promise<Policy> {
  if (path === undefined) return machinePolicy(machine);
  const team = await readTeamFile(machine, path);
  const no = refuseTeam(null, team);
  if (no !== null) throw refusedTeam(path, no.code, no.message);
  return teamPolicy(team);
}

/** Keeps a list as the one to trust. Fails with the codes of `refuseTeam`, and with `team/no-place`. */
export async function trustTeam(machine: Machine, path: string): Promise<ReadTeam> {
  return keepTeam(machine, await readTeamFile(machine, path), path);
}

/** As `trustTeam`, of a list that was read; `place` names it in messages. */
export async function keepTeam(machine: Machine, next: ReadTeam, place: string): Promise<ReadTeam> {
  const { teamFile } = machine;
  if (teamFile === undefined) {
    throw new StudioError("team/no-place", "usage", "This computer has no place for a team list.", {
      hint: "Set MANARA_DATA to a folder of your own.",
    });
  }
  return machine.files.withLock(teamFile, async () => {
    const no = await refuseHere(machine, next);
    if (no !== null) throw refusedTeam(place, no.code, no.message);
    await machine.files.write(teamFile, textBytes(`${JSON.stringify(next.signed, null, 2)}\n`));
    await machine.files.remove(otherTeamFile(teamFile));
    return next;
  });
}

/**
 * Null where the list may become the one that this machine trusts: where there are two, one of them or one that
 * follows one of them may. Fails as `trustedTeam` where the one in use is damaged.
 */
export async function refuseHere(machine: Machine, next: ReadTeam): Promise<TeamRefusal | null> {
  const { teamFile } = machine;
  if (teamFile === undefined || !(await machine.files.exists(otherTeamFile(teamFile)))) {
    return refuseTeam(await trustedTeam(machine), next);
  }
  const here = [teamFile, otherTeamFile(teamFile)].map((path) => readTeamFile(machine, path).catch(() => null));
  const refusals = (await Promise.all(here)).flatMap((list) => (list?.genuine ? [refuseTeam(list, next)] : []));
  if (refusals.length === 0) return refuseTeam(null, next);
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

/**
 * Signs what a lead wrote into a file. `previous` is the list that it replaces.
 * Fails with `team/wrong-facts` and the codes of `refuseTeam`.
 */
export function signTeam(
  machine: Pick<Machine, "clock" | "keys">,
  facts: unknown,
  previous: ReadTeam | null,
  key: SigningKey,
): ReadTeam {
  const parsed = teamFacts.safeParse(facts);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(" › ") || "team";
    throw new StudioError(
      "team/wrong-facts",
      "content",
      `The team list is not complete: ${place}: ${issue?.message}.`,
      {
        hint: "Correct that place, then sign again.",
      },
    );
  }
  const team: Omit<Team, "manara" | "version"> = {
    ...parsed.data,
    previous: previous?.digest ?? null,
    at: momentOf(machine.clock.now()),
    by: { name: key.name, key: key.key },
  };
  const statement = teamText(team);
  const signed: SignedApproval = { statement, key: key.key, signature: machine.keys.sign(key, textBytes(statement)) };
  const read = readTeam(signed, machine.keys.verify);
  const no = read === null ? null : refuseTeam(previous, read);
  if (read === null || no !== null) {
    throw refusedTeam("The new list", no?.code ?? "team/bad-signature", no?.message ?? "It cannot be read again.");
  }
  return read;
}

function twoLists(teamFile: string): StudioError {
  const message = `There are two team lists in ${dirname(teamFile)}, and neither follows the other: nothing can be approved.`;
  return new StudioError("team/two-lists", "failure", message, {
    hint: "Ask a lead for the list that is in force, and import it in Settings or with: manara team trust.",
  });
}

export function refusedTeam(place: string, code: string, message: string): StudioError {
  return new StudioError(code, "failure", `${place}: ${message}`, {
    hint: "Ask a lead for the newest list. What this computer trusted before stays as it is.",
  });
}
