import type { Command } from "commander";
import type { ReadTeam } from "../../shared/approve/team.ts";
import { textBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Machine } from "../services/ports.ts";
import { readJsonFile } from "../services/readJsonFile.ts";
import { readTeamFile, signTeam, trustedTeam, trustTeam } from "../services/trust/teams.ts";
import { LEAST_DIGITS } from "../services/verify/answer.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara team show|sign|trust`. */

export function addTeamCommands(program: Command, { add, act }: CommandGroup): void {
  const team = program.command("team").description("who may decide what: the signed list of members");

  const show = add(team, "show", "a team list, or the one that this computer trusts").argument("[file]");
  act(show, async ({ json, machine }, [path]) => {
    const read = path === undefined ? await trustedTeam(machine) : await readTeamFile(machine, path);
    if (read === null) {
      printResult(json, { team: null }, ["This computer trusts no team list: every key counts."]);
      return EXIT.done;
    }
    printResult(json, describe(read), lines(read));
    return read.genuine ? EXIT.done : EXIT.content;
  });

  const sign = add(team, "sign", "sign a list of members that you wrote")
    .argument("<file>", "JSON with id, name, number, valid, members, revoked and rules")
    .requiredOption("--key <file>", "signing key of a lead")
    .requiredOption("-o, --output <file>", "where the signed list goes, for example team.json")
    .option("--replaces <file>", "the signed list that it replaces");
  addPassphraseOption(sign);
  act<{ key: string; output: string; replaces?: string } & PassphraseOptions>(
    sign,
    async ({ json, machine }, [path = ""], options) => {
      const key = await openKey(machine, options.key, options);
      const facts = await readJsonFile(machine, path, 4 * 1024 * 1024);
      const previous = options.replaces === undefined ? null : await readTeamFile(machine, options.replaces);
      const read = signTeam(machine, facts, previous, key);
      await machine.files.write(options.output, textBytes(`${JSON.stringify(read.signed, null, 2)}\n`));
      printResult(json, describe(read), lines(read));
      return EXIT.done;
    },
  );

  const trust = add(team, "trust", "let this signed team list decide whose approvals count on this computer")
    .argument("<file>", "team.json, as a lead gave it to you")
    .option("--fingerprint <digits>", FINGERPRINT);
  act<{ fingerprint?: string }>(trust, async ({ json, machine }, [path = ""], { fingerprint }) => {
    await trustTeamFile(machine, json, path, fingerprint);
    return EXIT.done;
  });
}

export const FINGERPRINT = "the first digits of its digest, as a lead or the publisher told you by phone or in person";

/** Fails as `trustTeam`, and with `cli/other-fingerprint`. */
export async function trustTeamFile(
  machine: Machine,
  json: boolean,
  path: string,
  fingerprint: string | undefined,
): Promise<void> {
  const { digest } = await readTeamFile(machine, path);
  if (fingerprint !== undefined) sameDigits(digest, fingerprint);
  const read = await trustTeam(machine, path);
  printResult(json, describe(read), lines(read));
}

/** Fails with `cli/other-fingerprint`. */
export function sameDigits(digest: string, fingerprint: string): void {
  const wanted = fingerprint.replace(/\s/g, "").toLowerCase();
  if (wanted.length >= LEAST_DIGITS && digest.startsWith(wanted)) return;
  throw new StudioError(
    "cli/other-fingerprint",
    "failure",
    `The digest is ${digest.slice(0, 32)}…, not ${fingerprint}.`,
    {
      hint: `Ask again: give at least ${LEAST_DIGITS} digits, and do not trust it before they match.`,
    },
  );
}

function describe({ team, digest, genuine }: ReadTeam) {
  const { id, name, number, valid, members, revoked, rules, packs, by, at } = team;
  const shown = { id, name, number, digest, genuine, valid, members, revoked, rules };
  return { ...shown, ...(packs === undefined ? {} : { packs }), signedBy: by, signedAt: at };
}

function lines({ team, digest, genuine }: ReadTeam): string[] {
  return [
    `${team.name}, release ${team.number}, until ${team.valid.until}, digest ${digest.slice(0, 32)}`,
    genuine ? `signed by ${team.by.name} at ${team.at}` : "the signature does not match",
    ...team.members.map(
      ({ name, organisation, roles, editions, key }) =>
        `  ${name}  ${organisation}  ${roles.join(", ")}  ${editions?.join(" ") ?? "all editions"}  ${key}`,
    ),
    ...(team.packs?.publishers ?? []).map(({ name, key }) => `  packs signed by ${name}  ${key}`),
    ...(team.packs?.unsigned ? ["  packs that nobody signed"] : []),
    ...team.revoked.map(({ key, at }) => `  revoked ${at}  ${key}`),
  ];
}
