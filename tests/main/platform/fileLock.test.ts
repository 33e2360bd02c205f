import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { raceForLock } from "../../../scripts/torture/locks.ts";
import { acquireLock } from "../../../src/main/platform/fileLock.ts";
import { nodeFiles } from "../../../src/main/platform/nodeFiles.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manara-lock-"));
  path = join(folder, "Lễ.manara");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dead = () => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a lock", () => {
  it("has one holder where four processes find an abandoned one together", async () => {
    expect(await raceForLock(200)).toEqual({ counts: { "rounds of 4 processes": 200 }, broken: [] });
  }, 60_000);

  it("names who holds it, on another computer and on this one", async () => {
    writeFileSync(join(folder, ".Lễ.manara.lock"), "laptop-of-lan\n7\n\nlan\nx\n");
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: "storage/busy",
      message: `lan (laptop-of-lan) is saving ${path} at this moment.`,
    });
    writeFileSync(join(folder, ".Lễ.manara.lock"), `${hostname()}\n${process.ppid}\n\nlan\nx\n`);
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: "storage/busy-here",
      message: expect.stringContaining(`(process ${process.ppid})`),
    });
  });

  it("leaves what lies above an abandoned one to whoever holds that", async () => {
    writeFileSync(join(folder, ".Lễ.manara.lock"), `${hostname()}\n${dead()}\n`);
    writeFileSync(join(folder, ".Lễ.manara.lock.2"), "laptop-of-lan\n7\n\nlan\nx\n");
    await expect(acquireLock(path)).rejects.toMatchObject({ code: "storage/busy" });
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it("takes what dead processes left of it away with it", async () => {
    const id = dead();
    for (const number of ["", ".2", ".3"]) {
      writeFileSync(join(folder, `.Lễ.manara.lock${number}`), `${hostname()}\n${id}\n1\nlan\n${number}\n`);
    }
    const { release, files } = await acquireLock(path);
    expect(files.at(-1)).toBe(join(folder, ".Lễ.manara.lock.4"));
    await release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("without words holds for ten seconds, in which a slow drive writes them", async () => {
    const lock = join(folder, ".Lễ.manara.lock");
    writeFileSync(lock, "");
    await expect(acquireLock(path)).rejects.toMatchObject({ code: "storage/busy" });
    utimesSync(lock, Date.now() / 1000 - 11, Date.now() / 1000 - 11);
    await (await acquireLock(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("that somebody took from us is not given back by us", async () => {
    const mine = await acquireLock(path);
    writeFileSync(join(folder, ".Lễ.manara.lock"), "laptop-of-lan\n7\n\nlan\nx\n");
    await mine.release();
    expect(readdirSync(folder)).toEqual([".Lễ.manara.lock"]);
  });

  it("can be had for the longest name that a file may have", async () => {
    const long = join(folder, `${"ệ".repeat(80)}.manara`);
    expect(await nodeFiles.withLock(long, async () => readdirSync(folder))).toHaveLength(1);
    await nodeFiles.write(long, new Uint8Array([1]));
    expect(readdirSync(folder)).toEqual([`${"ệ".repeat(80)}.manara`]);
  });
});

describe("what a killed process left unfinished", () => {
  it("is swept by whoever locks something in its folder next, and what lives is not", async () => {
    await nodeFiles.makeStaging(folder);
    const [mark = ""] = readdirSync(folder);
    rmSync(join(folder, mark), { recursive: true });
    const named = (id: number, start: string) =>
      `.a.manara${mark
        .replace(".manara", "")
        .replace(/-\d+-\d+-/, `-${id}-${start}-`)
        .replace("-", ".")}.part`;
    const alive = named(process.ppid, "0");
    for (const name of [alive, named(dead(), "5"), ".a.manara.0123456789ab.part"])
      writeFileSync(join(folder, name), "");
    utimesSync(join(folder, ".a.manara.0123456789ab.part"), 1, 1);
    await nodeFiles.withLock(path, async () => undefined);
    expect(readdirSync(folder)).toEqual([alive]);
  });
});
