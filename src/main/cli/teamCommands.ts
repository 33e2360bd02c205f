import type { Command } from "commander";
import type { ReadTeam } from "../../shared/approve/team.ts";
import { textBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { readJsonFile } from "../services/jsonInFile.ts";
import { readTeamFile, signTeam, trustedTeam, trustTeam } from "../services/teams.ts";
import type { Registry } from "./command.ts";
import { EXIT, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara team show|sign|trust`, and `manara keys trust`, which is the same. */

export function addTeamCommands(program: Command, { add, act }: Registry): void {
  const team = program.command("team").description("who may decide what: the signed list of members");

  const show = add(team, "show", "a team list, or the one that this machine trusts").argument("[file]");
  act(show, async ({ json, machine }, [path]) => {
    const read = path === undefined ? await trustedTeam(machine) : await readTeamFile(machine, path);
    if (read === null) {
      printResult(json, { team: null }, ["This machine trusts no team list: every key counts."]);
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

  const keys = program.commands.find((command) => command.name() === "keys");
  for (const parent of keys === undefined ? [team] : [team, keys]) {
    const trust = add(parent, "trust", "let this signed team list decide whose approvals count on this machine")
      .argument("<file>", "team.json, as a lead gave it to you")
      .option("--fingerprint <digits>", "the first digits of its digest, as a lead told you on another way");
    act<{ fingerprint?: string }>(trust, async ({ json, machine }, [path = ""], { fingerprint }) => {
      if (fingerprint !== undefined) sameDigits(await readTeamFile(machine, path), fingerprint);
      const read = await trustTeam(machine, path);
      printResult(json, describe(read), lines(read));
      return EXIT.done;
    });
  }
}

function sameDigits({ digest }: ReadTeam, fingerprint: string): void {
  const wanted = fingerprint.replace(/\s/g, "").toLowerCase();
  if (wanted.length >= 8 && digest.startsWith(wanted)) return;
  throw new StudioError(
    "team/other-fingerprint",
    "failure",
    `The list's digest is ${digest.slice(0, 16)}…, not ${fingerprint}.`,
    {
      hint: "Ask the lead again: give at least 8 digits, and do not trust this file before they agree.",
    },
  );
}

function describe({ team, digest, genuine }: ReadTeam) {
  const { id, name, number, valid, members, revoked, rules, by, at } = team;
  return { id, name, number, digest, genuine, valid, members, revoked, rules, signedBy: by, signedAt: at };
}

function lines({ team, digest, genuine }: ReadTeam): string[] {
  return [
    `${team.name}, release ${team.number}, until ${team.valid.until}, digest ${digest.slice(0, 16)}`,
    genuine ? `signed by ${team.by.name} at ${team.at}` : "the signature does not fit",
    ...team.members.map(
      ({ name, organisation, roles, editions, key }) =>
        `  ${name}  ${organisation}  ${roles.join(", ")}  ${editions?.join(" ") ?? "all editions"}  ${key}`,
    ),
    ...team.revoked.map(({ key, at }) => `  revoked ${at}  ${key}`),
  ];
}
