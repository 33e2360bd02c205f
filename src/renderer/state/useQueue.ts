import { useEffect } from "react";
import { useStore } from "zustand";
import { useApp, useAppState, useOpen, useSession, useToday } from "./hooks.ts";
import { openQueued } from "./openQueued.ts";
import type { Queue, QueueView } from "./queue.ts";
import { type QueueItem, waitingElsewhere } from "./queueOrder.ts";

/** The queue for components. */

export function useQueue(): Queue & { readonly view: QueueView } {
  const { queue } = useApp();
  return { ...queue, view: useStore(queue.store) };
}

/**
 * Keeps it fresh while the component is there: after a save, when somebody comes back to the window, and at midnight.
 * @param isReady what has to come first is there: the host sets pages for it, too.
 */
export function useFreshQueue(isReady: boolean): void {
  const { client, queue } = useApp();
  const isSettings = useAppState((state) => state.dialog === "settings");
  const today = useToday();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day makes other findings
  useEffect(() => {
    // A key or a team's list may have come meanwhile: both say what waits for this person.
    if (isSettings || !isReady) return;
    const look = () => void queue.read();
    const back = () => {
      if (document.visibilityState === "visible") look();
    };
    look();
    document.addEventListener("visibilitychange", back);
    const stop = client.on("documents.saved", look);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", back);
    };
  }, [client, queue, isSettings, isReady, today]);
}

export interface QueueStep {
  /** Pieces that wait for this person in other documents. */
  readonly count: number;
  /** Null where there is none. */
  readonly next: QueueItem | null;
  readonly go: () => void;
}

/** Milliseconds after a change: a decision is followed by others. */
const CALM = 400;

/** Inside the rooms of an open document only: what waits in the others. */
export function useNextInQueue(): QueueStep {
  const app = useApp();
  const { queue } = app;
  const { session } = useOpen();
  const revision = useSession((view) => view.confirmed.revision);
  const name = useSession((view) => view.confirmed.name);
  const id = session.store.getState().document.id;
  const rows = useStore(queue.store, (view) => view.rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks again
  useEffect(() => {
    const timer = setTimeout(() => void queue.read(), CALM);
    return () => clearTimeout(timer);
  }, [queue, revision]);
  const waiting = waitingElsewhere(rows ?? [], { id, name });
  const [next = null] = waiting;
  const go = () =>
    app.attempt(async () => {
      // Somebody else may have decided meanwhile.
      await queue.read();
      const [now] = waitingElsewhere(queue.store.getState().rows ?? [], { id, name });
      if (now === undefined) return app.say("queue:noneLeft");
      await openQueued(app, now.row, now.piece);
    });
  return { count: waiting.length, next, go };
}
