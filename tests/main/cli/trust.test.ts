import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Whom a person trusts, from the command line: packs from elsewhere, keys of people, and what it opens. */

const DOCUMENT = "card.manara";
let home = "";
const at = (...parts: string[]) => join(home, ...parts);

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function manara(...args: string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, MANARA_DATA: at("data"), SOURCE_DATE_EPOCH: "1780000000" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const packs = () => ["--packs", at("packs")];
const filesOut = () => readdirSync(at("out"), { recursive: true, encoding: "utf8" });
const exported = () =>
  manara("export", at(DOCUMENT), "--format", "png", "-o", at("out"), "--edition", "vi-VN", "--json", ...packs());
const approve = () =>
  manara("approve", at(DOCUMENT), "--key", at("lan.key"), "--edition", "vi-VN", "--json", ...packs());

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-trust-"));
  cpSync("templates", at("packs"), { recursive: true });
  appendFileSync(at("packs", "safe-migration", "data", "helplines.json"), "\n");
  const folder = "templates/safe-migration/content/card-helpline";
  const editions = readdirSync(folder).map((name) => [
    name.slice(0, 5),
    JSON.parse(readFileSync(join(folder, name), "utf8")),
  ]);
  writeFileSync(at("content.json"), JSON.stringify({ editions: Object.fromEntries(editions) }));
  const template = "safe-migration/card-helpline";
  expect(await manara("new", template, "-o", at(DOCUMENT), "--from", at("content.json"), ...packs())).toMatchObject({
    code: 0,
  });
  for (const name of ["lan", "press"]) {
    expect((await manara("keys", "new", "--name", name, "--no-passphrase", "-o", at(`${name}.key`))).code).toBe(0);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

describe("a pack that nobody here trusts", () => {
  it("gives drafts and no approvals, until its publisher is trusted", async () => {
    const refused = await approve();
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.out).error.code).toBe("approve/pack-not-trusted");
    const draft = await manara("proof", at(DOCUMENT), "-o", at("draft"), "--edition", "vi-VN", ...packs());
    expect(draft.code).toBe(0);

    expect((await manara("pack", "sign", "safe-migration", "--key", at("press.key"), ...packs())).code).toBe(0);
    const checked = JSON.parse((await manara("pack", "check", "safe-migration", "--json", ...packs())).out);
    expect(checked).toMatchObject({ trust: "unknown", signedBy: { name: "press" } });
    expect(JSON.parse((await approve()).out).error.message).toContain("press");

    const wrong = await manara("keys", "trust", "safe-migration", "--fingerprint", "0123456789abcdef", ...packs());
    expect(wrong).toMatchObject({ code: 3, err: expect.stringContaining("cli/other-fingerprint") });
    const { digest } = JSON.parse((await manara("pack", "show", "safe-migration", "--json", ...packs())).out);
    // Eight digits are found by trying.
    const short = await manara("keys", "trust", "safe-migration", "--fingerprint", digest.slice(0, 8), ...packs());
    expect(short.code).toBe(3);
    const fingerprint = digest.slice(0, 16);
    const trusted = await manara("keys", "trust", "safe-migration", "--fingerprint", fingerprint, "--json", ...packs());
    const { publishers } = JSON.parse(trusted.out);
    expect(publishers).toMatchObject([{ name: "press" }]);

    expect((await approve()).code).toBe(0);
    expect((await exported()).code).toBe(0);
    const finals = filesOut().filter((path) => path.endsWith(".png"));
    expect(finals.length).toBeGreaterThan(0);

    // Whoever stops trusting it gets no more of them.
    rmSync(at("out"), { recursive: true });
    expect((await manara("keys", "trust", publishers[0].key, "--remove")).code).toBe(0);
    const again = await exported();
    expect(again.code).toBe(1);
    expect(JSON.parse(again.out).diagnostics.map(({ code }: { code: string }) => code)).toEqual([
      "approve/pack-not-trusted",
    ]);
    expect(() => filesOut()).toThrow();
  });

  it("is what `check` says before anybody approves, by the rule of the pack", async () => {
    const { out, code } = await manara("check", at(DOCUMENT), "--edition", "en-VN", "--json", ...packs());
    expect(code).toBe(0);
    const notice = JSON.parse(out).diagnostics.find((one: { code: string }) => one.code === "approve/C32");
    expect(notice).toMatchObject({ severity: "notice", edition: "en-VN", place: "card-helpline" });
  });
});

describe("a key", () => {
  it("is nobody's without a name, and then tells whose approvals are known", async () => {
    const { key } = JSON.parse((await manara("keys", "show", at("lan.key"), "--json")).out);
    const template = "safe-migration/card-helpline";
    expect((await manara("new", template, "-o", at("own.manara"), "--from", at("content.json"))).code).toBe(0);
    expect((await manara("approve", at("own.manara"), "--key", at("lan.key"))).code).toBe(0);
    const verify = async () => JSON.parse((await manara("verify", at("own.manara"), "--json")).out);
    expect(await verify()).toMatchObject({ valid: true, trust: "unknown", approvedBy: { key } });
    expect((await manara("keys", "trust", key)).code).toBe(2);
    expect((await manara("keys", "trust", key, "--name", "Nguyễn Thị Lan")).code).toBe(0);
    expect(await verify()).toMatchObject({ valid: true, trust: "known" });
    expect((await manara("verify", at("own.manara"))).out).toContain("trust: known");
    expect((await manara("keys", "trust")).out).toContain("Nguyễn Thị Lan");
  });
});
