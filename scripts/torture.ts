import { parseArgs } from "node:util";
import type { Campaign } from "./torture/campaign.ts";
import { exporting } from "./torture/exports.ts";
import { locks } from "./torture/locks.ts";
import { typing } from "./torture/typing.ts";

/**
 * `npm run torture -- --minutes 5`: programs are killed, disks are full, and the table at the end says what was done
 * and which promise of docs/reliability.md did not hold. `--only locks` runs one campaign.
 */

const CAMPAIGNS: readonly Campaign[] = [locks, typing, exporting];

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" }, only: { type: "string" } } });
const chosen = CAMPAIGNS.filter(({ name }) => values.only === undefined || values.only === name);
const minutes = Number(values.minutes);
if (chosen.length === 0 || !(minutes > 0)) {
  console.error(`npm run torture takes --minutes and --only ${CAMPAIGNS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const lines: string[][] = [["campaign", "what", "count"]];
for (const { name, run } of chosen) {
  const { counts, broken } = await run(Date.now() + (minutes * 60_000) / chosen.length);
  for (const [what, count] of Object.entries(counts)) lines.push([name, what, String(count)]);
  lines.push([name, "promises broken", String(broken.length)]);
  for (const sentence of broken.slice(0, 20)) console.error(`${name}: ${sentence}`);
  if (broken.length > 0) process.exitCode = 1;
}
const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
for (const line of lines)
  console.log(
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
