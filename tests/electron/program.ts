import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { installedElectron } from "../../scripts/electronProgram.ts";
import { missingDesk } from "../desktop/desk.ts";
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
  if (process.platform !== "linux") return null;
  if (process.getuid?.() === 0) return "Electron's sandbox is not for root: run the tests as somebody else";
  return missingDesk();
}

/** A folder with the built program, as the Electron of these tests can run it. */
export async function programForTests(): Promise<Assembled> {
  if (installedElectron() !== null) return { folder: resolve("."), remove: () => undefined };
  return assembleProgram();
}
