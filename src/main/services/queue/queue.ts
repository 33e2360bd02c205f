import type { Policy } from "../../../shared/approve/decide.ts";
import { type CancelSignal, stopIfCancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { dayOf, momentOf } from "../../../shared/base/moment.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { type Piece, pieceKey } from "../../../shared/piece/piece.ts";
import { composeDocument } from "../document/composeDocument.ts";
import { readDocumentFile } from "../document/documentFile.ts";
import type { LoadedPack } from "../pack/packs.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { withPack } from "../trust/packTrust.ts";
import type { Asking } from "./queuePiece.ts";
import { brokenRow, type PagesByPiece, type QueuedDocument, queueRowOf, signedEditions } from "./queueRow.ts";

/** Documents of a folder, a person → every piece with its stage, and what waits for this person. */

/** A folder with more documents is an archive, and what waits in it was forgotten long ago. */
export const MOST_DOCUMENTS = 500;
/** Bytes of a file: a larger document is read by nobody's eyes. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Documents that stay in memory from their signatures to their pages; any further one is read twice. */
const HELD = 100;

/** A file as a list of a folder knows it. */
export interface QueueFile {
  readonly path: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
}

/** A document that is open here: what its windows show counts, not what the file says. */
export interface LiveDocument {
  readonly document: CampaignDocument;
  readonly loaded: LoadedPack;
  /** With the pages of the document as it is by then. */
  readonly compose: (signal: CancelSignal | undefined) => Promise<Composed>;
}

interface Composed {
  readonly document: CampaignDocument;
  readonly pieces: readonly Piece[];
}

export interface QueueRequest {
  readonly policy: Policy;
  /** Who asks; null where the person has no key yet. */
  readonly mine: Pick<SigningKey, "name" | "key"> | null;
  readonly live?: (path: string) => Promise<LiveDocument | null>;
  readonly signal?: CancelSignal;
  /** Rows as they are known, those that are not exact at first twice; `done` counts the exact ones. */
  readonly onRow?: (row: QueuedDocument, done: number, total: number) => void;
}

export interface QueueShelf {
  /** In the order of the files. Fails with `contract/cancelled` and the codes of `withPack`. */
  read(files: readonly QueueFile[], request: QueueRequest): Promise<QueuedDocument[]>;
}

/** Gives the same object as long as nothing in the pack changes. */
export type PackOf = (id: string) => Promise<LoadedPack>;

/** What is remembered of a file until it changes. */
interface Kept {
  readonly stamp: string;
  /** Null where the document could not be read or set. */
  readonly set: PagesOnShelf | null;
  /** Names the person and the rules for which the row is. */
  readonly of: string;
  readonly row: QueuedDocument;
}

/** They outlast a change of the team, or of the person. */
interface PagesOnShelf {
  readonly loaded: LoadedPack;
  readonly today: string;
  readonly pages: PagesByPiece;
}

export function createQueueShelf(machine: Machine, packOf: PackOf): QueueShelf {
  const shelf = new Map<string, Kept>();
  return {
    async read(files, request) {
      const { live, signal, onRow } = request;
      const rules = rulesOf(machine, packOf, request);
      const rows = new Map<string, QueuedDocument>();
      const waiting: { readonly file: QueueFile; readonly document: CampaignDocument | null }[] = [];
      let done = 0;
      const show = (row: QueuedDocument) => {
        if (row.exact) done += 1;
        rows.set(row.path, row);
        onRow?.(row, done, files.length);
      };

      for (const file of files) {
        stopIfCancelled(signal);
        const open = (await live?.(file.path)) ?? null;
        if (open !== null) {
          show(await liveRow(machine, file.path, open, await rules.forPack(open.loaded), signal));
          continue;
        }
        const known = shelf.get(file.path);
        if (known?.stamp === file.stamp && (await rules.hold(known))) {
          show(known.row);
          continue;
        }
        await attempt(file, async (document) => {
          const { asking, loaded, of } = await rules.forDocument(document);
          const set = known?.stamp === file.stamp && rules.isFresh(known.set, loaded) ? known.set : null;
          const row = queueRowOf(machine, file.path, document, loaded.pack, asking, set?.pages ?? null);
          if (row.exact) return keep(file, { of, set: set ?? { loaded, today: rules.today, pages: new Map() }, row });
          show(row);
          waiting.push({ file, document: waiting.length < HELD ? document : null });
        });
      }

      for (const { file, document: held } of waiting) {
        stopIfCancelled(signal);
        await attempt(
          file,
          async (document) => {
            const { asking, loaded, of } = await rules.forDocument(document);
            // Of the editions alone that somebody has signed something about.
            const editions = signedEditions(machine, document);
            const { today } = rules;
            const pages = pagesOf(await composeDocument(machine, loaded, document, { editions, today, signal }));
            const row = queueRowOf(machine, file.path, document, loaded.pack, asking, pages);
            keep(file, { of, set: { loaded, today, pages }, row });
          },
          held,
        );
      }

      const there = new Set(files.map(({ path }) => path));
      for (const path of shelf.keys()) if (!there.has(path)) shelf.delete(path);
      return files.flatMap(({ path }) => rows.get(path) ?? []);

      function keep(file: QueueFile, kept: Omit<Kept, "stamp">): void {
        shelf.set(file.path, { ...kept, stamp: file.stamp });
        show(kept.row);
      }

      /** A file that cannot be read, or a document that cannot be set, is a row with its reason and stops nothing. */
      async function attempt(
        file: QueueFile,
        action: (document: CampaignDocument) => Promise<void>,
        held: CampaignDocument | null = null,
      ): Promise<void> {
        let document = held;
        try {
          document ??= await readDocument(machine, file.path);
          await action(document);
        } catch (error) {
          if (!(error instanceof StudioError) || error.code === "contract/cancelled") throw error;
          keep(file, { of: rules.anybody, set: null, row: brokenRow(file.path, document, error) });
        }
      }
    },
  };
}

async function readDocument(
  { files, archives }: Pick<Machine, "archives" | "files">,
  path: string,
): Promise<CampaignDocument> {
  return (await readDocumentFile(archives, await files.read(path, MOST_BYTES))).document;
}

interface Rules {
  readonly asking: Asking;
  readonly loaded: LoadedPack;
  readonly of: string;
}

/** Who asks and by which rules, for each pack once. */
function rulesOf(machine: Machine, packOf: PackOf, { policy, mine }: QueueRequest) {
  const now = momentOf(machine.clock.now());
  const today = dayOf(now);
  const packs = new Map<LoadedPack, Promise<Rules>>();
  const read = async (loaded: LoadedPack): Promise<Rules> => {
    const forPack = await withPack(machine, policy, loaded);
    const of = JSON.stringify([mine?.key, policy.team?.digest, policy.trusted, policy.required, forPack.untrustedPack]);
    return { asking: { policy: forPack, key: mine?.key ?? null, name: mine?.name ?? "", now }, loaded, of };
  };
  const forPack = (loaded: LoadedPack): Promise<Rules> => {
    const known = packs.get(loaded) ?? read(loaded);
    packs.set(loaded, known);
    return known;
  };
  const isFresh = (set: PagesOnShelf | null, loaded: LoadedPack) => set?.loaded === loaded && set.today === today;
  return {
    today,
    /** Stands for rows that are the same for everybody, until the next day or another start. */
    anybody: today,
    forPack,
    forDocument: async ({ pack }: CampaignDocument) => forPack(await packOf(pack.id)),
    isFresh,
    hold: async ({ set, of, row }: Kept): Promise<boolean> => {
      // Packs can be installed meanwhile.
      if (set === null || row.document === null) return row.document === null && of === today;
      const loaded = await packOf(row.document.pack).catch(() => null);
      return loaded !== null && isFresh(set, loaded) && (await forPack(loaded)).of === of;
    },
  };
}

async function liveRow(
  machine: Pick<Machine, "clock" | "keys">,
  path: string,
  { document, loaded, compose }: LiveDocument,
  { asking }: Rules,
  signal: CancelSignal | undefined,
): Promise<QueuedDocument> {
  const unsigned = signedEditions(machine, document).size === 0;
  const now: Composed = unsigned ? { document, pieces: [] } : await compose(signal);
  return queueRowOf(machine, path, now.document, loaded.pack, asking, pagesOf(now.pieces));
}

/** Without the pages themselves: what stays in memory is what the gate asks for. */
function pagesOf(pieces: readonly Piece[]): PagesByPiece {
  return new Map(
    pieces.map(({ template, edition, proof, diagnostics }) => [
      pieceKey({ template, edition: edition.tag }),
      { proof, diagnostics: diagnostics.filter(({ severity }) => severity !== "notice") },
    ]),
  );
}
