import { createStore, type StoreApi } from "zustand/vanilla";
import { digestValue } from "../../shared/base/digest.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Client } from "../../shared/contract/client.ts";
import type { EventValue } from "../../shared/contract/contract.ts";
import type { SessionState } from "../../shared/contract/documentCalls.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../shared/document/edits.ts";
import { checkEdit } from "../../shared/document/locks.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";

/**
 * An open document in this window: what the host confirmed, with this window's own edits on top of it.
 *
 * An edit shows at once. The host applies the edits of all windows in one order and tells everybody; an edit that
 * it refuses disappears here again, and the refusal is reported.
 *
 * One file because what is typed, sent, confirmed and shown has one order: each goes on from what the others left.
 */

export interface SessionView {
  /** As the host confirmed it last. */
  readonly confirmed: SessionState;
  /** What is shown: `confirmed` with `pending` and `draft` applied. */
  readonly document: CampaignDocument;
  /** Rises whenever `document` changes. */
  readonly version: number;
  /** On their way to the host, oldest first. */
  readonly pending: readonly Edit[];
  /** What somebody is typing: not sent yet. */
  readonly draft: Edit | null;
  /** Everything shown is in the file. */
  readonly saved: boolean;
}

export interface SessionStore {
  readonly store: StoreApi<SessionView>;
  readonly id: string;
  /** Shows and sends an edit; what was being typed goes first. Fails with the codes of `checkEdit` and `applyEdit`. */
  readonly edit: (edit: Edit) => void;
  /**
   * Shows what is being typed; an edit by `commit`, by the next `edit`, or when typing rests. Until then the host gets
   * it a few times a second, so that it outlives this window. Null gives it up.
   */
  readonly draft: (edit: Edit | null) => void;
  readonly commit: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Everything that was shown when it was called has reached the host. */
  readonly settle: () => Promise<void>;
  /** Takes a state that a call gave back (saved, recovered, edited anyway). */
  readonly take: (state: SessionState) => void;
  readonly dispose: () => void;
}

/** Typing that rests this long becomes one step of undo. */
const REST = 700;
/** What is being typed reaches the host this long after a key at the latest. */
const SOON = 200;

type Action =
  | { readonly kind: "edit"; readonly edit: Edit }
  | { readonly kind: "draft"; readonly edit: Edit | null }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" };

/** @param me the window's name in events; `report` is told what the host refused. */
export function openSession(
  client: Client,
  me: string,
  pack: TemplatePack,
  state: SessionState,
  report: (error: unknown) => void,
): SessionStore {
  const id = state.session;
  const store = createStore<SessionView>(() => ({
    confirmed: state,
    document: state.document,
    version: 0,
    pending: [],
    draft: null,
    saved: state.saved,
  }));
  let queue: Action[] = [];
  let running: Action | null = null;
  let confirmedRunning = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let sending: ReturnType<typeof setTimeout> | undefined;
  /** The host has something of what is being typed, or will have. */
  let sent = false;
  let idle: (() => void)[] = [];

  const show = (change: Partial<Pick<SessionView, "confirmed" | "pending" | "draft">>) => {
    store.setState((view) => {
      const next = { ...view, ...change };
      let document = next.confirmed.document;
      for (const edit of next.pending) document = attempt(document, edit) ?? document;
      if (next.draft !== null) document = attempt(document, next.draft) ?? document;
      return {
        ...next,
        document,
        version: view.version + 1,
        saved: next.confirmed.saved && next.pending.length === 0 && next.draft === null,
      };
    });
  };

  /**
   * An answer may be older than the events that came before it: what is known already stays.
   * @param done an edit that the host has by now: it leaves `pending` with the state that holds it, never before.
   */
  const takeState = (state: SessionState, done: Edit | null = null) => {
    const { confirmed, pending } = store.getState();
    show({
      confirmed: state.revision < confirmed.revision ? confirmed : state,
      pending: pending.filter((edit) => edit !== done),
    });
  };
  const reload = async (done: Edit | null = null) =>
    takeState(await client.call("documents.state", { session: id }), done);

  const run = async () => {
    if (running !== null) return;
    const action = queue.shift();
    if (action === undefined) {
      for (const done of idle.splice(0)) done();
      return;
    }
    running = action;
    confirmedRunning = false;
    try {
      if (action.kind === "edit") await client.call("documents.edit", { session: id, edit: action.edit });
      else if (action.kind === "draft") await client.call("documents.draft", { session: id, edit: action.edit });
      else await client.call(`documents.${action.kind}`, { session: id });
      // The event may come after the answer: state is read where it has not come yet.
      if (!confirmedRunning && action.kind === "edit") await reload(action.edit);
    } catch (error) {
      if (action.kind === "edit") show({ pending: store.getState().pending.filter((edit) => edit !== action.edit) });
      // What is wrong with a draft is reported of the edit that it becomes.
      if (action.kind !== "draft") report(error);
    } finally {
      running = null;
      void run();
    }
  };

  const enqueue = (action: Action) => {
    queue.push(action);
    void run();
  };

  const changed = async (event: EventValue<"documents.changed">) => {
    if (event.session !== id) return;
    const { confirmed, pending } = store.getState();
    if (event.revision <= confirmed.revision) return;
    const mine = event.by === me && running?.kind === "edit" && isSame(event.edit, running.edit) ? running : null;
    if (event.edit === null || event.revision !== confirmed.revision + 1) {
      if (mine !== null) confirmedRunning = true;
      await reload(mine?.edit);
      return;
    }
    const { revision, saved, canUndo, canRedo } = event;
    const { document } = applyEdit(confirmed.document, event.edit);
    if (mine !== null) confirmedRunning = true;
    show({
      confirmed: { ...confirmed, document, revision, saved, canUndo, canRedo },
      pending: mine === null ? pending : pending.filter((edit) => edit !== mine.edit),
    });
  };

  const savedElsewhere = ({ session, name, folder }: EventValue<"documents.saved">) => {
    // Whether what is shown now is saved comes with its revision: this may be about an earlier one.
    if (session === id) show({ confirmed: { ...store.getState().confirmed, name, folder } });
  };

  const stopListening = [
    client.on("documents.changed", (event) => void changed(event).catch(report)),
    client.on("documents.saved", savedElsewhere),
    // Events may have been missed.
    client.on("host.connection", ({ connected }) => {
      if (connected) reload().catch(report);
    }),
  ];

  /** Only the newest draft is of use, and none once it is an edit. */
  const stopSending = () => {
    clearTimeout(sending);
    sending = undefined;
    queue = queue.filter(({ kind }) => kind !== "draft");
  };
  const send = () => {
    stopSending();
    sent = true;
    enqueue({ kind: "draft", edit: store.getState().draft });
  };

  const commit = () => {
    clearTimeout(resting);
    stopSending();
    sent = false;
    const { draft, pending } = store.getState();
    if (draft === null) return;
    show({ draft: null, pending: [...pending, draft] });
    enqueue({ kind: "edit", edit: draft });
  };

  return {
    store,
    id,
    edit(edit) {
      commit();
      const { document, pending } = store.getState();
      checkEdit(pack, document, edit);
      applyEdit(document, edit);
      show({ pending: [...pending, edit] });
      enqueue({ kind: "edit", edit });
    },
    draft(edit) {
      clearTimeout(resting);
      if (edit !== null) {
        checkEdit(pack, store.getState().document, edit);
        resting = setTimeout(commit, REST);
      }
      show({ draft: edit });
      if (edit !== null) sending ??= setTimeout(send, SOON);
      else if (sent) {
        send();
        sent = false;
      } else stopSending();
    },
    commit,
    undo() {
      commit();
      enqueue({ kind: "undo" });
    },
    redo() {
      commit();
      enqueue({ kind: "redo" });
    },
    settle() {
      commit();
      if (running === null && queue.length === 0) return Promise.resolve();
      return new Promise((resolve) => idle.push(resolve));
    },
    take(taken) {
      if (taken.session === id) takeState(taken);
    },
    dispose() {
      commit();
      for (const stop of stopListening) stop();
      idle = [];
    },
  };
}

/** The event of an earlier edit of this window may come while the next one is on its way. */
function isSame(one: Edit | null, other: Edit): boolean {
  return one !== null && digestValue(one) === digestValue(other);
}

/** Null where the edit no longer fits, because another window took away what it changes. */
function attempt(document: CampaignDocument, edit: Edit): CampaignDocument | null {
  try {
    return applyEdit(document, edit).document;
  } catch (error) {
    if (error instanceof StudioError) return null;
    throw error;
  }
}
