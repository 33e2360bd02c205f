import { digestBytes, digestValue, textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { createMemory, entriesOf, type Memory, type MemoryEntry } from "../../../shared/localise/memory/memory.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { type ReadTmx, readTmx, writeTmx } from "../../interchange/tmx.ts";
import type { Machine } from "../ports.ts";
import { readDocumentFile } from "./documentFile.ts";

/** A folder's documents and TMX files → a translation memory; a file that has not changed is not read again. */

/** A file as a list of the folder knows it. `stamp` changes whenever the file does. */
export interface MemoryFile {
  readonly path: string;
  readonly name: string;
  readonly stamp: string;
}

export interface MemoryNotice {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

export interface ReadMemory {
  readonly memory: Memory;
  readonly entries: readonly MemoryEntry[];
  /** Files that could not be read. */
  readonly notices: readonly MemoryNotice[];
}

export interface MemoryShelf {
  read(files: readonly MemoryFile[]): Promise<ReadMemory>;
}

/** A document or memory larger than this is read by nobody's eyes. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Of the index's file; the number rises when its shape changes. */
const VERSION = 1;

type Kept = readonly (Omit<MemoryEntry, "from"> & { readonly slot: string; readonly title: string })[];

interface IndexFile {
  readonly version: number;
  /** Digest of a file → what it holds. */
  readonly files: Readonly<Record<string, Kept>>;
}

/**
 * Documents are told by their names' ending, `.manara` and `.tmx`; others are passed over.
 * @param index path of a file that keeps what documents hold, by their digest; null to keep it in memory alone.
 */
export function createMemoryShelf(
  machine: Pick<Machine, "archives" | "files">,
  pack: TemplatePack,
  index: string | null,
): MemoryShelf {
  const digests = new Map<string, { readonly stamp: string; readonly digest: string }>();
  const failed = new Map<string, Omit<MemoryNotice, "file">>();
  let kept: Map<string, Kept> | null = null;
  let last: { readonly key: string; readonly read: ReadMemory } | null = null;

  const entriesIn = async (file: MemoryFile, bytes: Uint8Array): Promise<Kept> => {
    const entries = file.name.endsWith(".tmx")
      ? readTmx(bytes, pack, file.name).entries
      : entriesOf((await readDocumentFile(machine.archives, bytes)).document, file.name);
    return entries.map(({ source, target, by, at, from: { slot, title } }) => ({
      source,
      target,
      by,
      at,
      slot,
      title,
    }));
  };

  return {
    async read(files) {
      const known = files.filter(({ name }) => /\.(?:manara|tmx)$/.test(name) && !name.startsWith("."));
      const key = known.map(({ path, stamp }) => `${path} ${stamp}`).join("\n");
      if (last?.key === key) return last.read;
      kept ??= index === null ? new Map() : await readIndex(machine, index);
      const entries: MemoryEntry[] = [];
      const notices: MemoryNotice[] = [];
      const used = new Map<string, Kept>();
      let changed = false;
      // One after another: each is a whole file in memory.
      for (const file of known) {
        let bytes: Uint8Array | null = null;
        try {
          let digest = digests.get(file.path)?.stamp === file.stamp ? digests.get(file.path)?.digest : undefined;
          if (digest === undefined) {
            bytes = await machine.files.read(file.path, MOST_BYTES);
            digest = digestBytes(bytes);
            digests.set(file.path, { stamp: file.stamp, digest });
          }
          const failure = failed.get(digest);
          if (failure !== undefined) {
            notices.push({ file: file.name, ...failure });
            continue;
          }
          let found = kept.get(digest);
          if (found === undefined) {
            bytes ??= await machine.files.read(file.path, MOST_BYTES);
            try {
              found = await entriesIn(file, bytes);
            } catch (error) {
              if (error instanceof StudioError) failed.set(digest, { code: error.code, message: error.message });
              throw error;
            }
            changed = true;
          }
          used.set(digest, found);
          for (const { slot, title, ...entry } of found)
            entries.push({ ...entry, from: { file: file.name, title, slot } });
        } catch (error) {
          if (!(error instanceof StudioError)) throw error;
          notices.push({ file: file.name, code: error.code, message: error.message });
        }
      }
      changed ||= used.size !== kept.size;
      kept = used;
      if (index !== null && changed) await writeIndex(machine, index, used);
      last = { key, read: { memory: createMemory(entries), entries, notices } };
      return last.read;
    },
  };
}

/** What cannot be read is read anew from the documents. */
async function readIndex(machine: Pick<Machine, "files">, path: string): Promise<Map<string, Kept>> {
  try {
    const text = new TextDecoder().decode(await machine.files.read(path, MOST_BYTES));
    const [digest = "", json = ""] = [text.slice(0, 64), text.slice(65)];
    // It is only a copy: one that was cut or changed is thrown away, and one that is whole needs no second look.
    if (digestBytes(textBytes(json)) !== digest) return new Map();
    const index = JSON.parse(json) as IndexFile;
    return index.version === VERSION ? new Map(Object.entries(index.files)) : new Map();
  } catch {
    return new Map();
  }
}

async function writeIndex(
  machine: Pick<Machine, "files">,
  path: string,
  files: ReadonlyMap<string, Kept>,
): Promise<void> {
  const json = JSON.stringify({ version: VERSION, files: Object.fromEntries(files) } satisfies IndexFile);
  // A disk that is full or may not be written costs time at the next start, nothing else.
  await machine.files.write(path, textBytes(`${digestBytes(textBytes(json))}\n${json}`)).catch(() => undefined);
}

/** As TMX 1.4b, in an order that does not depend on the order of the files. */
export function exportMemory(entries: readonly MemoryEntry[], pack: TemplatePack, engine: string): Uint8Array {
  const keyed = entries.map((entry) => ({
    entry,
    key: `${entry.source.edition} ${entry.target.edition} ${digestValue(entry)}`,
  }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : 1));
  return textBytes(
    writeTmx(
      keyed.map(({ entry }) => entry),
      pack,
      engine,
    ),
  );
}

/** What another tool's TMX holds. Fails with the codes of `readTmx`. */
export function examineMemory(bytes: Uint8Array, pack: TemplatePack, name: string): ReadTmx {
  return readTmx(bytes, pack, name);
}
