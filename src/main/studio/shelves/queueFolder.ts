import { isAbsolute, join } from "node:path";
import { z } from "zod";
import type { Files } from "../../services/ports.ts";
import { readOwnJson, writeOwnJson } from "../base/ownJson.ts";
import { createTurns } from "../base/turns.ts";

/** The folder whose documents wait for this person: the one that they chose last, or Manara's own. */

const LARGEST = 64 * 1024;
const kept = z.strictObject({ version: z.literal(1), folder: z.string().min(1).max(4096).nullable() });

export interface QueueFolder {
  /** The path, and whether it is Manara's own. */
  read(): Promise<{ readonly path: string; readonly own: boolean }>;
  /** Null for Manara's own. Fails with the codes of `Files.write`. */
  use(path: string | null): Promise<void>;
}

export function createQueueFolder(files: Files, own: string, dataFolder: string): QueueFolder {
  const path = join(dataFolder, "queue.json");
  const inTurn = createTurns();
  return {
    read: () =>
      inTurn(async () => {
        const chosen = (await readOwnJson(files, path, kept, LARGEST))?.folder ?? null;
        return chosen === null || !isAbsolute(chosen) || chosen === own
          ? { path: own, own: true }
          : { path: chosen, own: false };
      }),
    use: (folder) => inTurn(() => writeOwnJson(files, path, { version: 1, folder })),
  };
}
