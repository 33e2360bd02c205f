import { createStore, type StoreApi } from "zustand/vanilla";
import { StudioError } from "../../shared/base/errors.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { QueueDocument } from "../../shared/contract/queueCalls.ts";

/** What waits for this person across all documents of a folder, as the host tells it row by row. */

export interface QueueView {
  /** Null before the first rows. An earlier answer stays while a newer one is on its way. */
  readonly rows: readonly QueueDocument[] | null;
  /** Null before the first answer. */
  readonly folder: { readonly folder: string; readonly own: boolean; readonly left: number } | null;
  /** Documents of which everything is known; null while nothing is being read. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: unknown;
  /** Start shows the whole list. */
  readonly isShown: boolean;
}

export interface Queue {
  readonly store: StoreApi<QueueView>;
  /** Asks again; while it is being read, once more afterwards. Never rejects: failures are in the view. */
  readonly read: () => Promise<void>;
  readonly show: (isShown: boolean) => void;
  /** Another folder; null for the machine's dialog. */
  readonly switchFolder: (folder: "chosen" | "own") => Promise<void>;
}

/** Milliseconds in which rows are gathered before they are shown: a folder can have hundreds. */
const GATHER = 60;

export function createQueue(client: Client): Queue {
  const store = createStore<QueueView>(() => ({
    rows: null,
    folder: null,
    progress: null,
    error: null,
    isShown: false,
  }));
  let running: { readonly stop: AbortController; readonly end: Promise<void> } | null = null;
  let again = false;

  const once = async (signal: AbortSignal) => {
    const fresh = new Map((store.getState().rows ?? []).map((row) => [row.handle, row]));
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let progress: QueueView["progress"] = { done: 0, total: 0 };
    store.setState({ progress });
    const flush = () => {
      gathering = undefined;
      if (!signal.aborted) store.setState({ rows: [...fresh.values()], progress });
    };
    try {
      const { documents, ...folder } = await client.call(
        "queue.read",
        {},
        {
          signal,
          onProgress: ({ done, total, row }) => {
            const known = fresh.get(row.handle);
            // What is known exactly is not taken back while it is looked at again.
            if (row.exact || known === undefined || !known.exact) fresh.set(row.handle, row);
            progress = { done, total };
            gathering ??= setTimeout(flush, GATHER);
          },
        },
      );
      if (!signal.aborted) store.setState({ rows: documents, folder, error: null });
    } catch (error) {
      if (!(error instanceof StudioError && error.code === "contract/cancelled")) store.setState({ error });
    } finally {
      clearTimeout(gathering);
      if (!signal.aborted) store.setState({ progress: null });
    }
  };

  const read = async (): Promise<void> => {
    if (running !== null) {
      again = true;
      return running.end;
    }
    const stop = new AbortController();
    const all = async () => {
      do {
        again = false;
        await once(stop.signal);
      } while (again && !stop.signal.aborted);
    };
    const mine = { stop, end: all() };
    running = mine;
    await mine.end;
    if (running === mine) running = null;
  };

  return {
    store,
    read,
    show: (isShown) => store.setState({ isShown }),
    async switchFolder(folder) {
      const used = folder === "own" ? await client.call("queue.useOwn", {}) : await client.call("queue.choose", {});
      if (used === null) return;
      running?.stop.abort();
      running = null;
      store.setState({ rows: null, folder: null, error: null });
      await read();
    },
  };
}
