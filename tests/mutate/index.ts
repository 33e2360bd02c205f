import { fileURLToPath } from "node:url";
import { huntFaults } from "./hunt.ts";
import { ROOMS } from "./rooms.ts";

/** Names of rooms, none for all → how many of the faults planted in each its tests find, and every one that they do not. */

/** For one room, in minutes; a fault that there is no time for counts as not found. */
const BOUND = Number(process.env.BOUND ?? 15);

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const names = process.argv.slice(2);
for (const [name, room] of Object.entries(ROOMS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const start = Date.now();
  const { mutants, survivors, unmet, late, wordings } = await huntFaults(root, room, start + BOUND * 60_000);
  for (const { id, file, line, kind, before, after } of survivors) {
    const mark = late.has(id) ? "no time" : unmet.has(id) ? "not met" : "survives";
    console.log(`${file}:${line} ${mark}, ${kind}: ${shorten(before)} → ${shorten(after)}`);
  }
  const found = mutants.length - survivors.length;
  const score = Math.floor((found / mutants.length) * 1000) / 10;
  console.log(
    `${name}: ${found} of ${mutants.length} found, ${score} % (goal ${room.goal}), ` +
      `${wordings} wordings left out, ${Math.round((Date.now() - start) / 1000)} s`,
  );
  if (score < room.goal) process.exitCode = 1;
}

function shorten(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
