import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { type Campaign, randomFrom, type Tally } from "./campaign.ts";
import { type Child, startChild } from "./child.ts";

/** Four processes that want one lock at one moment, where there is none, an abandoned one, or one whose holder is killed. */

const PROCESSES = 4;
const MOST_ROUNDS = 10_000;
const CHILD = join(import.meta.dirname, "lockChild.ts");

export const locks: Campaign = {
  name: "locks",
  async run(until) {
    const share = (until - Date.now()) / 10;
    const rounds = await raceForLock(MOST_ROUNDS, until - 5 * share);
    const claims = await raceForDocument(MOST_ROUNDS, until - 3 * share);
    const kills = await killHolders(until);
    return {
      counts: { ...rounds.counts, ...claims.counts, ...kills.counts },
      broken: [...rounds.broken, ...claims.broken, ...kills.broken],
    };
  },
};

/** Each round begins for all at once; exactly one must get the lock, and nothing must be left when it gives it back. */
export async function raceForLock(rounds: number, until = Number.POSITIVE_INFINITY): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "manara-locks-"));
  const path = join(folder, "poster.manara");
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const children = Array.from({ length: PROCESSES }, () => startChild(CHILD));
  const broken: string[] = [];
  let done = 0;
  for (; done < rounds && Date.now() < until; done += 1) {
    layBefore(done % 4, path, dead);
    const answers = await Promise.all(children.map((child) => child.ask({ do: "take", path })));
    const holders = children.filter((_, index) => isGot(answers[index]));
    if (holders.length !== 1) broken.push(`Round ${done}: ${holders.length} processes held the lock.`);
    await Promise.all(holders.map((child) => child.ask({ do: "release", path })));
    const left = readdirSync(folder);
    if (left.length > 0) broken.push(`Round ${done}: ${left.join(", ")} was left.`);
  }
  await Promise.all(children.map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
  return { counts: { "rounds of 4 processes": done }, broken };
}

/** Nothing; a lock of a dead process, alone or with another above it; one without words, as an earlier release left it. */
function layBefore(kind: number, path: string, dead: number): void {
  const lock = join(path, "..", ".poster.manara.lock");
  if (kind === 1 || kind === 2) writeFileSync(lock, `${hostname()}\n${dead}\n`);
  if (kind === 2) writeFileSync(`${lock}.2`, `${hostname()}\n${dead}\n1\nlan\nx\n`);
  if (kind === 3) {
    writeFileSync(lock, "");
    utimesSync(lock, 1, 1);
  }
}

/** Each round begins with a document that a dead process had open; exactly one must have it then. */
export async function raceForDocument(rounds: number, until = Number.POSITIVE_INFINITY): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "manara-claims-"));
  const path = join(folder, "poster.manara");
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const children = Array.from({ length: PROCESSES }, () => startChild(CHILD));
  const broken: string[] = [];
  let done = 0;
  for (; done < rounds && Date.now() < until; done += 1) {
    const text = `lan\n${hostname()}\n${dead}\nx\n${Date.now()}\n1\n`;
    writeFileSync(join(folder, ".~lock.poster.manara"), text);
    const answers = await Promise.all(children.map((child) => child.ask({ do: "claim", path })));
    const holders = children.filter((_, index) => isGot(answers[index]));
    if (holders.length !== 1) broken.push(`Round ${done}: ${holders.length} processes had the document.`);
    await Promise.all(holders.map((child) => child.ask({ do: "disclaim", path })));
    const left = readdirSync(folder);
    if (left.length > 0) broken.push(`Round ${done}: ${left.join(", ")} was left.`);
  }
  await Promise.all(children.map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
  return { counts: { "documents wanted by 4 processes": done }, broken };
}

/** All take the lock again and again, while one after another is killed wherever it is. */
async function killHolders(until: number): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "manara-locks-"));
  const path = join(folder, "poster.manara");
  const random = randomFrom(5);
  const broken: string[] = [];
  let inside = 0;
  let kills = 0;
  const contend = (child: Child): Promise<void> =>
    child.ask({ do: "contend", path, times: 1 + Math.floor(random() * 20) }).then((answer) => {
      if (typeof answer !== "object" || answer === null || !("inside" in answer && "met" in answer)) return;
      inside += Number(answer.inside);
      if (Number(answer.met) > 0) broken.push("Two processes were inside at once.");
    });
  let children = Array.from({ length: PROCESSES }, () => startChild(CHILD));
  while (Date.now() < until) {
    const working = children.map(contend);
    const [victim] = children;
    // The others' turns decide where in its own turn the victim dies.
    await Promise.race(working.slice(1));
    await victim?.kill();
    kills += 1;
    await Promise.all(working);
    children = [...children.slice(1), startChild(CHILD)];
  }
  await Promise.all(children.map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
  return { counts: { "times inside": inside, "kills of lock holders": kills }, broken };
}

function isGot(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "got" in answer && answer.got === true;
}
