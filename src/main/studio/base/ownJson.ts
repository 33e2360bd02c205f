import type { z } from "zod";
import { textBytes } from "../../../shared/base/digest.ts";
import { mendJson } from "../../../shared/base/unicode.ts";
import type { Files } from "../../services/ports.ts";

/** Small files of the studio's own ⇄ checked values. Nobody opens them by hand, so what is damaged counts as missing. */

/** @param limit bytes. Null where the file is missing, too large, damaged or of another shape. */
export async function readOwnJson<Schema extends z.ZodType>(
  files: Files,
  path: string,
  schema: Schema,
  limit: number,
): Promise<z.output<Schema> | null> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path, limit));
    const parsed = schema.safeParse(mendJson(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** All or nothing. Fails with the codes of `Files.write`. */
export async function writeOwnJson(files: Files, path: string, value: unknown): Promise<void> {
  await files.write(path, textBytes(JSON.stringify(value)));
}
