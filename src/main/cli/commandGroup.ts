import type { Command } from "commander";
import type { Machine } from "../services/ports.ts";

/** What every command of `manara` shares: its options, its context, and how it is added to the program. */

export interface CommonOptions {
  readonly json?: true;
  readonly packs?: string;
}

/** What a command gets besides its own arguments; it returns its exit code. */
export interface CliContext {
  readonly json: boolean;
  readonly machine: Machine;
}

export interface CommandGroup {
  /** A command that takes `--json` and `--packs`. */
  add(parent: Command, name: string, summary: string): Command;
  /** Makes the command run: its action gets the arguments, the options and the context. */
  act<Options extends object>(
    command: Command,
    action: (context: CliContext, args: readonly string[], options: Options & CommonOptions) => Promise<number>,
  ): void;
}

/** `ar-EG,vi-VN` → its parts; null where the option is absent. */
export function listOf(value: string | undefined): string[] | null {
  if (value === undefined) return null;
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
