import { digestValue } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { rasterSize } from "../../../shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../../shared/typeset/text/glyphOutlines.ts";
import type { FontFile } from "../../../shared/typeset/text/ports.ts";
import { createMemoryPictureCache, createPictureConverter, type PictureConverter } from "../../render/cmykPictures.ts";
import type { PictureSource } from "../../render/pictures.ts";
import { loadOutputProfile, loadSuppliedProfile, type OutputProfile } from "../../render/profile/outputProfile.ts";
import { renderDigitalPdf } from "../../render/renderDigitalPdf.ts";
import { renderJpeg, renderPng, renderWebp } from "../../render/renderPng.ts";
import { renderPrintPdf } from "../../render/renderPrintPdf.ts";
import type { RenderedFile, RenderJob } from "../ports.ts";

/** Pages of one template in one edition → its files in every format asked for. Runs in an exporter process. */

/** @param onProgress is waited for after every format and before every raster page: what it throws ends the job. */
export type Renderer = (
  job: RenderJob,
  onProgress: (done: number, total: number) => Promise<void> | undefined,
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
      throw new StudioError("export/missing-picture", "failure", `The document does not have picture ${digest}.`, {
        hint: "Place the picture again.",
      });
    };
    const files: RenderedFile[] = [];
    for (const [done, format] of job.formats.entries()) {
      if (format === "print-pdf") {
        const profile = job.profile === undefined ? loadOutputProfile() : loadSuppliedProfile(job.profile);
        files.push(await printPdf(job, fonts, profile, createPictureConverter(pictures, profile, converted)));
      } else if (format === "digital-pdf") files.push(await digitalPdf(job, fonts, pictures));
      else files.push(...(await raster(job, format, done)));
      await onProgress(done + 1, job.formats.length);
    }
    return files;

    async function raster({ pages, ppi }: RenderJob, format: keyof typeof RASTER, done: number) {
      const { extension, render } = RASTER[format];
      const drawn: RenderedFile[] = [];
      for (const [index, page] of pages.entries()) {
        await onProgress(done, job.formats.length);
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

async function printPdf(
  job: RenderJob,
  fonts: readonly FontFile[],
  profile: OutputProfile,
  convert: PictureConverter,
): Promise<RenderedFile> {
  const bytes = await renderPrintPdf(job.pages, fonts, {
    title: job.title,
    language: job.edition,
    date: job.date,
    engine: `Manara ${job.engine}`,
    // Another printing condition makes another document.
    contentHash: digestValue(job.profile === undefined ? job.pages : { pages: job.pages, profile: profile.digest }),
    marks: { crop: true, registration: true, colourBar: true },
    proof: job.proof,
    ...(job.sample === undefined ? {} : { sample: job.sample }),
    ...(job.record === undefined ? {} : { record: job.record }),
    pictures: convert,
    profile,
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
    ...(job.record === undefined ? {} : { record: job.record }),
    pictures,
  });
  return { format: "digital-pdf", suffix: ".digital.pdf", pages: job.pages.length, pixels: null, bytes };
}
