import { digestBytes } from "../../base/digest.ts";
import { StudioError } from "../../base/errors.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import type { FontFile } from "./ports.ts";

/** A pack and its files → its fonts, whole. Fails with `pack/missing-font`. */
export function fontsOf(pack: TemplatePack, files: ReadonlyMap<string, Uint8Array>): FontFile[] {
  return Object.values(pack.families).flatMap((family) =>
    family.weights.map(({ weight, file }) => {
      const bytes = files.get(file);
      if (bytes === undefined) {
        throw new StudioError("pack/missing-font", "failure", `The pack does not have the font file ${file}.`, {
          hint: "Install the pack again.",
        });
      }
      const id = `${family.name.replaceAll(" ", "")}-${weight}`;
      return { id, family: family.name, weight, digest: digestBytes(bytes), bytes };
    }),
  );
}
