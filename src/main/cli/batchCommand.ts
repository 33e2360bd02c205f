import type { Command } from "commander";
import { counted } from "../../shared/base/diagnostics.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { type BatchRow, runBatch } from "../services/batch/batch.ts";
import { MOST_TABLE_BYTES, readVariants } from "../services/batch/batchRows.ts";
import { parseFormats } from "../services/export/exports.ts";
import { policyUnder } from "../services/trust/teams.ts";
import { TEAM_OPTION } from "./approvalCommands.ts";
import { type CommandGroup, listOf } from "./commandGroup.ts";
import { PROFILE_OPTION, parsePpi, parseProfile } from "./exportCommands.ts";
import { openWithPack } from "./openPieces.ts";
import { diagnosticLines, EXIT, printProgress, printResult } from "./report.ts";
import { addPassphraseOption, openKey, type PassphraseOptions } from "./signingKeyOption.ts";

/** `manara batch`. */

interface Options extends PassphraseOptions {
  readonly data: string;
  readonly output: string;
  readonly format: string;
  readonly edition?: string;
  readonly jobs: string;
  readonly resume?: true;
  readonly draft?: true;
  readonly ppi?: string;
  readonly profile?: string;
  readonly key?: string;
  readonly team?: string;
}

const MOST_JOBS = 32;

const HELP = `
The table is CSV in UTF-8 with commas, semicolons or tabs. Its first row names the columns:
  name           folder and document of the row, for example Hà Nội
  place          words of the slot "place" in every edition of the document
  place@ar-EG    words of that slot in this edition alone
A cell is all that its slot says: an empty one leaves the slot empty. A line break starts a new paragraph or item.
Slots without a column keep the document's words; helplines in a cell are recognised as those of the registry.

Each row gets a document, <folder>/<name>/<name>.manara, and its files beside it. An approval of <document> says
nothing about a variant, whose pages are others. So:
  1. manara batch … --draft        documents and watermarked pages, to look at
  2. manara approve <folder>/<name>/<name>.manara --key lead.key        each variant that is right
  3. manara batch … --resume       final files of the approved variants; the other rows fail and say why
A variant whose words change later, in the table or in <document>, is filled again and needs a new approval.
`;

export function addBatchCommand(program: Command, { add, act }: CommandGroup): void {
  const batch = add(program, "batch", "a variant of a document for every row of a table")
    .argument("<document>")
    .requiredOption("--data <file>", "the table, CSV in UTF-8")
    .requiredOption("--format <names>", "print-pdf, digital-pdf, png, jpeg, webp, separated by commas")
    .requiredOption("-o, --output <folder>", "folder for the variants")
    .option("--edition <tags>", "only these editions, separated by commas")
    .option("--draft", "watermarked drafts of pages that nobody has approved")
    .option("--resume", "keep files of an earlier run that this run would make exactly the same")
    .option("--jobs <number>", "processes that draw", "2")
    .option("--ppi <number>", "pixels per inch of print templates")
    .option("--profile <file>", PROFILE_OPTION)
    .option("--key <file>", "your signing key: seals every file, so that no byte of it can change unnoticed")
    .option("--team <file>", TEAM_OPTION)
    .addHelpText("after", HELP);
  addPassphraseOption(batch);
  act<Options>(batch, async ({ json, machine }, [path = ""], options) => {
    const formats = parseFormats(listOf(options.format) ?? []);
    const ppi = parsePpi(options.ppi);
    const jobs = parseJobs(options.jobs);
    const profile = await parseProfile(machine, options.profile, formats);
    const sealWith = options.key === undefined ? null : await openKey(machine, options.key, options);
    const policy = await policyUnder(machine, options.team);
    const { open: base, loaded } = await openWithPack(machine, path);
    const table = await machine.files.read(options.data, MOST_TABLE_BYTES);
    const rows = await runBatch(machine, {
      base,
      loaded,
      variants: readVariants(table, base.document, loaded.pack),
      editions: listOf(options.edition),
      formats,
      folder: options.output,
      draft: options.draft === true,
      resume: options.resume === true,
      jobs,
      policy,
      ppi,
      ...(profile === null ? {} : { profile }),
      ...(sealWith === null ? {} : { sealWith }),
      onRow: (done, total, row) => printProgress(`${done}/${total} ${rowLine(row)}`),
    });
    const count = (state: BatchRow["state"]) => rows.filter((row) => row.state === state).length;
    const counts = { exported: count("exported"), kept: count("kept"), failed: count("failed") };
    const faulty = rows.filter(({ problem, errors }) => problem !== undefined || errors.length > 0);
    printResult(json, { folder: options.output, ...counts, rows }, [
      ...faulty.flatMap(problemLines),
      `${counted(rows.length, "row")}: ${counts.exported} exported, ${counts.kept} kept, ${counts.failed} failed`,
    ]);
    return faulty.length === 0 ? EXIT.done : EXIT.content;
  });
}

function rowLine({ name, state, files, errors, problem }: BatchRow): string {
  if (problem !== undefined) return `${name}: failed, ${problem.code}`;
  return `${name}: ${state}, files: ${files.length}${errors.length === 0 ? "" : `, errors: ${errors.length}`}`;
}

function problemLines({ name, row, errors, problem, earlier = [] }: BatchRow): string[] {
  const found = diagnosticLines(problem?.diagnostics ?? errors);
  if (problem === undefined) return [`row ${row} ${name}: has errors`, ...indented(found)];
  const { code, message, hint } = problem;
  const left = earlier.length === 0 ? [] : [`  Files of an earlier run are still in its folder: ${earlier.length}`];
  return [
    `row ${row} ${name}: ${code}: ${message}`,
    ...(hint === "" ? [] : [`  ${hint}`]),
    ...left,
    ...indented(found),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function parseJobs(value: string): number {
  const jobs = Number(value);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  throw new StudioError("cli/wrong-jobs", "usage", `--jobs is "${value}".`, {
    hint: `Give a whole number from 1 to ${MOST_JOBS}; the number of processor cores is a good choice.`,
  });
}
