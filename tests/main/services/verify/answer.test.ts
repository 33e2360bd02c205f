import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { factsOf, putRecord } from "../../../../src/main/services/export/recordInFile.ts";
import { TRUSTS_NOBODY, type Trusted, trustedBytes } from "../../../../src/main/services/trust/trustedKeys.ts";
import { answerOf, keyFingerprint } from "../../../../src/main/services/verify/answer.ts";
import { verifyExport } from "../../../../src/main/services/verify/verify.ts";
import { ONE_APPROVAL, type Policy, teamPolicy } from "../../../../src/shared/approve/decide.ts";
import { canonicalText, digestBytes, textBytes } from "../../../../src/shared/base/digest.ts";
import { exported, type Signed, signed, teamFactsOf, trusted } from "../approve/signedPieces.ts";

/** Is this ours, and unaltered? A name is what somebody typed, and a seal is whoever's key it is. */

const knows = ({ lan }: Signed): Trusted => ({
  ...TRUSTS_NOBODY,
  people: [{ name: "Lan", key: lan.key, at: "2026-01-01T00:00:00Z" }],
});

async function ask(
  one: Signed,
  bytes: Uint8Array,
  trust: Trusted,
  told: string | null = null,
  policy: Policy = ONE_APPROVAL,
) {
  const trustFile = "/data/trusted.json";
  one.machine.files.content.set(trustFile, trustedBytes(trust));
  one.machine.files.content.set("/alone/file", bytes);
  const verdict = await verifyExport({ ...one.machine, trustFile }, "/alone/file", policy);
  return { ...verdict, ...answerOf(verdict, digestBytes(bytes), policy, trust, told) };
}

/** Sealed by somebody who calls herself Lan, with whatever the seal is to say. */
function sealAgain(one: Signed, bytes: Uint8Array, like: Uint8Array, said: Readonly<Record<string, unknown>> = {}) {
  const eve = one.machine.keys.generate("Lan");
  const record = JSON.parse(factsOf(like)?.record ?? "") as { seal: { statement: string } };
  const facts = { ...JSON.parse(record.seal.statement), ...said, by: { name: "Lan", key: eve.key } };
  const statement = canonicalText({ ...facts, file: factsOf(bytes)?.digest });
  const signature = one.machine.keys.sign(eve, textBytes(statement));
  return { eve, file: putRecord(bytes, JSON.stringify({ ...record, seal: { statement, signature } })) };
}

describe("an exported file", () => {
  it("is ours where its keys are known, and of an unknown signer to whom they are not", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    expect(await ask(one, bytes, knows(one))).toMatchObject({ valid: true, answer: "ours", otherKeys: [] });
    expect(await ask(one, bytes, TRUSTS_NOBODY)).toMatchObject({ valid: true, answer: "unknown-signer" });
  });

  it.each([
    ["the file", (_: Signed, bytes: Uint8Array) => digestBytes(bytes)],
    ["the key that sealed it", ({ lan }: Signed) => keyFingerprint(lan.key)],
  ])("is ours for a print shop that was told the digits of %s", async (_, digitsOf) => {
    const one = signed();
    const bytes = await exported(one, "png");
    const digits = digitsOf(one, bytes);
    const spaced = digits
      .slice(0, 16)
      .toUpperCase()
      .replace(/(.{4})/g, "$1 ");
    expect(await ask(one, bytes, TRUSTS_NOBODY, spaced)).toMatchObject({ answer: "ours", fingerprintHolds: true });
    const few = await ask(one, bytes, TRUSTS_NOBODY, digits.slice(0, 15));
    expect(few).toMatchObject({ answer: "unknown-signer", fingerprintHolds: false });
    // What a person was told counts more than what this machine believes.
    expect((await ask(one, bytes, knows(one), "0".repeat(16))).answer).toBe("unknown-signer");
  });

  it("that was altered and sealed again under a known name is of an unknown signer, and says so loudly", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const pixels = new Uint8Array(await sharp(bytes).negate().png().toBuffer());
    const { eve, file } = sealAgain(one, pixels, bytes);
    expect(await ask(one, file, knows(one))).toMatchObject({
      valid: true,
      answer: "unknown-signer",
      otherKeys: [{ name: "Lan", key: eve.key, known: one.lan.key }],
    });
    expect((await ask(one, file, TRUSTS_NOBODY, keyFingerprint(one.lan.key))).answer).toBe("unknown-signer");
  });

  it("whose seal lies about its pages or its size is altered", async () => {
    const one = signed();
    const pdf = await exported(one, "digital-pdf");
    const lied = sealAgain(one, pdf, pdf, { pages: 7 });
    expect(await ask(one, lied.file, knows(one), keyFingerprint(lied.eve.key))).toMatchObject({
      answer: "altered",
      codes: ["verify/pages-changed", "verify/changed"],
    });
    const png = await exported(one, "png");
    const small = sealAgain(one, png, png, { pixels: [1, 1] });
    expect((await ask(one, small.file, knows(one))).codes).toEqual(["verify/pixels-changed", "verify/changed"]);
    const honest = sealAgain(one, pdf, pdf);
    expect((await ask(one, honest.file, knows(one), keyFingerprint(honest.eve.key))).answer).toBe("ours");
  });

  it("with one other byte is altered, whatever digits somebody was told", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const longer = new Uint8Array([...bytes, 0]);
    expect((await ask(one, longer, knows(one), digestBytes(longer))).answer).toBe("altered");
  });

  it("by people whom the team's list does not have is of an unknown signer, not altered", async () => {
    const one = signed();
    const bytes = await exported(one, "png");
    const omar = one.machine.keys.generate("Omar");
    const policy = teamPolicy(trusted(one.machine, teamFactsOf({ Omar: [omar, "lead"] }), omar));
    expect(await ask(one, bytes, TRUSTS_NOBODY, null, policy)).toMatchObject({
      valid: false,
      answer: "unknown-signer",
    });
  });
});
