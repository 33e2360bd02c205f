import { constants, promises as fs } from "node:fs";
import { hostname, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { isProcessRunning, processStart } from "./processes.ts";

/** A document → a file beside it that says who has it open; advisory, for people who share a folder. */

/** How often a holder shows that it lives. */
export const HEARTBEAT_MS = 30_000;
/** Four missed heartbeats: its holder crashed, or is cut off from the drive. */
const STALE_MS = 120_000;
const LARGEST = 4096;

export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly process: number;
  /** When that process began, in the machine's own count; empty where it does not tell. */
  readonly started: string;
  /** Tells two programs of one person apart. */
  readonly token: string;
}

export function holderOf(token: string): Holder {
  return { user: userName(), host: hostname(), process: process.pid, started: processStart(process.pid), token };
}

/**
 * Takes the document, or shows that its holder still lives. Null where it is ours now, and also where the folder
 * cannot be written, for then nobody can hold anything in it; otherwise who has it.
 * @param now milliseconds since 1970.
 * @param force takes it from whoever has it.
 */
export async function claimDocument(path: string, us: Holder, now: number, force = false): Promise<Holder | null> {
  const lock = lockOf(path);
  const text = `${[us.user, us.host, us.process, us.token, now, us.started].map((part) => String(part).replace(/\s+/g, " ")).join("\n")}\n`;
  // Written whole beside its place first: a holder that is killed in between leaves no empty lock behind.
  const whole = `${lock}.${us.process}.${us.token}`;
  try {
    await fs.writeFile(whole, text);
    if (await linked(whole, lock)) return null;
    const other = await holderAt(path, now);
    if (other !== null && other.token !== us.token && !force) return other;
    await fs.rename(whole, lock);
    return null;
  } catch {
    return null;
  } finally {
    await fs.rm(whole, { force: true }).catch(() => undefined);
  }
}

/** False where there is a lock already. Drives without links get a copy, which fails in the same way. */
async function linked(from: string, to: string): Promise<boolean> {
  for (const place of [fs.link, (one: string, other: string) => fs.copyFile(one, other, constants.COPYFILE_EXCL)]) {
    try {
      await place(from, to);
      return true;
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
    }
  }
  return true;
}

/** Who has the document open and shows signs of life. */
export async function holderAt(path: string, now: number): Promise<Holder | null> {
  const lock = lockOf(path);
  const stat = await fs.stat(lock).catch(() => null);
  if (stat === null || !stat.isFile() || stat.size > LARGEST) return null;
  const [user = "", host = "", id = "", token = "", beat = "", started = ""] = (
    await fs.readFile(lock, "utf8").catch(() => "")
  ).split("\n");
  if (!/^[0-9]{1,10}$/.test(id) || !/^[0-9]{1,15}$/.test(beat) || now - Number(beat) > STALE_MS) return null;
  if (host === hostname() && !isProcessRunning(Number(id), started)) return null;
  return { user: user.slice(0, 100), host: host.slice(0, 100), process: Number(id), started, token };
}

/** Gives it back where it is ours. */
export async function releaseDocument(path: string, us: Holder): Promise<void> {
  const text = await fs.readFile(lockOf(path), "utf8").catch(() => "");
  if (text.split("\n")[3] === us.token) await fs.rm(lockOf(path), { force: true }).catch(() => undefined);
}

function lockOf(path: string): string {
  return join(dirname(path), `.~lock.${basename(path)}`);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
