import type { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import type { ExportFormat, Manifest } from "../../shared/export/manifest.ts";
import { DEFAULT_PPI, exportPieces, parseFormats } from "../services/export/exports.ts";
import { readSuppliedProfile } from "../services/export/printProfile.ts";
import type { Machine } from "../services/ports.ts";
import { policyUnder } from "../services/trust/teams.ts";
import { TEAM_OPTION } from "./approvalCommands.ts";
import { type CliContext, type CommandGroup, listOf } from "./commandGroup.ts";
import { openPieces } from "./openPieces.ts";
import { EXIT, printProgress, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara proof` and `manara export`. */

interface Options extends PassphraseOptions {
  readonly output: string;
  readonly edition?: string;
  readonly format: string;
  readonly ppi?: string;
  readonly draft?: true;
  readonly profile?: string;
  readonly key?: string;
  readonly team?: string;
}

export const PROFILE_OPTION = "ICC profile of the print shop, instead of FOGRA39";

export function addExportCommands(program: Command, { add, act }: CommandGroup): void {
  const proof = add(program, "proof", "watermarked pages and the digest of what would print")
    .argument("<document>")
    .requiredOption("-o, --output <folder>", "folder for the pages")
    .option("--edition <tags>", "only these editions, separated by commas")
    .option("--format <names>", "print-pdf, digital-pdf, png, jpeg, webp, separated by commas", "png")
    .option("--ppi <number>", "pixels per inch of print templates")
    .option("--profile <file>", PROFILE_OPTION);
  act<Options>(proof, async (context, [path = ""], options) => {
    const manifest = await run(context, path, { ...options, draft: true });
    printResult(
      context.json,
      manifest,
      manifest.files.map((file) => `${file.path}  proof ${file.proof}`),
    );
    return EXIT.done;
  });

  const ship = add(program, "export", "final files of approved pages")
    .argument("<document>")
    .requiredOption("--format <names>", "print-pdf, digital-pdf, png, jpeg, webp, separated by commas")
    .requiredOption("-o, --output <folder>", "folder for the files")
    .option("--edition <tags>", "only these editions, separated by commas")
    .option("--ppi <number>", "pixels per inch of print templates")
    .option("--profile <file>", PROFILE_OPTION)
    .option("--key <file>", "your signing key: seals every file, so that no byte of it can change unnoticed")
    .option("--team <file>", TEAM_OPTION)
    .option("--draft", "watermarked drafts of pages that nobody has approved");
  addPassphraseOption(ship);
  act<Options>(ship, async (context, [path = ""], options) => {
    const manifest = await run(context, path, options);
    printResult(
      context.json,
      manifest,
      manifest.files.map((file) => file.path),
    );
    return EXIT.done;
  });
}

async function run({ machine }: CliContext, path: string, options: Options): Promise<Manifest> {
  const formats = parseFormats(listOf(options.format) ?? []);
  const ppi = parsePpi(options.ppi);
  const profile = await parseProfile(machine, options.profile, formats);
  const sealWith = options.key === undefined ? null : await openKey(machine, options.key, options);
  const policy = await policyUnder(machine, options.team);
  const { open, loaded, pieces } = await openPieces(machine, path, listOf(options.edition));
  return exportPieces(machine, {
    loaded,
    jobs: [{ open, pieces }],
    formats,
    folder: options.output,
    draft: options.draft === true,
    policy,
    ...(sealWith === null ? {} : { sealWith }),
    ppi,
    ...(profile === null ? {} : { profile }),
    onProgress: (done, total, name) => printProgress(`${done}/${total} ${name}`),
  });
}

/** Fails with `cli/profile-not-used` and the codes of `readSuppliedProfile`. */
export async function parseProfile(machine: Machine, path: string | undefined, formats: readonly ExportFormat[]) {
  if (path === undefined) return null;
  if (formats.includes("print-pdf")) return readSuppliedProfile(machine, path);
  throw new StudioError(
    "cli/profile-not-used",
    "usage",
    "--profile only affects print PDFs, and no print PDF is asked for.",
    {
      hint: "Add print-pdf to --format, or leave --profile out.",
    },
  );
}

/** 36 is a thumbnail, 1200 what platesetters use at most. Fails with `cli/wrong-ppi`. */
export function parsePpi(value: string | undefined): number {
  if (value === undefined) return DEFAULT_PPI;
  const ppi = Number(value);
  if (Number.isInteger(ppi) && ppi >= 36 && ppi <= 1200) return ppi;
  throw new StudioError("cli/wrong-ppi", "usage", `--ppi is "${value}".`, {
    hint: "Give a whole number from 36 to 1200.",
  });
}
