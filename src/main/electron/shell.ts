import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CHANNELS } from "../../shared/contract/bridge.ts";
import { errorOf, type WireEvent } from "../../shared/contract/wire.ts";
import { type InterfaceLanguage, interfaceLanguage } from "../../shared/settings/settings.ts";
import { nodeFiles } from "../platform/nodeFiles.ts";
import type { UnsavedDocument } from "../studio/base/ports.ts";
import { createDialogs } from "./dialogs.ts";
import type { ElectronApi } from "./electronApi.ts";
import { guardApp } from "./guards.ts";
import { bindIpc } from "./ipc.ts";
import { ANSWER_WITHIN_MS, createLifecycle } from "./lifecycle.ts";
import { menuTemplate } from "./menu.ts";
import type { ProcessLink } from "./processLinks.ts";
import type { ProgramPaths } from "./programPaths.ts";
import { connectStudio } from "./remoteStudio.ts";
import { createRestarts } from "./restarts.ts";
import { createScheme, ORIGIN } from "./scheme.ts";
import { safeSecrets } from "./secrets.ts";
import { electronSettings } from "./settingsStore.ts";
import { electronShellState } from "./shellState.ts";
import { shellTexts } from "./shellTexts.ts";
import { chooseSpelling } from "./spelling.ts";
import { notifyEnd, openWindow, type StudioWindow, showUnsaved } from "./window.ts";

/** Electron, once it is ready → the running program: parts that know nothing of one another, joined. */

export interface ShellOptions {
  readonly api: ElectronApi;
  readonly platform: "mac" | "windows" | "linux";
  readonly paths: ProgramPaths;
  /** Manara's own folder. */
  readonly folder: string;
  /** What all hosts of a person share. */
  readonly dataFolder: string;
  /** Address of a development server instead of the built renderer. */
  readonly developmentUrl: string | null;
  /** Where dictionaries for spelling come from; null turns spelling off where Electron would ask a foreign server. */
  readonly dictionaries: string | null;
  readonly openStudio: () => ProcessLink;
  readonly openExporter: () => ProcessLink;
  readonly log: (error: unknown) => void;
  /** Holds this process, and with it the end of the session. */
  readonly hold: (milliseconds: number) => void;
  /** Until a studio that says nothing counts as hung; by itself ten seconds. */
  readonly answerWithinMs?: number;
}

export interface Shell {
  /** Opens documents that the machine hands over, and comes to the front. */
  readonly openDocuments: (paths: readonly string[]) => void;
}

export async function startShell(options: ShellOptions): Promise<Shell> {
  const { api, platform, paths, log } = options;
  const { app } = api;
  const data = app.getPath("userData");
  mkdirSync(options.folder, { recursive: true });
  const origins = [options.developmentUrl === null ? ORIGIN : new URL(options.developmentUrl).origin];
  const state = electronShellState(data);
  const stored = electronSettings(data);
  const windows = new Map<string, StudioWindow & { title: string }>();
  let unsavedNow: readonly UnsavedDocument[] = [];
  let closing = false;

  const language = (): InterfaceLanguage =>
    interfaceLanguage(stored.read().language, app.getPreferredSystemLanguages());
  const startedInArabic = language() === "ar";
  const windowOf = (client: string) => windows.get(client)?.window ?? null;
  const front = (): (StudioWindow & { title: string }) | null => {
    const all = [...windows.values()];
    return all.find(({ window }) => window.isFocused()) ?? all[0] ?? null;
  };
  const applyZoom = () => {
    for (const { window } of windows.values()) window.webContents.setZoomFactor(stored.read().zoom / 100);
  };
  const showTitles = () => {
    for (const { client, window, title } of windows.values()) {
      const unsaved = unsavedNow.some(({ clients }) => clients.includes(client));
      showUnsaved(window, title, unsaved, platform);
    }
  };

  api.nativeTheme.themeSource = stored.read().theme;
  guardApp(api, origins);
  chooseSpelling(api, platform, options.dictionaries);

  const restarts = createRestarts({ api, language, windowInFront: () => front()?.window ?? null, log });
  const link = options.openStudio();
  link.onExit((how) => {
    if (closing) return;
    closing = true;
    void restarts.afterCrash(how);
  });
  const studio = await connectStudio(link, {
    start: {
      platform,
      languages: app.getPreferredSystemLanguages(),
      folder: options.folder,
      dataFolder: options.dataFolder,
      earlierDataFolder: join(data, "studio"),
      packsFolder: paths.packs,
      engine: app.getVersion(),
      settings: stored.read(),
      exporters: platform === "linux" ? "node" : "shell",
    },
    settings: {
      read: stored.read,
      async write(next) {
        const before = language();
        await stored.write(next);
        api.nativeTheme.themeSource = next.theme;
        applyZoom();
        if (language() === before) return;
        await showMenu();
        if ((language() === "ar") !== startedInArabic) void restarts.offer().catch(log);
      },
    },
    secrets: safeSecrets(api.safeStorage, nodeFiles, join(data, "secrets"), platform),
    dialogs: createDialogs({ api, state, folder: options.folder, language, windowOf }),
    openExporter: options.openExporter,
    onUnsaved(documents) {
      unsavedNow = documents;
      showTitles();
    },
    log,
  });

  api.protocol.handle("app", createScheme(paths.renderer, studio.readAsset));
  const ipc = bindIpc({
    ipcMain: api.ipcMain,
    studio,
    origins,
    clientOf: (id) => [...windows.values()].find(({ window }) => window.webContents.id === id)?.client ?? null,
    contentsOf: () => [...windows.values()].map(({ client, window }) => ({ client, contents: window.webContents })),
    onProgress(client, progress) {
      const window = windowOf(client);
      if (window === null || window.isDestroyed()) return;
      window.setProgressBar(progress.done / progress.total);
    },
    onEnd(client, end) {
      const window = windowOf(client);
      if (window === null || window.isDestroyed()) return;
      window.setProgressBar(-1);
      if (!window.isFocused()) notifyEnd(api, window, end, shellTexts(language()));
    },
    now: () => performance.now(),
    log,
  });
  const call = async (name: string, input: unknown, client: string): Promise<unknown> => {
    const signal = new AbortController().signal;
    const came = await studio.dispatch(name, input, { client, signal, onProgress: () => undefined, onFault: log });
    if (came.ok) return came.value;
    throw errorOf(came.failure);
  };
  const lifecycle = createLifecycle({
    api,
    platform,
    language,
    answerWithinMs: options.answerWithinMs ?? ANSWER_WITHIN_MS,
    hold: options.hold,
    unsavedOf: async (client) => {
      const all = await studio.unsaved();
      return all.filter(({ clients }) => clients.length === 1 && clients[0] === client);
    },
    save: async (session, client) => (await call("documents.save", { session }, client)) !== null,
    discard: async (session, client) => {
      await call("documents.close", { session, discard: true }, client);
    },
    journal: studio.journal,
    async close(within) {
      closing = true;
      // A studio that hangs has journalled what it could; the program ends all the same.
      const limit = setTimeout(link.kill, within);
      await studio.close().finally(() => clearTimeout(limit));
    },
    log,
  });

  const sendTo = (client: string, event: WireEvent) => {
    const contents = windowOf(client)?.webContents;
    if (contents !== undefined && !contents.isDestroyed()) contents.send(CHANNELS.event, event);
  };
  const showMenu = async () => {
    const recent = (await call("documents.recent", {}, "shell")) as readonly { handle: string; name: string }[];
    const template = menuTemplate({
      language: language(),
      platform,
      recent: recent.slice(0, 10),
      onCommand: (command) => {
        const window = front();
        if (window === null) open();
        else studio.sendCommand(command, window.client);
      },
      onRecent: (handle) => {
        const window = front() ?? open();
        sendTo(window.client, { name: "host.documentChosen", value: { handle } });
      },
    });
    api.Menu.setApplicationMenu(api.Menu.buildFromTemplate(template));
  };

  const open = () => {
    const one = {
      ...openWindow({ api, state, preload: paths.preload, icon: paths.icon, platform }),
      title: "Manara",
    };
    const { client, window } = one;
    windows.set(client, one);
    lifecycle.attach(one);
    window.on("page-title-updated", (event, title) => {
      event.preventDefault();
      one.title = title;
      showTitles();
    });
    window.on("closed", () => {
      windows.delete(client);
      ipc.forget(client);
      if (!closing) void studio.disconnect(client).catch(log);
    });
    window.webContents.on("did-finish-load", applyZoom);
    // A page that is loaded again has forgotten what it asked for.
    window.webContents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) ipc.forget(client);
    });
    void window.loadURL(options.developmentUrl ?? `${ORIGIN}/`).catch(log);
    return one;
  };

  studio.listen((event) => {
    if (event.name === "documents.recentChanged") void showMenu().catch(log);
  });
  app.on("activate", () => {
    if (windows.size === 0) open();
  });
  await showMenu();
  open();

  return {
    openDocuments(paths) {
      const { client, window } = front() ?? open();
      for (const path of paths) {
        app.addRecentDocument(path);
        studio.offerDocument(path, client);
      }
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}
