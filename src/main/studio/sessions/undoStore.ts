import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import { listFiles } from "../../platform/fileFacts.ts";
import type { Files } from "../../services/ports.ts";
import { readOwnJson, writeOwnJson } from "../base/ownJson.ts";
import { keptEdits, newestEdits } from "./keptEdits.ts";

/** Undo that survives closing and opening a document, kept beside Manara's data and never in the document. */

const kept = z.strictObject({
  version: z.literal(1),
  /** Of the file as it was saved: edits fit no other. */
  file: sha256,
  past: keptEdits,
  future: keptEdits,
});
const LARGEST = 16 * 1024 ** 2;
/** Documents whose undo is kept; of older ones it is forgotten. */
const MOST = 100;

export interface UndoStore {
  /** Nothing where there is none, or the file is another one by now. @param file its SHA-256. */
  read(document: string, file: string): Promise<{ readonly past: readonly Edit[]; readonly future: readonly Edit[] }>;
  /** Fails with the codes of `Files.write`. */
  write(document: string, file: string, past: readonly Edit[], future: readonly Edit[]): Promise<void>;
}

export function createUndoStore(files: Files, folder: string): UndoStore {
  const pathOf = (document: string) => join(folder, `${document}.json`);
  return {
    async read(document, file) {
      const found = await readOwnJson(files, pathOf(document), kept, LARGEST);
      return found?.file === file ? { past: found.past, future: found.future } : { past: [], future: [] };
    },
    async write(document, file, past, future) {
      await writeOwnJson(files, pathOf(document), {
        version: 1,
        file,
        past: newestEdits(past),
        future: newestEdits(future),
      });
      const all = await listFiles(folder);
      const old = all.sort((one, other) => other.modified - one.modified).slice(MOST);
      await Promise.all(old.map(({ path }) => files.remove(path)));
    },
  };
}
