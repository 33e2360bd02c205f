import type { WireEvent } from "../../shared/contract/wire.ts";
import type { Studio } from "../studio/base/ports.ts";
import type { EventSocket } from "./eventSocket.ts";
import { Refusal } from "./refusal.ts";

/**
 * Open windows and their event streams. A window that reloads or loses its stream for a moment loses neither its
 * sessions nor an event: events wait for it, and the studio hears that it is gone only after a time of grace.
 */

export interface Windows {
  /** A call of this window begins. @returns the call is over. Throws a `Refusal`. */
  enter(client: string): () => void;
  /**
   * Sends events. @param open makes the socket, once nothing speaks against it any more. @param last number of the
   * last event that the window has; 0 where it has heard nothing yet. Throws a `Refusal`.
   */
  stream(client: string, last: number, open: () => EventSocket): void;
  close(): void;
}

export interface WindowTimes {
  /** After a window's stream has ended, until it counts as gone. */
  readonly graceMs: number;
  /** Keeps streams open that pass through anything impatient, and finds dead ones. */
  readonly heartbeatMs: number;
}

/** What a window gets, as JSON: an event with its number, or word that some are gone for good. */
export type StreamMessage = { readonly id: number; readonly event: WireEvent } | { readonly gap: true };

const MOST_WINDOWS = 64;
const NAME = /^[A-Za-z0-9_-]{10,64}$/;
/** What waits for a window, in characters; the oldest goes first, and the window is told of the gap. */
const KEPT = 8_000_000;

interface Window {
  stream: EventSocket | null;
  calls: number;
  grace: NodeJS.Timeout | undefined;
  /** Number of the newest event. */
  newest: number;
  kept: { readonly number: number; readonly text: string }[];
  size: number;
}

export function createWindows(
  studio: Pick<Studio, "listen" | "disconnect">,
  times: WindowTimes,
  log: (error: unknown) => void,
): Windows {
  const windows = new Map<string, Window>();
  const stopListening = studio.listen((event, to) => {
    for (const [client, window] of windows) if (to === null || to === client) tell(window, event);
  });
  const heartbeat = setInterval(() => {
    for (const { stream } of windows.values()) stream?.ping();
  }, times.heartbeatMs);
  heartbeat.unref();

  const windowOf = (client: string): Window => {
    if (!NAME.test(client)) throw new Refusal("browser/no-client");
    const known = windows.get(client);
    if (known !== undefined) return known;
    if (windows.size >= MOST_WINDOWS) throw new Refusal("browser/too-many-windows");
    const made: Window = { stream: null, calls: 0, grace: undefined, newest: 0, kept: [], size: 0 };
    windows.set(client, made);
    return made;
  };
  const restWhenIdle = (client: string, window: Window) => {
    clearTimeout(window.grace);
    if (window.stream !== null || window.calls > 0) return;
    window.grace = setTimeout(() => {
      windows.delete(client);
      studio.disconnect(client).catch(log);
    }, times.graceMs);
  };

  const accept = (client: string, window: Window, open: () => EventSocket): EventSocket => {
    try {
      return open();
    } catch (refusal) {
      restWhenIdle(client, window);
      throw refusal;
    }
  };

  return {
    enter(client) {
      const window = windowOf(client);
      window.calls += 1;
      clearTimeout(window.grace);
      return () => {
        window.calls -= 1;
        restWhenIdle(client, window);
      };
    },
    stream(client, last, open) {
      const known = windows.has(client);
      const window = windowOf(client);
      const stream = accept(client, window, open);
      clearTimeout(window.grace);
      window.stream?.end();
      window.stream = stream;
      const oldest = window.kept[0]?.number ?? window.newest + 1;
      if (last + 1 < oldest || last > window.newest || (last > 0 && !known)) stream.send(messageOf({ gap: true }));
      for (const { number, text } of window.kept) if (number > last) stream.send(text);
      stream.onClose(() => {
        if (window.stream !== stream) return;
        window.stream = null;
        restWhenIdle(client, window);
      });
    },
    close() {
      stopListening();
      clearInterval(heartbeat);
      for (const window of windows.values()) {
        clearTimeout(window.grace);
        window.stream?.end();
      }
      windows.clear();
    },
  };
}

function tell(window: Window, event: WireEvent): void {
  window.newest += 1;
  const text = messageOf({ id: window.newest, event });
  window.kept.push({ number: window.newest, text });
  window.size += text.length;
  while (window.size > KEPT) window.size -= window.kept.shift()?.text.length ?? 0;
  if (window.stream === null) return;
  window.stream.send(text);
  // A window that reads nothing: it comes back with the number of its last event, or not at all.
  if (window.stream.waiting() > 2 * KEPT) window.stream.destroy();
}

function messageOf(message: StreamMessage): string {
  return JSON.stringify(message);
}
