import { describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";

const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
const base64 = (text: string) => Buffer.from(text, "hex").toString("base64url");

describe("nodeKeys", () => {
  it("agrees with RFC 8032, section 7.1, test 2", () => {
    const key = nodeKeys.fromSeed("RFC", hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    expect(key.key).toBe(`ed25519:${base64("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")}`);
    const signature =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    expect(nodeKeys.sign(key, hex("72"))).toBe(base64(signature));
    expect(nodeKeys.verify(key.key, hex("72"), base64(signature))).toBe(true);
  });

  it("says no to anything else", () => {
    const key = nodeKeys.generate("Lan");
    const message = new Uint8Array([1, 2, 3]);
    const signature = nodeKeys.sign(key, message);
    expect(nodeKeys.verify(key.key, message, signature)).toBe(true);
    expect(nodeKeys.verify(key.key, new Uint8Array([1, 2, 4]), signature)).toBe(false);
    expect(nodeKeys.verify(nodeKeys.generate("Lan").key, message, signature)).toBe(false);
    expect(nodeKeys.verify("ed25519:short", message, signature)).toBe(false);
    expect(nodeKeys.verify("rsa:x", message, signature)).toBe(false);
    expect(nodeKeys.verify(key.key, message, "")).toBe(false);
  });

  it("knows a key and a signature by one spelling alone, so that nobody revoked comes back under another", () => {
    const key = nodeKeys.generate("Lan");
    const message = new Uint8Array([1, 2, 3]);
    const signature = nodeKeys.sign(key, message);
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    // The last letter has bits to spare: these are the same bytes.
    const alias = (text: string) => text.slice(0, -1) + letters[letters.indexOf(text.at(-1) ?? "") ^ 1];
    for (const [one, other] of [
      [key.key.slice("ed25519:".length), alias(key.key).slice("ed25519:".length)],
      [signature, alias(signature)],
    ] as const) {
      expect(Buffer.from(other, "base64url")).toEqual(Buffer.from(one, "base64url"));
      expect(other).not.toBe(one);
    }
    expect(nodeKeys.verify(key.key, message, signature)).toBe(true);
    expect(nodeKeys.verify(alias(key.key), message, signature)).toBe(false);
    expect(nodeKeys.verify(key.key, message, alias(signature))).toBe(false);
    expect(nodeKeys.verify(key.key, message, `${signature}=`)).toBe(false);
  });
});
