import { type Diagnostic, hasErrors, sortDiagnostics } from "../../base/diagnostics.ts";
import { digestBytes, digestValue } from "../../base/digest.ts";
import { StudioError } from "../../base/errors.ts";
import type { Edition } from "../../base/locale.ts";
import { migrate } from "../../base/versioned.ts";
import { checkPack } from "../check/checkPack.ts";
import { checkTemplate } from "../check/checkTemplate.ts";
import { parseDrawing } from "../drawing/parseDrawing.ts";
import { Findings } from "../file/findings.ts";
import { suggest, suggestedNames } from "../file/names.ts";
import { PACK_MIGRATIONS, PACK_VERSION, type PackFile, packFile } from "../file/packSchema.ts";
import { fitSchema, readJson, readText } from "../file/readJson.ts";
import { type TemplateFile, templateFile } from "../file/templateSchema.ts";
import type { Drawing, FontFamily, PackImage, TemplatePack } from "../templatePack.ts";
import { type PackData, parseData } from "./parseData.ts";
import { placeTemplate } from "./placeTemplate.ts";

/** The files of a pack → a checked pack in points, or everything that is wrong with them at once. */

const PACK = "pack.json";
const MOST_FILES = 2000;
const MOST_JSON_BYTES = 2 * 1024 * 1024;
const MOST_DRAWING_BYTES = 1024 * 1024;

/**
 * @param files path inside the pack, with forward slashes → bytes.
 *
 * Never throws. The pack is null when there is an error; warnings and notices leave it usable.
 */
export function parsePack(files: ReadonlyMap<string, Uint8Array>): {
  readonly pack: TemplatePack | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  const findings = new Findings();
  const pack = read(files, findings);
  return {
    pack: hasErrors(findings.all) ? null : pack,
    diagnostics: sortDiagnostics(findings.all),
  };
}

function read(files: ReadonlyMap<string, Uint8Array>, findings: Findings): TemplatePack | null {
  if (files.size > MOST_FILES) {
    findings
      .of(PACK)
      .error(
        "file-count",
        [],
        `The pack has ${files.size} files; at most ${MOST_FILES} are read.`,
        "Remove files that the campaign does not need.",
        { count: files.size, most: MOST_FILES },
      );
    return null;
  }
  const pack = readPackFile(files, findings);
  if (!pack) return null;
  checkPack(pack, files, findings.of(PACK));
  const templates = readTemplates(pack, files, findings);
  const drawings = readDrawings(pack, files, findings);
  const data = parseData(pack, files, findings);
  return data ? assemble(pack, templates, drawings, data, files) : null;
}

function readPackFile(files: ReadonlyMap<string, Uint8Array>, findings: Findings): PackFile | undefined {
  const value = readJson(files, PACK, MOST_JSON_BYTES, findings);
  if (value === undefined) return undefined;
  try {
    return fitSchema(packFile, migrate(value, PACK_VERSION, PACK_MIGRATIONS, "pack"), PACK, findings);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    findings.of(PACK).error(error.code.slice(error.code.indexOf("/") + 1), ["version"], error.message, error.hint, {
      // Both errors come from the version alone.
      ...(error.code === "pack/newer-version"
        ? { is: String((value as { version: number }).version), reads: PACK_VERSION }
        : {}),
    });
    return undefined;
  }
}

function readTemplates(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: Findings): TemplateFile[] {
  const templates: TemplateFile[] = [];
  const listed = new Set<string>();
  const present = [...files.keys()].flatMap((path) => /^templates\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
  for (const [index, group] of pack.content.entries()) {
    for (const [at, id] of group.templates.entries()) {
      if (listed.has(id)) continue;
      listed.add(id);
      const file = `templates/${id}.json`;
      if (!files.has(file)) {
        findings
          .of(PACK)
          .error("template", ["content", index, "templates", at], `There is no file ${file}.`, suggest(id, present), {
            id: file,
            known: suggestedNames(id, present),
          });
        continue;
      }
      const value = readJson(files, file, MOST_JSON_BYTES, findings);
      const template = fitSchema(templateFile, value, file, findings);
      if (!template) continue;
      if (template.id !== id) {
        findings
          .of(file)
          .error(
            "template-id",
            ["id"],
            `The file contains the template "${template.id}".`,
            `Write "${id}", or rename the file.`,
            { found: template.id, id },
          );
      }
      if (template.family !== group.id) {
        findings
          .of(file)
          .error(
            "template-family",
            ["family"],
            `The template belongs to "${template.family}", but "${group.id}" lists it.`,
            `Write "${group.id}", or list it there.`,
            { found: template.family, id: group.id },
          );
      }
      checkTemplate(template, pack, findings.of(file));
      templates.push(template);
    }
  }
  for (const id of present) {
    if (!listed.has(id)) {
      findings
        .of(`templates/${id}.json`)
        .warning(
          "template-unlisted",
          [],
          "No group of the pack lists this template, so nobody sees it.",
          "List it under content in pack.json, or remove the file.",
          {},
        );
    }
  }
  return templates;
}

function readDrawings(
  pack: PackFile,
  files: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
): Map<string, Drawing> {
  const inks = inksOf(pack);
  const drawings = new Map<string, Drawing>();
  const judged = new Set<string>();
  for (const { file, kind } of Object.values(pack.images)) {
    const bytes = files.get(file);
    if (kind !== "drawing" || !bytes || judged.has(file)) continue;
    judged.add(file);
    if (bytes.length > MOST_DRAWING_BYTES) {
      findings.of(file).error("file-size", [], "The drawing is larger than 1 MB.", "Simplify its paths.", {
        case: "drawing",
        most: 1,
      });
      continue;
    }
    const text = readText(bytes);
    if (text === null) {
      findings.of(file).error("encoding", [], "The drawing is not UTF-8 text.", "Save it as UTF-8.", {});
      continue;
    }
    const { drawing, diagnostics } = parseDrawing(text, file, inks);
    findings.all.push(...diagnostics);
    if (drawing) drawings.set(file, drawing);
  }
  return drawings;
}

function inksOf(pack: PackFile): TemplatePack["inks"] {
  return Object.fromEntries(Object.entries(pack.palette).map(([id, { rgb, cmyk }]) => [id, { id, rgb, cmyk }]));
}

function assemble(
  pack: PackFile,
  templates: readonly TemplateFile[],
  drawings: ReadonlyMap<string, Drawing>,
  data: PackData,
  files: ReadonlyMap<string, Uint8Array>,
): TemplatePack {
  const digests = new Map([...files].map(([path, bytes]) => [path, digestBytes(bytes)]));
  const families = Object.entries(pack.families).map(([name, family]): [string, FontFamily] => [
    name,
    {
      name,
      // Integer-like keys come in rising order (ECMA-262, OrdinaryOwnPropertyKeys).
      weights: Object.entries(family.weights).map(([weight, file]) => ({ weight: Number(weight), file })),
      fallback: family.fallback,
    },
  ]);
  const images = Object.entries(pack.images).map(([id, { kind, alt, file }]): [string, PackImage] => [
    id,
    { id, kind, alt, file, digest: digests.get(file) ?? "", drawing: drawings.get(file) ?? null },
  ]);
  return {
    id: pack.id,
    release: pack.release,
    title: pack.title,
    publisher: pack.publisher,
    digest: digestValue([...digests].sort(([one], [other]) => (one < other ? -1 : 1))),
    editions: pack.editions.map(({ tag, direction, digits }): Edition => {
      const [language = "", country = ""] = tag.split("-");
      return { tag, language, country, direction, digits };
    }),
    inks: inksOf(pack),
    black: pack.black,
    families: Object.fromEntries(families),
    styles: Object.fromEntries(Object.entries(pack.styles).map(([id, style]) => [id, { ...style, id }])),
    images: Object.fromEntries(images),
    content: pack.content,
    templates: templates.map(placeTemplate),
    hosts: pack.hosts,
    ...data,
  };
}
