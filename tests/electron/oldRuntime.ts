import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where the older Electron lies that tests take where version 45 cannot be had; `tests/electron/fetchRuntime.ts` puts it there. */

const OLD_VERSION = "22.3.25";

/** Outside the checkout, so that a new one finds it again. */
export function oldRuntimeFolder(): string {
  const cache = process.env.MANARA_RUNTIMES ?? join(homedir(), ".cache", "manara");
  return join(cache, `electron-${OLD_VERSION}`);
}

/** Path of the program; null where nobody has fetched it. */
export function oldRuntime(): string | null {
  const path = join(oldRuntimeFolder(), "electron");
  return existsSync(path) ? path : null;
}
