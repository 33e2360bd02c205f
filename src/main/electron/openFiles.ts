import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What the machine says when somebody opens a document → absolute paths of documents. */

const ENDING = ".manara";

/** @param values arguments, without the program: paths, `file://` URLs (Linux launchers), switches. */
export function documentsIn(values: readonly string[], folder: string): readonly string[] {
  return values.flatMap((value) => {
    const path = value.startsWith("-") ? null : pathFrom(value, folder);
    return path !== null && isDocument(path) ? [path] : [];
  });
}

/** What a second start of the program says of itself; hostile until it has been looked at. */
export function documentsOf(data: unknown): readonly string[] {
  if (typeof data !== "object" || data === null || !("values" in data) || !("folder" in data)) return [];
  const { values, folder } = data;
  if (!Array.isArray(values) || typeof folder !== "string") return [];
  return documentsIn(
    values.filter((value) => typeof value === "string"),
    folder,
  );
}

export function isDocument(path: string): boolean {
  return !path.includes("\0") && extname(path).toLowerCase() === ENDING;
}

function pathFrom(value: string, folder: string): string | null {
  if (!value.startsWith("file://")) return resolve(folder, value);
  try {
    return fileURLToPath(value);
  } catch {
    // The address of a file on another machine, or a broken one.
    return null;
  }
}
