import type { Transport } from "../../src/shared/contract/client.ts";
import type { WireEvent } from "../../src/shared/contract/wire.ts";

/**
 * A transport as bad as a network may be: a call reaches the host late, its answer comes late, and events come late,
 * in any order, twice or never. Nothing moves until the test moves it.
 */
export interface LooseTransport extends Transport {
  /** Calls that have not reached the host, answers that have not come back, and events that nobody has heard. */
  readonly waiting: () => { readonly calls: number; readonly answers: number; readonly events: number };
  /** The oldest call reaches the host, which works on it. One window's calls keep their order, as on one connection. */
  readonly send: () => Promise<void>;
  /** One of the answers arrives. */
  readonly answer: (index: number) => Promise<void>;
  readonly deliver: (index: number, again: boolean) => Promise<void>;
  readonly lose: (index: number) => void;
  /** As the host says it after a connection that was lost. */
  readonly reconnect: () => void;
}

export function looseTransport(sound: Transport): LooseTransport {
  const calls: (() => Promise<void>)[] = [];
  const answers: (() => void)[] = [];
  const events: WireEvent[] = [];
  const listeners = new Set<(event: WireEvent) => void>();
  sound.listen((event) => events.push(event));
  const tell = (event: WireEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  return {
    call: (name, input, options) =>
      new Promise((resolve, reject) => {
        calls.push(() =>
          sound.call(name, input, options).then(
            (value) => void answers.push(() => resolve(value)),
            (error) => void answers.push(() => reject(error)),
          ),
        );
      }),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (bytes) => sound.put(bytes),
    assetUrl: (digest) => sound.assetUrl(digest),
    waiting: () => ({ calls: calls.length, answers: answers.length, events: events.length }),
    send: async () => {
      await calls.shift()?.();
      await settled();
    },
    answer: async (index) => {
      const [arrive] = answers.splice(index % Math.max(1, answers.length), 1);
      arrive?.();
      await settled();
    },
    deliver: async (index, again) => {
      const at = index % Math.max(1, events.length);
      const event = events[at];
      if (!again) events.splice(at, 1);
      if (event !== undefined) tell(event);
      await settled();
    },
    lose: (index) => void events.splice(index % Math.max(1, events.length), 1),
    reconnect: () => tell({ name: "host.connection", value: { connected: true } }),
  };
}

/** Everything that promises alone can do has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
