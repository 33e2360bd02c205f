import { CommanderError } from "commander";
import { removeUnfinished } from "../platform/nodeFiles.ts";
import { createProgram } from "./program.ts";
import { EXIT, printFailure, printResult } from "./report.ts";

/** The command line: arguments in, exit code out. */
export async function run(argv: readonly string[]): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      removeUnfinished();
      process.exit(EXIT.failure);
    });
  }
  try {
    return await createProgram(process.env).run(argv);
  } catch (error) {
    // Commander has printed its message; asking for help or the version is no mistake.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const json = argv.includes("--json");
    if (!(error instanceof CommanderError)) return printFailure(json, error);
    const value = { error: { code: "cli/usage", kind: "usage", message: error.message, hint: "Add --help." } };
    if (json) printResult(true, { ...value, diagnostics: [] }, []);
    return EXIT.usage;
  }
}
