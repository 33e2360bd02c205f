import type { CancelSignal } from "../../shared/base/cancel.ts";
import type { ExportFormat } from "../../shared/export/manifest.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import type { FontFile } from "../../shared/typeset/text/ports.ts";
import type { PreflightReport } from "../preflight/preflight.ts";
import type { Expectations } from "../preflight/rules/rule.ts";

/** What the services need from the machine; `platform` implements it with Node, the tests in memory. */

/** In a staging folder: a move out of it has begun, and the folder stays until somebody has finished it or taken it back. */
export const STAGED_MOVE = "move.json";

/** Paths are the machine's own. Failures are `StudioError`s with codes `storage/…`. */
export interface Files {
  /** Fails with `storage/missing`, `storage/no-access` or `storage/too-large`. */
  read(path: string, limit?: number): Promise<Uint8Array>;
  exists(path: string): Promise<boolean>;
  /** Every file below a folder: path relative to it with forward slashes → bytes, sorted by path. Links are not followed. */
  readTree(folder: string): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The names of those files, sorted, without reading any. */
  listTree(folder: string): Promise<readonly string[]>;
  /** Names of the folders in a folder, sorted; none where the folder is missing. */
  listFolders(folder: string): Promise<readonly string[]>;
  /**
   * All or nothing: either the whole file is there under its name, on the disk, or the folder is as it was.
   * Makes missing folders. Fails with `storage/disk-full`, `storage/read-only` or `storage/missing`.
   */
  write(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /** Puts bytes at this place of a file, which ends with them, on the disk. Makes what is missing. Fails as `write`. */
  append(path: string, bytes: Uint8Array, at: number): Promise<void>;
  /** A new empty folder inside the given one, which is made where it is missing: moving files out of it is atomic. */
  makeStaging(folder: string): Promise<string>;
  /** Staging folders directly in this one whose process is gone; none where the folder is missing. */
  abandoned(folder: string): Promise<readonly string[]>;
  /** Moves a file over another one. Makes missing folders. */
  move(from: string, to: string): Promise<void>;
  /** A file or a folder with all it holds; no failure where it is missing. */
  remove(path: string): Promise<void>;
  /** Runs the action while no other Manara does so for this path. Fails with `storage/busy` or `storage/busy-here`. */
  withLock<Result>(path: string, action: () => Promise<Result>): Promise<Result>;
}

export interface WriteOptions {
  /** Only the owner may read it. */
  readonly secret?: boolean;
  /** Fails with `storage/exists` where there is one already. */
  readonly fresh?: boolean;
}

/** Ed25519 signatures. Keys are `ed25519:` and the 32 bytes of the public key in base64url. */
export interface Keys {
  generate(name: string): SigningKey;
  /** The same 32 bytes give the same key: for demonstrations and tests, never for a person. */
  fromSeed(name: string, seed: Uint8Array): SigningKey;
  sign(key: SigningKey, message: Uint8Array): string;
  /** False for anything that is not a good signature, malformed ones included. */
  verify(key: string, message: Uint8Array, signature: string): boolean;
}

export interface SigningKey {
  /** Of the person, as it appears in approvals. */
  readonly name: string;
  /** Where the person works or volunteers; absent where nobody said. */
  readonly organisation?: string;
  readonly key: string;
  /** The 32 bytes of the private key, base64url. */
  readonly secret: string;
}

export interface Clock {
  now(): Date;
  /** The moment was given (`SOURCE_DATE_EPOCH`): what would be random is derived instead. */
  readonly fixed: boolean;
}

/** Zip archives in memory. */
export interface Archives {
  /** Entries are sorted by name, times fixed: same files, same bytes. `stored` names are not compressed again. */
  write(files: ReadonlyMap<string, Uint8Array>, stored: (name: string) => boolean): Promise<Uint8Array>;
  /**
   * @param isKnown which names may occur.
   * Fails with `document/not-a-zip`, `/damaged`, `/zip-bomb`, `/path-outside`, `/duplicate-entry`, `/link-entry`,
   * `/encrypted` or `/unknown-entry`.
   */
  read(bytes: Uint8Array, isKnown: (name: string) => boolean): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** One template in one edition, to be drawn in every format asked for. */
export interface RenderJob {
  /** Of the document, for the file's properties. */
  readonly title: string;
  /** BCP 47 tag. */
  readonly edition: string;
  readonly pages: readonly Page[];
  /** Digest of the proof of these pages, without the words of a draft: the slug line of a print PDF shows it. */
  readonly proof: string;
  readonly formats: readonly ExportFormat[];
  /** The slug line of a print PDF says that this is a sample. */
  readonly sample?: true;
  /** Pixels per inch of raster files of print templates. */
  readonly ppi: number;
  readonly date: Date;
  /** Version of Manara. */
  readonly engine: string;
  /** Digest → file, of every picture on the pages. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Path of the colour profile that somebody brought for print PDFs; absent for Manara's own. */
  readonly profile?: string;
  /** Characters to keep free in PDFs for the record of who approved them; absent for drafts. */
  readonly record?: number;
}

export interface RenderedFile {
  readonly format: ExportFormat;
  /** Comes after the template's name, for example `.print.pdf` or `.p2.png`. */
  readonly suffix: string;
  /** Pages in this file. */
  readonly pages: number;
  /** Exact size of a raster file. */
  readonly pixels: readonly [number, number] | null;
  readonly bytes: Uint8Array;
}

export interface RenderOptions {
  /** Ends the job at its next page, and the process with it where that takes too long. */
  readonly signal?: CancelSignal;
  /** Formats done and asked for. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Draws pages in processes of its own, so that a crash there takes nothing else with it. */
export interface PageExporter {
  /** Fails with the renderers' codes, with `export/exporter-crashed`, `export/exporter-stalled`, or `contract/cancelled`. */
  render(job: RenderJob, options?: RenderOptions): Promise<readonly RenderedFile[]>;
  close(): void;
}

/** Everything outside, gathered by each host once. */
export interface Machine {
  readonly files: Files;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly archives: Archives;
  /** When a file was written, and what time it is for its file system; absent where the host cannot tell. */
  readonly fileMoments?: (path: string) => Promise<{ readonly modified: Date | null; readonly system: Date | null }>;
  /** @param processes as many as the machine sees fit where nobody says. */
  readonly startExporter: (fonts: readonly FontFile[], processes?: number) => PageExporter;
  /** Examines any PDF. Fails with `preflight/…` where there is nothing to judge. */
  readonly preflight: (pdf: Uint8Array, expected: Expectations) => Promise<PreflightReport>;
  /** A new UUID; with a fixed clock, the same one for the same seed. */
  readonly newId: (seed: string) => string;
  /** Version of Manara. */
  readonly engine: string;
  /** Folder that holds one folder for each pack. */
  readonly packsFolder: string;
  /** The team list that this machine trusts; absent where the host keeps none. */
  readonly teamFile?: string;
  /** Whom a person trusts on this machine; absent where the host keeps no such list. */
  readonly trustFile?: string;
  /** Whether a pack came with Manara and is as it came; absent where none did. @param folder null where it came from no folder. */
  readonly isOwnPack?: (pack: {
    readonly id: string;
    readonly digest: string;
    readonly folder: string | null;
  }) => Promise<boolean>;
  /** Folder of what people wrote down about the registries of packs; absent where the host keeps nothing. */
  readonly registryFolder?: string;
  /** Folder of words about exports that are under way; absent where the host keeps nothing. */
  readonly exportsFolder?: string;
}
