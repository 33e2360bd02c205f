import { readFileSync } from "node:fs";
import { userInfo } from "node:os";

/** Processes of this machine: whose are they, and does the one that left a lock still live? */

/**
 * When a process or thread began, in the system's own count; empty where the system does not tell.
 * Numbers of processes are given out again: only both together name one.
 */
export function processStart(id: number): string {
  try {
    // The name in brackets may hold anything; proc(5) counts the start as field 22.
    const fields = readFileSync(`/proc/${id}/stat`, "latin1").split(") ").at(-1)?.split(" ");
    return fields?.[19] ?? "";
  } catch {
    return "";
  }
}

/** @param started as `processStart` gave it, or empty. */
export function isProcessRunning(id: number, started: string): boolean {
  try {
    process.kill(id, 0);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EPERM")) return false;
  }
  const now = processStart(id);
  return started === "" || now === "" || started === now;
}

/** Of the person who runs this process; empty where the system does not tell. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
