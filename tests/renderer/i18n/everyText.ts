import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of the interface and the menus of the shell → every text that people read, one row for each. */

export const LANGUAGES = ["en", "vi", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

const FOLDER = "src/renderer/i18n";
const SHELL = "src/main/electron/texts";

/** Nested keys → `room key.key`; the shell's are `shell key`. */
export function everyText(language: Language): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (path: string, value: unknown) => {
    if (typeof value === "string") {
      found.set(path, value);
      return;
    }
    for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
      walk(path.endsWith(" ") ? path + key : `${path}.${key}`, inner);
    }
  };
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  for (const file of readdirSync(join(FOLDER, language))) {
    walk(`${file.replace(".json", "")} `, read(join(FOLDER, language, file)));
  }
  walk("shell ", read(join(SHELL, `${language}.json`)));
  return found;
}
