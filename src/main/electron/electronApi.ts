import type {
  BaseWindow,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NotificationConstructorOptions,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
  WebContents,
} from "electron";

/** Exactly what the shell uses of Electron: the tests' fake has to offer this, and nothing else can be called. */

type Electron = typeof import("electron");

export type ShellContents = Pick<
  WebContents,
  "id" | "isDestroyed" | "on" | "reload" | "send" | "setWindowOpenHandler" | "setZoomFactor"
>;

export type ShellWindow = Pick<
  BrowserWindow,
  | "close"
  | "destroy"
  | "flashFrame"
  | "focus"
  | "getNormalBounds"
  | "id"
  | "isDestroyed"
  | "isFocused"
  | "isMaximized"
  | "isMinimized"
  | "loadURL"
  | "maximize"
  | "on"
  | "once"
  | "restore"
  | "setDocumentEdited"
  | "setProgressBar"
  | "setTitle"
  | "show"
> & { readonly webContents: ShellContents };

/** Written out: a Pick of the real one loses which events have which listeners. */
export interface ShellNotification {
  on(event: "click", listener: () => void): unknown;
  show(): void;
}

/** All that a dialog asks of its parent. */
type Parent = Pick<BaseWindow, "isDestroyed">;

export interface ShellDialog {
  showOpenDialog(parent: Parent, options: OpenDialogOptions): Promise<OpenDialogReturnValue>;
  showSaveDialog(parent: Parent, options: SaveDialogOptions): Promise<SaveDialogReturnValue>;
  showMessageBox(parent: Parent, options: MessageBoxOptions): Promise<MessageBoxReturnValue>;
  showErrorBox(title: string, content: string): void;
}

export interface ElectronApi {
  readonly app: Pick<
    Electron["app"],
    | "addRecentDocument"
    | "exit"
    | "getAppPath"
    | "getPath"
    | "getPreferredSystemLanguages"
    | "getVersion"
    | "isPackaged"
    | "on"
    | "quit"
    | "relaunch"
  >;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly dialog: ShellDialog;
  readonly ipcMain: Pick<Electron["ipcMain"], "handle" | "on">;
  readonly Menu: {
    buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Electron.Menu;
    setApplicationMenu(menu: Electron.Menu | null): void;
  };
  readonly Notification: {
    new (options: NotificationConstructorOptions): ShellNotification;
    isSupported(): boolean;
  };
  readonly nativeTheme: Pick<Electron["nativeTheme"], "shouldUseDarkColors" | "themeSource">;
  readonly powerMonitor: Pick<Electron["powerMonitor"], "on">;
  readonly protocol: Pick<Electron["protocol"], "handle">;
  readonly safeStorage: Pick<
    Electron["safeStorage"],
    "decryptStringAsync" | "encryptStringAsync" | "getSelectedStorageBackend" | "isAsyncEncryptionAvailable"
  >;
  readonly screen: Pick<Electron["screen"], "getAllDisplays" | "getPrimaryDisplay">;
  readonly session: {
    readonly defaultSession: Pick<
      Electron.Session,
      | "availableSpellCheckerLanguages"
      | "on"
      | "setDevicePermissionHandler"
      | "setPermissionCheckHandler"
      | "setPermissionRequestHandler"
      | "setSpellCheckerDictionaryDownloadURL"
      | "setSpellCheckerEnabled"
      | "setSpellCheckerLanguages"
    >;
  };
  readonly shell: Pick<Electron["shell"], "openExternal" | "openPath">;
  readonly utilityProcess: Pick<typeof Electron.utilityProcess, "fork">;
}
