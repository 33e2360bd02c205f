import type { Policy } from "../../../shared/approve/decide.ts";
import { judgePack, type PackTrust } from "../../../shared/approve/packTrust.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine } from "../ports.ts";
import { isSampleEdition } from "./sampleWords.ts";
import { machinePolicy } from "./teams.ts";
import { knownPacks, readTrusted, type Trusted, trustKey, trustPack } from "./trustedKeys.ts";

/** Loaded pack → whether its pages may be approved on this machine, and how a person comes to trust it. */

/** Fails with `keys/trusted-damaged`. */
export async function packTrustOf(
  machine: Machine,
  { pack: { id, release, digest }, folder, signedBy }: LoadedPack,
  { team }: Policy,
): Promise<PackTrust> {
  const isOwn = (await machine.isOwnPack?.({ id, digest, folder: folder ?? null })) ?? false;
  const signed = signedBy == null ? null : { name: signedBy.by.name, key: signedBy.by.key, at: signedBy.at };
  return judgePack({ id, release, digest, signedBy: signed }, isOwn, team, knownPacks(await readTrusted(machine)));
}

/** The rules of the gate for pages of this pack: no approval opens it where nobody who is trusted vouches for the pack. */
export async function withPack(machine: Machine, policy: Policy, loaded: LoadedPack): Promise<Policy> {
  const { untrustedPack: _, ...given } = policy;
  // The room of the gate knows no documents: it hands back what `gateFor` gave it.
  const isSample: Policy["isSample"] = (document, edition) =>
    isSampleEdition(loaded, document as CampaignDocument, edition);
  const people = { ...given, isSample };
  if ((await packTrustOf(machine, loaded, policy)) !== "unknown") return people;
  const { id, release } = loaded.pack;
  return { ...people, untrustedPack: { pack: `${id} ${release}`, by: loaded.signedBy?.by.name ?? null } };
}

/** The rules of this machine's gate for pages of this pack. Fails as `machinePolicy` and `packTrustOf`. */
export async function gatePolicy(machine: Machine, loaded: LoadedPack): Promise<Policy> {
  return withPack(machine, await machinePolicy(machine), loaded);
}

/**
 * A person trusts the publisher of a signed pack, or a pack that nobody signed just as it is.
 * Fails with `pack/team-decides` where a team's list is in force, and as `trustKey`.
 */
export async function trustLoadedPack(machine: Machine, { pack, signedBy }: LoadedPack): Promise<Trusted> {
  if ((await machinePolicy(machine)).team !== undefined) {
    throw new StudioError(
      "pack/team-decides",
      "usage",
      "The team's list says which packs are accepted on this computer.",
      {
        hint: "Ask a lead to sign the pack, or to name its publisher in the team's list.",
      },
    );
  }
  return signedBy == null ? trustPack(machine, pack) : trustKey(machine, "publishers", signedBy.by);
}
