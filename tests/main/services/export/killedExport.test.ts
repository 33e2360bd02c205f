import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportOf } from "../../../../scripts/torture/exportOf.ts";
import { killMoves } from "../../../../scripts/torture/exports.ts";
import { nodeFiles, removeUnfinished } from "../../../../src/main/platform/nodeFiles.ts";
import { announce, deliver, settleAnnounced, settleFolder } from "../../../../src/main/services/export/deliver.ts";
import { testPlace, testStudio } from "../../../fakes/testStudio.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "manara-killed-"));
  folder = join(root, "out");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As if its process had died: its name says that of one that did. */
function orphan(staging: string): string {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const name = staging.replace(/-\d+-\d+-([0-9a-f]{12})$/, `-${dead}-5-$1`);
  renameSync(staging, name);
  return name;
}

describe("an export whose process is killed in the move", () => {
  it("leaves folder and manifest true at every step, and the next start takes it back or finds it done", async () => {
    const { counts, broken } = await killMoves(12, Number.POSITIVE_INFINITY, 3);
    expect(broken).toEqual([]);
    expect(counts["kills in the move"]).toBe(12);
    // The new manifest in its place is the end of the move: before it, everything is taken back.
    expect(Number(counts["taken back"])).toBeGreaterThan(6);
    expect(Number(counts["taken back"])).toBeLessThan(12);
  }, 240_000);
});

describe("what dead exports left", () => {
  it("goes with the next one into the folder, and an export that lives keeps its own", async () => {
    const dead = orphan(await nodeFiles.makeStaging(folder));
    writeFileSync(join(dead, "half.png"), "");
    const alive = await nodeFiles.makeStaging(folder);
    await settleFolder(nodeFiles, folder);
    expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([alive]);
  });

  it("stays where nobody can tell how to take it back", async () => {
    const dead = orphan(await nodeFiles.makeStaging(folder));
    writeFileSync(join(dead, "manifest.json"), "{}");
    writeFileSync(join(dead, "move.json"), JSON.stringify({ version: 2, paths: ["a"] }));
    await settleFolder(nodeFiles, folder);
    expect(readdirSync(dead)).toEqual(["manifest.json", "move.json"]);
  });

  it("is found at the next start by the word that was left, unless its folder is out of reach", async () => {
    const notes = join(root, "exporting");
    await announce(nodeFiles, notes, folder);
    await announce(nodeFiles, notes, join(root, "stick", "out"));
    for (const name of readdirSync(notes)) orphan(join(notes, name));
    orphan(await nodeFiles.makeStaging(folder));
    await settleAnnounced(nodeFiles, notes);
    expect([readdirSync(folder), readdirSync(notes)]).toEqual([[], []]);
  });

  it("is swept when the studio starts", async () => {
    const place = await testPlace();
    const notes = join(place.dataFolder, "exporting");
    await announce(nodeFiles, notes, folder);
    for (const name of readdirSync(notes)) orphan(join(notes, name));
    orphan(await nodeFiles.makeStaging(folder));
    const { studio } = await testStudio(place);
    expect([readdirSync(folder), readdirSync(notes)]).toEqual([[], []]);
    await studio.close();
    await place.remove();
  });

  it("is not thrown away by a program that is told to stop in the middle of the move", async () => {
    const staging = await nodeFiles.makeStaging(folder);
    writeFileSync(join(staging, "move.json"), "{}");
    removeUnfinished();
    expect(readdirSync(staging)).toEqual(["move.json"]);
    rmSync(join(staging, "move.json"));
    removeUnfinished();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is taken back before the next export is delivered", async () => {
    const one = exportOf("1");
    const put = async (version: string) => {
      const staging = await nodeFiles.makeStaging(folder);
      const { manifest, bytes } = exportOf(version);
      for (const { path } of manifest.files) await nodeFiles.write(join(staging, path), bytes(path));
      return { staging, manifest };
    };
    const first = await put("1");
    await deliver(nodeFiles, first.staging, folder, first.manifest);
    const [path = ""] = one.manifest.files.map((file) => file.path).slice(-1);
    // The second one dies when its last file has replaced the first one's.
    const { staging } = await put("2");
    mkdirSync(join(folder, "poster", "vi-VN"), { recursive: true });
    const paths = [path];
    writeFileSync(join(staging, "manifest.json"), "{}");
    writeFileSync(join(staging, "move.json"), JSON.stringify({ version: 1, paths }));
    renameSync(join(folder, path), join(staging, "replaced-0"));
    writeFileSync(join(folder, path), "of the second");
    orphan(staging);
    const third = await put("4");
    await deliver(nodeFiles, third.staging, folder, third.manifest);
    expect(readFileSync(join(folder, path), "utf8")).toBe(`1 ${path}`);
  });
});
