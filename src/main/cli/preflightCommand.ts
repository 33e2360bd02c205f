import type { Command } from "commander";
import type { CommandGroup } from "./commandGroup.ts";
import { diagnosticLines, EXIT, printResult } from "./report.ts";

/** `manara preflight`: what a print shop would refuse in a PDF, ours or anyone's. */

const LARGEST_FILE = 512 * 1024 * 1024;

export function addPreflightCommand(program: Command, { add, act }: CommandGroup): void {
  const command = add(program, "preflight", "what a print shop would refuse in any PDF").argument("<pdf>");
  act(command, async ({ json, machine }, [path = ""]) => {
    const { preflightApart } = await import("../preflight/preflightApart.ts");
    const report = await preflightApart(await machine.files.read(path, LARGEST_FILE));
    const size = report.trimMm === null ? "" : `, ${report.trimMm.join(" × ")} mm`;
    const verdict = report.passed ? "PDF/X-4 candidate" : "not fit for print";
    printResult(json, report, [
      ...diagnosticLines(report.diagnostics),
      `${path}: ${verdict}; ${report.pages === 1 ? "1 page" : `${report.pages} pages`}${size}`,
    ]);
    return report.passed ? EXIT.done : EXIT.content;
  });
}
