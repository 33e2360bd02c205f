import type { ServerResponse } from "node:http";
import type { WireEvent } from "../../shared/contract/wire.ts";
import type { Studio } from "../studio/ports.ts";
import { PAGE_HEADERS } from "./headers.ts";
import { Refusal } from "./refusal.ts";

/**
 * Open windows and their event streams. A window that reloads or loses its stream for a moment loses neither its
 * sessions nor an event: events wait for it, and the studio hears that it is gone only after a time of grace.
 */

export interface Windows {
  /** A call of this window begins. @returns the call is over. Throws a `Refusal`. */
  enter(client: string): () => void;
  /** Streams events into the response. @param last number of the last event that the window has, or null. */
  stream(client: string, last: number | null, response: ServerResponse): void;
  close(): void;
}

export interface WindowTimes {
  /** After a window's stream has ended, until it counts as gone. */
  readonly graceMs: number;
  /** Keeps streams open that pass through anything impatient, and finds dead ones. */
  readonly heartbeatMs: number;
}

const MOST_WINDOWS = 64;
const NAME = /^[A-Za-z0-9_-]{10,64}$/;
/** What waits for a window, in characters; the oldest goes first, and the window is told of the gap. */
const KEPT = 8_000_000;

interface Window {
  stream: ServerResponse | null;
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
    for (const { stream } of windows.values()) stream?.write(":\n\n");
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
    stream(client, last, response) {
      const known = windows.has(client);
      const window = windowOf(client);
      clearTimeout(window.grace);
      window.stream?.end();
      window.stream = response;
      response.writeHead(200, { ...PAGE_HEADERS, "Content-Type": "text/event-stream" });
      response.write("retry: 1000\n\n");
      // Without a number the window has heard nothing yet: all that waits is for it.
      const from = last ?? 0;
      const oldest = window.kept[0]?.number ?? window.newest + 1;
      if (from + 1 < oldest || from > window.newest || (from > 0 && !known)) response.write("event: gap\ndata: {}\n\n");
      for (const { number, text } of window.kept) if (number > from) response.write(text);
      response.on("close", () => {
        if (window.stream !== response) return;
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
  const text = `id: ${window.newest}\ndata: ${JSON.stringify(event)}\n\n`;
  window.kept.push({ number: window.newest, text });
  window.size += text.length;
  while (window.size > KEPT) window.size -= window.kept.shift()?.text.length ?? 0;
  if (window.stream === null) return;
  window.stream.write(text);
  // A window that reads nothing: it comes back with the number of its last event, or not at all.
  if (window.stream.writableLength > 2 * KEPT) window.stream.destroy();
}
