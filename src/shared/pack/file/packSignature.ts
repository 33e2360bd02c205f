import { z } from "zod";
import { canonicalText, textBytes } from "../../base/digest.ts";
import { parseJson } from "../../base/unicode.ts";

/** The signature of a pack: a signed text with the digest of all its files, in a file beside them. */

export const PACK_SIGNATURE = "pack.sig.json";

const statement = z.strictObject({
  manara: z.literal("pack"),
  version: z.literal(1),
  id: z.string().max(100),
  release: z.string().max(40),
  /** Of all files but the signature itself. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.strictObject({ name: z.string().min(1).max(200), organisation: z.string().max(200), key: z.string() }),
  at: z.iso.datetime({ offset: false }),
});
export type PackStatement = z.infer<typeof statement>;

const signature = z.strictObject({
  statement: z.string().max(10_000),
  key: z.string(),
  signature: z.string().max(200),
});

/** RFC 8785 canonical JSON: the text that gets signed. */
export function packStatementText(facts: Omit<PackStatement, "manara" | "version">): string {
  return canonicalText({ ...facts, manara: "pack", version: 1 });
}

export type PackVouched =
  | { readonly state: "signed"; readonly statement: PackStatement }
  /** `damaged`: it cannot be read; `forged`: the signature does not fit; `altered`: it is about other files. */
  | { readonly state: "damaged" | "forged" | "altered"; readonly by: string };

/** @param verify of a public key, a message and its signature */
export function judgePackSignature(
  value: unknown,
  pack: { readonly id: string; readonly release: string; readonly digest: string },
  verify: (key: string, message: Uint8Array, signature: string) => boolean,
): PackVouched {
  const signed = signature.safeParse(value);
  const read = statement.safeParse(signed.success ? jsonOrNull(signed.data.statement) : null);
  if (!signed.success || !read.success) return { state: "damaged", by: "" };
  const { by, id, release, digest } = read.data;
  const fits = by.key === signed.data.key && verify(by.key, textBytes(signed.data.statement), signed.data.signature);
  if (!fits) return { state: "forged", by: by.name };
  if (id !== pack.id || release !== pack.release || digest !== pack.digest) return { state: "altered", by: by.name };
  return { state: "signed", statement: read.data };
}

function jsonOrNull(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
