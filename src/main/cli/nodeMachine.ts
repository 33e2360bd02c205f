import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { derivedUuid } from "../../shared/base/digest.ts";
import { assert } from "../../shared/base/errors.ts";
import { fileMoments } from "../platform/fileMoments.ts";
import { nodeClock } from "../platform/nodeClock.ts";
import { nodeFiles } from "../platform/nodeFiles.ts";
import { nodeKeys } from "../platform/nodeKeys.ts";
import { dataFolder, type Surroundings } from "../platform/ownFolders.ts";
import { zipArchives } from "../platform/zipArchives.ts";
import { openNodeLink } from "../services/export/exporterLink.ts";
import { startExporterPool } from "../services/export/exporterPool.ts";
import type { Machine } from "../services/ports.ts";
import { ownPackJudge } from "../services/trust/ownPacks.ts";

/** The environment → everything that the services need from this machine. */

/** One for each core of an ordinary office laptop; each holds the fonts and one page at a time. */
const EXPORTERS = 2;

/** @param packs folder of packs, or null for those that come with Manara. */
export function nodeMachine(environment: Readonly<Record<string, string | undefined>>, packs: string | null): Machine {
  const root = packageRoot();
  const clock = nodeClock(environment);
  const data = resolve(dataFolder(surroundings(environment)));
  const exporter = new URL(
    `../services/export/exporterProcess${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
    import.meta.url,
  );
  return {
    files: nodeFiles,
    keys: nodeKeys,
    clock,
    archives: zipArchives,
    fileMoments,
    startExporter: (fonts, processes = EXPORTERS) => startExporterPool(() => openNodeLink(exporter), processes, fonts),
    // Loaded when it is needed: most commands examine nothing.
    preflight: async (pdf, expected) => (await import("../preflight/preflight.ts")).preflight(pdf, expected),
    newId: (seed) => (clock.fixed ? derivedUuid(`${seed} ${clock.now().toISOString()}`) : randomUUID()),
    engine: engineVersion(root),
    packsFolder: packs === null ? join(root, "templates") : resolve(packs),
    teamFile: join(data, "team.json"),
    trustFile: join(data, "trusted.json"),
    isOwnPack: ownPackJudge(nodeFiles, join(root, "templates")),
    registryFolder: join(data, "registry"),
    exportsFolder: join(data, "exporting"),
  };
}

/** What the folders of a person depend on. */
export function surroundings(environment: Readonly<Record<string, string | undefined>>): Surroundings {
  return { environment, platform: process.platform, home: homedir() };
}

/** The folder of Manara's package.json. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    assert(dirname(folder) !== folder, "Manara lies inside its package");
    folder = dirname(folder);
  }
  return folder;
}

/** Version of Manara. */
export function engineVersion(root = packageRoot()): string {
  const value: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert(typeof value === "object" && value !== null && "version" in value, "package.json has a version");
  return String(value.version);
}
