import type { Emit } from "../base/events.ts";
import type { Handles } from "../base/handles.ts";

/** Documents that the machine hands over (argument, double click) → the window that shall show them. */

export function createOffers(handles: Handles, emit: Emit) {
  /** For any window that asks first. */
  const forAnyone: string[] = [];
  const waiting = new Map<string, string[]>();
  /** Windows that have asked: from then on they hear of documents by event. The one that asked last comes last. */
  const asked = new Set<string>();

  return {
    /** @param client null where the machine does not know which window. */
    offer(path: string, client: string | null): void {
      const handle = handles.give("document", path);
      const window = client ?? [...asked].at(-1) ?? null;
      if (window === null) forAnyone.push(handle);
      else if (asked.has(window)) emit("host.documentChosen", { handle }, window);
      else waiting.set(window, [...(waiting.get(window) ?? []), handle]);
    },
    /** One at a time; null when there are no more. */
    take(client: string): { handle: string } | null {
      asked.add(client);
      const handle = waiting.get(client)?.shift() ?? forAnyone.shift();
      return handle === undefined ? null : { handle };
    },
    forget(client: string): void {
      asked.delete(client);
      forAnyone.push(...(waiting.get(client) ?? []));
      waiting.delete(client);
    },
  };
}

export type Offers = ReturnType<typeof createOffers>;
