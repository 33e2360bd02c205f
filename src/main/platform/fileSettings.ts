import { textBytes } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import { parseJson } from "../../shared/base/unicode.ts";
import { parseSettings, type Settings } from "../../shared/settings/settings.ts";
import type { Files } from "../services/ports.ts";

/** A JSON file → a person's settings, read once and written whole. */

const LARGEST = 64 * 1024;

/**
 * A file that is no JSON is kept as `<path>.bad`, and the defaults hold; one wrong value costs only itself.
 * Fails with `storage/no-access` where the file cannot be read.
 */
export async function fileSettings(files: Files, path: string) {
  let current = parseSettings(await readJson(files, path));
  return {
    read: (): Settings => current,
    /** Durable when it returns. Fails with the codes of `Files.write`; then the old ones hold. */
    async write(settings: Settings): Promise<void> {
      await files.write(path, textBytes(`${JSON.stringify(settings, null, 2)}\n`));
      current = settings;
    },
  };
}

async function readJson(files: Files, path: string): Promise<unknown> {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path, LARGEST)));
  } catch (error) {
    if (error instanceof StudioError && error.code === "storage/missing") return null;
    if (error instanceof StudioError && error.code !== "storage/too-large") throw error;
    // Settings are a convenience: a disk that refuses the copy must not stop the start.
    await files.move(path, `${path}.bad`).catch(() => undefined);
    return null;
  }
}
