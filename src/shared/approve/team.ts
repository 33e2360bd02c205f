import { z } from "zod";
import type { DiagnosticValues } from "../base/diagnostics.ts";
import { canonicalText, digestBytes, textBytes } from "../base/digest.ts";
import {
  type Decision,
  parseJson,
  ROLES,
  type Role,
  type SignedApproval,
  type Statement,
  type VerifySignature,
} from "./approval.ts";

/** The people of a campaign, their keys and what each may decide: a list that a lead signs, each release replacing the one before. */

const key = z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/, "use ed25519: and 43 characters of base64url");
const moment = z.iso.datetime({ offset: false });

const member = z.strictObject({
  name: z.string().min(1).max(200),
  organisation: z.string().max(200),
  key,
  roles: z.array(z.enum(ROLES)).min(1),
  /** BCP 47 tags; null for all. */
  editions: z.array(z.string().max(35)).min(1).max(100).nullable(),
});
export type Member = z.infer<typeof member>;

const rules = z.strictObject({
  /** `two`: a reviewer signs the language before a lead releases. */
  stages: z.enum(["one", "two"]),
  /** Leads who must have approved. */
  approvals: z.number().int().min(1).max(20),
  /** Whether one person's signature alone is enough. */
  authorMayRelease: z.boolean(),
  /** Whether every warning that stands needs a reason. */
  reasons: z.boolean(),
});
export type TeamRules = z.infer<typeof rules>;

const packs = z.strictObject({
  /** Whose packs may be used for final files; leads of the list may always sign one. */
  publishers: z.array(z.strictObject({ name: z.string().min(1).max(200), key })).max(100),
  /** Whether packs that nobody signed may be used too. */
  unsigned: z.boolean(),
});

/** What a person writes by hand before a lead signs it. */
export const teamFacts = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "use lower-case letters, digits and single hyphens")
    .max(100),
  name: z.string().min(1).max(200),
  /** Rises with every release. */
  number: z.number().int().min(1).max(1_000_000),
  valid: z.strictObject({ from: moment, until: moment }),
  members: z.array(member).min(1).max(500),
  /** Decisions signed at this moment or later do not count. */
  revoked: z.array(z.strictObject({ key, at: moment })).max(1000),
  rules,
  /** Beside those that come with Manara; absent where the list names none. */
  packs: packs.exactOptional(),
});
export type TeamFacts = z.infer<typeof teamFacts>;

const team = teamFacts.extend({
  manara: z.literal("team"),
  version: z.literal(1),
  /** Digest of the release that this one replaces; null for the first. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  at: moment,
  by: z.strictObject({ name: z.string().min(1).max(200), key }),
});
export type Team = z.infer<typeof team>;

export interface ReadTeam {
  readonly signed: SignedApproval;
  readonly team: Team;
  /** SHA-256 of the signed text. */
  readonly digest: string;
  readonly genuine: boolean;
}

export interface TeamRefusal {
  readonly code:
    | "team/bad-signature"
    | "team/not-a-lead"
    | "team/other-team"
    | "team/replayed"
    | "team/two-keys"
    | "team/not-valid";
  readonly message: string;
}

export function teamText(facts: Omit<Team, "manara" | "version">): string {
  return canonicalText({ ...facts, manara: "team", version: 1 });
}

/** Null where it is not a list of a version that this Manara knows. */
export function readTeam(signed: SignedApproval, verify: VerifySignature): ReadTeam | null {
  const parsed = team.safeParse(parseJson(signed.statement));
  if (!parsed.success) return null;
  const genuine =
    parsed.data.by.key === signed.key && verify(signed.key, textBytes(signed.statement), signed.signature);
  return { signed, team: parsed.data, digest: digestBytes(textBytes(signed.statement)), genuine };
}

/**
 * Null where the list may take the place of the current one. The first is signed by one of its own leads, and a person
 * decides to trust it; every later one by a lead of the list that it replaces.
 */
export function refuseTeam(current: ReadTeam | null, next: ReadTeam): TeamRefusal | null {
  const { team: list, genuine } = next;
  if (!genuine) return refusal("team/bad-signature", "The signature of the team list does not match what was signed.");
  const keys = list.members.map((one) => one.key);
  if (new Set(keys).size !== keys.length)
    return refusal("team/two-keys", "Two members of the team list have the same key.");
  if (list.valid.from >= list.valid.until) return refusal("team/not-valid", "The team list ends before it begins.");
  const judge = current?.team ?? list;
  if (!isLead(judge, list.by.key, list.at)) {
    return refusal(
      "team/not-a-lead",
      `The team list is signed by ${list.by.name}, who is not a lead of ${judge.name}.`,
    );
  }
  if (current === null || current.digest === next.digest) return null;
  if (current.team.id !== list.id) {
    return refusal("team/other-team", `The team list is that of ${list.name}, not of ${current.team.name}.`);
  }
  if (list.number <= current.team.number) {
    return refusal(
      "team/replayed",
      `The team list is release ${list.number}; release ${current.team.number} is in use already.`,
    );
  }
  if (list.number === current.team.number + 1 && list.previous !== current.digest) {
    return refusal("team/other-team", "The team list does not follow the one that is in use.");
  }
  return null;
}

function refusal(code: TeamRefusal["code"], message: string): TeamRefusal {
  return { code, message };
}

function isLead({ members, revoked }: Team, wanted: string, at: string): boolean {
  const out = revoked.some((one) => one.key === wanted && one.at <= at);
  return !out && members.some((one) => one.key === wanted && one.roles.includes("lead"));
}

/** Who may take which decision. */
const NEEDED: Readonly<Record<Decision, readonly Role[]>> = {
  submit: ROLES,
  review: ["reviewer"],
  approve: ["lead"],
  "request-changes": ["reviewer", "lead"],
  withdraw: ["reviewer", "lead"],
};

/** The role in which a member decides; null where the member may not. */
export function roleFor(roles: readonly Role[], decision: Decision): Role | null {
  return NEEDED[decision].find((role) => roles.includes(role)) ?? null;
}

export interface DecisionRefusal {
  readonly code:
    | "approve/not-trusted"
    | "approve/wrong-role"
    | "approve/wrong-edition"
    | "approve/key-revoked"
    | "approve/team-expired"
    | "approve/team-outdated"
    | "approve/other-team";
  readonly message: string;
  readonly values: DiagnosticValues;
}

type Facts = Pick<Statement, "decision" | "edition" | "at"> & {
  readonly by: { readonly name: string; readonly key: string };
  readonly role?: Role | null;
  readonly team?: { readonly id: string; readonly number: number; readonly digest: string } | null;
};

/** Null where this list lets the person decide so, at that moment, about that edition. */
export function refuseDecision({ team: list, digest }: ReadTeam, statement: Facts): DecisionRefusal | null {
  const { by, decision, edition, at } = statement;
  const { name } = by;
  const no = (code: DecisionRefusal["code"], message: string, values: DiagnosticValues = {}): DecisionRefusal => ({
    code,
    message,
    values: { name, ...values },
  });
  const named = statement.team ?? null;
  if (named !== null && named.id !== list.id) {
    return no("approve/other-team", `${name} decided as a member of another team, ${named.id}.`, { team: named.id });
  }
  if (named !== null && named.number > list.number) {
    return no(
      "approve/team-outdated",
      `${name} decided under release ${named.number} of the team list; this computer has release ${list.number}.`,
      { number: named.number, known: list.number },
    );
  }
  if (named !== null && named.number === list.number && named.digest !== digest) {
    return no("approve/other-team", `${name} decided under another team list with the same number.`, {
      team: named.id,
    });
  }
  const revoked = list.revoked.find((one) => one.key === by.key && one.at <= at);
  if (revoked !== undefined) {
    return no("approve/key-revoked", `The key of ${name} was revoked at ${revoked.at}.`, { at: revoked.at });
  }
  const found = list.members.find((one) => one.key === by.key);
  if (found === undefined) return no("approve/not-trusted", `The key of ${name} is not in the list of ${list.name}.`);
  const role = roleFor(found.roles, decision);
  const raised = statement.role != null && !found.roles.includes(statement.role);
  if (role === null || raised) {
    const roles = found.roles.join(", ");
    return no("approve/wrong-role", `${name} is ${roles} in ${list.name}, which does not allow "${decision}".`, {
      roles,
      decision,
    });
  }
  if (found.editions !== null && !found.editions.includes(edition)) {
    return no("approve/wrong-edition", `${name} may not decide about ${edition}.`, { edition });
  }
  if (at < list.valid.from || at > list.valid.until) {
    return no("approve/team-expired", `${name} decided at ${at}; the team list was valid until ${list.valid.until}.`, {
      at,
      until: list.valid.until,
    });
  }
  return null;
}
