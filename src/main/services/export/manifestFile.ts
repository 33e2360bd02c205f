import { StudioError } from "../../../shared/base/errors.ts";
import { type Manifest, manifest } from "../../../shared/export/manifest.ts";
import type { Machine } from "../ports.ts";

/** The manifest of an export folder → what it says. */

/** Null where there is none. Fails with `export/foreign-manifest` where it is not one of ours. */
export async function readManifest(machine: Machine, path: string): Promise<Manifest | null> {
  if (!(await machine.files.exists(path))) return null;
  const bytes = await machine.files.read(path);
  try {
    return manifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new StudioError("export/foreign-manifest", "failure", `${path} is damaged, or was not written by Manara.`, {
      cause,
      hint: "Choose another folder, or move that file away.",
    });
  }
}
