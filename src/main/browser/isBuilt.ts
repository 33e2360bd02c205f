import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A checkout's folder → whether what was built is newer than everything that it is built from. */

const BUILT = [join("dist", "renderer", "index.html"), join("dist", "main", "cli", "index.js")];
const MADE_FROM = ["src", "templates", "electron.vite.config.ts", "package.json"];

/** An installed program has no sources, and is built. */
export function isBuilt(root: string): boolean {
  if (!existsSync(join(root, "src"))) return true;
  const times = BUILT.map((path) => timeOf(join(root, path)));
  return Math.min(...times) > Math.max(...MADE_FROM.map((path) => newest(join(root, path))));
}

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return found?.mtimeMs ?? Number.NEGATIVE_INFINITY;
  // The folder's own time tells of files that are gone.
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
