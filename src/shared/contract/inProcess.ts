import type { Transport } from "./client.ts";
import type { Dispatch } from "./dispatch.ts";
import type { WireEvent } from "./wire.ts";

/** A client in the same process as its host: tests use it, and it shows what a transport has to do. */

export interface InProcessHost {
  readonly dispatch: Dispatch;
  readonly listen: (listener: (event: WireEvent) => void) => () => void;
  readonly put: (bytes: Uint8Array) => Promise<string>;
}

/** Values are copied as JSON, as every other transport does, so that nothing is shared by accident. */
export function inProcessTransport({ dispatch, listen, put }: InProcessHost, client: string): Transport {
  return {
    async call(name, input, { signal, onProgress }) {
      const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
      const copy = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
      const answer = await dispatch(name, copy(input), {
        client,
        signal: signal ?? never,
        onProgress: (value) => onProgress(copy(value)),
      });
      return copy(answer);
    },
    listen,
    put,
    assetUrl: (digest) => `asset:${digest}`,
  };
}
