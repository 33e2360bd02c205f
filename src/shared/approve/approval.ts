import { z } from "zod";
import { canonicalText, digestBytes, textBytes } from "../base/digest.ts";

/** A person's decision about one proof, as the exact text that is signed. */

const statement = z.strictObject({
  manara: z.literal("approval"),
  version: z.literal(1),
  /** UUID of the document. */
  document: z.string(),
  /** BCP 47 tag. */
  edition: z.string(),
  template: z.string(),
  /** Digest of the proof, see `makeProof`. */
  proof: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.enum(["approve", "request-changes", "withdraw"]),
  by: z.strictObject({ name: z.string().min(1).max(200), key: z.string() }),
  /** ISO 8601 in UTC. */
  at: z.iso.datetime({ offset: false }),
  note: z.string().max(2000),
});
export type Statement = z.infer<typeof statement>;
export type Decision = Statement["decision"];

/** As it travels, in documents and in manifests: never rewritten. */
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

/** RFC 8785 canonical JSON: the text that gets signed. */
export function statementText(facts: Omit<Statement, "manara" | "version">): string {
  return canonicalText({ ...facts, manara: "approval", version: 1 });
}

/** SHA-256 of the signed text: names an approval in manifests. */
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
