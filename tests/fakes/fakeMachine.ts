import { createHash } from "node:crypto";
import { nodeKeys } from "../../src/main/platform/nodeKeys.ts";
import { zipArchives } from "../../src/main/platform/zipArchives.ts";
import type { LoadedPack } from "../../src/main/services/pack/packs.ts";
import type { Machine, PageExporter, RenderJob } from "../../src/main/services/ports.ts";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import { type MemoryFiles, memoryFiles } from "./memoryFiles.ts";
import { PACK } from "./samplePack.ts";

/** A machine in memory with real signatures and real zips. */

export interface FakeMachine extends Machine {
  readonly files: MemoryFiles;
  setNow(moment: string): void;
}

export function fakeMachine(exporter: PageExporter = textExporter()): FakeMachine {
  let now = new Date("2026-01-02T03:04:05Z");
  let ids = 0;
  return {
    files: memoryFiles(),
    keys: nodeKeys,
    clock: { now: () => now, fixed: true },
    archives: zipArchives,
    startExporter: () => exporter,
    // What the text exporter writes is no PDF.
    preflight: async () => ({ pages: 1, trimMm: null, passed: true, diagnostics: [] }),
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
    },
    engine: "0.0.0-test",
    packsFolder: "/packs",
    isOwnPack: async () => true,
    setNow: (moment) => {
      now = new Date(moment);
    },
  };
}

/** Writes what it was asked to draw instead of drawing it. */
export function textExporter(fail: (job: RenderJob) => Error | null = () => null): PageExporter {
  return {
    async render(job) {
      const error = fail(job);
      if (error !== null) throw error;
      return job.formats.map((format) => ({
        format,
        suffix: `.${format}`,
        pages: job.pages.length,
        pixels: null,
        bytes: new TextEncoder().encode(JSON.stringify({ format, pages: job.pages })),
      }));
    },
    close: () => undefined,
  };
}

/** The sample pack without fonts: enough for everything but setting type. */
export function fakePack(): LoadedPack {
  const never = () => {
    throw new Error("the sample pack has no fonts");
  };
  return {
    pack: PACK,
    files: new Map(),
    fonts: [],
    typesetter: { shape: never },
    outlines: { outline: never, advance: never },
    diagnostics: [],
  };
}

/** A page that differs from others by its text alone. */
export function plainPage(edition: string, text: string): Page {
  const bounds = { x: 0, y: 0, width: 10, height: 10 };
  return {
    template: "poster-a3",
    id: "front",
    edition,
    direction: "ltr",
    width: 842,
    height: 1191,
    bleed: 8.504,
    pixels: null,
    folds: [],
    inks: {},
    fonts: {},
    pictures: {},
    blocks: [{ role: "h1", frame: "f", slot: "headline", language: edition, list: null, text, bounds }],
    items: [],
  };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
