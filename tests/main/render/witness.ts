import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/** Other people's programs as witnesses; a test without its witness is skipped visibly. */

export function need(context: TestContext, ...programs: string[]): void {
  const missing = programs.filter((program) => spawnSync("which", [program]).status !== 0);
  if (missing.length > 0) context.skip(`not installed: ${missing.join(", ")}`);
}

/** Output of a program; fails when the program does. */
export function ask(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

/** A folder that is gone after `work`. */
export async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "manara-render-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program on these bytes as a file and gives its output. */
export function askAbout(bytes: Uint8Array, program: string, ...args: (string | null)[]): Promise<string> {
  return inFolder((folder) => {
    const file = join(folder, "page.pdf");
    writeFileSync(file, bytes);
    return ask(program, ...args.map((arg) => arg ?? file));
  });
}

export function bytesOf(...path: string[]): Buffer {
  return readFileSync(join(...path));
}
