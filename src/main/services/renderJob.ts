import { digestValue } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { createGlyphOutlines } from "../../shared/typeset/glyphOutlines.ts";
import type { FontFile } from "../../shared/typeset/ports.ts";
import { createMemoryPictureCache, createPictureConverter, type PictureConverter } from "../render/cmykPictures.ts";
import { loadOutputProfile } from "../render/outputProfile.ts";
import type { PictureSource } from "../render/pictures.ts";
import { renderDigitalPdf } from "../render/renderDigitalPdf.ts";
import { rasterSize, renderJpeg, renderPng, renderWebp } from "../render/renderPng.ts";
import { renderPrintPdf } from "../render/renderPrintPdf.ts";
import type { RenderedFile, RenderJob } from "./ports.ts";

/** Pages of one template in one edition → its files in every format asked for. Runs in an exporter process. */

export type Renderer = (
  job: RenderJob,
  onProgress: (done: number, total: number) => void,
) => Promise<readonly RenderedFile[]>;

const RASTER = {
  png: { extension: "png", render: renderPng },
  jpeg: { extension: "jpg", render: renderJpeg },
  webp: { extension: "webp", render: renderWebp },
} as const;

/** Fonts are read once for all jobs. */
export function createRenderer(fonts: readonly FontFile[]): Renderer {
  const outlines = createGlyphOutlines(fonts);
  // The same photograph is in every edition: it is converted once.
  const converted = createMemoryPictureCache();
  return async (job, onProgress) => {
    const pictures: PictureSource = async (digest) => {
      const bytes = job.pictures.get(digest);
      if (bytes !== undefined) return bytes;
      throw new StudioError("export/missing-picture", "failure", `The document lacks picture ${digest}.`, {
        hint: "Place the picture again.",
      });
    };
    const files: RenderedFile[] = [];
    for (const format of job.formats) {
      if (format === "print-pdf") {
        files.push(await printPdf(job, fonts, createPictureConverter(pictures, loadOutputProfile(), converted)));
      } else if (format === "digital-pdf") files.push(await digitalPdf(job, fonts, pictures));
      else files.push(...(await raster(job, format)));
      onProgress(files.length, job.formats.length);
    }
    return files;

    async function raster({ pages, ppi }: RenderJob, format: keyof typeof RASTER) {
      const { extension, render } = RASTER[format];
      const drawn: RenderedFile[] = [];
      for (const [index, page] of pages.entries()) {
        const { width, height } = rasterSize(page, ppi);
        drawn.push({
          format,
          suffix: pages.length === 1 ? `.${extension}` : `.p${index + 1}.${extension}`,
          pages: 1,
          pixels: [width, height],
          bytes: await render(page, outlines, { pictures, ppi }),
        });
      }
      return drawn;
    }
  };
}

async function printPdf(job: RenderJob, fonts: readonly FontFile[], convert: PictureConverter): Promise<RenderedFile> {
  const bytes = await renderPrintPdf(job.pages, fonts, {
    title: job.title,
    language: job.edition,
    date: job.date,
    engine: `Manara ${job.engine}`,
    contentHash: digestValue(job.pages),
    marks: { crop: true, registration: true },
    pictures: convert,
  });
  return { format: "print-pdf", suffix: ".print.pdf", pages: job.pages.length, pixels: null, bytes };
}

async function digitalPdf(job: RenderJob, fonts: readonly FontFile[], pictures: PictureSource): Promise<RenderedFile> {
  const bytes = await renderDigitalPdf(job.pages, fonts, {
    title: job.title,
    language: job.edition,
    date: job.date,
    engine: `Manara ${job.engine}`,
    contentHash: digestValue(job.pages),
    pictures,
  });
  return { format: "digital-pdf", suffix: ".digital.pdf", pages: job.pages.length, pixels: null, bytes };
}
