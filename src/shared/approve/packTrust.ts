import type { ReadTeam } from "./team.ts";

/** A pack, and whom this computer trusts → whether pages that were made with it may be approved. */

/** `own`: it came with Manara; `team`: the team's list lets it in; `known`: a person on this machine trusts it. */
export type PackTrust = "own" | "team" | "known" | "unknown";

export interface VouchedPack {
  readonly id: string;
  readonly release: string;
  /** SHA-256 of all its files. */
  readonly digest: string;
  /** Who signed these files, and when; null where nobody did. The signature was checked. */
  readonly signedBy: { readonly name: string; readonly key: string; readonly at: string } | null;
}

/** What a person decided to trust on this machine. */
export interface KnownPacks {
  /** Keys of publishers. */
  readonly publishers: readonly string[];
  /** Digests of packs that hold just as they are. */
  readonly packs: readonly string[];
}

/**
 * With a team, its list alone decides: nobody lets in a pack for the others on a machine of their own. A lead who may
 * sign the list may sign a pack too. Without a team it is for each person to say.
 * @param isOwn whether it came with Manara.
 */
export function judgePack(pack: VouchedPack, isOwn: boolean, team: ReadTeam | undefined, known: KnownPacks): PackTrust {
  if (isOwn) return "own";
  const { signedBy } = pack;
  if (team === undefined) {
    const trusted = known.packs.includes(pack.digest) || (signedBy !== null && known.publishers.includes(signedBy.key));
    return trusted ? "known" : "unknown";
  }
  const { packs, members, revoked } = team.team;
  if (signedBy === null) return packs?.unsigned === true ? "team" : "unknown";
  if (revoked.some((one) => one.key === signedBy.key && one.at <= signedBy.at)) return "unknown";
  const named = packs?.publishers.some((one) => one.key === signedBy.key) ?? false;
  const led = members.some((one) => one.key === signedBy.key && one.roles.includes("lead"));
  return named || led ? "team" : "unknown";
}
