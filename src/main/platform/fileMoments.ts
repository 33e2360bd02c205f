import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";

/** The file of a document → moments that do not come from this machine's clock alone. */

export interface FileMoments {
  /** When the file was written last; null where that cannot be known. */
  readonly modified: Date | null;
  /** What time it is for the file system, which may be a server's; null where that cannot be known. */
  readonly system: Date | null;
}

/** Never fails: what may not be read or written says nothing. */
export async function fileMoments(path: string): Promise<FileMoments> {
  const modified = await fs.stat(path).then(
    ({ mtime }) => mtime,
    () => null,
  );
  const probe = join(dirname(path), `.manara-clock.${randomBytes(6).toString("hex")}.part`);
  try {
    await fs.writeFile(probe, "", { flag: "wx" });
    return { modified, system: (await fs.stat(probe)).mtime };
  } catch {
    return { modified, system: null };
  } finally {
    await fs.rm(probe, { force: true }).catch(() => undefined);
  }
}
