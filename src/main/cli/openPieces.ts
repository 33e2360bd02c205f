import type { Edition } from "../../shared/base/locale.ts";
import type { Piece } from "../../shared/piece/piece.ts";
import { composeDocument } from "../services/document/composeDocument.ts";
import { chooseEditions, type OpenDocument, openDocument } from "../services/document/documents.ts";
import { type LoadedPack, loadPack } from "../services/pack/packs.ts";
import type { Machine } from "../services/ports.ts";

/** Path of a document, editions → the document with its pack and the pages that would print. */

export interface OpenPieces {
  readonly open: OpenDocument;
  readonly loaded: LoadedPack;
  readonly editions: readonly Edition[];
  readonly pieces: readonly Piece[];
}

export async function openWithPack(machine: Machine, path: string) {
  const open = await openDocument(machine, path);
  return { open, loaded: await loadPack(machine, open.document.pack.id) };
}

/** @param wanted BCP 47 tags, or null for all that the document has. */
export async function openPieces(
  machine: Machine,
  path: string,
  wanted: readonly string[] | null,
): Promise<OpenPieces> {
  const { open, loaded } = await openWithPack(machine, path);
  const editions = chooseEditions(open.document, loaded.pack, wanted);
  const tags = editions.map(({ tag }) => tag);
  return { open, loaded, editions, pieces: await composeDocument(machine, loaded, open.document, { editions: tags }) };
}
