import type { Command } from "commander";
import { createKeyFile, readKeyFile } from "../services/keyFiles.ts";
import type { Registry } from "./command.ts";
import { EXIT, printResult } from "./report.ts";

/** `manara keys new|show`. */

export function addKeyCommands(program: Command, { add, act }: Registry): void {
  const keys = program.command("keys").description("keys that sign approvals");

  const create = add(keys, "new", "a new signing key for one person")
    .requiredOption("--name <name>", "the person, as approvals will show it")
    .requiredOption("-o, --output <file>", "where the key goes; keep it to yourself");
  act<{ name: string; output: string }>(create, async ({ json, machine }, _, { name, output }) => {
    const made = await createKeyFile(machine, output, name);
    printResult(json, { path: output, name: made.name, key: made.key }, [`${output}  ${made.name}  ${made.key}`]);
    return EXIT.done;
  });

  const show = add(keys, "show", "name and public key of a signing key").argument("<file>");
  act(show, async ({ json, machine }, [path = ""]) => {
    const { name, key } = await readKeyFile(machine, path);
    printResult(json, { name, key }, [`${name}  ${key}`]);
    return EXIT.done;
  });
}
