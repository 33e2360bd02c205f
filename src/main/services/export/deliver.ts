import { join } from "node:path";
import { textBytes } from "../../../shared/base/digest.ts";
import { type Manifest, mergeManifests } from "../../../shared/export/manifest.ts";
import type { Files } from "../ports.ts";
import { jsonIn } from "../readJsonFile.ts";
import { readManifest } from "./manifestFile.ts";
import { EARLIER, MANIFEST, MEANWHILE, moveFiles, settleMoves } from "./moveFiles.ts";

/** Drawn files in a staging folder, and what is to be said of them → the folder they belong in, with its manifest. */

const ANNOUNCED = "export.json";

/**
 * All or none, whenever the process dies: what it left undone is taken back by whoever delivers into this folder next,
 * or settles. Fails with the codes of `moveFiles` and `readManifest`, and with `storage/busy`.
 */
export function deliver(files: Files, staging: string, folder: string, made: Manifest): Promise<Manifest> {
  // Another export into this folder may have finished meanwhile: its entries stay.
  return files.withLock(join(folder, MANIFEST), async () => {
    await settleMoves(files, folder);
    const earlier = await readManifest({ files }, join(folder, MANIFEST));
    const manifest = mergeManifests(earlier, made);
    const paths = made.files.map(({ path }) => path);
    await files.write(join(staging, MANIFEST), text(manifest));
    if (earlier !== null) {
      // While files move, only those are named that stay in their place.
      const staying = earlier.files.filter(({ path }) => !paths.includes(path));
      await files.write(join(staging, EARLIER), await files.read(join(folder, MANIFEST)));
      await files.write(join(staging, MEANWHILE), text({ ...earlier, files: staying }));
    }
    await moveFiles(files, staging, folder, paths);
    return { ...manifest, files: manifest.files.filter(({ path }) => paths.includes(path)) };
  });
}

/** Takes back what a dead process left undone in a folder of exports; nothing happens where there is nothing. */
export async function settleFolder(files: Files, folder: string): Promise<void> {
  if ((await files.abandoned(folder)).length === 0) return;
  await files.withLock(join(folder, MANIFEST), () => settleMoves(files, folder));
}

/**
 * Leaves word of an export that begins, so that the next start finds its folder. @param notes the folder for such words.
 * @returns takes the word back.
 */
export async function announce(files: Files, notes: string, folder: string): Promise<() => Promise<void>> {
  const note = await files.makeStaging(notes);
  await files.write(join(note, ANNOUNCED), textBytes(JSON.stringify({ folder })));
  return () => files.remove(note);
}

/** Every folder of which a dead process left word is settled, where it can be reached; others are for another time. */
export async function settleAnnounced(files: Files, notes: string): Promise<void> {
  for (const note of await files.abandoned(notes)) {
    const said = jsonIn(await files.read(join(note, ANNOUNCED)).catch(() => new Uint8Array()));
    const isSaid = typeof said === "object" && said !== null && "folder" in said && typeof said.folder === "string";
    const isDone = isSaid ? settleFolder(files, String(said.folder)).then(() => true) : Promise.resolve(true);
    if (await isDone.catch(() => false)) await files.remove(note).catch(() => undefined);
  }
}

function text(manifest: Manifest): Uint8Array {
  return textBytes(`${JSON.stringify(manifest, null, 2)}\n`);
}
