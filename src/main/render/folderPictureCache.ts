import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PictureCache } from "./cmykPictures.ts";

/** A folder → converted pictures that outlive the program. The converter checks what it reads back. */

export function createFolderPictureCache(folder: string): PictureCache {
  const file = (key: string) => join(folder, `${key}.jpg`);
  return {
    get: (key) => readFile(file(key)).catch(() => null),
    async put(key, bytes) {
      await mkdir(folder, { recursive: true });
      // Another process may read at any moment: a file has its name only when it is whole.
      const unfinished = join(folder, `${key}.${randomUUID()}.part`);
      await writeFile(unfinished, bytes);
      await rename(unfinished, file(key));
    },
  };
}
