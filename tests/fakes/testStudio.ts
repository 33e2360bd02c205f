import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nodeFiles } from "../../src/main/platform/nodeFiles.ts";
import type { Files, Machine, PageExporter } from "../../src/main/services/ports.ts";
import type { Dialogs, Secrets, Studio, StudioHost } from "../../src/main/studio/base/ports.ts";
import { createStudio } from "../../src/main/studio/studio.ts";
import { type Client, createClient } from "../../src/shared/contract/client.ts";
import { inProcessTransport } from "../../src/shared/contract/inProcess.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src/shared/settings/settings.ts";
import { fakeMachine, textExporter } from "./fakeMachine.ts";
import { type ManualTimers, manualTimers } from "./manualTimers.ts";

/** Studios over real temporary folders, real documents and the real pack; only time, drawing and dialogs are made up. */

export interface TestPlace {
  readonly root: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly machine: Machine;
  setNow(moment: string): void;
  remove(): Promise<void>;
}

export async function testPlace(exporter: PageExporter = textExporter(), files: Files = nodeFiles): Promise<TestPlace> {
  const root = await mkdtemp(join(tmpdir(), "manara-studio-"));
  const fake = fakeMachine(exporter);
  return {
    root,
    folder: join(root, "Manara"),
    dataFolder: join(root, "data"),
    machine: { ...fake, files, packsFolder: resolve("templates") },
    setNow: fake.setNow,
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

export interface TestStudio {
  readonly studio: Studio;
  readonly timers: ManualTimers;
  /** What the host's log got. */
  readonly faults: unknown[];
  /** A window. */
  window(name: string): Client;
}

export async function testStudio(
  place: TestPlace,
  dialogs: Dialogs | null = null,
  watch?: StudioHost["watch"],
): Promise<TestStudio> {
  const faults: unknown[] = [];
  const timers = manualTimers();
  const host: StudioHost = {
    kind: "process",
    platform: "linux",
    languages: ["vi-VN", "en"],
    machine: place.machine,
    folder: place.folder,
    dataFolder: place.dataFolder,
    settings: memorySettings(),
    secrets: memorySecrets(),
    dialogs,
    log: (error) => faults.push(error),
    ...(watch === undefined ? {} : { watch }),
  };
  const studio = await createStudio(host, timers);
  return { studio, timers, faults, window: (name) => clientOf(studio, name) };
}

function clientOf(studio: Studio, name: string): Client {
  const listen: Parameters<typeof inProcessTransport>[0]["listen"] = (listener) =>
    studio.listen((event, to) => {
      if (to === null || to === name) listener(event);
    });
  return createClient(inProcessTransport({ dispatch: studio.dispatch, listen, put: studio.putAsset }, name));
}

function memorySettings() {
  let current: Settings = DEFAULT_SETTINGS;
  return {
    read: () => current,
    write: async (settings: Settings) => {
      current = settings;
    },
  };
}

function memorySecrets(): Secrets {
  const secrets = new Map<string, Uint8Array>();
  return {
    read: async (name) => secrets.get(name) ?? null,
    write: async (name, secret) => {
      secrets.set(name, secret);
    },
  };
}
