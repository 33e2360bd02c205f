import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { nodeFiles } from "../src/main/platform/nodeFiles.ts";
import { renderPng } from "../src/main/render/renderPng.ts";
import { fillDocument, sampleContent } from "../src/main/services/document/content.ts";
import { sortDiagnostics } from "../src/shared/base/diagnostics.ts";
import { createDocument } from "../src/shared/document/createDocument.ts";
import { localise } from "../src/shared/localise/localise.ts";
import { templateOf } from "../src/shared/pack/lookUp.ts";
import { parsePack } from "../src/shared/pack/parse/parsePack.ts";
import { composePages } from "../src/shared/typeset/composePages.ts";
import { fontsOf } from "../src/shared/typeset/text/fontsOf.ts";
import { createGlyphOutlines } from "../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../src/shared/typeset/text/typesetter.ts";

/** For designers of packs: typesets one template with its sample content and writes all its pages side by side as one PNG. */

const USAGE = "Use it so: npm run preview -- <template> <edition> <out.png> [--ppi 60] [--pack <folder>]";

const { values, positionals } = readArguments();
const [templateId, tag, output, ...rest] = positionals;
if (!templateId || !tag || !output || rest.length > 0) refuse(USAGE);

const files = new Map(await nodeFiles.readTree(values.pack));
narrowToTemplate(files, templateId);

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        ppi: { type: "string", default: "60" },
        pack: { type: "string", default: "templates/safe-migration" },
      },
    });
  } catch (error) {
    // Node goes on to explain how to name a file that begins with a hyphen.
    const [reason = ""] = error instanceof Error ? error.message.split(". ") : [];
    return refuse(`${reason}. ${USAGE}`);
  }
}

/** The command was given wrongly. */
function refuse(reason: string): never {
  console.error(reason);
  process.exit(2);
}

/** Leaves the other templates and missing drawings out, so that one template can be seen while a pack is unfinished. */
function narrowToTemplate(all: Map<string, Uint8Array>, template: string): void {
  const file = JSON.parse(Buffer.from(all.get("pack.json") ?? "").toString()) as {
    content: { templates: string[] }[];
    images: Record<string, { file: string }>;
  };
  const offered = file.content.flatMap(({ templates }) => templates);
  if (!offered.includes(template)) {
    refuse(`There is no template ${template}. Choose one of: ${offered.sort().join(", ")}.`);
  }
  const content = file.content
    .filter((family) => family.templates.includes(template))
    .map((family) => ({ ...family, templates: [template] }));
  const images = Object.fromEntries(Object.entries(file.images).filter(([, image]) => all.has(image.file)));
  // The sample of a family may belong to another of its templates.
  const family = file.content.find(({ templates }) => templates.includes(template))?.templates ?? [];
  const owner = [template, ...family].find((id) => [...all.keys()].some((path) => path.startsWith(`content/${id}/`)));
  for (const [path, bytes] of [...all]) {
    if (path.startsWith(`content/${owner}/`)) all.set(path.replace(`/${owner}/`, `/${template}/`), bytes);
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
const edition = pack.editions.find((candidate) => candidate.tag === tag);
if (!edition) refuse(`There is no edition ${tag}. Choose one of: ${pack.editions.map((one) => one.tag).join(", ")}.`);
const template = templateOf(pack, templateId);
const fonts = fontsOf(pack, files);
const typesetter = createTypesetter(fonts, pack.families);
const outlines = createGlyphOutlines(fonts);
const loaded = { pack, files, fonts, typesetter, outlines, diagnostics: found };
const at = "1970-01-01T00:00:00Z";
const empty = createDocument(pack, templateId, { id: "preview", at, engine: "0" });
const document = fillDocument(empty, loaded, sampleContent(loaded, templateId), at);
const { localised, diagnostics } = localise(document, edition, pack);
const started = performance.now();
const composed = composePages({ localised, template, pack, typesetter, fonts });
console.log(`typeset in ${(performance.now() - started).toFixed(1)} ms`);
show([...diagnostics, ...composed.diagnostics]);
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
mkdirSync(dirname(output), { recursive: true });
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
