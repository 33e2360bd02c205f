import { dirname, join, relative, resolve } from "node:path";
import { StudioError } from "../../../shared/base/errors.ts";
import { parseJson } from "../../../shared/base/unicode.ts";
import { type Manifest, manifest } from "../../../shared/export/manifest.ts";
import type { Machine } from "../ports.ts";

/** The manifest of an export folder, or of a file in one → what it says. */

/** Null where there is none. Fails with `export/foreign-manifest` where it is not one of ours. */
export async function readManifest(machine: Pick<Machine, "files">, path: string): Promise<Manifest | null> {
  if (!(await machine.files.exists(path))) return null;
  const bytes = await machine.files.read(path);
  try {
    return manifest.parse(parseJson(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new StudioError("export/foreign-manifest", "failure", `${path} is damaged, or was not written by Manara.`, {
      cause,
      hint: "Choose another folder, or move that file away.",
    });
  }
}

/** Files lie two folders below their manifest; a file copied out with it lies beside it. Null where there is none. */
export async function findManifest(
  machine: Pick<Machine, "files">,
  path: string,
): Promise<{ manifest: Manifest; name: string } | null> {
  const file = resolve(path);
  let folder = dirname(file);
  let unreadable: unknown = null;
  for (let up = 0; up < 4; up += 1) {
    // A manifest.json of another program may lie in between; it is named only where no manifest of ours is found.
    const manifest = await readManifest(machine, join(folder, "manifest.json")).catch((error: unknown) => {
      unreadable ??= error;
      return null;
    });
    if (manifest !== null) {
      const name = relative(folder, file).replaceAll("\\", "/");
      const moved = up === 0 ? manifest.files.find((entry) => entry.path.endsWith(`/${name}`)) : undefined;
      return { manifest, name: moved?.path ?? name };
    }
    folder = dirname(folder);
  }
  if (unreadable !== null) throw unreadable;
  return null;
}
