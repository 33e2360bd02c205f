import { promises as fs } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import { isProcessRunning, processStart } from "./processes.ts";
import { storageError } from "./storageError.ts";

/** A path → a lock file beside it that only one Manara holds, on this machine or on a shared drive. */

/** Saving takes seconds at most; a lock this old was left by a machine that lost power. */
const STALE_AFTER_MS = 60_000;

/** The lock file's path: deleting it releases the lock. Fails with `storage/busy`. */
export async function acquireLock(path: string): Promise<string> {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  const owner = `${hostname()}\n${process.pid}\n${processStart(process.pid)}\n`;
  if (!(await create(lock, owner))) {
    if (!(await isAbandoned(lock))) throw busy(path);
    await fs.rm(lock, { force: true });
    if (!(await create(lock, owner))) throw busy(path);
  }
  return lock;
}

async function create(lock: string, owner: string): Promise<boolean> {
  await fs.mkdir(dirname(lock), { recursive: true }).catch((cause: unknown) => {
    // A file where the folder should be is no lock that somebody holds.
    throw storageError(cause, "write", dirname(lock));
  });
  try {
    await fs.writeFile(lock, owner, { flag: "wx" });
    return true;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    throw storageError(cause, "write", lock);
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  const stat = await fs.stat(lock).catch(() => null);
  if (stat === null || Date.now() - stat.mtimeMs > STALE_AFTER_MS) return true;
  const [host, process, started = ""] = (await fs.readFile(lock, "utf8").catch(() => "")).split("\n");
  return host === hostname() && /^[0-9]+$/.test(process ?? "") && !isProcessRunning(Number(process), started);
}

function busy(path: string): StudioError {
  return new StudioError("storage/busy", "failure", `Somebody else is saving ${path} at this moment.`, {
    hint: "Wait a few seconds and try again.",
  });
}
