import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import type { GlyphOutlines } from "../../src/shared/typeset/text/ports.ts";
import { differencePicture, pagePicture } from "./pagePicture.ts";
import { type KeptPiece, nameOf, type PageChange, pictureFile, REF_FOLDER } from "./refs.ts";

/** Changed pages → a page to look at, with each of them before, after, and what is different. */

/** Git ignores it; each report replaces the one before. */
const REPORT_FOLDER = "out/changed-pages";
export const REPORT = `${REPORT_FOLDER}/index.html`;

export interface ChangedPiece {
  readonly piece: KeptPiece;
  readonly pages: readonly PageChange[];
}

export async function writeReport(
  changed: readonly ChangedPiece[],
  outlines: GlyphOutlines,
  folder = REPORT_FOLDER,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const sections: string[] = [];
  for (const { piece, pages } of changed) {
    for (const { page, sentences } of pages) {
      const name = `${nameOf(piece)}.${page}`;
      const kept = join(REF_FOLDER, pictureFile(piece, { id: page }));
      const before = existsSync(kept) ? readFileSync(kept) : null;
      const now = piece.pages.find(({ id }) => id === page);
      const shown = await drawnPictures(before, now, outlines);
      const figures = shown.map(([title, bytes, ext]) => {
        const file = `${name}.${title}.${ext}`;
        writeFileSync(join(folder, file), bytes);
        return `<figure><img src="${encodeURIComponent(file)}" alt=""><figcaption>${title}</figcaption></figure>`;
      });
      const list = sentences.map((sentence) => `<li dir="auto">${escapeHtml(sentence)}</li>`).join("\n");
      const heading = `${nameOf(piece)}, page ${page}`;
      sections.push(
        `<section><h2>${escapeHtml(heading)}</h2>\n<div>${figures.join("")}</div>\n<ul>${list}</ul></section>`,
      );
    }
  }
  writeFileSync(join(folder, "index.html"), html(sections));
}

async function drawnPictures(before: Buffer | null, page: Page | undefined, outlines: GlyphOutlines) {
  const after = page === undefined ? null : await pagePicture(page, outlines);
  const shown: [string, Buffer, string][] = [];
  if (before !== null) shown.push(["before", before, "webp"]);
  if (after !== null) shown.push(["after", after, "webp"]);
  if (before !== null && after !== null) shown.push(["difference", await differencePicture(before, after), "png"]);
  return shown;
}

function html(sections: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Changed pages</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; background: #f4f4f2 }
section { margin-bottom: 3rem }
div { display: flex; gap: 1rem; flex-wrap: wrap }
figure { margin: 0 }
img { max-height: 600px; border: 1px solid #bbb; background: #fff }
</style>
<h1>Changed pages: ${sections.length}</h1>
<p>Where every change is meant, run <code>npm run test:update</code> and commit what it writes.</p>
${sections.join("\n")}
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
