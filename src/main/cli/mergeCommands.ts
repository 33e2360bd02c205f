import { type Command, Option } from "commander";
import type { Conflict } from "../../shared/document/mergeDocuments.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { openDocument, saveDocument } from "../services/documents.ts";
import { mergeCopies, placeWords, versionWords } from "../services/merge.ts";
import { loadPack } from "../services/packs.ts";
import type { Registry } from "./command.ts";
import { EXIT, printResult } from "./report.ts";

/** `manara merge`. */

interface MergeOptions {
  readonly output: string;
  readonly base?: string;
  readonly take?: "ours" | "theirs";
}

export function addMergeCommands(program: Command, { add, act }: Registry): void {
  const merge = add(program, "merge", "one document out of two copies that people worked on apart")
    .argument("<ours>", "one copy")
    .argument("<theirs>", "the other copy")
    .requiredOption("-o, --output <file>", "the merged document to write; no file is replaced")
    .option("--base <file>", "the copy that both started from, where somebody kept it")
    .addOption(
      new Option("--take <copy>", "whose version holds where both changed the same").choices(["ours", "theirs"]),
    );
  act<MergeOptions>(merge, async ({ json, machine }, [ourPath = "", theirPath = ""], options) => {
    const { output, base, take = null } = options;
    const ours = await openDocument(machine, ourPath);
    const theirs = await openDocument(machine, theirPath);
    const copies = { ours, theirs, base: base === undefined ? null : await openDocument(machine, base) };
    const { pack } = await loadPack(machine, ours.document.pack.id);
    const merged = mergeCopies(machine, copies, pack, take);
    if (merged.state === "conflicts") {
      const conflicts = merged.conflicts.map((one) => describe(one, pack));
      printResult(json, { state: "conflicts", conflicts }, [
        ...conflicts.flatMap((one) => lines(one)),
        `${conflicts.length} to decide; nothing was written.`,
        "  Change one of the copies, or add --take ours or --take theirs. --base with the copy both started from tells more.",
      ]);
      return EXIT.content;
    }
    const { document } = await saveDocument(machine, { ...merged.open, path: output });
    const settled = merged.settled.map((one) => ({ ...describe(one, pack), taken: take }));
    const additions = merged.additions.map(({ place, from }) => ({ place: placeWords(place), from }));
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

function describe({ place, ours, theirs }: Conflict, pack: TemplatePack) {
  const version = ({ value, by, at }: Conflict["ours"]) => ({ text: versionWords(value, place, pack), by, at, value });
  return { place: placeWords(place), unit: place, ours: version(ours), theirs: version(theirs) };
}

function lines({ place, ours, theirs }: ReturnType<typeof describe>): string[] {
  const version = (name: string, { text, by, at }: typeof ours) => [
    `  ${name}${by === null ? "" : ` by ${by}`}${at === null ? "" : ` at ${at}`}`,
    ...(text.length === 0 ? ["    (nothing)"] : text.map((line) => `    ${line}`)),
  ];
  return [place, ...version("ours", ours), ...version("theirs", theirs)];
}
