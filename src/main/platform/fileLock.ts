import { createHash, randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import { findLeftovers, isStaging, partName, shorten } from "./leftovers.ts";
import { isProcessRunning, processStart, userName } from "./processes.ts";
import { storageError } from "./storageError.ts";

/**
 * A path → a lock beside it that only one Manara holds, on this machine or on a shared drive.
 *
 * A lock is a file that is written whole under another name and then linked to its own, which fails where that is
 * taken. An abandoned one is never replaced in its place, for two who find it would both do so: whoever comes next links
 * a file of the next number, looks whether everything below is still what it found, and gives way where it is not.
 * Only a holder removes the files below its own, and its own last.
 */

/** Of another machine: it shows every third of this time that it lives. */
const STALE_MS = 60_000;
/** A file without words in it: written in place, on a drive without links, by somebody who got no further. */
const EMPTY_MS = 10_000;
const ATTEMPTS = 100;
const LARGEST = 4096;

export interface HeldLock {
  /** In the order in which they go: the lock itself is the last one. */
  readonly files: readonly string[];
  readonly release: () => Promise<void>;
}

interface Found {
  readonly path: string;
  readonly number: number;
  readonly text: string;
  /** Milliseconds since 1970, by the clock of the drive. */
  readonly modified: number;
}

/** Fails with `storage/busy`, `storage/busy-here`, and as a file there would fail to be written. */
export async function acquireLock(path: string): Promise<HeldLock> {
  const folder = dirname(path);
  const name = lockName(basename(path));
  const text = [hostname(), process.pid, processStart(process.pid), userName(), randomBytes(8).toString("hex"), ""]
    .map((part) => String(part).replace(/\s+/g, " "))
    .join("\n");
  const whole = join(folder, partName(name.slice(1)));
  try {
    const now = await writeNew(whole, text, path);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const below = await findLocks(folder, name);
      const holder = below.find((one) => !isAbandoned(one, now));
      if (holder !== undefined) throw busy(path, holder);
      const number = (below.at(-1)?.number ?? 0) + 1;
      const lock = join(folder, number === 1 ? name : `${name}.${number}`);
      if (!(await link(whole, lock, text, path))) continue;
      const after = await findLocks(folder, name);
      if (isSame(after.slice(0, -1), below) && after.at(-1)?.path === lock) return hold(lock, below, text);
      await fs.rm(lock, { force: true });
    }
    throw busy(path, null);
  } finally {
    await fs.rm(whole, { force: true }).catch(() => undefined);
  }
}

/** @returns when it was written, by the clock of the drive. */
async function writeNew(whole: string, text: string, path: string): Promise<number> {
  try {
    await fs.writeFile(whole, text, { flag: "wx" });
    return (await fs.stat(whole)).mtimeMs;
  } catch (cause) {
    throw storageError(cause, "write", path);
  }
}

/** Every file of this lock, lowest number first. What dead processes left unfinished in the folder goes on the way. */
async function findLocks(folder: string, name: string): Promise<Found[]> {
  const names = await fs.readdir(folder).catch((cause: unknown) => {
    throw storageError(cause, "read", folder);
  });
  // A staging folder may hold a move that somebody has to finish.
  for (const left of await findLeftovers(
    folder,
    names.filter((one) => !isStaging(one)),
  )) {
    await fs.rm(join(folder, left), { force: true }).catch(() => undefined);
  }
  const found = names.map(async (one): Promise<Found[]> => {
    if (!one.startsWith(name)) return [];
    const number = one === name ? 1 : Number(/^\.([1-9][0-9]{0,8})$/.exec(one.slice(name.length))?.[1]);
    if (Number.isNaN(number)) return [];
    const path = join(folder, one);
    const stat = await fs.stat(path).catch(() => null);
    if (stat === null) return [];
    const text = stat.size > LARGEST ? "" : await fs.readFile(path, "utf8").catch(() => null);
    return text === null ? [] : [{ path, number, text, modified: stat.mtimeMs }];
  });
  return (await Promise.all(found)).flat().sort((one, other) => one.number - other.number);
}

function isAbandoned({ text, modified }: Found, now: number): boolean {
  const [host, id = "", started = ""] = text.split("\n");
  const age = now - modified;
  if (!/^[0-9]{1,10}$/.test(id)) return age > EMPTY_MS;
  if (host !== hostname()) return age > STALE_MS;
  if (!isProcessRunning(Number(id), started)) return true;
  // Where the system does not tell when a process began, the number may be another one's by now.
  return (started === "" || processStart(Number(id)) === "") && age > STALE_MS;
}

/** False where there is one already. Drives without links get the file written in its place. */
async function link(whole: string, lock: string, text: string, path: string): Promise<boolean> {
  try {
    await fs.link(whole, lock);
    return true;
  } catch (cause) {
    if (hasCode(cause, "EEXIST")) return false;
  }
  const file = await fs.open(lock, "wx").catch((cause: unknown) => {
    if (hasCode(cause, "EEXIST")) return null;
    throw storageError(cause, "write", path);
  });
  if (file === null) return false;
  try {
    await file.writeFile(text);
    return true;
  } catch (cause) {
    await fs.rm(lock, { force: true });
    throw storageError(cause, "write", path);
  } finally {
    await file.close();
  }
}

function hold(lock: string, below: readonly Found[], text: string): HeldLock {
  // Written anew in its place, the same bytes: the drive's own clock is what others compare.
  const beat = setInterval(() => void fs.writeFile(lock, text, { flag: "r+" }).catch(() => undefined), STALE_MS / 3);
  beat.unref();
  const files = [...below.map((one) => one.path), lock];
  return {
    files,
    async release() {
      clearInterval(beat);
      // Somebody who thought us dead may have taken it, and given the same name to another lock since.
      if ((await fs.readFile(lock, "utf8").catch(() => "")) !== text) return;
      for (const path of files) await fs.rm(path, { force: true }).catch(() => undefined);
    },
  };
}

function isSame(one: readonly Found[], other: readonly Found[]): boolean {
  const facts = (all: readonly Found[]) =>
    JSON.stringify(all.map(({ path, text, modified }) => [path, text, modified]));
  return facts(one) === facts(other);
}

/** The name that it has had since release 0.1, where the file system takes one so long. */
function lockName(name: string): string {
  if (Buffer.byteLength(name) <= 200) return `.${name}.lock`;
  return `.${shorten(name)}.${createHash("sha256").update(name).digest("hex").slice(0, 12)}.lock`;
}

function busy(path: string, holder: Found | null): StudioError {
  const [host = "", id = "", , user = ""] = holder?.text.split("\n") ?? [];
  const hint = "Wait a few seconds and try again.";
  if (holder !== null && host === hostname() && id !== "") {
    const who = Number(id) === process.pid ? "This Manara" : `Another Manara on this computer (process ${id})`;
    return new StudioError("storage/busy-here", "failure", `${who} is saving ${path} at this moment.`, { hint });
  }
  const who = user === "" ? host || "Somebody else" : `${user} (${host})`;
  return new StudioError("storage/busy", "failure", `${who} is saving ${path} at this moment.`, { hint });
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && "code" in cause && cause.code === code;
}
