import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";

/** Secret and passphrase ⇄ locked secret: scrypt (RFC 7914) makes the key, AES-256-GCM locks and proves. */

/** 128 MiB and a fraction of a second, as OWASP's Password Storage Cheat Sheet asks for; earlier keys may have less. */
const COST = { N: 131_072, r: 8, p: 1 } as const;
/** A file from somebody else must not take the machine's memory or its day. */
const MOST_MEMORY = 256 * 1024 * 1024;
const LEAST_N = 32_768;

const text = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`));

export const lockedSecret = z.strictObject({
  kdf: z.literal("scrypt"),
  N: z.number().int(),
  r: z.number().int().min(1).max(32),
  p: z.number().int().min(1).max(4),
  salt: text(16),
  cipher: z.literal("aes-256-gcm"),
  nonce: text(12),
  /** 32 bytes and the tag of 16. */
  sealed: text(48),
});
export type LockedSecret = z.infer<typeof lockedSecret>;

/** @param secret 32 bytes, base64url. @param facts bound to the secret: changing one of them locks it for good. */
export async function lockSecret(secret: string, passphrase: string, facts: unknown): Promise<LockedSecret> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const head = { kdf: "scrypt", ...COST, salt: url(salt), cipher: "aes-256-gcm", nonce: url(nonce) } as const;
  const cipher = createCipheriv("aes-256-gcm", await derive(passphrase, salt, head), nonce);
  cipher.setAAD(canonicalBytes({ facts, head }));
  const sealed = Buffer.concat([cipher.update(Buffer.from(secret, "base64url")), cipher.final(), cipher.getAuthTag()]);
  return { ...head, sealed: url(sealed) };
}

/** Fails with `keys/wrong-passphrase`, or with `keys/damaged` where the cost is out of bounds. */
export async function openSecret(locked: LockedSecret, passphrase: string, facts: unknown): Promise<string> {
  const { sealed, ...head } = locked;
  const { N, r } = head;
  if (N < LEAST_N || (N & (N - 1)) !== 0 || 128 * N * r > MOST_MEMORY) {
    throw new StudioError("keys/damaged", "failure", "The key file is locked in a way that Manara does not know.", {
      hint: "Restore the key from a backup.",
    });
  }
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    await derive(passphrase, Buffer.from(head.salt, "base64url"), head),
    Buffer.from(head.nonce, "base64url"),
  );
  decipher.setAAD(canonicalBytes({ facts, head }));
  decipher.setAuthTag(bytes.subarray(32));
  try {
    return url(Buffer.concat([decipher.update(bytes.subarray(0, 32)), decipher.final()]));
  } catch (cause) {
    throw new StudioError("keys/wrong-passphrase", "usage", "The passphrase does not open this key.", {
      cause,
      hint: "Check capitals and the keyboard's language, then try again.",
    });
  }
}

function url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/** The same passphrase typed on another keyboard or system is the same after NFKC. */
function derive(
  passphrase: string,
  salt: Uint8Array,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, 32, { N, r, p, maxmem: 2 * MOST_MEMORY }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
