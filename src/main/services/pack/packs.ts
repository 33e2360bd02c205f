import { join } from "node:path";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { fromPoints } from "../../../shared/base/units.ts";
import { judgePackSignature, PACK_SIGNATURE, type PackStatement } from "../../../shared/pack/file/packSignature.ts";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import { parsePack } from "../../../shared/pack/parse/parsePack.ts";
import type { Template, TemplatePack } from "../../../shared/pack/templatePack.ts";
import { applyUpkeep, type UpkeepEntry } from "../../../shared/pack/upkeep.ts";
import { fontsOf } from "../../../shared/typeset/text/fontsOf.ts";
import { createGlyphOutlines } from "../../../shared/typeset/text/glyphOutlines.ts";
import type { Typesetter } from "../../../shared/typeset/text/paragraph.ts";
import type { FontFile, GlyphOutlines } from "../../../shared/typeset/text/ports.ts";
import { createTypesetter } from "../../../shared/typeset/text/typesetter.ts";
import type { Machine } from "../ports.ts";
import { jsonIn } from "../readJsonFile.ts";
import { packUpkeep } from "./registryNotes.ts";

/** Packs on this machine: found by id or by folder, read once, with their fonts. */

export interface LoadedPack {
  readonly pack: TemplatePack;
  /** Path inside the pack → bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly fonts: readonly FontFile[];
  readonly typesetter: Typesetter;
  readonly outlines: GlyphOutlines;
  /** Warnings and notices about the pack itself. */
  readonly diagnostics: readonly Diagnostic[];
  /** Who vouches for these files; null where nobody signed them. */
  readonly signedBy?: PackStatement | null;
  /** Where its files lie. */
  readonly folder?: string;
  /** What people found out about its registry since; `pack` has it already. */
  readonly upkeep?: readonly UpkeepEntry[];
}

export interface PackSummary {
  readonly id: string;
  readonly release: string;
  readonly title: string;
  readonly editions: readonly string[];
  readonly templates: readonly string[];
}

/** Sorted by id. A folder that does not hold a sound pack is left out; `checkPack` says why. */
export async function listPacks(machine: Machine): Promise<PackSummary[]> {
  const names = await machine.files.listFolders(machine.packsFolder);
  const checked = await Promise.all(names.map((name) => checkPackFolder(machine, name)));
  return checked.flatMap(({ pack }) =>
    pack === null
      ? []
      : [
          {
            id: pack.id,
            release: pack.release,
            title: pack.title.en,
            editions: pack.editions.map((edition) => edition.tag),
            templates: pack.templates.map((template) => template.id),
          },
        ],
  );
}

export interface CheckedPack {
  /** Null where it has errors, or was changed after somebody signed it. */
  readonly pack: TemplatePack | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Without its signature. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly signedBy: PackStatement | null;
  readonly folder: string;
}

/** @param name id of a pack, or the path of its folder. */
export async function checkPackFolder(machine: Machine, name: string): Promise<CheckedPack> {
  const folder = await packFolder(machine, name);
  const tree = await machine.files.readTree(folder);
  const files = new Map([...tree].filter(([path]) => path !== PACK_SIGNATURE));
  const parsed = parsePack(files);
  const signature = tree.get(PACK_SIGNATURE);
  if (signature === undefined || parsed.pack === null) return { ...parsed, files, signedBy: null, folder };
  const vouched = judgePackSignature(jsonIn(signature), parsed.pack, machine.keys.verify);
  if (vouched.state === "signed") return { ...parsed, files, signedBy: vouched.statement, folder };
  return {
    pack: null,
    diagnostics: [altered(vouched.state, vouched.by), ...parsed.diagnostics],
    files,
    signedBy: null,
    folder,
  };
}

function altered(state: "damaged" | "forged" | "altered", by: string): Diagnostic {
  const messages = {
    damaged: "The signature of the pack cannot be read.",
    forged: `The signature of ${by} does not match what was signed.`,
    altered: `The pack was changed after ${by} signed it.`,
  };
  return {
    code: "pack/altered",
    severity: "error",
    place: PACK_SIGNATURE,
    message: messages[state],
    hint: "Get the pack again from its publisher. Whoever changed it on purpose signs it again: manara pack sign.",
    values: { case: state, by },
  };
}

/** @param diagnostics with its errors. */
export function invalidPack(name: string, diagnostics: readonly Diagnostic[]): StudioError {
  return new StudioError("pack/invalid", "content", `The pack "${name}" has errors and cannot be used.`, {
    hint: `Run "manara pack check ${name}" and correct what it lists.`,
    diagnostics,
  });
}

/** Fails with `pack/unknown`, `pack/invalid` (with what is wrong) or `pack/missing-font`. */
export async function loadPack(machine: Machine, name: string): Promise<LoadedPack> {
  const { pack, diagnostics, files, signedBy, folder } = await checkPackFolder(machine, name);
  if (pack === null) throw invalidPack(name, diagnostics);
  const fonts = fontsOf(pack, files);
  const { upkeep, diagnostics: ofNotes } = await packUpkeep(machine, pack);
  return {
    pack: applyUpkeep(pack, upkeep),
    upkeep,
    files,
    fonts,
    typesetter: createTypesetter(fonts, pack.families),
    outlines: createGlyphOutlines(fonts),
    diagnostics: [...diagnostics, ...ofNotes],
    signedBy,
    folder,
  };
}

/** Folder of a pack, by its id or its own path. Fails with `pack/unknown`. */
export async function packFolder(machine: Pick<Machine, "files" | "packsFolder">, name: string): Promise<string> {
  const byId = join(machine.packsFolder, name);
  if (/^[a-z0-9-]+$/.test(name) && (await machine.files.exists(join(byId, "pack.json")))) return byId;
  if (await machine.files.exists(join(name, "pack.json"))) return name;
  const known = await machine.files.listFolders(machine.packsFolder);
  throw new StudioError("pack/unknown", "usage", `There is no pack "${name}".`, {
    hint: known.length === 0 ? `${machine.packsFolder} has no packs.` : `Choose one of: ${known.join(", ")}.`,
  });
}

/** Whole millimetres or pixels where the template says so, two decimals otherwise. */
function sizeOf(template: Template): { formatMm: [number, number] } | { formatPx: [number, number] } {
  const size = (points: number) => Math.round(fromPoints(points, template.unit) * 100) / 100;
  const both: [number, number] = [size(template.width), size(template.height)];
  return template.unit === "mm" ? { formatMm: both } : { formatPx: both };
}

/** The stable shape that `manara pack show --json` prints. */
export function describePack(pack: TemplatePack) {
  return {
    id: pack.id,
    release: pack.release,
    digest: pack.digest,
    title: pack.title,
    publisher: pack.publisher,
    editions: pack.editions.map((edition) => edition.tag),
    templates: pack.templates.map((template) => ({
      id: template.id,
      title: template.title,
      family: template.family,
      ...sizeOf(template),
      pages: template.pages.length,
      slots: familyOf(pack, template.family).slots.map(({ id, title, kind, role, required, lines, characters }) => ({
        id,
        title,
        kind,
        role,
        required,
        lines,
        characters,
      })),
    })),
  };
}
