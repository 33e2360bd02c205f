import { type CancelSignal, stopIfCancelled } from "../base/cancel.ts";
import type { CallInput, CallName, CallOutput, CallProgress, EventName, EventValue } from "./contract.ts";
import { CALLS, EVENTS } from "./contract.ts";
import { answer, errorOf, type WireAnswer, type WireEvent } from "./wire.ts";

/** Typed calls over any transport: the renderer does not know which host answers. */

/** Carries calls, events and bytes; knows nothing of what they mean. */
export interface Transport {
  call(
    name: string,
    input: unknown,
    options: { readonly signal: CancelSignal | undefined; readonly onProgress: (value: unknown) => void },
  ): Promise<unknown>;
  /** @returns stops listening. */
  listen(listener: (event: WireEvent) => void): () => void;
  /** Bytes for a later call, which names them by their SHA-256. */
  put(bytes: Uint8Array): Promise<string>;
  /** Where the bytes with this SHA-256 can be read, once a call has named them. */
  assetUrl(digest: string): string;
}

export interface ClientOptions<Name extends CallName> {
  readonly signal?: CancelSignal;
  readonly onProgress?: (value: CallProgress<Name>) => void;
}

export interface Client {
  /** Fails with the `StudioError` of the host, or with `contract/cancelled` once the signal has been raised. */
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    options?: ClientOptions<Name>,
  ): Promise<CallOutput<Name>>;
  /** @returns stops listening. */
  on<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void): () => void;
  put(bytes: Uint8Array): Promise<string>;
  assetUrl(digest: string): string;
}

export function createClient(transport: Transport): Client {
  return {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>, options: ClientOptions<Name> = {}) {
      const { signal } = options;
      stopIfCancelled(signal);
      const came: WireAnswer = answer.parse(
        await transport.call(name, input, {
          signal,
          onProgress: (value) => options.onProgress?.(value as CallProgress<Name>),
        }),
      );
      if (!came.ok) throw errorOf(came.failure);
      return CALLS[name].output.parse(came.value) as CallOutput<Name>;
    },
    on<Name extends EventName>(name: Name, listener: (value: EventValue<Name>) => void) {
      return transport.listen((event) => {
        if (event.name === name) listener(EVENTS[name].parse(event.value) as EventValue<Name>);
      });
    },
    put: (bytes) => transport.put(bytes),
    assetUrl: (digest) => transport.assetUrl(digest),
  };
}
