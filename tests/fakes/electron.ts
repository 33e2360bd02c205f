import { EventEmitter } from "node:events";
import { tmpdir } from "node:os";
import type {
  Menu as ElectronMenu,
  IpcMainEvent,
  IpcMainInvokeEvent,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  OpenDialogOptions,
  SaveDialogOptions,
} from "electron";
import type { ElectronApi, ShellContents, ShellWindow } from "../../src/main/electron/electronApi.ts";

/** As much of Electron as the shell uses, in memory; the compiler holds it to the real types. */

type Handler = (event: IpcMainInvokeEvent, value: unknown) => unknown;
type WindowOpen = Parameters<ShellContents["setWindowOpenHandler"]>[0];

export interface FakeContents extends EventEmitter {
  readonly id: number;
  readonly sent: { readonly channel: string; readonly values: readonly unknown[] }[];
  windowOpen: WindowOpen | null;
  zoom: number;
  reloads: number;
}

export interface FakeWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: ShellContents & FakeContents;
  destroyed: boolean;
  focused: boolean;
  title: string;
  edited: boolean;
  progress: number;
  flashed: boolean;
  url: string | null;
}

/** What the person answers to dialogs, in order; anything that nobody expected is a failure of the test. */
export interface Answers {
  open: string[][];
  save: string[];
  /** `nobody` leaves it unanswered. */
  box: (number | "nobody")[];
}

export interface ShownNotification {
  readonly options: NotificationConstructorOptions;
  press: () => void;
}

export function makeElectron(folder: string) {
  const app = new EventEmitter();
  const power = new EventEmitter();
  const ipc = new EventEmitter();
  const handlers = new Map<string, Handler>();
  const windows: (FakeWindow & ShellWindow)[] = [];
  const calls: (readonly unknown[])[] = [];
  const asked: (OpenDialogOptions | SaveDialogOptions | MessageBoxOptions)[] = [];
  const answers: Answers = { open: [], save: [], box: [] };
  const permissions: {
    request?: Parameters<Electron.Session["setPermissionRequestHandler"]>[0];
    check?: Parameters<Electron.Session["setPermissionCheckHandler"]>[0];
    device?: Parameters<Electron.Session["setDevicePermissionHandler"]>[0];
  } = {};
  const downloads = new EventEmitter();
  const scheme: { handler?: (request: Request) => Response | Promise<Response> } = {};
  const menus: MenuItemConstructorOptions[][] = [];
  const notifications: ShownNotification[] = [];
  const machine = {
    backend: "gnome_libsecret" as ReturnType<ElectronApi["safeStorage"]["getSelectedStorageBackend"]>,
    encryption: true,
    languages: ["en-GB"],
    rotated: false,
    displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
  };
  const note =
    (name: string) =>
    (...values: unknown[]) => {
      calls.push([name, ...values]);
    };
  const take = <Value>(from: Value[], what: string): Value => {
    const value = from.shift();
    if (value === undefined) throw new Error(`Nobody expected ${what}.`);
    return value;
  };

  class FakeBrowserWindow extends EventEmitter {
    readonly id: number;
    readonly webContents: ShellContents & FakeContents;
    readonly options: Electron.BrowserWindowConstructorOptions;
    destroyed = false;
    focused = true;
    title = "";
    edited = false;
    progress = -1;
    flashed = false;
    url: string | null = null;
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super();
      this.options = options;
      this.id = windows.length + 1;
      this.webContents = makeContents(100 + this.id, () => this.destroyed);
      windows.push(this as unknown as FakeWindow & ShellWindow);
      app.emit("web-contents-created", {}, this.webContents);
    }
    show = note("show");
    focus = note("focus");
    restore = note("restore");
    maximize = note("maximize");
    isDestroyed = () => this.destroyed;
    isFocused = () => this.focused;
    isMinimized = () => false;
    isMaximized = () => false;
    getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 });
    setTitle = (title: string) => {
      this.title = title;
    };
    setDocumentEdited = (edited: boolean) => {
      this.edited = edited;
    };
    setProgressBar = (progress: number) => {
      this.progress = progress;
    };
    flashFrame = (flag: boolean) => {
      this.flashed = flag;
    };
    loadURL = async (url: string) => {
      this.url = url;
    };
    close = () => {
      let prevented = false;
      this.emit("close", { preventDefault: () => (prevented = true) });
      if (!prevented) this.destroy();
    };
    destroy = () => {
      if (this.destroyed) return;
      this.destroyed = true;
      this.emit("closed");
      if (windows.every(({ destroyed }) => destroyed)) app.emit("window-all-closed");
    };
  }

  class FakeNotification {
    static isSupported = () => true;
    readonly shown: ShownNotification;
    constructor(options: NotificationConstructorOptions) {
      this.shown = { options, press: () => undefined };
      notifications.push(this.shown);
    }
    on(_event: "click", listener: () => void) {
      this.shown.press = listener;
    }
    show = note("show notification");
  }

  /** As Electron does: every window is asked, and the program ends when all have gone. */
  const quit = () => {
    calls.push(["quit"]);
    app.emit("before-quit", { preventDefault: () => undefined });
    for (const window of windows) if (!window.destroyed) window.close();
    if (windows.some(({ destroyed }) => !destroyed)) return;
    let prevented = false;
    app.emit("will-quit", { preventDefault: () => (prevented = true) });
    if (!prevented) calls.push(["ended"]);
  };

  const api = {
    app: Object.assign(app as unknown as ElectronApi["app"], {
      addRecentDocument: note("addRecentDocument"),
      exit: note("exit"),
      getAppPath: () => folder,
      getPath: () => folder,
      getPreferredSystemLanguages: () => machine.languages,
      getVersion: () => "0.0.0",
      isPackaged: false,
      quit,
      relaunch: note("relaunch"),
    }),
    BrowserWindow: FakeBrowserWindow as unknown as ElectronApi["BrowserWindow"],
    dialog: {
      showOpenDialog: async (_parent, options) => {
        asked.push(options);
        const filePaths = take(answers.open, "a dialog for files");
        return { canceled: filePaths.length === 0, filePaths };
      },
      showSaveDialog: async (_parent, options) => {
        asked.push(options);
        const filePath = take(answers.save, "a dialog for saving");
        return { canceled: filePath === "", filePath };
      },
      showMessageBox: async (_parent, options) => {
        asked.push(options);
        const answer = take(answers.box, `the message "${options.message}"`);
        if (answer !== "nobody") return { response: answer, checkboxChecked: false };
        // It stands there until it is taken back; then it counts as called off.
        return new Promise((resolve) => {
          options.signal?.addEventListener("abort", () =>
            resolve({ response: options.cancelId ?? 0, checkboxChecked: false }),
          );
        });
      },
      showErrorBox: note("showErrorBox"),
    },
    ipcMain: {
      handle: (channel, handler) => {
        handlers.set(channel, handler);
      },
      on: ipc.on.bind(ipc) as unknown as ElectronApi["ipcMain"]["on"],
    },
    Menu: {
      buildFromTemplate: (template) => {
        menus.push(template);
        return {} as ElectronMenu;
      },
      setApplicationMenu: note("setApplicationMenu"),
    },
    Notification: FakeNotification,
    nativeTheme: { shouldUseDarkColors: false, themeSource: "system" as ElectronApi["nativeTheme"]["themeSource"] },
    powerMonitor: { on: power.on.bind(power) as unknown as ElectronApi["powerMonitor"]["on"] },
    protocol: {
      handle: (_scheme, handler) => {
        scheme.handler = handler as (request: Request) => Promise<Response>;
      },
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => machine.encryption,
      getSelectedStorageBackend: () => machine.backend,
      // Turned round, so that nothing can be read without being opened.
      encryptStringAsync: async (text) => Buffer.from(`sealed:${[...text].reverse().join("")}`),
      decryptStringAsync: async (bytes) => {
        const text = bytes.toString();
        if (!text.startsWith("sealed:")) throw new Error("cannot decrypt");
        return { result: [...text.slice(7)].reverse().join(""), shouldReEncrypt: machine.rotated };
      },
    },
    screen: {
      getAllDisplays: () => machine.displays as Electron.Display[],
      getPrimaryDisplay: () => machine.displays[0] as Electron.Display,
    },
    session: {
      defaultSession: {
        availableSpellCheckerLanguages: ["en-GB", "vi", "fr"],
        on: downloads.on.bind(downloads) as unknown as ElectronApi["session"]["defaultSession"]["on"],
        setDevicePermissionHandler: (handler) => {
          permissions.device = handler;
        },
        setPermissionCheckHandler: (handler) => {
          permissions.check = handler;
        },
        setPermissionRequestHandler: (handler) => {
          permissions.request = handler;
        },
        setSpellCheckerDictionaryDownloadURL: note("setSpellCheckerDictionaryDownloadURL"),
        setSpellCheckerEnabled: note("setSpellCheckerEnabled"),
        setSpellCheckerLanguages: note("setSpellCheckerLanguages"),
      },
    },
    shell: {
      openExternal: async (url) => {
        calls.push(["openExternal", url]);
      },
      openPath: async (path) => {
        calls.push(["openPath", path]);
        return path.includes("missing") ? "no such folder" : "";
      },
    },
    utilityProcess: {
      fork: () => {
        throw new Error("There are no utility processes here.");
      },
    },
  } satisfies ElectronApi;

  /** A message from a window's own page, or from somebody else who names `frame`. Values are copied as Electron copies them. */
  const invoke = async (channel: string, contents: number, value: unknown, frame: unknown = ownFrame()) => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = { sender: { id: contents }, senderFrame: frame } as unknown as IpcMainInvokeEvent;
    return structuredClone(await handler(event, structuredClone(value)));
  };
  const send = (channel: string, contents: number, value: unknown, frame: unknown = ownFrame()) => {
    ipc.emit(
      channel,
      { sender: { id: contents }, senderFrame: frame } as unknown as IpcMainEvent,
      structuredClone(value),
    );
  };
  return {
    api,
    invoke,
    send,
    app,
    power,
    windows,
    calls,
    asked,
    answers,
    permissions,
    downloads,
    scheme,
    menus,
    notifications,
    machine,
    handlers,
  };
}

export type FakeElectron = ReturnType<typeof makeElectron>;

export function ownFrame(): unknown {
  return { url: "app://ui/index.html", parent: null };
}

export function makeContents(id: number, gone: () => boolean): ShellContents & FakeContents {
  const contents = Object.assign(new EventEmitter(), {
    id,
    sent: [] as { channel: string; values: readonly unknown[] }[],
    windowOpen: null as WindowOpen | null,
    zoom: 1,
    reloads: 0,
    isDestroyed: gone,
    reload: () => {
      contents.reloads += 1;
    },
    send: (channel: string, ...values: unknown[]) => {
      if (gone()) throw new Error("Object has been destroyed");
      const copy = structuredClone(values);
      contents.sent.push({ channel, values: copy });
      contents.emit(`sent:${channel}`, ...copy);
    },
    setWindowOpenHandler: (handler: WindowOpen) => {
      contents.windowOpen = handler;
    },
    setZoomFactor: (factor: number) => {
      contents.zoom = factor;
    },
  });
  return contents as unknown as ShellContents & FakeContents;
}

/** For modules that import Electron themselves, as electron-store does. */
const shared = makeElectron(tmpdir());
export const app = shared.api.app;
export const ipcMain = shared.api.ipcMain;
export const shell = shared.api.shell;
// biome-ignore lint/style/noDefaultExport: the package has one, and electron-store imports it.
export default { app, ipcMain, shell };
