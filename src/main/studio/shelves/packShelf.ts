import { join } from "node:path";
import { StudioError } from "../../../shared/base/errors.ts";
import { factsOfFile, stampOfTree } from "../../platform/fileFacts.ts";
import { type LoadedPack, loadPack } from "../../services/pack/packs.ts";
import { notesPath } from "../../services/pack/registryNotes.ts";
import type { Machine } from "../../services/ports.ts";
import { type AssetSource, sha256Of } from "../assets/assets.ts";

/** Packs of this machine, read once and read again when one of their files changes. */

export interface ShelvedPack {
  readonly loaded: LoadedPack;
  /** Path inside the pack → SHA-256 of its bytes. */
  readonly digests: ReadonlyMap<string, string>;
}

export interface PackShelf {
  /** Fails with `pack/unknown` and the codes of `loadPack`. */
  get(id: string): Promise<ShelvedPack>;
  /** Sorted by id; those with errors are left out. */
  list(): Promise<readonly LoadedPack[]>;
  /** Files of every pack that somebody asked for. */
  readonly source: AssetSource;
}

export function createPackShelf(machine: Machine): PackShelf {
  const shelf = new Map<string, { readonly stamp: string; readonly pack: Promise<ShelvedPack> }>();
  const files = new Map<string, Uint8Array>();

  const load = async (id: string): Promise<ShelvedPack> => {
    const loaded = await loadPack(machine, id);
    const digests = new Map([...loaded.files].map(([path, bytes]) => [path, sha256Of(bytes)]));
    for (const [path, digest] of digests) {
      const bytes = loaded.files.get(path);
      if (bytes !== undefined) files.set(digest, bytes);
    }
    return { loaded, digests };
  };
  const get = async (id: string): Promise<ShelvedPack> => {
    const known = await machine.files.listFolders(machine.packsFolder);
    if (!known.includes(id)) {
      throw new StudioError("pack/unknown", "usage", `There is no pack "${id}".`, {
        hint: known.length === 0 ? "No packs are installed." : `These are installed: ${known.join(", ")}.`,
      });
    }
    const notes = await factsOfFile(notesPath(machine, id) ?? "");
    const stamp = `${await stampOfTree(join(machine.packsFolder, id))}\n${notes?.size} ${notes?.modified}`;
    const there = shelf.get(id);
    if (there?.stamp === stamp) return there.pack;
    const pack = load(id);
    shelf.set(id, { stamp, pack });
    // A pack that somebody repairs is read again.
    pack.catch(() => shelf.delete(id));
    return pack;
  };

  return {
    get,
    async list() {
      const names = await machine.files.listFolders(machine.packsFolder);
      const found = await Promise.allSettled(names.map(get));
      return found.flatMap((one) => (one.status === "fulfilled" ? [one.value.loaded] : []));
    },
    source: (digest) => files.get(digest) ?? null,
  };
}
