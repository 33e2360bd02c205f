import type { EventName, EventValue } from "../../../shared/contract/contract.ts";
import { makeEvent } from "../../../shared/contract/dispatch.ts";
import type { WireEvent } from "../../../shared/contract/wire.ts";

/** What happens in the studio → everybody who listens. */

export type Listener = (event: WireEvent, to: string | null) => void;
/** @param to the only window that gets it; every window where it is null. */
export type Emit = <Name extends EventName>(name: Name, value: EventValue<Name>, to?: string | null) => void;

/** @param log where a listener's fault goes: the others hear the event all the same. */
export function createEvents(log: (error: unknown) => void) {
  const listeners = new Set<Listener>();
  const emit: Emit = (name, value, to = null) => {
    const event = makeEvent(name, value);
    for (const listener of [...listeners]) {
      try {
        listener(event, to);
      } catch (error) {
        log(error);
      }
    }
  };
  return {
    emit,
    listen(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
