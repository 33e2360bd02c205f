import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** `manara queue` from outside: what it lists of a folder, for whom, and how it exits. */

const VI = "templates/safe-migration/content/card-helpline/vi-VN.json";
let home = "";

function manara(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const env = { PATH: process.env.PATH, MANARA_DATA: join(home, "data"), MANARA_FOLDER: join(home, "shared") };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["src/main/cli/index.ts", ...args], { env }, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await manara(...args);
  expect(`${code} ${err}`).toMatch(/^0 /);
  return out;
}

interface Listed {
  readonly documents: readonly {
    readonly path: string;
    readonly problem: { readonly code: string } | null;
    readonly pieces: readonly { readonly edition: string; readonly stage: string; readonly turn: string | null }[];
  }[];
}

async function listed(...args: string[]): Promise<string[]> {
  const { documents }: Listed = JSON.parse(await done("queue", "--json", ...args));
  return documents.flatMap(({ path, problem, pieces }) => [
    ...(problem === null ? [] : [`${path}: ${problem.code}`]),
    ...pieces.map(({ edition, stage, turn }) => `${path}: ${edition} ${stage} ${turn}`),
  ]);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "manara-queue-"));
  mkdirSync(join(home, "shared", "July"), { recursive: true });
  const { readFileSync } = await import("node:fs");
  const words = JSON.parse(readFileSync(VI, "utf8"));
  writeFileSync(join(home, "content.json"), JSON.stringify({ editions: { "vi-VN": words } }));
  await done("keys", "new", "--name", "Lan", "-o", join(home, "lan.key"));
  await done("keys", "new", "--name", "Hà", "-o", join(home, "ha.key"));
  const document = join(home, "shared", "July", "card.manara");
  await done("new", "safe-migration/card-helpline", "-o", document, "--from", join(home, "content.json"));
  await done("submit", document, "--key", join(home, "lan.key"), "--note", "xin xem");
  writeFileSync(join(home, "shared", "broken.manara"), "no zip");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const CARD = join("July", "card.manara");

describe("manara queue", () => {
  it("lists Manara's own folder with its folders, and what cannot be read, and exits with 0", async () => {
    const rows = await listed();
    expect(rows.sort()).toEqual([`${CARD}: vi-VN in-review approve`, "broken.manara: document/not-a-zip"].sort());
    const lines = await done("queue");
    expect(lines).toContain("submit by Lan at ");
    expect(lines).toContain("xin xem");
    expect(lines).toContain("waits: approve");
    expect(lines).toMatch(/cannot be read: /);
    expect(lines.trimEnd()).toMatch(/1 waiting\.$/);
  });

  it("keeps to the stage, the editions and the person that were asked for", async () => {
    const folder = join(home, "shared", "July");
    expect(await listed(folder, "--stage", "approved")).toEqual([]);
    expect(await listed(folder, "--edition", "en-VN,ar-EG")).toEqual([]);
    expect(await listed(folder, "--edition", "vi-VN", "--stage", "in-review", "--waiting")).toHaveLength(1);
    await done("approve", join(folder, "card.manara"), "--key", join(home, "ha.key"));
    expect(await listed(folder, "--key", join(home, "ha.key"))).toEqual(["card.manara: vi-VN approved null"]);
    expect(await listed(folder, "--waiting")).toEqual([]);
    expect(await done("queue", folder, "--waiting")).toBe("Nothing to show.\n");
  });

  it("exits with 2 for a folder that is missing and a stage that there is not", async () => {
    const missing = await manara("queue", join(home, "nowhere"), "--json");
    expect([missing.code, JSON.parse(missing.out).error.code]).toEqual([2, "storage/missing"]);
    expect((await manara("queue", home, "--stage", "done")).code).toBe(2);
  });
});
