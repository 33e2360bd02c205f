import type { Handlers } from "../../../shared/contract/contract.ts";
import type { Dispatch } from "../../../shared/contract/dispatch.ts";
import type { WireEvent } from "../../../shared/contract/wire.ts";
import type { Settings } from "../../../shared/settings/settings.ts";
import type { Machine } from "../../services/ports.ts";

/** What the studio needs from its host, and what it gives to it. Paths are absolute. */

/** The machine's own dialogs, parented to the window that asks. Null where the person cancelled. */
export interface Dialogs {
  chooseDocument(client: string): Promise<string | null>;
  /** The dialog itself asks before a file is replaced. */
  chooseSavePath(client: string, suggested: string): Promise<string | null>;
  chooseFolder(client: string): Promise<string | null>;
  /** Shows a folder in the machine's file manager. */
  reveal(folder: string): Promise<void>;
  /** Opens an https address in the machine's browser. */
  openAddress(url: string): Promise<void>;
}

export interface SettingsStore {
  read(): Settings;
  /** Durable when it returns. */
  write(settings: Settings): Promise<void>;
}

/** Small secrets of the person, kept as safely as the machine can. */
export interface Secrets {
  /** Null where there is none. Fails with `keys/cannot-read` where it is there and cannot be opened. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, secret: Uint8Array): Promise<void>;
}

export interface StudioHost {
  readonly kind: "electron" | "browser" | "process";
  readonly platform: "mac" | "windows" | "linux";
  /** Languages of the machine, first choice first. */
  readonly languages: readonly string[];
  readonly machine: Machine;
  /** Manara's own folder, where documents go unless somebody says otherwise. */
  readonly folder: string;
  /** Recovery, undo, recent documents: nothing that a person opens by hand. One for all hosts of a person. */
  readonly dataFolder: string;
  /** Where an older version of the desktop program kept it. */
  readonly earlierDataFolder?: string;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  /** Null where the host has none, as in a browser. */
  readonly dialogs: Dialogs | null;
  /** Where faults of ours go. Nothing in them is a secret or a document's content. */
  readonly log: (error: unknown) => void;
  /** Tells of changed files; absent where the host cannot. @returns stops. */
  readonly watch?: (watched: WatchedFolders, onChange: () => void) => () => void;
}

export interface WatchedFolders {
  /** Only the files directly in them. */
  readonly folders: readonly string[];
  /** Everything below them. */
  readonly trees: readonly string[];
}

export interface Asset {
  readonly bytes: Uint8Array;
  /** One of a short list of media types; never HTML or SVG, which could run. */
  readonly type: string;
}

/** A document with changes that are not in its file. */
export interface UnsavedDocument {
  readonly session: string;
  readonly title: string;
  /** Null where it was never saved. */
  readonly name: string | null;
  /** Windows that show it. */
  readonly clients: readonly string[];
}

/** The studio behind a host: the same one for Electron, the browser and the tests. */
export interface Studio {
  readonly handlers: Handlers;
  /** `handlers` behind the contract's checks. */
  readonly dispatch: Dispatch;
  /** Events go to every window, except that `to` names the only one that gets it. */
  readonly listen: (listener: (event: WireEvent, to: string | null) => void) => () => void;
  /** Keeps bytes for a later call. What was not read for longest makes room. Fails with `asset/too-large`. */
  readonly putAsset: (bytes: Uint8Array) => Promise<string>;
  /** Null for anything that no call has named: digests cannot be guessed, and nothing else can be read. */
  readonly readAsset: (digest: string) => Promise<Asset | null>;
  /** A file that the machine hands over (argument, double click): the window gets it by `host.takeDocument`, or by event when it is there already. */
  readonly offerDocument: (path: string, client: string | null) => void;
  /** A window is gone: sessions that nobody shows any more are journalled and closed. */
  readonly disconnect: (client: string) => Promise<void>;
  readonly unsaved: () => readonly UnsavedDocument[];
  /** Sends a menu's command to one window. */
  readonly sendCommand: (command: string, client: string) => void;
  /** Journals every unsaved change now, as far as the disk allows. */
  readonly journal: () => Promise<void>;
  /** Ends exports, journals, and gives back locks. */
  readonly close: () => Promise<void>;
}
