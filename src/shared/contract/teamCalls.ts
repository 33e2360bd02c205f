import { z } from "zod";
import { ROLES } from "../approve/approval.ts";
import { teamFacts } from "../approve/team.ts";
import { sha256 } from "../document/documentSchema.ts";

/** Calls about the team: who may decide what, as the list that this machine trusts says. */

const team = teamFacts.extend({
  /** SHA-256 of the signed text; a lead tells its first digits on the phone. */
  digest: sha256,
  at: z.string(),
  by: z.strictObject({ name: z.string(), key: z.string() }),
  /** This moment is between both ends of `valid`. */
  holds: z.boolean(),
  /** Of the person's own key; null where the list does not have it, or there is no key. */
  mine: z
    .strictObject({ name: z.string(), roles: z.array(z.enum(ROLES)), editions: z.array(z.string()).nullable() })
    .nullable(),
});
export type TeamState = z.infer<typeof team>;

/** An uploaded file, by its SHA-256. */
const upload = z.strictObject({ upload: sha256 });

export const teamCalls = {
  /** The list in use; null where there is none, and every key counts. Fails with `team/not-a-team` and `team/bad-signature` where it is damaged. */
  "team.read": { input: z.strictObject({}), output: team.nullable() },
  /** What is in a file, before anybody trusts it. Fails with `team/not-a-team` and the codes of `refuseTeam`. */
  "team.preview": { input: upload, output: team },
  /** Puts it in the place of the list in use. Fails as `team.preview`, and with `team/no-place`. */
  "team.import": { input: upload, output: team },
} as const;
