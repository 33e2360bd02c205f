import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A build of the main side and the preload script in a folder of its own, so that `dist` of the checkout is left alone. */

export interface BuildCopy {
  readonly folder: string;
  remove(): void;
}

const NEEDED = ["src/main", "src/preload", "src/shared", "resources", "templates", "LICENSE"];
const CONFIGURATION = ["package.json", "package-lock.json", "electron.vite.config.ts", "electron-builder.yml"];

/** @param packages `linked` for a build alone; `copied` for a package, whose maker does not follow links. */
export function buildCopy(packages: "linked" | "copied"): BuildCopy {
  const folder = mkdtempSync(join(tmpdir(), "manara-build-"));
  for (const path of [...NEEDED, ...CONFIGURATION]) cpSync(path, join(folder, path), { recursive: true });
  // The page has tests of its own in a browser.
  mkdirSync(join(folder, "src", "renderer"));
  writeFileSync(join(folder, "src", "renderer", "index.html"), "<!doctype html><title>Manara</title>");
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  run(folder, "node_modules/electron-vite/bin/electron-vite.js", ["build"]);
  if (packages === "copied") {
    rmSync(join(folder, "node_modules"));
    copyPackages(folder);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param script inside the checkout. */
function run(folder: string, script: string, values: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script), ...values], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(`${script} ${values.join(" ")} ended with ${status}.\n${stdout}\n${stderr}`);
}

/** A folder with a build → the folder of the Linux program that is made of it around this Electron. */
export function packLinux(folder: string, electron: string, more: readonly string[] = []): string {
  const values = ["--linux", "dir", `-c.electronDist=${electron}`, "--publish", "never", ...more];
  run(folder, "node_modules/electron-builder/cli.js", values);
  const [unpacked = ""] = readdirSync(join(folder, "release")).filter((name) => name.endsWith("unpacked"));
  return join(folder, "release", unpacked);
}

/** What an installed program has: no development packages. Copies, because a package's maker does not follow links. */
export function copyPackages(folder: string): void {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    // Optional ones that are missing belong to other machines.
    if (path === "" || dev === true || !existsSync(path)) continue;
    cpSync(path, join(folder, path), { recursive: true });
  }
  cpSync("node_modules/node/bin", join(folder, "node_modules/node/bin"), { recursive: true });
}
