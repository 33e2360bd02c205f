import { isAbsolute, join } from "node:path";
import { z } from "zod";
import type { Files } from "../../services/ports.ts";
import { ENDING } from "../base/fileNames.ts";
import { readOwnJson, writeOwnJson } from "../base/ownJson.ts";
import { createTurns } from "../base/turns.ts";

/** Paths of the documents that were opened or saved lately, newest first. */

const MOST = 20;
const LARGEST = 256 * 1024;
const list = z.strictObject({ version: z.literal(1), paths: z.array(z.string().min(1).max(4096)).max(MOST) });

export interface Recents {
  /** Those that are still there. */
  read(): Promise<readonly string[]>;
  /** Fails with the codes of `Files.write`. */
  add(path: string): Promise<void>;
}

export function createRecents(files: Files, folder: string): Recents {
  const path = join(folder, "recents.json");
  const inTurn = createTurns();
  const stored = async () => {
    const found = await readOwnJson(files, path, list, LARGEST);
    // The file could have been written by anybody: only documents are looked at.
    return (found?.paths ?? []).filter((one) => isAbsolute(one) && one.toLowerCase().endsWith(ENDING));
  };
  return {
    async read() {
      const paths = await inTurn(stored);
      const there = await Promise.all(paths.map((one) => files.exists(one)));
      return paths.filter((_, index) => there[index]);
    },
    add: (added) =>
      inTurn(async () => {
        const paths = [added, ...(await stored()).filter((one) => one !== added)].slice(0, MOST);
        await writeOwnJson(files, path, { version: 1, paths });
      }),
  };
}
