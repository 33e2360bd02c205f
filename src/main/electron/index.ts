import { appendFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from "electron";
import { interfaceLanguage } from "../../shared/settings/settings.ts";
import { dataFolder } from "../platform/ownFolders.ts";
import type { ElectronApi } from "./electronApi.ts";
import { documentsIn, documentsOf, isDocument } from "./openFiles.ts";
import { openNodeProcess, openUtilityProcess } from "./processLinks.ts";
import { programPaths } from "./programPaths.ts";
import { SCHEME } from "./scheme.ts";
import { readSettingsEarly } from "./settingsStore.ts";
import { startShell } from "./shell.ts";
import { shellTexts } from "./shellTexts.ts";

/** The desktop program's first module, and the only one with values of Electron. Nothing may be awaited before `ready`. */

const APP_ID = "org.manara.studio";
const api: ElectronApi = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
};
const platform = process.platform === "darwin" ? "mac" : process.platform === "win32" ? "windows" : "linux";
const { MANARA_DATA, MANARA_FOLDER, MANARA_DICTIONARIES, ELECTRON_RENDERER_URL } = process.env;

// Before the lock, which is one for each folder of user data.
if (MANARA_DATA !== undefined) {
  app.setPath("userData", resolve(MANARA_DATA));
  app.setPath("logs", join(resolve(MANARA_DATA), "logs"));
}
const data = app.getPath("userData");
const language = interfaceLanguage(readSettingsEarly(data).language, app.getPreferredSystemLanguages());
// Menus and dialogs of the machine turn round with Chromium's language only.
app.commandLine.appendSwitch("lang", language);
app.commandLine.appendSwitch("force-ui-direction", language === "ar" ? "rtl" : "ltr");
app.enableSandbox();
protocol.registerSchemesAsPrivileged([SCHEME]);
if (platform === "windows") app.setAppUserModelId(APP_ID);
if (platform === "linux") app.setDesktopName(`${APP_ID}.desktop`);

// For the processes of plain Node: compiled modules stay from one start to the next.
if (platform === "linux") process.env.NODE_COMPILE_CACHE ??= join(data, "compiled");

const waiting: string[] = [];
let openDocuments = (paths: readonly string[]): void => {
  waiting.push(...paths);
};
app.on("open-file", (event, path) => {
  event.preventDefault();
  if (isDocument(path)) openDocuments([path]);
});

const given = { values: process.argv.slice(1), folder: process.cwd() };
if (!app.requestSingleInstanceLock(given)) app.exit(0);
else {
  if (platform !== "mac") waiting.push(...documentsIn(given.values, given.folder));
  app.on("second-instance", (_event, _values, _folder, theirs) => openDocuments(documentsOf(theirs)));
  app.whenReady().then(start).catch(fail);
}

async function start(): Promise<void> {
  const resources = app.isPackaged ? process.resourcesPath : null;
  const paths = programPaths({ app: app.getAppPath(), resources, platform });
  const openProcess = (entry: string, name: string) =>
    platform === "linux"
      ? openNodeProcess(entry, paths.node)
      : openUtilityProcess((...values) => utilityProcess.fork(...values), entry, name, log);
  const started = await startShell({
    api,
    platform,
    paths,
    dataFolder: resolve(
      dataFolder({ environment: process.env, platform: process.platform, home: app.getPath("home") }),
    ),
    folder: MANARA_FOLDER === undefined ? join(app.getPath("documents"), "Manara") : resolve(MANARA_FOLDER),
    developmentUrl: app.isPackaged ? null : (ELECTRON_RENDERER_URL ?? null),
    dictionaries: MANARA_DICTIONARIES ?? null,
    openStudio: () => openProcess(paths.studio, "Manara Studio"),
    openExporter: () => openProcess(paths.exporter, "Manara Exporter"),
    log,
    // Nothing else blocks and takes no processor; nobody ever wakes it.
    hold: (milliseconds) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    },
  });
  openDocuments = started.openDocuments;
  const first = waiting.splice(0);
  if (first.length > 0) openDocuments(first);
}

/** Nothing in it is a secret or a document's content: faults say where they are, not what somebody wrote. */
function log(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    mkdirSync(app.getPath("logs"), { recursive: true });
    appendFileSync(join(app.getPath("logs"), "manara.log"), `${new Date().toISOString()} ${text}\n`);
  } catch {
    process.stderr.write(`${text}\n`);
  }
}

function fail(error: unknown): void {
  log(error);
  dialog.showErrorBox(shellTexts(language)("cannotStart"), error instanceof Error ? error.message : String(error));
  app.exit(1);
}
