import { z } from "zod";
import { canonicalText, textBytes } from "../base/digest.ts";
import { parseJson, type SignedApproval, type VerifySignature } from "./approval.ts";

/**
 * What an exported file carries: who approved its pages, and what its bytes were when it was exported.
 *
 * The digest is over the file without the record itself, so the record can lie inside. It is part of a seal, which
 * the person who exports may sign: then nobody can change the file and write a new digest. Without a signature
 * the digest finds what was changed by accident or by another program, not by somebody who knows this format.
 */

/** Namespace and property in the file's XMP packet; between the two tags lies the record in Base64. */
export const RECORD_NAMESPACE = "urn:manara:record:1#";
export const RECORD_OPEN = "<manara:record>";
export const RECORD_CLOSE = "</manara:record>";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const signed = z.strictObject({ statement: z.string().min(2).max(100_000), key: z.string(), signature: z.string() });

const seal = z.strictObject({
  manara: z.literal("export"),
  version: z.literal(1),
  document: z.string(),
  template: z.string(),
  edition: z.string(),
  format: z.string(),
  proof: digest,
  /** Of the file without its record. */
  file: digest,
  pages: z.number().int().min(1),
  /** Width and height of a raster file. */
  pixels: z.tuple([z.number().int(), z.number().int()]).nullable(),
  /** Digest of a PDF's XMP packet without the record, and the instance id in it. */
  properties: z.strictObject({ digest, instance: z.string().max(100) }).nullable(),
  /** Codes of the warnings that stood when it left, each once; absent where there were none. */
  warnings: z.array(z.string().min(1).max(100)).min(1).max(60).exactOptional(),
  /** Released by the demo's key: a sample, and nothing that anybody approved. */
  sample: z.literal(true).exactOptional(),
  by: z.strictObject({ name: z.string().min(1).max(200), key: z.string() }).nullable(),
  at: z.iso.datetime({ offset: false }),
});
export type Seal = z.infer<typeof seal>;

const fileRecord = z.strictObject({
  manara: z.literal("record"),
  version: z.literal(1),
  /** Approvals first, then who submitted and reviewed. */
  approvals: z.array(signed).min(1).max(50),
  seal: z.strictObject({
    statement: z.string().min(2).max(10_000),
    /** Empty where nobody sealed the file. */
    signature: z.string().max(100),
  }),
});

export interface ReadFileRecord {
  readonly approvals: readonly SignedApproval[];
  readonly seal: Seal;
  /** `none`: nobody sealed the file; `forged`: the signature does not fit. */
  readonly sealed: "genuine" | "forged" | "none";
}

export type SealFacts = Omit<Seal, "manara" | "version">;

export function sealText(facts: SealFacts): string {
  return canonicalText({ ...facts, manara: "export", version: 1 });
}

/** The text that goes into the file. */
export function fileRecordText(approvals: readonly SignedApproval[], statement: string, signature: string): string {
  const own = approvals.map(({ statement: text, key, signature: proof }) => ({
    statement: text,
    key,
    signature: proof,
  }));
  return canonicalText({ manara: "record", version: 1, approvals: own, seal: { statement, signature } });
}

/** Null where the text is not a record of a version that this Manara knows. */
export function readFileRecord(text: string, verify: VerifySignature): ReadFileRecord | null {
  const record = fileRecord.safeParse(parseJson(text));
  if (!record.success) return null;
  const { statement, signature } = record.data.seal;
  const read = seal.safeParse(parseJson(statement));
  if (!read.success) return null;
  const { by } = read.data;
  let sealed: ReadFileRecord["sealed"] = "none";
  if (by !== null) sealed = verify(by.key, textBytes(statement), signature) ? "genuine" : "forged";
  else if (signature !== "") sealed = "forged";
  return { approvals: record.data.approvals, seal: read.data, sealed };
}
