import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFiles, removeUnfinished } from "../../../src/main/platform/nodeFiles.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manara-files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("write", () => {
  it("makes folders, replaces the file and leaves nothing else behind", async () => {
    const path = join(folder, "a", "b", "file");
    await nodeFiles.write(path, bytes("one"));
    await nodeFiles.write(path, bytes("two"));
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(readdirSync(join(folder, "a", "b"))).toEqual(["file"]);
  });

  it("writes secrets for their owner alone", async () => {
    const path = join(folder, "key");
    await nodeFiles.write(path, bytes("secret"), { secret: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("keeps the rights of the file it replaces, and writes through a link", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    symlinkSync(path, join(folder, "link"));
    await nodeFiles.write(join(folder, "link"), bytes("new"));
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("does not replace a file when a fresh one is asked for", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "old");
    await expect(nodeFiles.write(path, bytes("new"), { fresh: true })).rejects.toMatchObject({
      code: "storage/exists",
      kind: "usage",
    });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("does not replace a file that its owner made read-only", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "old");
    chmodSync(path, 0o444);
    await expect(nodeFiles.write(path, bytes("new"))).rejects.toMatchObject({
      code: "storage/read-only",
      kind: "failure",
    });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("refuses a folder in the file's place", async () => {
    mkdirSync(join(folder, "file"));
    await expect(nodeFiles.write(join(folder, "file"), bytes("x"))).rejects.toMatchObject({
      code: "storage/is-folder",
    });
  });
});

describe.skipIf(!canMount())("on a small disk", () => {
  const disk = () => join(folder, "disk");
  const mount = (options: string) => {
    mkdirSync(disk());
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk()]).status).toBe(0);
  };
  afterEach(() => {
    spawnSync("umount", [disk()]);
  });

  it("says that the disk is full and leaves the old file whole", async () => {
    mount("size=64k");
    const path = join(disk(), "file");
    await nodeFiles.write(path, bytes("old"));
    const much = new Uint8Array(200_000);
    await expect(nodeFiles.write(path, much)).rejects.toMatchObject({ code: "storage/disk-full", kind: "failure" });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(disk())).toEqual(["file"]);
  });

  it("leaves no lock of ours behind when the disk is full, and locks again as soon as there is room", async () => {
    mount("size=64k");
    const path = join(disk(), "file");
    const fill = () => writeFileSync(join(disk(), "much"), new Uint8Array(100_000));
    expect(fill).toThrow("ENOSPC");
    await expect(nodeFiles.withLock(path, async () => "in")).rejects.toMatchObject({ code: "storage/disk-full" });
    expect(readdirSync(disk())).toEqual(["much"]);
    rmSync(join(disk(), "much"));
    expect(await nodeFiles.withLock(path, async () => "in")).toBe("in");
  });

  it("appends nothing when the disk is full, and goes on behind what was whole as soon as there is room", async () => {
    mount("size=64k");
    const path = join(disk(), "journal");
    await nodeFiles.append(path, bytes("one\n"), 0);
    await expect(nodeFiles.append(path, new Uint8Array(100_000), 4)).rejects.toMatchObject({
      code: "storage/disk-full",
    });
    expect(readFileSync(path, "utf8")).toBe("one\n");
    await nodeFiles.append(path, bytes("two\n"), 4);
    expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  });

  it("says that the place is read-only, where it is a lock, too", async () => {
    mount("size=64k");
    expect(spawnSync("mount", ["-o", "remount,ro", disk()]).status).toBe(0);
    const path = join(disk(), "file");
    const readOnly = { code: "storage/read-only", kind: "failure" };
    await expect(nodeFiles.write(path, bytes("x"))).rejects.toMatchObject(readOnly);
    await expect(nodeFiles.withLock(path, async () => "in")).rejects.toMatchObject(readOnly);
  });
});

describe("read", () => {
  it("says what is missing, what is a folder and what is too large", async () => {
    writeFileSync(join(folder, "file"), "12345");
    await expect(nodeFiles.read(join(folder, "none"))).rejects.toMatchObject({
      code: "storage/missing",
      kind: "usage",
    });
    await expect(nodeFiles.read(folder)).rejects.toMatchObject({ code: "storage/is-folder", kind: "usage" });
    await expect(nodeFiles.read(join(folder, "file"), 4)).rejects.toMatchObject({ code: "storage/too-large" });
  });

  it("reads a tree by name, without following links", async () => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub", "b"), "B");
    writeFileSync(join(folder, "a"), "A");
    symlinkSync("/etc/hostname", join(folder, "link"));
    expect([...(await nodeFiles.readTree(folder)).keys()]).toEqual(["a", "sub/b"]);
  });
});

describe("withLock", () => {
  const lockOf = (path: string) => join(folder, `.${path}.lock`);

  it("lets one writer in at a time and goes away afterwards", async () => {
    const path = join(folder, "doc");
    await nodeFiles.withLock(path, async () => {
      const second = nodeFiles.withLock(path, async () => "in");
      await expect(second).rejects.toMatchObject({ code: "storage/busy-here", kind: "failure" });
    });
    expect(await nodeFiles.withLock(path, async () => "in")).toBe("in");
    expect(existsSync(lockOf("doc"))).toBe(false);
  });

  it("takes over the lock of a process that is gone, and of a machine that lost power", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    writeFileSync(lockOf("doc"), `${hostname()}\n${gone}\n`);
    expect(await nodeFiles.withLock(join(folder, "doc"), async () => "in")).toBe("in");
    writeFileSync(lockOf("doc"), "elsewhere\n1\n");
    await expect(nodeFiles.withLock(join(folder, "doc"), async () => "in")).rejects.toMatchObject({
      code: "storage/busy",
    });
    utimesSync(lockOf("doc"), 1, 1);
    expect(await nodeFiles.withLock(join(folder, "doc"), async () => "in")).toBe("in");
  });
});

describe("removeUnfinished", () => {
  it("takes staging folders away", async () => {
    const staging = await nodeFiles.makeStaging(join(folder, "out"));
    await nodeFiles.write(join(staging, "x", "y"), bytes("z"));
    removeUnfinished();
    expect(readdirSync(join(folder, "out"))).toEqual([]);
  });
});

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), "manara-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", probe]).status === 0;
  if (mounted) spawnSync("umount", [probe]);
  rmSync(probe, { recursive: true, force: true });
  return mounted;
}
