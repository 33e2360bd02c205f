import { basename } from "node:path";
import type { Command } from "commander";
import { StudioError } from "../../shared/base/errors.ts";
import type { Placement } from "../../shared/document/documentSchema.ts";
import { chooseEditions, type OpenDocument, saveDocument } from "../services/document/documents.ts";
import { importPicture, parseConsent, placePicture, removePicture } from "../services/document/pictures.ts";
import type { LoadedPack } from "../services/pack/packs.ts";
import type { Machine } from "../services/ports.ts";
import { type CommandGroup, listOf } from "./commandGroup.ts";
import { openWithPack } from "./openPieces.ts";
import { diagnosticLines, EXIT, printResult } from "./report.ts";

/** `manara picture`: a photograph into a slot, with its description, its visible part and the consent to its use. */

interface Wanted {
  readonly slot: string;
  readonly file?: string;
  readonly edition?: string;
  readonly alt?: string;
  readonly focus?: Placement["focus"];
  readonly consent?: string;
  readonly nobody?: true;
  readonly remove?: true;
}

export function addPictureCommands(program: Command, { add, act }: CommandGroup): void {
  const command = add(program, "picture", "place a photograph in a slot, describe it, or take it out")
    .argument("<document>")
    .requiredOption("--slot <slot>", "slot of kind picture, see manara pack show")
    .option("--file <photo>", "JPEG, PNG or WebP; without it, the picture in the slot is changed")
    .option("--alt <text>", "what the picture shows, for people who cannot see it")
    .option("--edition <tags>", "editions whose language the description is in, separated by commas")
    .option("--focus <x,y>", "point that stays visible, 0 to 1 from the left and the top", parseFocus)
    .option("--consent <file>", "JSON: person, date, uses, expires, withdraw")
    .option("--nobody", "nobody can be recognised in the picture")
    .option("--remove", "show the template's own art again");
  act<Wanted>(command, async ({ json, machine }, [path = ""], options) => {
    checkTogether(options);
    const { open, loaded } = await openWithPack(machine, path);
    const { changed, diagnostics } = options.remove
      ? { changed: removePicture(machine, open, loaded.pack, options.slot), diagnostics: [] }
      : await place(machine, open, loaded, options);
    const { document } = await saveDocument(machine, changed);
    const placement = document.placements[options.slot] ?? null;
    const picture = placement === null ? null : (document.pictures[placement.digest] ?? null);
    printResult(json, { path, slot: options.slot, placement, picture, diagnostics }, [
      picture === null
        ? `${options.slot}: the template's own art`
        : `${options.slot}: ${picture.name}, ${picture.width} × ${picture.height} pixels`,
      ...diagnosticLines(diagnostics),
    ]);
    return EXIT.done;
  });
}

async function place(machine: Machine, open: OpenDocument, loaded: LoadedPack, options: Wanted) {
  const { file, slot, consent } = options;
  const imported = file === undefined ? null : await importPicture(await machine.files.read(file), basename(file));
  const recorded =
    consent === undefined
      ? options.nobody && null
      : parseConsent(new TextDecoder().decode(await machine.files.read(consent)), consent);
  const changed = placePicture(machine, open, loaded.pack, {
    slot,
    imported,
    consent: recorded,
    focus: options.focus,
    alt: altOf(open, loaded, options),
  });
  return { changed, diagnostics: imported?.diagnostics ?? [] };
}

/** A description is in one language: without --edition it is for the only edition that there is. */
function altOf(open: OpenDocument, { pack }: LoadedPack, { alt, edition }: Wanted): Record<string, string> {
  if (alt === undefined) return {};
  const editions = chooseEditions(open.document, pack, listOf(edition));
  if (edition === undefined && editions.length > 1) {
    throw new StudioError("cli/edition-needed", "usage", "--alt is a text in one language, and several are possible.", {
      hint: `Add --edition with one or more of: ${editions.map(({ tag }) => tag).join(", ")}.`,
    });
  }
  return Object.fromEntries(editions.map(({ tag }) => [tag, alt]));
}

function checkTogether({ file, alt, edition, focus, consent, nobody, remove }: Wanted): void {
  const others = [file, alt, edition, focus, consent, nobody].some((option) => option !== undefined);
  const wrong = (message: string, hint: string) => new StudioError("cli/options-differ", "usage", message, { hint });
  if (remove && others) throw wrong("--remove takes the picture out, and other options change it.", "Choose one.");
  if (!remove && !others) throw wrong("Nothing is asked for.", "Give --file, --alt, --focus, --consent or --remove.");
  if (consent !== undefined && nobody) throw wrong("--consent and --nobody contradict each other.", "Choose one.");
  if (edition !== undefined && alt === undefined) throw wrong("--edition says whose --alt it is.", "Add --alt.");
}

/** Fails with `cli/wrong-focus`. */
function parseFocus(text: string): Placement["focus"] {
  const [x, y, ...more] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const share = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 1;
  if (share(x) && share(y) && more.length === 0) return { x, y };
  throw new StudioError("cli/wrong-focus", "usage", `--focus is "${text}".`, {
    hint: "Give two numbers from 0 to 1, for example 0.5,0.3.",
  });
}
