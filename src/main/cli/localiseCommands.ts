import { basename, join } from "node:path";
import type { Command } from "commander";
import { counted } from "../../shared/base/diagnostics.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { languageOf } from "../../shared/base/locale.ts";
import { momentOf } from "../../shared/base/moment.ts";
import { cutText } from "../../shared/base/unicode.ts";
import type { TakenIn } from "../../shared/localise/files/takeIn.ts";
import { pseudoLocalise } from "../../shared/localise/units/pseudoLocalise.ts";
import { progressOf, unitStatuses } from "../../shared/localise/units/unitStatus.ts";
import { sourceEdition } from "../../shared/localise/units/units.ts";
import { listFiles } from "../platform/fileFacts.ts";
import { editDocument, saveDocument } from "../services/document/documents.ts";
import {
  EXCHANGE_FORMATS,
  type ExchangeFormat,
  exportWords,
  importWords,
  MOST_IMPORT_BYTES,
} from "../services/document/interchange.ts";
import { createMemoryShelf, examineMemory, exportMemory } from "../services/document/memory.ts";
import { loadPack } from "../services/pack/packs.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { openWithPack } from "./openPieces.ts";
import { EXIT, printProgress, printResult } from "./report.ts";

/** `manara localise`: status, export, import, pseudo, memory. */

export function addLocaliseCommands(program: Command, { add, act }: CommandGroup): void {
  const localise = program.command("localise").description("words of an edition: status, translators' files, memory");

  const status = add(localise, "status", "what is missing, stale, draft or reviewed in an edition")
    .argument("<document>")
    .requiredOption("--edition <tag>", "the edition, for example vi-VN")
    .option("--source <tag>", "source edition");
  act<{ edition: string; source?: string }>(status, async ({ json, machine }, [path = ""], options) => {
    const { open, loaded } = await openWithPack(machine, path);
    const source = options.source ?? sourceEdition(open.document) ?? options.edition;
    const units = unitStatuses(open.document, loaded.pack, options.edition, source);
    const progress = progressOf(units);
    printResult(json, { edition: options.edition, source, progress, units }, [
      `${options.edition} from ${source}: ${progress.states.reviewed} of ${progress.total} reviewed`,
      ...Object.entries(units).map(([slot, { state }]) => `    ${state.padEnd(9)}${slot}`),
    ]);
    return EXIT.done;
  });

  const write = add(localise, "export", "a file for translators' tools or a spreadsheet")
    .argument("<document>")
    .requiredOption("--edition <tag>", "the edition to be localised, for example vi-VN")
    .requiredOption("--format <format>", `one of ${EXCHANGE_FORMATS.join(", ")}`)
    .requiredOption("-o, --output <file>", "the file to write")
    .option("--source <tag>", "source edition");
  act<{ edition: string; format: string; output: string; source?: string }>(
    write,
    async ({ json, machine }, [path = ""], options) => {
      const { open, loaded } = await openWithPack(machine, path);
      const { edition, source = null } = options;
      const bytes = exportWords(open.document, loaded.pack, { edition, source, format: formatOf(options.format) });
      await machine.files.write(options.output, bytes);
      printResult(json, { path: options.output, edition, source: source ?? sourceEdition(open.document) }, [
        options.output,
      ]);
      return EXIT.done;
    },
  );

  const read = add(localise, "import", "import the file that came back from a translator's tool or a spreadsheet")
    .argument("<document>")
    .argument("<file>")
    .option("--edition <tag>", "refuse a file for any other edition")
    .option("--by <name>", "who localised it");
  act<{ edition?: string; by?: string }>(read, async ({ json, machine }, [path = "", file = ""], options) => {
    const { open, loaded } = await openWithPack(machine, path);
    const who = { by: cutText(options.by?.trim() || basename(file), 200), at: momentOf(machine.clock.now()) };
    const bytes = await machine.files.read(file, MOST_IMPORT_BYTES);
    const { edit, ...report } = importWords(open.document, loaded.pack, bytes, options.edition ?? null, who);
    if (edit !== null) await saveDocument(machine, editDocument(machine, open, loaded.pack, edit));
    printResult(json, report, reportLines(report));
    return report.units.some(({ outcome }) => outcome === "skipped") ? EXIT.content : EXIT.done;
  });

  const pseudo = add(localise, "pseudo", "made-up longer words, to see whether they fit the layout")
    .argument("<document>")
    .requiredOption("-o, --output <file>", "the document to write")
    .option("--expand <times>", "length as a multiple of the source's", "1.35")
    .option("--rtl", "a right-to-left edition");
  act<{ output: string; expand: string; rtl?: true }>(pseudo, async ({ json, machine }, [path = ""], options) => {
    const expand = Number(options.expand);
    if (!(expand >= 1 && expand <= 4)) {
      throw new StudioError("cli/wrong-number", "usage", `"${options.expand}" is not a length from 1 to 4.`, {
        hint: "Write for example --expand 1.35.",
      });
    }
    const { open, loaded } = await openWithPack(machine, path);
    const document = pseudoLocalise(open.document, loaded.pack, { expand, direction: options.rtl ? "rtl" : "ltr" });
    const id = machine.newId(`pseudo ${document.id} ${options.expand} ${options.rtl === true}`);
    await saveDocument(machine, {
      ...open,
      path: options.output,
      revision: null,
      document: { ...document, id, approvals: [] },
    });
    printResult(json, { path: options.output, document: id }, [options.output]);
    return EXIT.done;
  });

  addMemoryCommands(localise, { add, act });
}

function addMemoryCommands(localise: Command, { add, act }: CommandGroup): void {
  const memory = localise.command("memory").description("reviewed words of all documents in a folder");

  const write = add(memory, "export", "a TMX 1.4 file of the reviewed words in a folder")
    .argument("<folder>")
    .requiredOption("-o, --output <file>", "the file to write")
    .option("--pack <id>", "the pack whose helplines and facts are meant", "safe-migration")
    .option("--source <tag>", "only from this language or edition")
    .option("--edition <tag>", "only to this language or edition");
  act<{ output: string; pack: string; source?: string; edition?: string }>(
    write,
    async ({ json, machine }, [folder = ""], options) => {
      const { pack } = await loadPack(machine, options.pack);
      const { entries, notices } = await createMemoryShelf(machine, pack, null).read(await filesIn(folder));
      const fits = (wanted: string | undefined, tag: string) =>
        wanted === undefined || wanted === tag || (!wanted.includes("-") && wanted === languageOf(tag));
      const chosen = entries.filter(
        ({ source, target }) => fits(options.source, source.edition) && fits(options.edition, target.edition),
      );
      await machine.files.write(options.output, exportMemory(chosen, pack, machine.engine));
      for (const { file, message } of notices) printProgress(`${file} is left out: ${message}`);
      printResult(json, { path: options.output, entries: chosen.length, notices }, [
        `${options.output}  ${counted(chosen.length, "entry", "entries")}`,
      ]);
      return EXIT.done;
    },
  );

  const read = add(memory, "import", "check a TMX file of another tool and put it into a folder")
    .argument("<folder>")
    .argument("<file>")
    .option("--pack <id>", "the pack whose helplines and facts are meant", "safe-migration");
  act<{ pack: string }>(read, async ({ json, machine }, [folder = "", file = ""], options) => {
    const { pack } = await loadPack(machine, options.pack);
    const bytes = await machine.files.read(file, MOST_IMPORT_BYTES);
    const name = `${basename(file).replace(/\.[^.]*$/, "")}.tmx`;
    const { entries, skipped } = examineMemory(bytes, pack, name);
    const path = join(folder, name);
    await machine.files.write(path, bytes, { fresh: true });
    printResult(json, { path, entries: entries.length, skipped }, [
      `${path}  ${counted(entries.length, "entry", "entries")}${skipped === 0 ? "" : `, ${skipped} without both languages left out`}`,
    ]);
    return EXIT.done;
  });
}

async function filesIn(folder: string) {
  const files = await listFiles(folder);
  return files.map(({ path, name, size, modified }) => ({ path, name, stamp: `${size} ${modified}` }));
}

function formatOf(format: string): ExchangeFormat {
  const known = EXCHANGE_FORMATS.find((one) => one === format);
  if (known !== undefined) return known;
  throw new StudioError("cli/wrong-format", "usage", `There is no format "${format}".`, {
    hint: `Choose one of: ${EXCHANGE_FORMATS.join(", ")}.`,
  });
}

function reportLines({ edition, units, absent }: Omit<TakenIn, "edit">): string[] {
  const count = (outcome: string) => units.filter((unit) => unit.outcome === outcome).length;
  return [
    `${edition}: ${count("taken")} taken, ${count("unchanged")} unchanged, ${count("empty")} empty, ${count("skipped")} skipped`,
    ...units.flatMap(({ slot, outcome, message, warnings }) =>
      outcome === "unchanged" && warnings.length === 0
        ? []
        : [`    ${outcome.padEnd(10)}${[slot, ...warnings].join(", ")}${message === "" ? "" : `: ${message}`}`],
    ),
    ...(absent.length === 0 ? [] : [`    not in the file: ${absent.join(", ")}`]),
  ];
}
