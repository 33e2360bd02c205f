import { createStore, type StoreApi } from "zustand/vanilla";
import { StudioError } from "../../shared/base/errors.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { CallInput, CallOutput, CallProgress } from "../../shared/contract/contract.ts";
import type { SessionStore } from "../state/sessionStore.ts";

/** The export of one open document: it goes on while somebody looks at another room. */

export type Exported = CallOutput<"exports.run"> & { readonly draft: boolean };

export interface ExportState {
  /** Null where nothing runs; `progress` is null until the first piece is done. */
  readonly running: { readonly progress: CallProgress<"exports.run"> | null; readonly total: number } | null;
  /** Of the last export that came to its end. */
  readonly result: Exported | null;
  readonly error: StudioError | null;
  readonly wasCancelled: boolean;
}

export interface ExportRun {
  readonly store: StoreApi<ExportState>;
  /** Never rejects. True where files were made. */
  readonly start: (
    client: Client,
    session: SessionStore,
    order: Omit<CallInput<"exports.run">, "session">,
  ) => Promise<boolean>;
  readonly cancel: () => void;
}

const runs = new WeakMap<SessionStore, ExportRun>();

/** The same one for as long as the document is open. */
export function exportRunOf(session: SessionStore): ExportRun {
  const known = runs.get(session);
  if (known !== undefined) return known;
  const made = createExportRun();
  runs.set(session, made);
  return made;
}

export function createExportRun(): ExportRun {
  const store = createStore<ExportState>(() => ({ running: null, result: null, error: null, wasCancelled: false }));
  let controller: AbortController | null = null;
  return {
    store,
    async start(client, session, order) {
      if (controller !== null) return false;
      const mine = new AbortController();
      controller = mine;
      const total = order.pieces.length;
      store.setState({ running: { progress: null, total }, error: null, wasCancelled: false });
      try {
        await session.settle();
        const result = await client.call(
          "exports.run",
          { ...order, session: session.id },
          {
            signal: mine.signal,
            onProgress: (progress) => {
              if (controller === mine) store.setState({ running: { progress, total } });
            },
          },
        );
        store.setState({ result: { ...result, draft: order.draft } });
        return true;
      } catch (error) {
        const known = error instanceof StudioError ? error : faultOf(error);
        const wasCancelled = known.code === "contract/cancelled";
        store.setState({ error: wasCancelled ? null : known, wasCancelled });
        return false;
      } finally {
        controller = null;
        store.setState({ running: null });
      }
    },
    cancel: () => controller?.abort(),
  };
}

function faultOf(error: unknown): StudioError {
  return new StudioError("manara/fault", "failure", error instanceof Error ? error.message : String(error), {
    hint: "This is a fault in Manara: report it.",
  });
}
