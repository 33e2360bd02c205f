import { join } from "node:path";
import type { Command } from "commander";
import { ONE_APPROVAL, type Policy } from "../../shared/approve/decide.ts";
import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import { counted } from "../../shared/base/diagnostics.ts";
import { digestBytes, textBytes } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import { languageOf } from "../../shared/base/locale.ts";
import type { Manifest } from "../../shared/export/manifest.ts";
import type { TemplateFamily } from "../../shared/pack/templatePack.ts";
import { diagnosticsOf, type Piece } from "../../shared/piece/piece.ts";
import { decideOnPieces } from "../services/approve/approvals.ts";
import { composeDocument } from "../services/document/composeDocument.ts";
import { sampleContent } from "../services/document/content.ts";
import { editDocument, newDocument, type OpenDocument, saveDocument } from "../services/document/documents.ts";
import { DEFAULT_PPI, exportPieces } from "../services/export/exports.ts";
import { type LoadedPack, loadPack } from "../services/pack/packs.ts";
import type { Machine, SigningKey } from "../services/ports.ts";
import { withPack } from "../services/trust/packTrust.ts";
import type { CommandGroup } from "./commandGroup.ts";
import { EXIT, printProgress, printResult } from "./report.ts";

/** `manara demo`: the sample campaign from templates to approved files, as a first user would do it. */

const PACK = "safe-migration";

interface Made {
  readonly open: OpenDocument;
  readonly pieces: readonly Piece[];
}

export function addDemoCommand(program: Command, { add, act }: CommandGroup): void {
  const demo = add(program, "demo", "the sample campaign: create, fill, check, approve with a demo key, export").option(
    "--out <folder>",
    "where everything goes; an earlier demo there is replaced",
    "out",
  );
  act<{ out: string }>(demo, async ({ json, machine }, _, { out }) => {
    const started = performance.now();
    const loaded = await loadPack(machine, PACK);
    const key = demoKey(machine);
    const policy = await withPack(machine, ONE_APPROVAL, loaded);
    const made: Made[] = [];
    for (const family of loaded.pack.content) {
      made.push(await makeDocument(machine, loaded, family, join(out, "documents"), key, policy));
      printProgress(`approved ${family.templates.join(", ")}`);
    }
    const manifest = await exportPieces(machine, {
      loaded,
      jobs: made,
      formats: ["print-pdf", "digital-pdf", "png"],
      folder: out,
      draft: false,
      policy,
      sealWith: key,
      ppi: DEFAULT_PPI,
      onProgress: (done, total, name) => printProgress(`exported ${done}/${total} ${name}`),
    });
    const sheets = await drawSheets(machine, manifest, loaded, out);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const documents = made.map(({ open }) => open.path);
    const diagnostics = diagnosticsOf(made.flatMap(({ pieces }) => pieces));
    printResult(json, { out, documents, sheets, manifest, seconds }, [
      ...table(manifest, out),
      ...counts(diagnostics),
      `${counted(documents.length, "document")}, ${counted(manifest.files.length, "file")}, ${counted(sheets.length, "contact sheet")} in ${out}, ${seconds} s`,
    ]);
    return EXIT.done;
  });
}

/** The same key everywhere, so that the demo gives the same bytes everywhere. It stands for nobody. */
function demoKey(machine: Machine): SigningKey {
  return machine.keys.fromSeed("Demo key, nobody's", textBytes(digestBytes(textBytes("manara demo"))).slice(0, 32));
}

/** One content in every format of its family, in a file named after the first. */
async function makeDocument(
  machine: Machine,
  loaded: LoadedPack,
  { title, templates }: TemplateFamily,
  folder: string,
  key: SigningKey,
  policy: Policy,
): Promise<Made> {
  const [first] = templates;
  assert(first !== undefined, "packSchema has checked that a family has a template");
  const path = join(folder, `${first}.manara`);
  const filled = newDocument(machine, loaded, first, path, sampleContent(loaded, first), title.en);
  const open =
    templates.length === 1 ? filled : editDocument(machine, filled, loaded.pack, { kind: "set-templates", templates });
  const pieces = await composeDocument(machine, loaded, open.document);
  const approved = decideOnPieces(machine, open, pieces, "approve", key, "Sample campaign", { policy });
  await machine.files.remove(path);
  return { open: await saveDocument(machine, approved), pieces };
}

/** One sheet a language, with every page in the order of the templates. */
async function drawSheets(machine: Machine, manifest: Manifest, { pack }: LoadedPack, out: string): Promise<string[]> {
  const pages = pack.templates.flatMap(({ id }) =>
    manifest.files.filter((file) => file.format === "png" && file.template === id),
  );
  // Loaded here, so that no other command waits for sharp.
  const { drawContactSheet } = await import("../render/contactSheet.ts");
  const languages = [...new Set(pages.map((file) => languageOf(file.edition)))].sort();
  return Promise.all(
    languages.map(async (language) => {
      const shown = pages.filter((file) => languageOf(file.edition) === language);
      const bytes = await Promise.all(shown.map((file) => machine.files.read(join(out, file.path))));
      const sheet = await drawContactSheet(bytes, {
        width: 2400,
        rowHeight: 640,
        gap: 40,
        ground: "#f4f1ea",
        direction: pack.editions.find((edition) => edition.language === language)?.direction ?? "ltr",
      });
      const path = join(out, "contact-sheets", `${language}.png`);
      await machine.files.write(path, sheet);
      return path;
    }),
  );
}

/** How often each code was found; the manifest has every one in full. */
function counts(diagnostics: readonly Diagnostic[]): string[] {
  const kinds = diagnostics.map(({ severity, code }) => `${severity} ${code}`);
  return [...new Set(kinds)].map((kind) => `${kind} × ${kinds.filter((other) => other === kind).length}`);
}

function table(manifest: Manifest, out: string): string[] {
  const templates = [...new Set(manifest.files.map((file) => file.template))].sort();
  const rows = templates.map((template) => {
    const files = manifest.files.filter((file) => file.template === template);
    const editions = [...new Set(files.map((file) => file.edition))].sort();
    const count = (format: string) => String(files.filter((file) => file.format === format).length);
    return [template, editions.join(" "), count("print-pdf"), count("digital-pdf"), count("png"), join(out, template)];
  });
  const all = [["piece", "editions", "print PDF", "digital PDF", "PNG", "folder"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
