import { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import { earlierDataFolder } from "../platform/ownFolders.ts";
import { adoptRules } from "../services/trust/adoptRules.ts";
import { addApprovalCommands } from "./approvalCommands.ts";
import { addBatchCommand } from "./batchCommand.ts";
import type { CliContext, CommandGroup, CommonOptions } from "./commandGroup.ts";
import { addDemoCommand } from "./demoCommand.ts";
import { addDocumentCommands } from "./documentCommands.ts";
import { addExportCommands } from "./exportCommands.ts";
import { addKeyCommands } from "./keyCommands.ts";
import { addLocaliseCommands } from "./localiseCommands.ts";
import { addMergeCommands } from "./mergeCommands.ts";
import { engineVersion, nodeMachine, surroundings } from "./nodeMachine.ts";
import { addPackCommands } from "./packCommands.ts";
import { addPictureCommands } from "./pictureCommands.ts";
import { addPreflightCommand } from "./preflightCommand.ts";
import { addQueueCommand } from "./queueCommand.ts";
import { addRegistryCommands } from "./registryCommands.ts";
import { addServeCommand } from "./serveCommand.ts";
import { addTeamCommands } from "./teamCommands.ts";
import { addTrustCommand } from "./trustCommand.ts";

/** The commands of `manara` with the options that all of them share. */

export function createProgram(environment: Readonly<Record<string, string | undefined>>) {
  let exitCode = 0;
  const program = new Command("manara")
    .description("Careful campaigns in Arabic, Vietnamese and English: typeset, checked, approved, ready to print.")
    .version(engineVersion())
    .exitOverride()
    .showHelpAfterError("Add --help to see what the command takes.");
  const registry: CommandGroup = {
    add: (parent, name, summary) =>
      parent
        .command(name)
        .description(summary)
        .option("--json", "print one JSON value on stdout")
        .option("--packs <folder>", "folder with the packs"),
    act: <Options extends object>(
      command: Command,
      action: (context: CliContext, args: readonly string[], options: Options & CommonOptions) => Promise<number>,
    ) => {
      command.action(async () => {
        const options = command.opts<Options & CommonOptions>();
        const machine = nodeMachine(environment, options.packs ?? null);
        await adoptRules(machine, earlierDataFolder(surroundings(environment)));
        exitCode = await action({ json: options.json === true, machine }, command.args, options);
      });
    },
  };
  addDemoCommand(program, registry);
  addPackCommands(program, registry);
  addDocumentCommands(program, registry);
  addLocaliseCommands(program, registry);
  addPictureCommands(program, registry);
  addApprovalCommands(program, registry);
  addMergeCommands(program, registry);
  addExportCommands(program, registry);
  addBatchCommand(program, registry);
  addPreflightCommand(program, registry);
  addKeyCommands(program, registry);
  addTeamCommands(program, registry);
  addTrustCommand(program, registry);
  addRegistryCommands(program, registry);
  addQueueCommand(program, registry);
  addServeCommand(program, registry);
  return {
    run: async (argv: readonly string[]): Promise<number> => {
      const illFormed = argv.find((one) => !one.isWellFormed());
      if (illFormed !== undefined) {
        const message = `"${illFormed.toWellFormed()}" holds half of a character (a lone surrogate).`;
        throw new StudioError("cli/ill-formed-text", "usage", message, { hint: "Write the character again." });
      }
      await program.parseAsync([...argv], { from: "user" });
      return exitCode;
    },
  };
}
