import { randomUUID } from "node:crypto";
import { fileMoments } from "../platform/fileMoments.ts";
import { nodeClock } from "../platform/nodeClock.ts";
import { nodeFiles } from "../platform/nodeFiles.ts";
import { nodeKeys } from "../platform/nodeKeys.ts";
import { zipArchives } from "../platform/zipArchives.ts";
import type { ExporterLink } from "../services/export/exporterLink.ts";
import { startExporterPool } from "../services/export/exporterPool.ts";
import type { Machine } from "../services/ports.ts";
import { ownPackJudge } from "../services/trust/ownPacks.ts";

/** What the services need from this machine, in the studio's process of the desktop program. */

/** One for each core of an ordinary office laptop; each holds the fonts and one page at a time. */
const EXPORTERS = 2;

export function studioMachine(
  { packsFolder, engine }: { readonly packsFolder: string; readonly engine: string },
  openExporter: () => ExporterLink,
): Machine {
  return {
    files: nodeFiles,
    keys: nodeKeys,
    clock: nodeClock({}),
    archives: zipArchives,
    fileMoments,
    startExporter: (fonts) => startExporterPool(openExporter, EXPORTERS, fonts),
    // Loaded when it is needed: most work examines nothing.
    preflight: async (pdf, expected) => (await import("../preflight/preflight.ts")).preflight(pdf, expected),
    newId: () => randomUUID(),
    engine,
    packsFolder,
    isOwnPack: ownPackJudge(nodeFiles, packsFolder),
  };
}
