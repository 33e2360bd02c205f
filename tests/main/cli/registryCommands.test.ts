import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** `manara registry` from outside: a copy of the pack, a key, a document. */

let home = "";
const at = (...parts: string[]) => join(home, ...parts);

function manara(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1780000000" };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-registry-"));
  cpSync("templates/safe-migration", at("packs", "safe-migration"), { recursive: true });
  expect((await manara("keys", "new", "--name", "Lan", "-o", at("lan.key"))).code).toBe(0);
  const card = "templates/safe-migration/content/card-helpline/vi-VN.json";
  const content = at("content.json");
  writeFileSync(content, JSON.stringify({ editions: { "vi-VN": JSON.parse(readFileSync(card, "utf8")) } }));
  expect(
    (await manara("new", "safe-migration/card-helpline", "-o", at("docs", "card.manara"), "--from", content)).code,
  ).toBe(0);
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe("manara registry", () => {
  it("confirms, lists what is due, and recalls", async () => {
    const packs = ["--packs", at("packs"), "--json"];
    const due = async () => {
      const { out } = await manara("registry", "list", "safe-migration", "--due", ...packs);
      return (JSON.parse(out).entries as { id: string }[]).map(({ id }) => id);
    };
    expect(await due()).toContain("VN-111");
    const done = await manara("registry", "confirm", "safe-migration", "VN-111", "--key", at("lan.key"), ...packs);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ kind: "helpline", id: "VN-111", on: "2026-05-28" });
    expect(await due()).not.toContain("VN-111");
    expect((await manara("pack", "check", "safe-migration", ...packs)).code).toBe(0);

    const found = await manara("registry", "recall", "111", "--in", at("docs"), ...packs);
    expect(found.code).toBe(0);
    const { item, documents } = JSON.parse(found.out);
    expect(item).toEqual({ kind: "helpline", id: "VN-111", number: "111" });
    expect(documents).toHaveLength(1);
    expect(documents[0].path).toBe("card.manara");
    expect(documents[0].places).toContainEqual({ edition: "vi-VN", slot: "front-helpline" });
    const none = await manara("registry", "recall", "EG-16000", "--in", at("docs"), ...packs);
    expect(JSON.parse(none.out).documents).toEqual([]);
  });

  it.each([
    ["an unknown entry", ["recall", "VN-999", "--in", "."]],
    ["a missing folder", ["recall", "VN-111", "--in", "/nowhere"]],
    ["an entry without a key", ["confirm", "safe-migration", "VN-111"]],
    ["an unknown pack", ["list", "nowhere"]],
  ])("%s is wrong use", async (_, args) => {
    expect((await manara("registry", ...args)).code).toBe(2);
  });
});
