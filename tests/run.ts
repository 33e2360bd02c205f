import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs every test, or with `desktop` the end-to-end tests in the desktop program, and closes with one line,
 * `N passed, N failed, N skipped`, naming each skip before it.
 */

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly meta: { readonly skippedBecause?: string };
    }[];
  }[];
}

const desktop = process.argv[2] === "desktop";
const folder = mkdtempSync(join(tmpdir(), "manara-tests-"));
const output = join(folder, "report.json");
const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${output}`,
    ...(desktop ? ["tests/e2e", "tests/desktop"] : process.argv.slice(2)),
  ],
  {
    stdio: ["ignore", "inherit", "inherit"],
    env: desktop ? { ...process.env, HOST: "electron" } : process.env,
  },
);
let failed = 1;
try {
  const report = JSON.parse(readFileSync(output, "utf8")) as Report;
  const skips = report.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status !== "passed" && test.status !== "failed"),
  );
  for (const { fullName, meta } of skips) {
    console.log(`skipped: ${fullName}${meta.skippedBecause === undefined ? "" : ` – ${meta.skippedBecause}`}`);
  }
  // A file that could not be loaded has no tests to count, and is a failure all the same.
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  for (const file of broken) console.log(`not loaded: ${file.name}`);
  failed = report.numFailedTests + broken.length;
  if (failed === 0 && run.status !== 0) failed = 1;
  console.log(
    `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`,
  );
} catch {
  console.log("0 passed, 1 failed, 0 skipped");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 && run.status === 0 ? 0 : 1;
