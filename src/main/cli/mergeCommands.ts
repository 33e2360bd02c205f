import { type Command, Option } from "commander";
import { type ErrorKind, StudioError } from "../../shared/base/errors.ts";
import { parseJson } from "../../shared/base/unicode.ts";
import type { Choices, Conflict, CopySide } from "../../shared/document/versionChooser.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { openDocument, saveDocument } from "../services/document/documents.ts";
import { changeWords, mergeCopies, versionWords } from "../services/merge/merge.ts";
import { loadPack } from "../services/pack/packs.ts";
import type { Machine } from "../services/ports.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printResult } from "./report.ts";

/** `manara merge`. */

interface MergeOptions {
  readonly output: string;
  readonly base?: string;
  readonly take?: CopySide;
  readonly choices?: string;
}

export function addMergeCommands(program: Command, { add, act }: CommandGroup): void {
  const merge = add(program, "merge", "merge two copies of a document that people worked on separately")
    .argument("<ours>", "one copy")
    .argument("<theirs>", "the other copy")
    .requiredOption("-o, --output <file>", "the merged document to write; no file is replaced")
    .option("--base <file>", "the earlier copy that both come from, if there is one")
    .addOption(
      new Option("--take <copy>", "which version to keep where both copies changed the same place").choices([
        "ours",
        "theirs",
      ]),
    )
    .option(
      "--choices <file>",
      'JSON with a copy for each "key" that --json shows: {"title": "theirs"}; goes before --take',
    );
  act<MergeOptions>(merge, async ({ json, machine }, [ourPath = "", theirPath = ""], options) => {
    const { output, base, take = null } = options;
    const ours = await openDocument(machine, ourPath);
    const theirs = await openDocument(machine, theirPath);
    const copies = { ours, theirs, base: base === undefined ? null : await openDocument(machine, base) };
    const { pack } = await loadPack(machine, ours.document.pack.id);
    const choices = options.choices === undefined ? {} : await readChoices(machine, options.choices);
    const merged = mergeCopies(machine, copies, pack, { take, choices });
    refuseUnknown(choices, merged.state === "merged" ? merged.settled : merged.conflicts);
    if (merged.state === "conflicts") {
      const open = merged.conflicts.filter(({ name }) => choices[name] === undefined);
      const conflicts = open.map((one) => describe(one, pack));
      printResult(json, { state: "conflicts", conflicts }, [
        ...conflicts.flatMap((one) => lines(one)),
        `${conflicts.length} to decide; nothing was written.`,
        "  Change one of the copies, or add --take ours or --take theirs, or --choices for each of them. --base with the copy both started from tells more.",
      ]);
      return EXIT.content;
    }
    const { document } = await saveDocument(machine, { ...merged.open, path: output });
    const settled = merged.settled.map((one) => ({ ...describe(one, pack), taken: choices[one.name] ?? take }));
    const additions = merged.additions.map(({ change, from }) => ({ place: changeWords(change), from }));
    const { id, title, approvals } = document;
    printResult(
      json,
      { state: "merged", path: output, document: id, title, approvals: approvals.length, settled, additions },
      [
        `${output}  ${title}: ${approvals.length} signed decisions`,
        ...settled.flatMap((one) => [...lines(one), `  taken: ${one.taken}`]),
        ...additions.map(({ place, from }) => `only in ${from}, kept: ${place}`),
      ],
    );
    return EXIT.done;
  });
}

/** Fails with `cli/wrong-choices` and the codes of `Files.read`. */
async function readChoices(machine: Machine, path: string): Promise<Choices> {
  const text = new TextDecoder().decode(await machine.files.read(path));
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw wrongChoices(`${path} is not JSON.`, "failure", cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrongChoices(`${path} is not a JSON object.`, "failure");
  const choices: Record<string, CopySide> = {};
  for (const [name, side] of Object.entries(value)) {
    if (side !== "ours" && side !== "theirs") throw wrongChoices(`${path}: "${name}" is neither "ours" nor "theirs".`);
    choices[name] = side;
  }
  return choices;
}

/** A choice for something else than what is in conflict was meant for other copies. */
function refuseUnknown(choices: Choices, conflicts: readonly Conflict[]): void {
  const stranger = Object.keys(choices).find((name) => !conflicts.some((one) => one.name === name));
  if (stranger !== undefined) throw wrongChoices(`"${stranger}" is not in conflict.`);
}

function wrongChoices(message: string, kind: ErrorKind = "usage", cause?: unknown): StudioError {
  return new StudioError("cli/wrong-choices", kind, message, {
    hint: 'Run it with --json, and give each "key" of its conflicts as "ours" or "theirs". Nothing was written.',
    cause,
  });
}

function describe({ name, change, ours, theirs, before }: Conflict, pack: TemplatePack) {
  const version = ({ value, by, at }: Conflict["ours"]) => ({ text: versionWords(value, change, pack), by, at, value });
  return {
    key: name,
    place: changeWords(change),
    // Scripts know a remark by the word that documents have for it.
    unit: change.kind === "remark" ? { kind: "comment", comment: change.id } : change,
    ours: version(ours),
    theirs: version(theirs),
    before: before === null ? null : { text: versionWords(before.value, change, pack), value: before.value },
  };
}

function lines({ place, ours, theirs, before }: ReturnType<typeof describe>): string[] {
  const version = (name: string, { text, by, at }: typeof ours) => [
    `  ${name}${by === null ? "" : ` by ${by}`}${at === null ? "" : ` at ${at}`}`,
    ...(text.length === 0 ? ["    (nothing)"] : text.map((line) => `    ${line}`)),
  ];
  const was = before === null ? [] : version("before", { ...before, by: null, at: null });
  return [place, ...was, ...version("ours", ours), ...version("theirs", theirs)];
}
