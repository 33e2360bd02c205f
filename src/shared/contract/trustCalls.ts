import { z } from "zod";
import { campaignDocument, sha256 } from "../document/documentSchema.ts";

/** Calls about whom a person trusts: whether the pages of a pack may be approved on this machine. */

const id = campaignDocument.shape.pack.shape.id;

const packTrust = z.strictObject({
  id,
  release: z.string(),
  /** Of all its files: a publisher tells its first digits on another way. */
  digest: sha256,
  /** `own`: it came with Manara; `team`: the team's list lets it in; `known`: this person trusts it. */
  trust: z.enum(["own", "team", "known", "unknown"]),
  /** Null where nobody signed it. */
  signedBy: z.strictObject({ name: z.string(), organisation: z.string(), key: z.string() }).nullable(),
  /** False where a team's list is in force, which alone decides. */
  canTrust: z.boolean(),
});
export type PackTrustState = z.infer<typeof packTrust>;

export const trustCalls = {
  /** Whether team list, trusted keys, registry and packs on the disk are others by now: `rules.changed` tells what comes of it. */
  "rules.look": { input: z.strictObject({}), output: z.strictObject({}) },
  "packs.trustOf": { input: z.strictObject({ id }), output: packTrust },
  /**
   * Trusts the publisher of a signed pack, or a pack that nobody signed just as it is. `digest` is what the person was
   * shown: where the pack is another by now, nothing is trusted (`pack/changed-meanwhile`). Fails with
   * `pack/team-decides` where a team's list is in force.
   */
  "packs.trust": { input: z.strictObject({ id, digest: sha256 }), output: packTrust },
} as const;

export const trustEvents = {
  /** The team list, whom this machine trusts, or a pack is another by now: the gate may answer otherwise. */
  "rules.changed": z.strictObject({}),
} as const;
