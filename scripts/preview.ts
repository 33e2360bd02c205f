import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { renderPng } from "../src/main/render/renderPng.ts";
import { sortDiagnostics } from "../src/shared/base/diagnostics.ts";
import { digestBytes } from "../src/shared/base/digest.ts";
import { createDocument } from "../src/shared/document/createDocument.ts";
import { helplinesFor, richFromPlain } from "../src/shared/document/plainText.ts";
import { localise } from "../src/shared/localise/localise.ts";
import { parsePack } from "../src/shared/pack/parsePack.ts";
import { composePages } from "../src/shared/typeset/composePages.ts";
import { createGlyphOutlines } from "../src/shared/typeset/glyphOutlines.ts";
import type { FontFile } from "../src/shared/typeset/ports.ts";
import { createTypesetter } from "../src/shared/typeset/typesetter.ts";

/** For designers of packs: typesets one template with its sample content and writes all its pages side by side as one PNG. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ppi: { type: "string", default: "60" }, pack: { type: "string", default: "templates/safe-migration" } },
});
const [templateId, tag, output] = positionals;
if (!templateId || !tag || !output) {
  console.error("usage: node scripts/preview.ts <template> <edition> <out.png> [--ppi 60] [--pack <folder>]");
  process.exit(2);
}

const files = new Map<string, Uint8Array>();
const walk = (folder: string) => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else files.set(relative(values.pack, path).replaceAll("\\", "/"), readFileSync(path));
  }
};
walk(values.pack);
narrowToTemplate(files, templateId);

/** Leaves the other templates and missing drawings out, so that one template can be seen while a pack is unfinished. */
function narrowToTemplate(all: Map<string, Uint8Array>, template: string): void {
  const file = JSON.parse(Buffer.from(all.get("pack.json") ?? "").toString()) as {
    content: { templates: string[] }[];
    images: Record<string, { file: string }>;
  };
  const content = file.content
    .filter((family) => family.templates.includes(template))
    .map((family) => ({ ...family, templates: [template] }));
  const images = Object.fromEntries(Object.entries(file.images).filter(([, image]) => all.has(image.file)));
  for (const path of [...all.keys()]) {
    if (path.startsWith("templates/") && path !== `templates/${template}.json`) all.delete(path);
  }
  all.set("pack.json", Buffer.from(JSON.stringify({ ...file, content, images })));
}

const { pack, diagnostics: found } = parsePack(files);
const show = (diagnostics: typeof found) => {
  for (const d of sortDiagnostics(diagnostics))
    console.log(`${d.severity} ${d.code} [${d.place}] ${d.message} ${d.hint}`);
};
show(found);
if (!pack) process.exit(1);
const template = pack.templates.find((candidate) => candidate.id === templateId);
const edition = pack.editions.find((candidate) => candidate.tag === tag);
const family = pack.content.find((candidate) => candidate.id === template?.family);
if (!template || !edition || !family) {
  console.error(`There is no template ${templateId} or no edition ${tag}.`);
  process.exit(2);
}
const content = JSON.parse(readFileSync(join(values.pack, "content", templateId, `${tag}.json`), "utf8")) as Record<
  string,
  string | string[]
>;
const helplines = helplinesFor(pack, edition);
const slots = Object.fromEntries(
  Object.entries(content).map(([slot, value]) => {
    const kind = family.slots.find((candidate) => candidate.id === slot)?.kind;
    const list = kind === "list" || kind === "helplines";
    return [slot, richFromPlain([value].flat(), list ? "list" : "paragraphs", helplines)];
  }),
);
const empty = createDocument(pack, templateId, { id: "preview", at: "1970-01-01T00:00:00Z", engine: "0" });
const document = { ...empty, editions: { [tag]: { slots } } };
const { localised, diagnostics } = localise(document, edition, pack);
const fonts = Object.values(pack.families).flatMap((one) =>
  one.weights.map(({ weight, file }): FontFile => {
    const bytes = files.get(file) ?? new Uint8Array();
    return {
      id: `${one.name.replaceAll(" ", "")}-${weight}`,
      family: one.name,
      weight,
      digest: digestBytes(bytes),
      bytes,
    };
  }),
);
const typesetter = createTypesetter(fonts, pack.families);
const started = performance.now();
const composed = composePages({ localised, template, pack, typesetter, fonts });
console.log(`typeset in ${(performance.now() - started).toFixed(1)} ms`);
show([...diagnostics, ...composed.diagnostics]);
const outlines = createGlyphOutlines(fonts);
const pictures = await Promise.all(
  composed.pages.map(async (page) =>
    sharp(
      await renderPng(page, outlines, { ppi: Number(values.ppi), pictures: async () => new Uint8Array() }),
    ).toBuffer({
      resolveWithObject: true,
    }),
  ),
);
const gap = 24;
const width = pictures.reduce((sum, { info }) => sum + info.width + gap, gap);
const height = Math.max(...pictures.map(({ info }) => info.height)) + 2 * gap;
let left = gap;
await sharp({ create: { width, height, channels: 3, background: "#808080" } })
  .composite(
    pictures.map(({ data, info }) => {
      const at = { input: data, left, top: gap };
      left += info.width + gap;
      return at;
    }),
  )
  .png()
  .toFile(output);
