import { join } from "node:path";
import type { Files } from "../../services/ports.ts";

/** Unsaved work, undo and lists in a folder of an older version → the same in the folder that all hosts share. */

const FOLDERS = ["recovery", "undo"] as const;
const LISTS = ["recents.json", "queue.json"] as const;

/** What is in the shared folder already stays as it is. Fails with the codes of `Files`; then nothing is lost. */
export async function adoptWork(files: Files, earlier: string, folder: string): Promise<void> {
  for (const kind of FOLDERS) {
    const names = await files.listTree(join(earlier, kind)).catch(() => []);
    // The pictures of unsaved work come before the snapshot that names them: a crash in between leaves no half.
    for (const name of names.toReversed()) await bring(join(kind, name));
    if (names.length > 0) await files.remove(join(earlier, kind));
  }
  for (const name of LISTS) {
    if (!(await files.exists(join(earlier, name)))) continue;
    await bring(name);
    await files.remove(join(earlier, name));
  }

  async function bring(name: string): Promise<void> {
    const target = join(folder, name);
    if (!(await files.exists(target))) await files.write(target, await files.read(join(earlier, name)));
  }
}
