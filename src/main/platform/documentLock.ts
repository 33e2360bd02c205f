import { promises as fs } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { StudioError } from "../../shared/base/errors.ts";
import { acquireLock } from "./fileLock.ts";
import { partName } from "./leftovers.ts";
import { isProcessRunning, processStart, userName } from "./processes.ts";

/** A document → a file beside it that says who has it open; advisory, for people who share a folder. */

/** How often a holder shows that it lives. */
export const HEARTBEAT_MS = 30_000;
/** Four missed heartbeats: its holder crashed, or is cut off from the drive. */
const STALE_MS = 120_000;
const LARGEST = 4096;
/** Somebody else looks at the same lock, which takes milliseconds. */
const PAUSE_MS = 10;
const ATTEMPTS = 100;

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
  try {
    return await alone(path, async () => {
      const other = await holderAt(path, now);
      if (other !== null && other.token !== us.token && !force) return other;
      // Written whole beside its place first: a holder that is killed in between leaves no empty lock behind.
      const whole = join(dirname(path), partName(basename(lock)));
      try {
        await fs.writeFile(whole, text);
        await fs.rename(whole, lock);
      } finally {
        await fs.rm(whole, { force: true });
      }
      return null;
    });
  } catch (error) {
    if (!isBusy(error)) return null;
    // Somebody is taking it for longer than that takes: who, shows at the next sign of life.
    const other = (await holderAt(path, now)) ?? { user: "", host: "", process: 0, started: "", token: "" };
    return other.token === us.token ? null : other;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof StudioError && error.code.startsWith("storage/busy");
}

/** Looking and taking are one step: two who find an abandoned lock must not both have it. */
async function alone<Result>(path: string, action: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const held = await acquireLock(lockOf(path)).catch((error: unknown) => {
      if (attempt < ATTEMPTS && isBusy(error)) return null;
      throw error;
    });
    if (held !== null) return action().finally(held.release);
    await setTimeout(PAUSE_MS);
  }
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
  await alone(path, async () => {
    const text = await fs.readFile(lockOf(path), "utf8").catch(() => "");
    if (text.split("\n")[3] === us.token) await fs.rm(lockOf(path), { force: true });
  }).catch(() => undefined);
}

function lockOf(path: string): string {
  return join(dirname(path), `.~lock.${basename(path)}`);
}
