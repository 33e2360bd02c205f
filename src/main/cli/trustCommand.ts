import type { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import { type LoadedPack, loadPack } from "../services/pack/packs.ts";
import type { Machine } from "../services/ports.ts";
import { readJsonFile } from "../services/readJsonFile.ts";
import { readKeyFacts } from "../services/trust/keyFiles.ts";
import { trustLoadedPack } from "../services/trust/packTrust.ts";
import { readTrusted, type Trusted, trustKey, trustNoMore } from "../services/trust/trustedKeys.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printResult } from "./report.ts";
import { FINGERPRINT, sameDigits, trustTeamFile } from "./teamCommands.ts";

/** `manara keys trust`: a team's list, a person's key, or the publisher of a pack. */

interface Options {
  readonly name?: string;
  readonly fingerprint?: string;
  readonly remove?: true;
}

const KEY = /^ed25519:[A-Za-z0-9_-]{43}$/;
const DIGEST = /^[0-9a-f]{64}$/;

export function addTrustCommand(program: Command, { add, act }: CommandGroup): void {
  const keys = program.commands.find((command) => command.name() === "keys") ?? program;
  const trust = add(keys, "trust", "say whom you trust on this computer; without an argument, show it")
    .argument("[what]", "team.json, a key (ed25519:…) with --name, a key file, or a pack (id or folder)")
    .option("--name <person>", "whose key it is, as you know from the person")
    .option("--fingerprint <digits>", FINGERPRINT)
    .option("--remove", "stop trusting this key, or the pack with this digest");
  act<Options>(trust, async ({ json, machine }, [what], options) => {
    if (what === undefined) {
      show(json, await readTrusted(machine));
      return EXIT.done;
    }
    if (options.remove) {
      if (!KEY.test(what) && !DIGEST.test(what)) throw notAName(what);
      show(json, await trustNoMore(machine, what));
      return EXIT.done;
    }
    if (KEY.test(what)) {
      const name = options.name?.trim().normalize("NFC") ?? "";
      if (name === "") throw namelessKey();
      show(json, await trustKey(machine, "people", { name, key: what }));
      return EXIT.done;
    }
    const kind = await kindOf(machine, what);
    if (kind === "team") await trustTeamFile(machine, json, what, options.fingerprint);
    else if (kind === "key") {
      const { name, key } = await readKeyFacts(machine, what);
      show(json, await trustKey(machine, "people", { name: options.name?.trim() || name, key }));
    } else show(json, await trustOnePack(machine, await loadPack(machine, what), options.fingerprint));
    return EXIT.done;
  });
}

/** By what is in it: names of files are nobody's promise. */
async function kindOf(machine: Machine, what: string): Promise<"team" | "key" | "pack"> {
  const value = await readJsonFile(machine, what, 4 * 1024 * 1024).catch(() => null);
  if (typeof value !== "object" || value === null) return what.endsWith(".json") ? "team" : "pack";
  return "manara" in value && value.manara === "signing-key" ? "key" : "team";
}

async function trustOnePack(machine: Machine, loaded: LoadedPack, fingerprint: string | undefined): Promise<Trusted> {
  if (fingerprint !== undefined) sameDigits(loaded.pack.digest, fingerprint);
  return trustLoadedPack(machine, loaded);
}

function show(json: boolean, { people, publishers, packs }: Trusted): void {
  const all = [
    ...people.map(({ name, key, at }) => `person     ${name}  ${key}  since ${at}`),
    ...publishers.map(({ name, key, at }) => `publisher  ${name}  ${key}  since ${at}`),
    ...packs.map(({ id, release, digest, at }) => `pack       ${id} ${release}  ${digest}  since ${at}`),
  ];
  printResult(json, { people, publishers, packs }, all.length === 0 ? ["You trust nobody on this computer yet."] : all);
}

function namelessKey(): StudioError {
  return new StudioError("cli/nameless-key", "usage", "A key does not say whose it is.", {
    hint: 'Add --name "Nguyen Thi Lan" once that person has told you the key on another way.',
  });
}

function notAName(what: string): StudioError {
  return new StudioError("cli/wrong-trust", "usage", `"${what}" is neither a key nor a digest.`, {
    hint: "Run manara keys trust to see what is there.",
  });
}
