import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nodeMachine } from "../../src/main/cli/nodeMachine.ts";
import { holderOf } from "../../src/main/platform/documentLock.ts";
import { createRecoveryFolder } from "../../src/main/studio/sessions/recovery.ts";
import { type Campaign, randomFrom } from "./campaign.ts";
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
      const pressed = message as { key: number; at: number; longest: number };
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

async function titleIn(root: string): Promise<number> {
  const machine = nodeMachine({ MANARA_DATA: join(root, "data") }, resolve("templates"));
  const folder = join(root, "data", "recovery");
  const offered = await createRecoveryFolder(machine, folder, holderOf("next")).list(new Set());
  if (offered.length > 1) throw new Error(`${offered.length} documents in ${readdirSync(folder)}`);
  return Number(offered[0]?.title ?? 0);
}
