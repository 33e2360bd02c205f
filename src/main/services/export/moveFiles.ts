import { join } from "node:path";
import { z } from "zod";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { type Files, STAGED_MOVE } from "../ports.ts";

/**
 * Finished files in a staging folder → the folder they belong in, all of them or none, whenever the process dies.
 *
 * The move is written down before it begins, and done when the new manifest is in its place, which is its last step.
 * Whoever finds it undone takes it back. Every step is a renaming, which a full disk does not hinder, and can be done
 * again; meanwhile the folder's manifest names only files that are in their place.
 */

const plan = z.strictObject({ version: z.literal(1), paths: z.array(z.string()) });

/** In the staging folder: the manifest that will hold, the one that holds while files move, and the one that held. */
export const MANIFEST = "manifest.json";
export const MEANWHILE = "manifest.meanwhile.json";
export const EARLIER = "manifest.earlier.json";

/**
 * Fails with the codes of `Files.move`, and the folder is as it was; with `export/not-restored` where the staging
 * folder still holds somebody's earlier files.
 */
export async function moveFiles(
  files: Files,
  staging: string,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const manifest = join(folder, MANIFEST);
  const written = join(staging, STAGED_MOVE);
  await files.write(written, textBytes(JSON.stringify({ version: 1, paths })));
  try {
    if (await files.exists(join(staging, MEANWHILE))) await files.move(join(staging, MEANWHILE), manifest);
    for (const [index, path] of paths.entries()) {
      const target = join(folder, path);
      if (await files.exists(target)) await files.move(target, keptAs(staging, index));
      await files.move(join(staging, path), target);
    }
    await files.move(join(staging, MANIFEST), manifest);
  } catch (cause) {
    if (await takeBack(files, staging, folder, paths)) throw cause;
    throw new StudioError("export/not-restored", "failure", `The export failed half-way in ${folder}.`, {
      cause,
      hint: `Earlier files that could not be put back are kept in ${staging}.`,
    });
  }
  // Where it stays, whoever finds it sees that the manifest has left the staging folder.
  await files.remove(written).catch(() => undefined);
}

/**
 * Takes back what dead processes left undone in a folder of exports, and sweeps their staging folders. Nobody else may
 * move files there meanwhile. What cannot be taken back now stays for another time.
 */
export async function settleMoves(files: Files, folder: string): Promise<void> {
  for (const staging of await files.abandoned(folder)) {
    if (await isSettled(files, staging, folder)) await files.remove(staging);
  }
}

async function isSettled(files: Files, staging: string, folder: string): Promise<boolean> {
  const written = join(staging, STAGED_MOVE);
  if (!(await files.exists(written))) return true;
  if (!(await files.exists(join(staging, MANIFEST)))) {
    await files.remove(written);
    return true;
  }
  const parsed = plan.safeParse(JSON.parse(new TextDecoder().decode(await files.read(written))));
  return parsed.success && (await takeBack(files, staging, folder, parsed.data.paths));
}

/** False where something could not be put back: then the move stays written down. */
async function takeBack(files: Files, staging: string, folder: string, paths: readonly string[]): Promise<boolean> {
  try {
    for (const [index, path] of [...paths.entries()].reverse()) {
      const target = join(folder, path);
      const staged = join(staging, path);
      // What is not in the staging folder any more is in its place.
      if (!(await files.exists(staged)) && (await files.exists(target))) await files.move(target, staged);
      if (await files.exists(keptAs(staging, index))) await files.move(keptAs(staging, index), target);
    }
    if (await files.exists(join(staging, EARLIER))) await files.move(join(staging, EARLIER), join(folder, MANIFEST));
    // Before anything else goes from the staging folder: by then there is nothing to take back.
    await files.remove(join(staging, STAGED_MOVE));
    return true;
  } catch {
    return false;
  }
}

function keptAs(staging: string, index: number): string {
  return join(staging, `replaced-${index}`);
}
