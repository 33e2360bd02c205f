import { StudioError } from "../../shared/base/errors.ts";
import type { Bridge } from "../../shared/contract/bridge.ts";
import type { Transport } from "../../shared/contract/client.ts";
import { answer, errorOf, type WireEvent } from "../../shared/contract/wire.ts";

/** The bridge of a desktop window → a transport for the typed client. */

/** @param newId makes a name for each call, never the same twice. */
export function ipcTransport(bridge: Bridge, newId: () => string = () => crypto.randomUUID()): Transport {
  const waiting = new Map<string, (value: unknown) => void>();
  bridge.onProgress((id, value) => waiting.get(id)?.(value));

  return {
    async call(name, input, { signal, onProgress }) {
      const id = newId();
      const cancel = () => bridge.cancel(id);
      waiting.set(id, onProgress);
      signal?.addEventListener("abort", cancel);
      try {
        // As JSON, like every other transport: structured clone would keep `undefined` and refuse proxies.
        const copy: unknown = input === undefined ? undefined : JSON.parse(JSON.stringify(input));
        return await bridge.call(id, name, copy).catch(noAnswer);
      } finally {
        waiting.delete(id);
        signal?.removeEventListener("abort", cancel);
      }
    },
    listen: (listener) => bridge.onEvent((event) => listener(event as WireEvent)),
    async put(bytes) {
      const came = answer.parse(await bridge.put(bytes).catch(noAnswer));
      if (!came.ok) throw errorOf(came.failure);
      return String(came.value);
    },
    // The page's own origin: `app://ui` when packaged.
    assetUrl: (digest) => `/assets/${digest}`,
  };
}

function noAnswer(cause: unknown): never {
  throw new StudioError("host/no-answer", "failure", "Manara's host does not answer.", {
    hint: "Start Manara again: unsaved changes are kept and offered.",
    cause,
  });
}
