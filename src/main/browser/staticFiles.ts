import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import { PAGE_TYPES } from "../studio/assets/pagePolicy.ts";

/** The folder of the built window → every file that may be served, by its exact address. No request names a path. */

export interface StaticFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Its name holds a digest of what is in it. */
  readonly lasting: boolean;
}

/** Fails with `browser/not-built`. Files of other types, source maps among them, are left out. */
export async function readStaticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, StaticFile>();
  for (const entry of entries) {
    const type = PAGE_TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    files.set(address, {
      bytes: await readFile(path),
      type,
      lasting: /^\/assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/.test(address),
    });
  }
  const index = files.get("/index.html");
  if (index === undefined) {
    throw new StudioError("browser/not-built", "failure", "The studio's window has not been built.", {
      hint: "Run: npm run build",
    });
  }
  files.delete("/index.html");
  return files.set("/", { ...index, lasting: false });
}
