import { createDecipheriv, scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createKeyFile, readKeyFacts, readKeyFile } from "../../../../src/main/services/trust/keyFiles.ts";
import { canonicalBytes, digestValue } from "../../../../src/shared/base/digest.ts";
import { fakeMachine } from "../../../fakes/fakeMachine.ts";

const PASSPHRASE = "bốn từ không ai đoán";
const pass = (text: string | null) => async () => text;

interface Kept {
  secret: { N: number; r: number; p: number; salt: string; nonce: string; sealed: string };
  check?: string;
  name: string;
}

async function locked() {
  const machine = fakeMachine();
  const made = await createKeyFile(machine, "/lan.key", {
    name: "Lan",
    organisation: "Hội Phụ nữ",
    passphrase: PASSPHRASE,
  });
  const text = new TextDecoder().decode(machine.files.content.get("/lan.key"));
  const rewrite = (change: (kept: Kept) => void, fixCheck = true) => {
    const kept = JSON.parse(text) as Kept;
    change(kept);
    if (fixCheck) {
      const { check: _, ...body } = kept;
      kept.check = digestValue(body);
    }
    machine.files.content.set("/lan.key", new TextEncoder().encode(JSON.stringify(kept)));
    return readKeyFile(machine, "/lan.key", pass(PASSPHRASE));
  };
  return { machine, made, text, rewrite };
}

describe("key files", () => {
  it("come back as they were made, and are never replaced", async () => {
    const machine = fakeMachine();
    const made = await createKeyFile(machine, "/lan.key", " Nguyễn Thị Lan ");
    expect(made.name).toBe("Nguyễn Thị Lan");
    expect(await readKeyFile(machine, "/lan.key")).toEqual(made);
    await expect(createKeyFile(machine, "/lan.key", "Eve")).rejects.toMatchObject({ code: "storage/exists" });
    expect(await readKeyFile(machine, "/lan.key")).toEqual(made);
  });

  it("of the first version are still read", async () => {
    const machine = fakeMachine();
    const old = machine.keys.generate("Lan");
    const text = JSON.stringify({ manara: "signing-key", version: 1, ...old });
    machine.files.content.set("/old.key", new TextEncoder().encode(text));
    expect(await readKeyFile(machine, "/old.key")).toEqual(old);
    expect(await readKeyFacts(machine, "/old.key")).toEqual({
      name: "Lan",
      organisation: "",
      key: old.key,
      locked: false,
    });
  });

  it("refuse half of one key beside half of another", async () => {
    const machine = fakeMachine();
    const [lan, eve] = [machine.keys.generate("Lan"), machine.keys.generate("Eve")];
    const text = JSON.stringify({ manara: "signing-key", version: 1, ...lan, secret: eve.secret });
    machine.files.content.set("/mixed.key", new TextEncoder().encode(text));
    await expect(readKeyFile(machine, "/mixed.key")).rejects.toMatchObject({ code: "keys/damaged" });
  });

  it("need a name, and refuse other files", async () => {
    const machine = fakeMachine();
    await expect(createKeyFile(machine, "/x", "  ")).rejects.toMatchObject({ code: "keys/no-name", kind: "usage" });
    machine.files.content.set("/x", new TextEncoder().encode("-----BEGIN PRIVATE KEY-----"));
    await expect(readKeyFile(machine, "/x")).rejects.toMatchObject({ code: "keys/not-a-key", kind: "failure" });
    await expect(readKeyFile(machine, "/none")).rejects.toMatchObject({ code: "storage/missing", kind: "usage" });
  });
});

describe("locked key files", () => {
  it("open with the passphrase, however its letters are composed, and say whose they are without it", async () => {
    const { machine, made, text } = await locked();
    expect(text).not.toContain(made.secret);
    expect(await readKeyFile(machine, "/lan.key", pass(PASSPHRASE.normalize("NFD")))).toEqual(made);
    expect(await readKeyFacts(machine, "/lan.key")).toEqual({
      name: "Lan",
      organisation: "Hội Phụ nữ",
      key: made.key,
      locked: true,
    });
  });

  it("are scrypt and AES-256-GCM, as Node alone opens them", async () => {
    const { made, text } = await locked();
    const { secret, name } = JSON.parse(text) as Kept;
    const { sealed, ...head } = secret;
    const bytes = Buffer.from(sealed, "base64url");
    const cost = { N: head.N, r: head.r, p: head.p, maxmem: 2 ** 29 };
    const key = scryptSync(PASSPHRASE.normalize("NFKC"), Buffer.from(head.salt, "base64url"), 32, cost);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(head.nonce, "base64url"));
    decipher.setAAD(canonicalBytes({ facts: { name, organisation: "Hội Phụ nữ", key: made.key }, head }));
    decipher.setAuthTag(bytes.subarray(32));
    expect(decipher.update(bytes.subarray(0, 32)).toString("base64url")).toBe(made.secret);
    decipher.final();
    // The first choice of OWASP's Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1.
    expect([head.N, head.r, head.p]).toEqual([2 ** 17, 8, 1]);
  });

  it("refuse a wrong passphrase, none at all, and one that is too short", async () => {
    const { machine } = await locked();
    await expect(readKeyFile(machine, "/lan.key", pass("another one"))).rejects.toMatchObject({
      code: "keys/wrong-passphrase",
    });
    await expect(readKeyFile(machine, "/lan.key")).rejects.toMatchObject({ code: "keys/needs-passphrase" });
    await expect(createKeyFile(machine, "/y", { name: "Lan", passphrase: "1234567" })).rejects.toMatchObject({
      code: "keys/short-passphrase",
    });
  });

  it("tell damage from a wrong passphrase, and bind the name to the secret", async () => {
    const { rewrite } = await locked();
    const spoil = (kept: Kept) => {
      kept.secret.sealed = `${kept.secret.sealed[0] === "A" ? "B" : "A"}${kept.secret.sealed.slice(1)}`;
    };
    await expect(rewrite(spoil, false)).rejects.toMatchObject({ code: "keys/damaged" });
    await expect(rewrite(spoil)).rejects.toMatchObject({ code: "keys/wrong-passphrase" });
    await expect(
      rewrite((kept) => {
        kept.name = "Minister";
      }),
    ).rejects.toMatchObject({ code: "keys/wrong-passphrase" });
  });

  it.for([
    ["too little", 1024, 8],
    ["too much memory", 2 ** 24, 8],
    ["too much memory by blocks", 2 ** 17, 32],
    ["no power of two", 40_000, 8],
  ] as const)("do not take a cost from outside: %s", async ([, N, r]) => {
    const { rewrite } = await locked();
    await expect(
      rewrite((kept) => {
        kept.secret.N = N;
        kept.secret.r = r;
      }),
    ).rejects.toMatchObject({ code: "keys/damaged" });
  });
});
