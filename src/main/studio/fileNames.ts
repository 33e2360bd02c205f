import { join } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import type { Files } from "../services/ports.ts";

/** Any title, in any script → a name that every file system takes. */

export const ENDING = ".manara";
const UNTITLED = "Untitled";
/** Bytes of UTF-8. File systems take 255; the rest is for endings, numbers and the names of locks. */
const LONGEST = 150;
/** Not allowed on Windows, or invisible: control characters, and marks that turn the reading direction around. */
const REFUSED = /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Co}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;
/** Windows gives these to devices, whatever ending follows. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Without an ending. The joiners that Arabic script needs stay. */
export function safeName(title: string): string {
  const plain = title.normalize("NFC").replace(REFUSED, " ").replace(/\s+/g, " ");
  const trimmed = trim(shorten(trim(plain)));
  if (trimmed === "") return UNTITLED;
  return DEVICES.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** The ending of a document is not part of the name that a person chose. */
export function withoutEnding(name: string): string {
  return name.toLowerCase().endsWith(ENDING) ? name.slice(0, -ENDING.length) : name;
}

/** A path in the folder that is not taken: "Name.manara", "Name 2.manara", … Fails with `storage/exists`. */
export async function freePath(files: Files, folder: string, title: string): Promise<string> {
  const name = safeName(withoutEnding(title));
  for (let count = 1; count <= 1000; count += 1) {
    const path = join(folder, `${name}${count === 1 ? "" : ` ${count}`}${ENDING}`);
    if (!(await files.exists(path))) return path;
  }
  throw new StudioError("storage/exists", "usage", `A thousand documents in ${folder} are called "${name}".`, {
    hint: "Give the document another title.",
  });
}

/** Dots and spaces at the ends vanish on Windows; a dot in front hides the file elsewhere. */
function trim(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, "");
}

/** Cut between letters as people see them, never inside one. */
function shorten(name: string): string {
  let kept = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(name)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > LONGEST) break;
    kept += segment;
  }
  return kept;
}
