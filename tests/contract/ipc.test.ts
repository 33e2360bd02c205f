import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bindIpc } from "../../src/main/electron/ipc.ts";
import { connectStudio } from "../../src/main/electron/remoteStudio.ts";
import { createScheme } from "../../src/main/electron/scheme.ts";
import { serveStudio } from "../../src/main/electron/serveStudio.ts";
import { createStudio } from "../../src/main/studio/studio.ts";
import { ipcTransport } from "../../src/renderer/host/ipcTransport.ts";
import { createClient } from "../../src/shared/contract/client.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src/shared/settings/settings.ts";
import { channelPair } from "../fakes/channelPair.ts";
import { makeElectron } from "../fakes/electron.ts";
import { loadPreload } from "../fakes/electronRenderer.ts";
import { type TestPlace, testPlace } from "../fakes/testStudio.ts";
import { contractSuite, type OpenedHost } from "./contractSuite.ts";
import { gateSuite } from "./gateSuite.ts";

/** Page → preload script → main process → studio's process and back; everything but Electron and the process is real. */

async function open(place: TestPlace): Promise<OpenedHost> {
  const electron = makeElectron(place.root);
  const { parent, child, stop } = channelPair();
  void serveStudio(child, {
    // The suite is for every host: it expects none of a desktop's dialogs.
    createStudio: (host) => createStudio({ ...host, kind: "process", dialogs: null }),
    machine: () => place.machine,
    openExporter: () => {
      throw new Error("The test draws without processes.");
    },
  });
  let settings: Settings = DEFAULT_SETTINGS;
  const never = async (): Promise<never> => {
    throw new Error("There are no dialogs here.");
  };
  const secrets = new Map<string, Uint8Array>();
  const faults: unknown[] = [];
  const studio = await connectStudio(parent, {
    start: {
      platform: "linux",
      languages: ["en"],
      folder: place.folder,
      dataFolder: place.dataFolder,
      earlierDataFolder: `${place.dataFolder}-earlier`,
      packsFolder: place.machine.packsFolder,
      engine: place.machine.engine,
      settings,
      exporters: "shell",
    },
    settings: {
      read: () => settings,
      write: async (next) => {
        settings = next;
      },
    },
    secrets: {
      read: async (name) => secrets.get(name) ?? null,
      write: async (name, secret) => {
        secrets.set(name, secret);
      },
    },
    dialogs: {
      ...{ chooseDocument: never, chooseSavePath: never, chooseFolder: never, reveal: never, openAddress: never },
    },
    openExporter: () => {
      throw new Error("The test draws without processes.");
    },
    onUnsaved: () => undefined,
    log: (error) => faults.push(error),
  });
  const windows = ["one", "other"].map((client) => ({ client, window: new electron.api.BrowserWindow({}) }));
  bindIpc({
    ipcMain: electron.api.ipcMain,
    studio,
    origins: ["app://ui"],
    clientOf: (id) => windows.find(({ window }) => window.webContents.id === id)?.client ?? null,
    contentsOf: () => windows.map(({ client, window }) => ({ client, contents: window.webContents })),
    onProgress: () => undefined,
    onEnd: () => undefined,
    now: () => performance.now(),
    log: (error) => faults.push(error),
  });
  const clients = [];
  for (const window of electron.windows) clients.push(createClient(ipcTransport(await loadPreload(electron, window))));
  const [client, other] = clients;
  if (client === undefined || other === undefined) throw new Error("two windows were made");

  const renderer = join(place.root, "renderer");
  await mkdir(renderer);
  await writeFile(join(renderer, "index.html"), "");
  const serve = createScheme(renderer, studio.readAsset);
  return {
    client,
    other,
    folder: place.folder,
    async readAsset(digest) {
      const response = await serve(new Request(new URL(client.assetUrl(digest), "app://ui/")));
      if (!response.ok) return null;
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        type: response.headers.get("content-type") ?? "",
      };
    },
    async close() {
      await studio.close();
      stop("closed");
      await place.remove();
    },
  };
}

contractSuite("Electron's channels", async () => open(await testPlace()));
gateSuite("Electron's channels", open);
