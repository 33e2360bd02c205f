import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { installedElectron } from "../../scripts/electronProgram.ts";
import { type Assembled, assembleProgram } from "./assembleProgram.ts";
import { oldRuntime } from "./oldRuntime.ts";

/** Which Electron the tests take here: the one that the product is made for, else the older one, else none, and why. */

const ENTRY = join("dist", "main", "electron", "index.js");

/** Path of Electron's program; null where there is none. */
export function electronForTests(): string | null {
  return installedElectron() ?? oldRuntime();
}

/** Why the desktop program cannot be tested here; null where it can. */
export function missingDesktop(): string | null {
  if (electronForTests() === null) {
    return "there is no Electron: npx install-electron, or node tests/electron/fetchRuntime.ts";
  }
  if (!existsSync(ENTRY)) return "the program is not built: npm run build";
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== "linux") return null;
  if (!DISPLAY && !WAYLAND_DISPLAY) return "there is no display: xvfb-run";
  return process.getuid?.() === 0 ? "Electron's sandbox is not for root: run the tests as somebody else" : null;
}

/** A folder with the built program, as the Electron of these tests can run it. */
export async function programForTests(): Promise<Assembled> {
  if (installedElectron() !== null) return { folder: resolve("."), remove: () => undefined };
  return assembleProgram();
}
