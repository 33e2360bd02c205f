import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipArchives } from "../../../src/main/platform/zipArchives.ts";
import { readDocumentFile, writeDocumentFile } from "../../../src/main/services/document/documentFile.ts";

/** `manara merge` from outside: one card, two people, what each wrote, and what is left on the disk. */

let home = "";
const at = (name: string) => join(home, name);

function manara(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1780000000" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

const open = (name: string) => readDocumentFile(zipArchives, readFileSync(at(name)));

/** As another program would, without a word in the history. */
async function write(from: string, to: string, edition: string, text: string): Promise<void> {
  const { document, ...rest } = await open(from);
  const slots = {
    ...document.editions[edition]?.slots,
    "front-headline": [{ kind: "paragraph" as const, content: [{ text }] }],
  };
  const editions = { ...document.editions, [edition]: { slots } };
  writeFileSync(at(to), await writeDocumentFile(zipArchives, { ...rest, document: { ...document, editions } }));
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-merge-"));
  const card = "templates/safe-migration/content/card-helpline";
  const editions = Object.fromEntries(
    ["en-VN", "vi-VN"].map((tag) => [tag, JSON.parse(readFileSync(join(card, `${tag}.json`), "utf8"))]),
  );
  writeFileSync(at("content.json"), JSON.stringify({ editions }));
  const made = await manara(
    "new",
    "safe-migration/card-helpline",
    "-o",
    at("base.manara"),
    "--from",
    at("content.json"),
  );
  expect(made).toMatchObject({ code: 0 });
  expect((await manara("keys", "new", "--name", "Lan", "--no-passphrase", "-o", at("lan.key"))).code).toBe(0);
  await write("base.manara", "officer.manara", "en-VN", "Ask first");
  await write("base.manara", "youth.manara", "vi-VN", "Hỏi trước");
  await write("base.manara", "clash.manara", "en-VN", "Ask twice");
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("manara merge", () => {
  it("brings both people's words together, with the signatures, and verify accepts them", async () => {
    copyFileSync(at("youth.manara"), at("signed.manara"));
    expect(await manara("approve", at("signed.manara"), "--edition", "vi-VN", "--key", at("lan.key"))).toMatchObject({
      code: 0,
    });
    const args = ["merge", at("officer.manara"), at("signed.manara"), "--base", at("base.manara")];
    const merged = await manara(...args, "-o", at("merged.manara"), "--json");
    expect(merged).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(merged.out)).toMatchObject({ state: "merged", approvals: 1, settled: [], additions: [] });
    const { document } = await open("merged.manara");
    expect(JSON.stringify(document.editions["en-VN"]?.slots["front-headline"])).toContain("Ask first");
    expect(JSON.stringify(document.editions["vi-VN"]?.slots["front-headline"])).toContain("Hỏi trước");
    expect((await manara("verify", at("merged.manara"), "--edition", "vi-VN")).code).toBe(0);
    expect((await manara("verify", at("merged.manara"), "--edition", "en-VN")).code).toBe(1);
    // Never over a file that is there.
    expect((await manara(...args, "-o", at("merged.manara"))).code).toBe(2);
  });

  it("writes nothing where both changed the same, and shows both side by side", async () => {
    const args = [
      "merge",
      at("officer.manara"),
      at("clash.manara"),
      "--base",
      at("base.manara"),
      "-o",
      at("clashed.manara"),
    ];
    const told = await manara(...args, "--json");
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out)).toMatchObject({
      state: "conflicts",
      conflicts: [{ place: "en-VN › front-headline", ours: { text: ["Ask first"] }, theirs: { text: ["Ask twice"] } }],
    });
    expect((await manara(...args)).out).toMatch(
      /en-VN › front-headline\n {2}before\n {4}Someone to talk to\n {2}ours.*\n {4}Ask first\n {2}theirs.*\n {4}Ask twice\n/,
    );
    expect(existsSync(at("clashed.manara"))).toBe(false);
    expect((await manara(...args, "--take", "theirs")).code).toBe(0);
    const { document } = await open("clashed.manara");
    expect(JSON.stringify(document.editions["en-VN"]?.slots["front-headline"])).toContain("Ask twice");
    expect(document.history.at(-1)?.what).toBe("merged");
  });

  it("takes a choice for each place from a file, and refuses one that is meant for something else", async () => {
    const args = ["merge", at("officer.manara"), at("clash.manara"), "--base", at("base.manara")];
    const told = JSON.parse((await manara(...args, "-o", at("chosen.manara"), "--json")).out);
    const [{ key }] = told.conflicts;
    const choose = (choices: unknown) => {
      writeFileSync(at("choices.json"), JSON.stringify(choices));
      return manara(...args, "--choices", at("choices.json"), "-o", at("chosen.manara"), "--json");
    };
    expect((await choose({ [key]: "theirs", "slot:vi-VN/nowhere": "ours" })).code).toBe(2);
    expect((await choose({ [key]: "both" })).code).toBe(2);
    // This is no file of choices at all.
    expect((await choose([key])).code).toBe(3);
    // Nobody chose anything yet.
    expect((await choose({})).code).toBe(1);
    expect(existsSync(at("chosen.manara"))).toBe(false);
    const chosen = await choose({ [key]: "theirs" });
    expect(JSON.parse(chosen.out)).toMatchObject({ state: "merged", settled: [{ key, taken: "theirs" }] });
    const { document } = await open("chosen.manara");
    expect(JSON.stringify(document.editions["en-VN"]?.slots["front-headline"])).toContain("Ask twice");
  });

  it("refuses wrong use", async () => {
    const args = ["merge", at("officer.manara"), at("youth.manara")];
    expect((await manara(...args)).code).toBe(2);
    expect((await manara(...args, "-o", at("never.manara"), "--take", "both")).code).toBe(2);
    expect((await manara("merge", at("officer.manara"), at("nowhere.manara"), "-o", at("never.manara"))).code).toBe(2);
    expect(existsSync(at("never.manara"))).toBe(false);
  });
});
