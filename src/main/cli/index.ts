import { CommanderError } from "commander";
import { removeUnfinished } from "../platform/nodeFiles.ts";
import { createProgram } from "./program.ts";
import { EXIT, printFailure } from "./report.ts";

/** The command line: arguments in, exit code out. */

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    removeUnfinished();
    process.exit(EXIT.failure);
  });
}

const argv = process.argv.slice(2);
try {
  process.exitCode = await createProgram(process.env).run(argv);
} catch (error) {
  // Commander has printed its message; asking for help or the version is no mistake.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else process.exitCode = printFailure(argv.includes("--json"), error);
}
