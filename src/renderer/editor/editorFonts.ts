import type { Client } from "../../shared/contract/client.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";

/** The pack's own fonts for words that are written over the page. */

const loading = new Map<string, Promise<void>>();

/** Name under which the window knows a family of the pack; the interface's own fonts keep theirs. */
export function editorFamily(pack: TemplatePack, family: string): string {
  const names = [family, ...(pack.families[family]?.fallback ?? [])];
  return [...names.map((name) => `"${pack.id} ${name}"`), "sans-serif"].join(", ");
}

/** Fonts are fetched when something is written with them. Fails with the codes of `packs.files`. */
export function loadEditorFonts(client: Client, pack: TemplatePack): Promise<void> {
  let known = loading.get(pack.digest);
  if (known === undefined) {
    known = client.call("packs.files", { id: pack.id }).then(({ files }) => {
      const assets = new Map(files.map(({ path, asset }) => [path, asset]));
      for (const { name, weights } of Object.values(pack.families)) {
        for (const { weight, file } of weights) {
          const asset = assets.get(file);
          if (asset === undefined) continue;
          const source = `url("${client.assetUrl(asset)}")`;
          globalThis.document.fonts.add(new FontFace(`${pack.id} ${name}`, source, { weight: String(weight) }));
        }
      }
    });
    loading.set(pack.digest, known);
    known.catch(() => loading.delete(pack.digest));
  }
  return known;
}
