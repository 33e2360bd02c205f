import type { WireAnswer, WireEvent } from "../../shared/contract/wire.ts";
import type { Settings } from "../../shared/settings/settings.ts";
import type { Asset, UnsavedDocument } from "../studio/base/ports.ts";

/**
 * What the shell and the studio's process ask of each other.
 *
 * The studio has a process of its own: it sets type and reads pictures, which would hold up every window, and on Linux
 * sharp must never be in a process of Electron (electron/electron#46323).
 */

export interface StudioStart {
  readonly platform: "mac" | "windows" | "linux";
  readonly languages: readonly string[];
  /** Manara's own folder. */
  readonly folder: string;
  /** Team list, trusted keys, withdrawals, recovery and undo: one for all hosts of a person. */
  readonly dataFolder: string;
  /** Where release 0.1 of the desktop program kept them. */
  readonly earlierDataFolder: string;
  readonly packsFolder: string;
  readonly engine: string;
  readonly settings: Settings;
  /** Whether exporters are Node's own child processes, or processes that the shell opens. */
  readonly exporters: "node" | "shell";
}

/** Served by the studio's process. */
export type StudioSide = {
  readonly start: (options: StudioStart) => Promise<void>;
  readonly call: (id: number, name: unknown, input: unknown, client: string) => Promise<WireAnswer>;
  readonly cancel: (id: number) => void;
  readonly put: (bytes: Uint8Array) => Promise<string>;
  readonly asset: (digest: string) => Promise<Asset | null>;
  readonly offer: (path: string, client: string | null) => void;
  readonly disconnect: (client: string) => Promise<void>;
  readonly command: (command: string, client: string) => void;
  readonly unsaved: () => readonly UnsavedDocument[];
  readonly journal: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly exporterSaid: (exporter: number, message: unknown) => void;
  readonly exporterEnded: (exporter: number, how: string) => void;
};

/** Served by the shell. */
export type ShellSide = {
  readonly progress: (id: number, value: unknown) => void;
  readonly event: (event: WireEvent, to: string | null) => void;
  readonly unsavedNow: (documents: readonly UnsavedDocument[]) => void;
  readonly log: (what: string) => void;
  readonly writeSettings: (settings: Settings) => Promise<void>;
  readonly readSecret: (name: string) => Promise<Uint8Array | null>;
  readonly writeSecret: (name: string, secret: Uint8Array) => Promise<void>;
  readonly chooseDocument: (client: string) => Promise<string | null>;
  readonly chooseSavePath: (client: string, suggested: string) => Promise<string | null>;
  readonly chooseFolder: (client: string) => Promise<string | null>;
  readonly reveal: (folder: string) => Promise<void>;
  readonly openAddress: (url: string) => Promise<void>;
  readonly openExporter: (exporter: number) => void;
  readonly tellExporter: (exporter: number, message: unknown) => void;
  readonly killExporter: (exporter: number) => void;
};
