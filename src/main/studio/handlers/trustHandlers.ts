import { StudioError } from "../../../shared/base/errors.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { PackTrustState, trustCalls } from "../../../shared/contract/trustCalls.ts";
import type { LoadedPack } from "../../services/pack/packs.ts";
import type { Machine } from "../../services/ports.ts";
import { packTrustOf, trustLoadedPack } from "../../services/trust/packTrust.ts";
import { machinePolicy } from "../../services/trust/teams.ts";
import type { Rules } from "../sessions/rules.ts";
import type { PackShelf } from "../shelves/packShelf.ts";

/** The calls about whom a person trusts, answered. */

export interface TrustContext {
  readonly machine: Machine;
  readonly packs: PackShelf;
  readonly rules: Pick<Rules, "look">;
}

export function trustHandlers({ machine, packs, rules }: TrustContext): Pick<Handlers, keyof typeof trustCalls> {
  const stateOf = async (loaded: LoadedPack): Promise<PackTrustState> => {
    const { id, release, digest } = loaded.pack;
    const policy = await machinePolicy(machine);
    const by = loaded.signedBy?.by;
    return {
      id,
      release,
      digest,
      trust: await packTrustOf(machine, loaded, policy),
      signedBy: by === undefined ? null : { name: by.name, organisation: by.organisation, key: by.key },
      canTrust: policy.team === undefined,
    };
  };

  return {
    "rules.look": async () => {
      await rules.look();
      return {};
    },
    "packs.trustOf": async ({ id }) => stateOf((await packs.get(id)).loaded),
    "packs.trust": async ({ id, digest }) => {
      const { loaded } = await packs.get(id);
      if (loaded.pack.digest !== digest) {
        throw new StudioError("pack/changed-meanwhile", "usage", "The pack changed since you looked at it.", {
          hint: "Look at it again. You have not trusted anything yet.",
        });
      }
      await trustLoadedPack(machine, loaded);
      await rules.look();
      return stateOf(loaded);
    },
  };
}
