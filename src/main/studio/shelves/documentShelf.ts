import { momentOf } from "../../../shared/base/moment.ts";
import type { DocumentEntry } from "../../../shared/contract/documentCalls.ts";
import { factsOfFile, listFiles } from "../../platform/fileFacts.ts";
import { openDocument } from "../../services/document/documents.ts";
import type { Machine } from "../../services/ports.ts";
import { displayFolderOf, displayName } from "../base/displayPath.ts";
import { ENDING } from "../base/fileNames.ts";
import type { Handles } from "../base/handles.ts";

/** Documents on the disk as lists show them; a file is read again only when it changed. */

/** Of a list: nobody looks further, and each has to be read once. */
const MOST = 300;

type Facts = Omit<DocumentEntry, "handle">;

export interface DocumentShelf {
  /** In the order given; what cannot be read is left out. */
  entries(paths: readonly string[]): Promise<DocumentEntry[]>;
  /** Documents directly in a folder, newest first. */
  list(folder: string): Promise<DocumentEntry[]>;
}

export function createDocumentShelf(machine: Machine, handles: Handles): DocumentShelf {
  const read = new Map<string, { readonly stamp: string; readonly facts: Facts | null }>();

  const factsOf = async (path: string): Promise<Facts | null> => {
    const file = await factsOfFile(path);
    if (file === null) return null;
    const stamp = `${file.size} ${file.modified}`;
    const known = read.get(path);
    if (known?.stamp === stamp) return known.facts;
    const facts = await openDocument(machine, path).then(
      ({ document: { title, pack, templates, editions } }): Facts => ({
        name: displayName(path),
        folder: displayFolderOf(path),
        title,
        pack: pack.id,
        template: templates[0] ?? "",
        editions: Object.keys(editions).sort(),
        modified: momentOf(new Date(file.modified)),
      }),
      () => null,
    );
    read.set(path, { stamp, facts });
    return facts;
  };
  const entries = async (paths: readonly string[]): Promise<DocumentEntry[]> => {
    const found: DocumentEntry[] = [];
    // One after another: each is a whole file in memory.
    for (const path of paths) {
      const facts = await factsOf(path);
      if (facts !== null) found.push({ handle: handles.give("document", path), ...facts });
    }
    return found;
  };

  return {
    entries,
    async list(folder) {
      const files = (await listFiles(folder)).filter(({ name }) => name.endsWith(ENDING) && !name.startsWith("."));
      files.sort((one, other) => other.modified - one.modified);
      return entries(files.slice(0, MOST).map(({ path }) => path));
    },
  };
}
