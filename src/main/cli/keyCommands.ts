import type { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import { createKeyFile, readKeyFacts } from "../services/trust/keyFiles.ts";
import { keyFingerprint } from "../services/verify/answer.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printProgress, printResult } from "./report.ts";
import { addPassphraseOption, type PassphraseOptions, passphraseOf } from "./signingKeyOption.ts";

/** `manara keys new|show`. */

interface NewOptions extends PassphraseOptions {
  readonly name: string;
  readonly organisation?: string;
  readonly output: string;
  /** False with `--no-passphrase`. */
  readonly passphrase: boolean;
}

export function addKeyCommands(program: Command, { add, act }: CommandGroup): void {
  const keys = program.command("keys").description("keys that sign approvals");

  const create = add(keys, "new", "a new signing key for one person")
    .requiredOption("--name <name>", "the person, as approvals will show it")
    .option("--organisation <name>", "where the person works or volunteers")
    .requiredOption("-o, --output <file>", "file for the key; keep it secret")
    .option("--no-passphrase", "do not lock the file with a passphrase");
  addPassphraseOption(create);
  act<NewOptions>(create, async ({ json, machine }, _, options) => {
    const { name, organisation, output } = options;
    if (!options.passphrase && options.passphraseFile !== undefined) {
      throw new StudioError(
        "cli/two-passphrases",
        "usage",
        "--no-passphrase and --passphrase-file cannot be used together.",
        {
          hint: "Leave one of them out.",
        },
      );
    }
    const passphrase = options.passphrase ? await passphraseOf(machine, options) : null;
    if (options.passphrase && passphrase === null) {
      printProgress("The key is not locked: set MANARA_PASSPHRASE or add --passphrase-file to lock it.");
    }
    const facts = { name, passphrase, ...(organisation === undefined ? {} : { organisation }) };
    const made = await createKeyFile(machine, output, facts);
    const shown = { path: output, name: made.name, organisation: made.organisation ?? "", key: made.key };
    printResult(json, { ...shown, locked: passphrase !== null }, [`${output}  ${made.name}  ${made.key}`]);
    return EXIT.done;
  });

  const show = add(keys, "show", "name and public key of a signing key").argument("<file>");
  act(show, async ({ json, machine }, [path = ""]) => {
    const facts = await readKeyFacts(machine, path);
    const { name, organisation, key, locked } = facts;
    const person = organisation === "" ? name : `${name} (${organisation})`;
    const fingerprint = keyFingerprint(key);
    printResult(json, { ...facts, fingerprint }, [
      `${person}  ${key}${locked ? "  locked" : ""}`,
      `fingerprint, for a print shop to compare: ${fingerprint.slice(0, 32)}`,
    ]);
    return EXIT.done;
  });
}
