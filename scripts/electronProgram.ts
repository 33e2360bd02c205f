import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Finds Electron's program on this machine, or says in words why the studio cannot run in it. */

/** Long enough for 120 MB over an ordinary line; whoever waits longer would think that it hangs. */
const DOWNLOAD_MS = 60_000;

export type ElectronProgram = { readonly path: string } | { readonly missing: string };

export function electronProgram(environment: NodeJS.ProcessEnv): ElectronProgram {
  if (environment.MANARA_HOST === "browser") return { missing: "MANARA_HOST asks for the browser" };
  if (process.platform === "linux" && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
    return { missing: "this machine has no display for it" };
  }
  const there = installedElectron();
  if (there !== null) return { path: there };
  console.error("Electron's program is not here yet: downloading it.");
  const download = spawnSync(process.execPath, [join("node_modules", "electron", "install.js")], {
    stdio: "ignore",
    timeout: DOWNLOAD_MS,
  });
  const path = installedElectron();
  if (path !== null) return { path };
  return { missing: download.signal === null ? "it cannot be downloaded" : "its download takes too long" };
}

/** Path of the program; null where nobody has downloaded it. */
export function installedElectron(): string | null {
  const folder = join("node_modules", "electron");
  const note = join(folder, "path.txt");
  if (!existsSync(note)) return null;
  const path = join(folder, "dist", readFileSync(note, "utf8"));
  return existsSync(path) ? path : null;
}
