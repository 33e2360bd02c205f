import { z } from "zod";
import { DEMO_KEY } from "../../../shared/approve/approval.ts";
import type { Policy } from "../../../shared/approve/decide.ts";
import type { KnownPacks } from "../../../shared/approve/packTrust.ts";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { momentOf } from "../../../shared/base/moment.ts";
import type { Machine } from "../ports.ts";
import { readJsonFile } from "../readJsonFile.ts";

/** Whom a person trusts on this machine: people by their keys, publishers of packs, and packs just as they are. */

const moment = z.iso.datetime({ offset: false });
const known = z.strictObject({
  name: z.string().min(1).max(200),
  key: z.string().regex(/^ed25519:[A-Za-z0-9_-]{43}$/),
  at: moment,
});
const pack = z.strictObject({
  id: z.string().max(100),
  release: z.string().max(40),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: moment,
});
const trusted = z.strictObject({
  manara: z.literal("trusted"),
  version: z.literal(1),
  people: z.array(known).max(2000),
  publishers: z.array(known).max(500),
  packs: z.array(pack).max(500),
});
export type Trusted = Readonly<Pick<z.infer<typeof trusted>, "people" | "publishers" | "packs">>;

export const TRUSTS_NOBODY: Trusted = { people: [], publishers: [], packs: [] };
const LARGEST = 1024 * 1024;

/** Nobody where there is no list yet. A damaged one fails with `keys/trusted-damaged`, so that no gate opens by damage. */
export async function readTrusted(machine: Pick<Machine, "files" | "trustFile">): Promise<Trusted> {
  const { files, trustFile } = machine;
  if (trustFile === undefined || !(await files.exists(trustFile))) return TRUSTS_NOBODY;
  const parsed = trusted.safeParse(await readJsonFile(machine, trustFile, LARGEST));
  if (parsed.success) return parsed.data;
  throw new StudioError("keys/trusted-damaged", "failure", `${trustFile} is damaged: it says whom you trust.`, {
    hint: "Restore it from a backup, or delete it and choose again whom you trust.",
  });
}

/** Of a key: `team`: the list in force has it; `known`: a person on this machine said whose it is. A name proves nothing. */
export type KeyTrust = "team" | "known" | "unknown";

export function keyTrust(key: string, { team }: Policy, { people, publishers }: Trusted): KeyTrust {
  // Everybody has it.
  if (key === DEMO_KEY) return "unknown";
  if (team?.team.members.some((one) => one.key === key)) return "team";
  return [...people, ...publishers].some((one) => one.key === key) ? "known" : "unknown";
}

/** A chain is as strong as its weakest link; unknown where there is none. */
export function weakestTrust(all: readonly KeyTrust[]): KeyTrust {
  if (all.length === 0 || all.includes("unknown")) return "unknown";
  return all.includes("known") ? "known" : "team";
}

/** For `judgePack`. */
export function knownPacks({ publishers, packs }: Trusted): KnownPacks {
  return { publishers: publishers.map(({ key }) => key), packs: packs.map(({ digest }) => digest) };
}

/** @param list `publishers`: packs that this key signs may be used for final files. Fails as `readTrusted`, and with `keys/no-place`. */
export function trustKey(
  machine: Machine,
  list: "people" | "publishers",
  { name, key }: { readonly name: string; readonly key: string },
): Promise<Trusted> {
  const entry = { name, key, at: momentOf(machine.clock.now()) };
  return change(machine, (before) => ({
    ...before,
    [list]: [...before[list].filter((one) => one.key !== key), entry],
  }));
}

/** The pack may be used as it is now; any other byte in it asks again. Fails as `trustKey`. */
export function trustPack(
  machine: Machine,
  { id, release, digest }: { readonly id: string; readonly release: string; readonly digest: string },
): Promise<Trusted> {
  const entry = { id, release, digest, at: momentOf(machine.clock.now()) };
  return change(machine, (before) => ({
    ...before,
    packs: [...before.packs.filter((one) => one.digest !== digest), entry],
  }));
}

/** Takes a key or a pack's digest from every list; unchanged where it is in none. Fails as `trustKey`. */
export function trustNoMore(machine: Pick<Machine, "files" | "trustFile">, what: string): Promise<Trusted> {
  return change(machine, ({ people, publishers, packs }) => ({
    people: people.filter(({ key }) => key !== what),
    publishers: publishers.filter(({ key }) => key !== what),
    packs: packs.filter(({ digest }) => digest !== what),
  }));
}

async function change(
  machine: Pick<Machine, "files" | "trustFile">,
  next: (before: Trusted) => Trusted,
): Promise<Trusted> {
  const { files, trustFile } = machine;
  if (trustFile === undefined) {
    throw new StudioError("keys/no-place", "usage", "This computer has no place for the list of whom you trust.", {
      hint: "Set MANARA_DATA to a folder of your own.",
    });
  }
  return files.withLock(trustFile, async () => {
    const after = next(await readTrusted(machine));
    await files.write(trustFile, trustedBytes(after));
    return after;
  });
}

/** The bytes of the file that says so. */
export function trustedBytes(all: Trusted): Uint8Array {
  return textBytes(`${JSON.stringify({ manara: "trusted", version: 1, ...all }, null, 2)}\n`);
}
