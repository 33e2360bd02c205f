import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import { announce, deliver, settleAnnounced } from "../../src/main/services/export/deliver.ts";
import { digestBytes } from "../../src/shared/base/digest.ts";
import { manifest as manifestSchema } from "../../src/shared/export/manifest.ts";
import { type Campaign, randomFrom, type Tally } from "./campaign.ts";
import { startChild } from "./child.ts";
import { exportOf } from "./exportOf.ts";

/** Exports that replace files of an earlier one are killed at every step of the move, and in the middle of steps. */

const CHILD = join(import.meta.dirname, "exportChild.ts");
const MOST_KILLS = 1000;

export const exporting: Campaign = {
  name: "export",
  run: (until) => killMoves(MOST_KILLS, until),
};

/** @param stride from one step at which a process is killed to the next. */
export async function killMoves(kills: number, until = Number.POSITIVE_INFINITY, stride = 1): Promise<Tally> {
  const root = mkdtempSync(join(tmpdir(), "manara-export-"));
  const folder = join(root, "out");
  const notes = join(root, "exporting");
  const random = randomFrom(7);
  const broken: string[] = [];
  let killed = 0;
  let undone = 0;
  let version = 1;
  let step = 1 - stride;
  await deliverHere(folder, notes, version);
  while (killed < kills && Date.now() < until) {
    step += stride;
    const stand = random() < 0.5 ? "stand" : "run";
    const next = String(version + 1);
    const child = startChild(CHILD, [folder, notes, next, String(step), stand]);
    const message = await child.next();
    await child.kill();
    if (typeof message === "object" && message !== null && "done" in message) {
      // Every step has been met: from the first one again.
      step = 1 - stride;
      version += 1;
      continue;
    }
    killed += 1;
    const when = `Kill ${killed}, ${stand} at step ${step}`;
    for (const wrong of untrue(folder)) broken.push(`${when}: ${wrong}`);
    await settleAnnounced(nodeFiles, notes);
    for (const wrong of [...untrue(folder), ...unnamed(folder)]) broken.push(`${when}, settled: ${wrong}`);
    if (readdirSync(notes).length > 0) broken.push(`${when}: ${readdirSync(notes).join(", ")} was not swept.`);
    const there = [version, version + 1].filter((one) => isWhole(folder, String(one)));
    if (there.length !== 1) broken.push(`${when}: the folder has neither the earlier export nor the later one.`);
    if (there[0] === version) undone += 1;
    version = there[0] ?? version + 1;
    if (there.length !== 1) await deliverHere(folder, notes, version);
  }
  rmSync(root, { recursive: true, force: true });
  return { counts: { "kills in the move": killed, "taken back": undone }, broken };
}

async function deliverHere(folder: string, notes: string, version: number): Promise<void> {
  const forget = await announce(nodeFiles, notes, folder);
  const staging = await nodeFiles.makeStaging(folder);
  const { manifest, bytes } = exportOf(String(version));
  for (const { path } of manifest.files) await nodeFiles.write(join(staging, path), bytes(path));
  await deliver(nodeFiles, staging, folder, manifest);
  await nodeFiles.remove(staging);
  await forget();
}

/** What the manifest says and is not so. */
function untrue(folder: string): string[] {
  return entriesOf(folder).flatMap(({ path, sha256 }) => {
    const file = join(folder, path);
    if (!existsSync(file)) return [`${path} is named and not there.`];
    return digestBytes(readFileSync(file)) === sha256 ? [] : [`${path} is another file than named.`];
  });
}

/** What lies in the folder and is not named: leftovers, too. */
function unnamed(folder: string): string[] {
  const named = new Set(["manifest.json", ...entriesOf(folder).map(({ path }) => path)]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() || entry.name.startsWith("."))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((name) => !named.has(name))
    .map((name) => `${name} is there and not named.`);
}

function isWhole(folder: string, version: string): boolean {
  const entries = new Map(entriesOf(folder).map(({ path, sha256 }) => [path, sha256]));
  return exportOf(version).manifest.files.every(({ path, sha256 }) => entries.get(path) === sha256);
}

function entriesOf(folder: string) {
  return manifestSchema.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).files;
}
