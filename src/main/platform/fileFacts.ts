import { promises as fs } from "node:fs";
import { join, relative, sep } from "node:path";

/** What the machine knows of files without reading them. */

export interface FileFacts {
  /** Relative to the folder that was asked about, with forward slashes. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Files directly in a folder, sorted by name; none where it is missing or may not be read. */
export async function listFiles(folder: string): Promise<FileFacts[]> {
  return factsOf(folder, await fs.readdir(folder, { withFileTypes: true }).catch(() => []));
}

/** Changes when any file below the folder is added, removed, renamed or written. */
export async function stampOfTree(folder: string): Promise<string> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const facts = await factsOf(folder, entries);
  return facts.map(({ name, size, modified }) => `${name} ${size} ${modified}`).join("\n");
}

/** Null where there is no such file. */
export async function factsOfFile(path: string): Promise<Omit<FileFacts, "name"> | null> {
  const stat = await fs.stat(path).catch(() => null);
  return stat?.isFile() ? { path, size: stat.size, modified: stat.mtimeMs } : null;
}

/** The one path of a file that links and different spellings lead to; the path itself where it is missing. */
export async function realPath(path: string): Promise<string> {
  return fs.realpath(path).catch(() => path);
}

interface Entry {
  readonly name: string;
  readonly parentPath: string;
  isFile(): boolean;
}

async function factsOf(folder: string, entries: readonly Entry[]): Promise<FileFacts[]> {
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(
    paths.map(async (path) => {
      const facts = await factsOfFile(path);
      return facts === null ? [] : [{ ...facts, name: relative(folder, path).split(sep).join("/") }];
    }),
  );
  return found.flat().sort((one, other) => (one.name < other.name ? -1 : 1));
}
