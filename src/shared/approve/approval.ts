import { z } from "zod";
import { canonicalText, digestBytes, textBytes } from "../base/digest.ts";
import * as unicode from "../base/unicode.ts";
import { proofParts } from "./proof.ts";
import { PROOF_CHANGES } from "./proofChanges.ts";

/** A person's decision about one proof, as the exact text that is signed. */

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(200);

const about = {
  manara: z.literal("approval"),
  /** UUID of the document. */
  document: z.string(),
  /** BCP 47 tag. */
  edition: z.string(),
  template: z.string(),
  /** Digest of the proof, see `makeProof`. */
  proof: digest,
  /** ISO 8601 in UTC. */
  at: z.iso.datetime({ offset: false }),
  note: z.string().max(2000),
};

const first = z.strictObject({
  ...about,
  version: z.literal(1),
  decision: z.enum(["approve", "request-changes", "withdraw"]),
  by: z.strictObject({ name, key: z.string() }),
});

export const ROLES = ["officer", "localiser", "reviewer", "lead"] as const;
export type Role = (typeof ROLES)[number];

/** Most findings that one decision can give reasons for. */
export const MOST_REASONS = 60;

export const findingReason = z.strictObject({
  code: z.string().min(1).max(100),
  /** As the finding names it. */
  place: z.string().max(300),
  reason: z.string().min(1).max(300),
});
export type FindingReason = z.infer<typeof findingReason>;

/** `submit`: ready to be looked at. `review`: the language is right. `approve`: may leave. */
export const DECISIONS = ["submit", "review", "approve", "request-changes", "withdraw"] as const;
export type Decision = (typeof DECISIONS)[number];

const second = z.strictObject({
  ...about,
  version: z.literal(2),
  decision: z.enum(DECISIONS),
  by: z.strictObject({ name, organisation: z.string().max(200), key: z.string() }),
  /** In which the person decided; null without a team. */
  role: z.enum(ROLES).nullable(),
  /** The list of members that held when it was signed. */
  team: z.strictObject({ id: z.string().max(100), number: z.number().int().min(1), digest }).nullable(),
  parts: proofParts,
  /** Since this person's side approved last: digest of that approval, and what is different. */
  changed: z
    .strictObject({
      since: digest,
      what: z
        .array(z.strictObject({ what: z.enum(PROOF_CHANGES), slots: z.array(z.string().max(100)).max(200) }))
        .max(10),
    })
    .nullable(),
  /** Why warnings can stay. */
  reasons: z.array(findingReason).max(MOST_REASONS),
  /** Place in the document's record: how many signed events come before, and the digest of the last of them. */
  record: z.strictObject({
    count: z.number().int().min(0),
    previous: digest.nullable(),
    /** The other ends of a record that was merged from copies: the last events before this one there. */
    joined: z.array(digest).min(1).max(200).exactOptional(),
  }),
});
export type RecordedStatement = z.infer<typeof second>;

const statement = z.union([first, second]);
export type Statement = z.infer<typeof statement>;

/**
 * The public half of the key that signs the sample campaign of `manara demo`. Its private half is in the source, in
 * everybody's hands: it opens gates for the pack's own sample words alone, and what leaves is marked as a sample.
 */
export const DEMO_KEY = "ed25519:JihQg2wSard9-1qmnhiPu2wywa5aLqo2oRDMOjTcWYQ";

/** As it travels, in documents, manifests and exported files: never rewritten. */
export interface SignedApproval {
  readonly statement: string;
  readonly key: string;
  readonly signature: string;
}

export type VerifySignature = (key: string, message: Uint8Array, signature: string) => boolean;

/** What was read out of a signed approval, and whether its signature holds for exactly that text and key. */
export interface ReadApproval {
  readonly signed: SignedApproval;
  readonly statement: Statement;
  readonly genuine: boolean;
}

/** RFC 8785 canonical JSON of the first version: what is in documents from before there was a record. */
export function statementText(facts: Omit<z.infer<typeof first>, "manara" | "version">): string {
  return canonicalText({ ...facts, manara: "approval", version: 1 });
}

/** RFC 8785 canonical JSON: the text that gets signed. */
export function recordedText(facts: Omit<RecordedStatement, "manara" | "version">): string {
  return canonicalText({ ...facts, manara: "approval", version: 2 });
}

/** SHA-256 of the signed text: names an approval in manifests and in the record. */
export function approvalDigest(signed: SignedApproval): string {
  return digestBytes(textBytes(signed.statement));
}

/** Null where the text is not a statement of a version that this Manara knows. */
export function readApproval(signed: SignedApproval, verify: VerifySignature): ReadApproval | null {
  const parsed = statement.safeParse(parseJson(signed.statement));
  if (!parsed.success) return null;
  const genuine =
    parsed.data.by.key === signed.key && verify(signed.key, textBytes(signed.statement), signed.signature);
  return { signed, statement: parsed.data, genuine };
}

/** Parsed JSON, or null where it is none. */
export function parseJson(text: string): unknown {
  try {
    return unicode.parseJson(text);
  } catch {
    return null;
  }
}
