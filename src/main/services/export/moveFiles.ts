import { join } from "node:path";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Files } from "../ports.ts";

/** Finished files in a staging folder → the folder they belong in, all of them or none. */

/**
 * When one cannot be moved, those that were are taken back and the files they replaced return. Fails with the
 * codes of `Files.move`; with `export/not-restored` where the staging folder still holds somebody's earlier files.
 */
export async function moveFiles(
  files: Files,
  staging: string,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const [index, path] of paths.entries()) {
      const target = join(folder, path);
      if (await files.exists(target)) {
        const kept = join(staging, `replaced-${index}`);
        await files.move(target, kept);
        undo.unshift(() => files.move(kept, target));
      }
      await files.move(join(staging, path), target);
      undo.unshift(() => files.remove(target));
    }
  } catch (cause) {
    let restored = true;
    for (const step of undo) {
      await step().catch(() => {
        restored = false;
      });
    }
    if (restored) throw cause;
    throw new StudioError("export/not-restored", "failure", `The export failed half-way in ${folder}.`, {
      cause,
      hint: `Earlier files that could not be put back are kept in ${staging}.`,
    });
  }
}
