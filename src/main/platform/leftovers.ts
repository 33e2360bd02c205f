import { createHash, randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isProcessRunning, processStart } from "./processes.ts";

/** Names of unfinished files and folders, which say whose they are → those whose process is gone. */

/** Of another machine nobody here knows whether it lives; nothing that Manara writes takes a day. */
const FOREIGN_MS = 24 * 60 * 60 * 1000;
/** Bytes of UTF-8 of a file's own name that fit beside a mark: file systems take 255 for the whole. */
const LONGEST = 120;

const MARK = /^([0-9a-f]{8})-([0-9]{1,10})-([0-9]{1,20})-[0-9a-f]{12}$/;
const STAGING = ".manara-";
/** As release 0.1 named them: nobody knows of which process they are. */
const NAMELESS = /^\..+\.[0-9a-f]{12}\.part$|^\.manara-[A-Za-z0-9]{6}$/;

/** A new name beside a file of this name, for what is not finished. */
export function partName(name: string): string {
  return `.${shorten(name)}.${newMark()}.part`;
}

/** A new name for a folder of what is not finished. */
export function stagingName(): string {
  return `${STAGING}${newMark()}`;
}

/** Names of both kinds that are directly in a folder and whose process is gone. */
export async function findLeftovers(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map(async (name) => ((await isLeftover(folder, name)) ? [name] : [])));
  return found.flat();
}

export function isStaging(name: string): boolean {
  return name.startsWith(STAGING);
}

/** Cut to so many bytes of UTF-8 that a mark and an ending still fit; two long names may become one. */
export function shorten(name: string, bytes = LONGEST): string {
  let kept = "";
  for (const letter of name) {
    if (Buffer.byteLength(kept + letter) > bytes) break;
    kept += letter;
  }
  return kept;
}

async function isLeftover(folder: string, name: string): Promise<boolean> {
  const mark = MARK.exec(isStaging(name) ? name.slice(STAGING.length) : (/\.([^.]+)\.part$/.exec(name)?.[1] ?? ""));
  if (mark === null && !NAMELESS.test(name)) return false;
  const [, host, id, started = ""] = mark ?? [];
  if (host === hostMark()) return !isProcessRunning(Number(id), started === "0" ? "" : started);
  const stat = await fs.lstat(join(folder, name)).catch(() => null);
  return stat !== null && Date.now() - stat.mtimeMs > FOREIGN_MS;
}

function newMark(): string {
  return `${hostMark()}-${process.pid}-${processStart(process.pid) || "0"}-${randomBytes(6).toString("hex")}`;
}

function hostMark(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
}
