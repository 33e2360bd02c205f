import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { raceForDocument } from "../../../scripts/torture/locks.ts";
import { claimDocument, holderAt, holderOf, releaseDocument } from "../../../src/main/platform/documentLock.ts";
import { processStart } from "../../../src/main/platform/processes.ts";

const NOW = Date.parse("2026-01-02T03:04:05Z");
const ours = holderOf("ours");
const theirs = { user: "lan", host: "laptop-of-lan", process: 7, started: "", token: "theirs" };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "manara-lock-"));
  path = join(folder, "Lễ.manara");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("document locks", () => {
  it("say who has the document, until it is given back", async () => {
    expect(await claimDocument(path, theirs, NOW)).toBeNull();
    expect(await claimDocument(path, ours, NOW)).toEqual(theirs);
    await releaseDocument(path, ours);
    expect(await readdir(folder)).toEqual([".~lock.Lễ.manara"]);
    await releaseDocument(path, theirs);
    expect(await readdir(folder)).toEqual([]);
    expect(await claimDocument(path, ours, NOW)).toBeNull();
  });

  it("hold for two minutes after the last sign of life", async () => {
    await claimDocument(path, theirs, NOW);
    await claimDocument(path, theirs, NOW + 30_000);
    expect(await claimDocument(path, ours, NOW + 150_000)).toEqual(theirs);
    expect(await claimDocument(path, ours, NOW + 150_001)).toBeNull();
    expect(await claimDocument(path, theirs, NOW + 150_001)).toMatchObject({ token: "ours" });
  });

  it("are nobody's where they hold nothing, and leave nothing else beside the document", async () => {
    await writeFile(join(folder, ".~lock.Lễ.manara"), "");
    expect(await holderAt(path, NOW)).toBeNull();
    expect(await claimDocument(path, ours, NOW)).toBeNull();
    expect(await holderAt(path, NOW)).toEqual(ours);
    expect(await readdir(folder)).toEqual([".~lock.Lễ.manara"]);
  });

  it("do not outlive a program of this computer", async () => {
    const program = spawn(process.execPath, ["-e", ""]);
    const id = program.pid ?? 0;
    await once(program, "exit");
    await claimDocument(path, { ...theirs, host: hostname(), process: id }, NOW);
    expect(await claimDocument(path, ours, NOW)).toBeNull();
  });

  it.skipIf(processStart(process.pid) === "")("do not pass to a program that was given the same number", async () => {
    const earlier = { ...ours, token: "theirs", started: String(Number(ours.started) - 1) };
    await claimDocument(path, earlier, NOW);
    expect(await claimDocument(path, ours, NOW)).toBeNull();
    await claimDocument(path, { ...earlier, started: ours.started }, NOW, true);
    expect(await claimDocument(path, ours, NOW)).toMatchObject({ token: "theirs" });
  });

  it("of a dead program goes to one of four that want it together", async () => {
    expect(await raceForDocument(30)).toEqual({ counts: { "documents wanted by 4 processes": 30 }, broken: [] });
  }, 60_000);

  it("are not ours while somebody else is taking them", async () => {
    await writeFile(join(folder, "..~lock.Lễ.manara.lock"), "laptop-of-lan\n7\n\nlan\nx\n");
    expect(await claimDocument(path, ours, NOW)).toMatchObject({ user: "", token: "" });
    await writeFile(join(folder, ".~lock.Lễ.manara"), `lan\nlaptop-of-lan\n7\ntheirs\n${NOW}\n\n`);
    expect(await claimDocument(path, ours, NOW)).toEqual(theirs);
  });

  it("can be taken by force", async () => {
    await claimDocument(path, theirs, NOW);
    expect(await claimDocument(path, ours, NOW, true)).toBeNull();
    expect(await claimDocument(path, theirs, NOW)).toMatchObject({ token: "ours" });
  });

  it("hold nobody back in a folder that is not there or cannot be written", async () => {
    expect(await claimDocument(join(folder, "gone", "x.manara"), ours, NOW)).toBeNull();
  });

  it("are not moved by strange text, and give none of it line by line", async () => {
    const lock = join(folder, ".~lock.Lễ.manara");
    for (const text of ["a\nb\nc\nd\ne\n", "a\nb\n-1\nd\n1\n", `${"x".repeat(5000)}\n`, "a\nb\n1\nd\n99\n"]) {
      await writeFile(lock, text);
      expect(await holderAt(path, NOW)).toBeNull();
    }
    await rm(lock);
    await claimDocument(path, { ...theirs, user: "lan\nevil\n1\n" }, NOW);
    expect((await readFile(lock, "utf8")).split("\n")).toHaveLength(7);
  });
});
