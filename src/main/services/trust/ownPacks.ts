import { join, resolve, sep } from "node:path";
import { PACK_SIGNATURE } from "../../../shared/pack/file/packSignature.ts";
import { parsePack } from "../../../shared/pack/parse/parsePack.ts";
import type { Files, Machine } from "../ports.ts";

/** The packs that come with Manara: trusted as a part of the program, as long as they are what it was built with. */

/** Digests, put here by the build; nothing is there where the program runs from its source. */
declare const MANARA_OWN_PACKS: readonly string[] | undefined;

/**
 * A built program knows the digests of its packs, so a file changed in its folder makes the pack a stranger. In a
 * checkout the program itself can be edited beside its packs, so they are trusted as they are.
 * @param folder with the packs of the program.
 */
export function ownPackJudge(
  files: Pick<Files, "listFolders" | "readTree">,
  folder: string,
): NonNullable<Machine["isOwnPack"]> {
  const built = typeof MANARA_OWN_PACKS === "undefined" ? null : MANARA_OWN_PACKS;
  if (built !== null) return async ({ digest }) => built.includes(digest);
  return async (pack) => {
    if (pack.folder !== null && resolve(pack.folder).startsWith(resolve(folder) + sep)) return true;
    return (await digestsIn(files, folder)).includes(pack.digest);
  };
}

/** Of every sound pack in a folder. */
export async function digestsIn(files: Pick<Files, "listFolders" | "readTree">, folder: string): Promise<string[]> {
  const digestOf = async (name: string): Promise<string[]> => {
    const tree = await files.readTree(join(folder, name));
    const { pack } = parsePack(new Map([...tree].filter(([path]) => path !== PACK_SIGNATURE)));
    return pack === null ? [] : [pack.digest];
  };
  return (await Promise.all((await files.listFolders(folder)).map(digestOf))).flat();
}
