import { promises as fs } from "node:fs";
import { join } from "node:path";
import { type FileFacts, factsOfFile } from "./fileFacts.ts";
import { storageError } from "./storageError.ts";

/** A folder with all its folders → the documents in it, without reading any. */

/** Folders that are looked into: whoever chose the whole disk by mistake waits no longer. */
const MOST_FOLDERS = 5000;
const ENDING = /\.manara$/i;

export interface FoundDocuments {
  /** Newest first. */
  readonly files: readonly Omit<FileFacts, "name">[];
  /** Documents that were left out, because there are more than asked for. */
  readonly left: number;
}

/** Links and hidden names are passed over. Fails with `storage/missing` or `storage/no-access` of the folder itself. */
export async function findDocuments(folder: string, most: number): Promise<FoundDocuments> {
  const waiting = [folder];
  const paths: string[] = [];
  for (let count = 0; count < MOST_FOLDERS; count += 1) {
    const next = waiting.shift();
    if (next === undefined) break;
    const entries = await fs.readdir(next, { withFileTypes: true }).catch((cause: unknown) => {
      if (next === folder) throw storageError(cause, "read", folder);
      return [];
    });
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) waiting.push(join(next, entry.name));
      else if (entry.isFile() && ENDING.test(entry.name)) paths.push(join(next, entry.name));
    }
  }
  const found = (await Promise.all(paths.map(factsOfFile))).filter((facts) => facts !== null);
  found.sort((one, other) => other.modified - one.modified || (one.path < other.path ? -1 : 1));
  return { files: found.slice(0, most), left: Math.max(0, found.length - most) };
}
