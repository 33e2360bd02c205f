import type { ReadTeam } from "../../../shared/approve/team.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { TeamState, teamCalls } from "../../../shared/contract/teamCalls.ts";
import type { Machine } from "../../services/ports.ts";
import { keepTeam, readTeamBytes, refusedTeam, refuseHere, trustedTeam } from "../../services/trust/teams.ts";
import type { Assets } from "../assets/assets.ts";
import type { SigningKeyStore } from "../base/signingKey.ts";

/** The calls about who may decide what, answered. */

export interface TeamContext {
  readonly machine: Machine;
  readonly assets: Assets;
  readonly signingKey: SigningKeyStore;
}

/** Stands for the name of an uploaded file, which does not travel. */
const UPLOADED = "The file";

export function teamHandlers({ machine, assets, signingKey }: TeamContext): Pick<Handlers, keyof typeof teamCalls> {
  const state = async (read: ReadTeam): Promise<TeamState> => {
    const { manara: _, version: __, previous: ___, ...facts } = read.team;
    const key = await signingKey.read();
    const now = momentOf(machine.clock.now());
    const found = facts.members.find((one) => one.key === key?.key);
    return {
      ...facts,
      digest: read.digest,
      holds: facts.valid.from <= now && now <= facts.valid.until,
      mine: found === undefined ? null : { name: found.name, roles: found.roles, editions: found.editions },
    };
  };
  const read = async (upload: string) => readTeamBytes(machine, await assets.take(upload), UPLOADED);

  return {
    "team.read": async () => {
      const current = await trustedTeam(machine);
      return current === null ? null : state(current);
    },
    "team.preview": async ({ upload }) => {
      const next = await read(upload);
      const no = await refuseHere(machine, next);
      if (no !== null) throw refusedTeam(UPLOADED, no.code, no.message);
      return state(next);
    },
    "team.import": async ({ upload }) => state(await keepTeam(machine, await read(upload), UPLOADED)),
  };
}
