import { dirname, join } from "node:path";
import { type ReadTeam, refuseTeam } from "../../../shared/approve/team.ts";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { adoptNotes } from "../pack/adoptNotes.ts";
import type { Machine } from "../ports.ts";
import { otherTeamFile, readTeamFile } from "./teams.ts";
import { readTrusted, type Trusted, trustedBytes } from "./trustedKeys.ts";

/**
 * Team list, trusted keys and withdrawals in a folder of an older version → the folder that all hosts of a person
 * share. Where both have a rule, the stricter one stays: no gate opens because a program was updated.
 */

/** Stands in the older folder once all of it counts: later, the shared folder alone is asked. */
const ADOPTED = "adopted";

/** Nothing in the older folder is changed. Fails with the codes of `Files.read` and `Files.write`; then it is tried again. */
export async function adoptRules(machine: Machine, earlier: string): Promise<void> {
  const { files, teamFile } = machine;
  const done = join(earlier, ADOPTED);
  if (teamFile === undefined || !(await files.exists(earlier)) || (await files.exists(done))) return;
  await files.withLock(join(dirname(teamFile), ADOPTED), async () => {
    await adoptTeam(machine, teamFile, join(earlier, "team.json"));
    await adoptTrusted(machine, join(earlier, "trusted.json"));
    await adoptNotes(machine, join(earlier, "registry"));
    await files.write(done, textBytes(""));
  });
}

/** The newer of two lists that follow each other. Of two that do not, neither opens a gate before a person chooses. */
async function adoptTeam(machine: Machine, teamFile: string, old: string): Promise<void> {
  const { files } = machine;
  if (!(await files.exists(old))) return;
  const bytes = await files.read(old);
  if (!(await files.exists(teamFile))) return files.write(teamFile, bytes);
  const [mine, theirs] = [await listIn(machine, teamFile), await listIn(machine, old)];
  if (mine !== null && theirs !== null) {
    if (refuseTeam(theirs, mine) === null) return;
    if (refuseTeam(mine, theirs) === null) return files.write(teamFile, bytes);
  }
  await files.write(otherTeamFile(teamFile), bytes);
}

/** Null where it is damaged. */
async function listIn(machine: Machine, path: string): Promise<ReadTeam | null> {
  return readTeamFile(machine, path).catch((error: unknown) => {
    if (error instanceof StudioError) return null;
    throw error;
  });
}

/** Only whom both trust: what somebody took out in one of them is not let in by the other. */
async function adoptTrusted(machine: Machine, old: string): Promise<void> {
  const { files, trustFile } = machine;
  if (trustFile === undefined || !(await files.exists(old))) return;
  if (!(await files.exists(trustFile))) return files.write(trustFile, await files.read(old));
  const [mine, theirs] = [await trustedIn(machine, trustFile), await trustedIn(machine, old)];
  // A damaged list in the shared folder closes every gate as it is; one in the older folder let nobody in.
  if (mine === null) return;
  const both = <Entry>(list: readonly Entry[], other: readonly Entry[], nameOf: (entry: Entry) => string) =>
    list.filter((entry) => other.some((one) => nameOf(one) === nameOf(entry)));
  await files.write(
    trustFile,
    trustedBytes({
      people: both(mine.people, theirs?.people ?? [], ({ key }) => key),
      publishers: both(mine.publishers, theirs?.publishers ?? [], ({ key }) => key),
      packs: both(mine.packs, theirs?.packs ?? [], ({ digest }) => digest),
    }),
  );
}

async function trustedIn(machine: Machine, trustFile: string): Promise<Trusted | null> {
  return readTrusted({ files: machine.files, trustFile }).catch((error: unknown) => {
    if (error instanceof StudioError) return null;
    throw error;
  });
}
