import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { assert } from "../../shared/base/errors.ts";
import type { Keys, SigningKey } from "../services/ports.ts";

/** Ed25519 (RFC 8032) through Node; the key's form outside is its JWK coordinates (RFC 8037). */

const PREFIX = "ed25519:";
/** RFC 8410, section 7: everything before the 32 bytes of an Ed25519 private key. */
const PKCS8_HEADER = Buffer.from("302e020100300506032b657004220420", "hex");

export const nodeKeys: Keys = {
  generate(name: string): SigningKey {
    const { x, d } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
    assert(x !== undefined && d !== undefined, "an Ed25519 key has both coordinates");
    return { name, key: PREFIX + x, secret: d };
  },

  fromSeed(name: string, seed: Uint8Array): SigningKey {
    const der = Buffer.concat([PKCS8_HEADER, seed]);
    const { x, d } = createPrivateKey({ key: der, format: "der", type: "pkcs8" }).export({ format: "jwk" });
    assert(x !== undefined && d !== undefined, "an Ed25519 key has both coordinates");
    return { name, key: PREFIX + x, secret: d };
  },

  sign(key: SigningKey, message: Uint8Array): string {
    const jwk = { kty: "OKP", crv: "Ed25519", x: key.key.slice(PREFIX.length), d: key.secret };
    return sign(null, message, createPrivateKey({ key: jwk, format: "jwk" })).toString("base64url");
  },

  verify(key: string, message: Uint8Array, signature: string): boolean {
    // One key has one name: with another spelling of it, a revoked person would be somebody new.
    if (!key.startsWith(PREFIX) || !isCanonical(key.slice(PREFIX.length)) || !isCanonical(signature)) return false;
    try {
      const jwk = { kty: "OKP", crv: "Ed25519", x: key.slice(PREFIX.length) };
      const publicKey = createPublicKey({ key: jwk, format: "jwk" });
      return verify(null, message, publicKey, Buffer.from(signature, "base64url"));
    } catch {
      return false;
    }
  },
};

/** Whether these are the very letters that the bytes are written with; the last one has bits to spare. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, "base64url").toString("base64url") === text;
}
