import { join } from "node:path";
import { StudioError } from "../../../shared/base/errors.ts";
import { safeName } from "../../services/document/safeName.ts";
import type { Files } from "../../services/ports.ts";

/** The title of a document → the file that it gets. */

export const ENDING = ".manara";

/** The ending of a document is not part of the name that a person chose. */
function withoutEnding(name: string): string {
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
