import { StudioError } from "../../../shared/base/errors.ts";
import type { Handlers } from "../../../shared/contract/contract.ts";
import type { QueueDocument, queueCalls } from "../../../shared/contract/queueCalls.ts";
import { findDocuments } from "../../platform/documentFiles.ts";
import { realPath } from "../../platform/fileFacts.ts";
import { createQueueShelf, type LiveDocument, MOST_DOCUMENTS } from "../../services/queue/queue.ts";
import type { QueuedDocument } from "../../services/queue/queueRow.ts";
import { machinePolicy } from "../../services/trust/teams.ts";
import { displayFolder, displayFolderOf, displayName } from "../base/displayPath.ts";
import type { Handles } from "../base/handles.ts";
import type { StudioHost } from "../base/ports.ts";
import type { SigningKeyStore } from "../base/signingKey.ts";
import { createTurns } from "../base/turns.ts";
import type { ComposeSession } from "../sessions/compositions.ts";
import { noDialogs } from "../sessions/saving.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { PackShelf } from "../shelves/packShelf.ts";
import { createQueueFolder } from "../shelves/queueFolder.ts";

/** The calls about what waits for whom, answered. */

export interface QueueContext {
  readonly host: StudioHost;
  readonly handles: Handles;
  readonly packs: PackShelf;
  readonly sessions: Sessions;
  readonly compose: ComposeSession;
  readonly signingKey: Pick<SigningKeyStore, "read">;
}

export function queueHandlers({
  host,
  handles,
  packs,
  sessions,
  compose,
  signingKey,
}: QueueContext): Pick<Handlers, keyof typeof queueCalls> {
  const { machine, dialogs } = host;
  const folder = createQueueFolder(machine.files, host.folder, host.dataFolder);
  const shelf = createQueueShelf(machine, async (id) => (await packs.get(id)).loaded);
  /** A second window finds on the shelf what the first one is having set. */
  const inTurn = createTurns();

  const live = async (path: string): Promise<LiveDocument | null> => {
    const session = sessions.at(await realPath(path));
    if (session === undefined) return null;
    return {
      document: session.document,
      loaded: session.loaded,
      compose: async (signal) => {
        const { open, pieces } = await compose(session, signal);
        return { document: open.document, pieces };
      },
    };
  };
  const shown = (row: QueuedDocument): QueueDocument => ({
    handle: handles.give("document", row.path),
    name: displayName(row.path),
    folder: displayFolderOf(row.path),
    document: row.document,
    exact: row.exact,
    pieces: [...row.pieces],
    problem: row.problem,
  });
  const describe = async () => {
    const { path, own } = await folder.read();
    return { folder: displayFolder(path), own };
  };

  return {
    "queue.read": async (_, { signal, progress }) =>
      inTurn(async () => {
        const { path, own } = await folder.read();
        // Before the first save there is no folder, and nothing waits in it.
        const found = await findDocuments(path, MOST_DOCUMENTS).catch((error: unknown) => {
          if (own && error instanceof StudioError && error.code === "storage/missing") return { files: [], left: 0 };
          throw error;
        });
        const files = found.files.map((file) => ({ path: file.path, stamp: `${file.size} ${file.modified}` }));
        const rows = await shelf.read(files, {
          policy: await machinePolicy(machine),
          // A key that cannot be read is told where somebody signs; the list is worth seeing all the same.
          mine: await signingKey.read().catch(() => null),
          live,
          signal,
          onRow: (row, done, total) => progress({ done, total, row: shown(row) }),
        });
        return { folder: displayFolder(path), own, documents: rows.map(shown), left: found.left };
      }),
    "queue.choose": async (_, { client }) => {
      if (dialogs === null) throw noDialogs();
      const chosen = await dialogs.chooseFolder(client);
      if (chosen === null) return null;
      await folder.use(chosen);
      return describe();
    },
    "queue.useOwn": async () => {
      await folder.use(null);
      return describe();
    },
  };
}
