import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nodeMachine } from "../../src/main/cli/nodeMachine.ts";
import { holderOf } from "../../src/main/platform/documentLock.ts";
import { createRecoveryFolder } from "../../src/main/studio/sessions/recovery.ts";
import { type Campaign, randomFrom, type Tally } from "./campaign.ts";
import { startChild } from "./child.ts";

/** Somebody types without a rest, and the program is killed in the middle of it: how much is gone? */

const CHILD = join(import.meta.dirname, "typingChild.ts");
/** Nothing older than this may be lost, in milliseconds. */
const MOST_LOST = 1000;
const MOST_KEYS = 200;

export const typing: Campaign = {
  name: "typing",
  async run(until) {
    const broken: string[] = [];
    const random = randomFrom(6);
    let kills = 0;
    let keys = 0;
    let mostLost = 0;
    let slowest = 0;
    const full = await typeOnFullDisk();
    broken.push(...full.broken);
    while (Date.now() < until) {
      const round = await typeAndKill(1 + Math.floor(random() * MOST_KEYS));
      kills += 1;
      keys += round.keys.length;
      slowest = Math.max(slowest, round.longest);
      const { recovered } = round;
      // Typed, and not in what came back: the oldest of it says how much time is lost.
      const oldest = round.keys.find(({ key }) => key > recovered);
      const lost = oldest === undefined ? 0 : round.killed - oldest.at;
      mostLost = Math.max(mostLost, lost);
      if (lost > MOST_LOST) broken.push(`Kill ${kills}: ${lost} ms of typing were lost.`);
    }
    const counts = {
      "kills while typing": kills,
      "keys typed": keys,
      "longest loss (ms)": mostLost,
      "slowest answer to a key (ms)": Math.round(slowest),
      ...full.counts,
    };
    return { counts, broken };
  },
};

interface Round {
  readonly keys: readonly { readonly key: number; readonly at: number }[];
  readonly killed: number;
  readonly longest: number;
  /** The last key of which the recovery folder tells; 0 for none. */
  readonly recovered: number;
}

async function typeAndKill(after: number): Promise<Round> {
  const root = mkdtempSync(join(tmpdir(), "manara-typing-"));
  const child = startChild(CHILD, [root]);
  const keys: { key: number; at: number }[] = [];
  let longest = 0;
  await new Promise<void>((done) => {
    child.onMessage((message) => {
      if (!isPressed(message)) return;
      const pressed = message;
      keys.push(pressed);
      longest = Math.max(longest, pressed.longest);
      if (pressed.key >= after) done();
    });
  });
  const killed = Date.now();
  await child.kill();
  const recovered = await titleIn(root);
  rmSync(root, { recursive: true, force: true });
  return { keys, killed, longest, recovered };
}

/** The disk fills up while somebody types, and has room again: the window is told of both, and nothing typed is lost. */
async function typeOnFullDisk(): Promise<Tally> {
  const root = mkdtempSync(join(tmpdir(), "manara-full-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", root]).status !== 0) {
    rmSync(root, { recursive: true, force: true });
    return { counts: { "full disks": "skipped: mounting one needs root" }, broken: [] };
  }
  const filler = join(root, "much");
  const child = startChild(CHILD, [root]);
  const broken: string[] = [];
  let last = 0;
  let whileFull = 0;
  let state: "room" | "full" | "room again" = "room";
  let keptUpTo = 0;
  await new Promise<void>((done) => {
    child.onMessage((message) => {
      if (isPressed(message)) {
        last = message.key;
        if (state === "room" && last === 30) {
          fill(filler);
          state = "full";
        }
        if (state === "full") whileFull += 1;
        if (keptUpTo > 0 && last > keptUpTo + 20) done();
      } else if (isUnkept(message)) {
        if (message.unkept === "storage/disk-full" && state === "full") {
          rmSync(filler);
          state = "room again";
        } else if (message.unkept === null && state === "room again") keptUpTo = last;
        else broken.push(`On a disk with ${state} the window was told ${message.unkept}.`);
      }
    });
  });
  await child.kill();
  const recovered = await titleIn(root);
  if (recovered < keptUpTo) broken.push(`After a full disk ${recovered} of ${keptUpTo} keys came back.`);
  spawnSync("umount", [root]);
  rmSync(root, { recursive: true, force: true });
  return { counts: { "full disks": 1, "keys until the window was told": whileFull }, broken };
}

function fill(path: string): void {
  try {
    writeFileSync(path, new Uint8Array(4 * 1024 ** 2));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}

function isPressed(message: unknown): message is { key: number; at: number; longest: number } {
  return typeof message === "object" && message !== null && "key" in message;
}

function isUnkept(message: unknown): message is { unkept: string | null } {
  return typeof message === "object" && message !== null && "unkept" in message;
}

async function titleIn(root: string): Promise<number> {
  const machine = nodeMachine({ MANARA_DATA: join(root, "data") }, resolve("templates"));
  const folder = join(root, "data", "recovery");
  const offered = await createRecoveryFolder(machine, folder, holderOf("next")).list(new Set());
  if (offered.length > 1) throw new Error(`${offered.length} documents in ${readdirSync(folder)}`);
  return Number(offered[0]?.title ?? 0);
}
