import { StudioError } from "./errors.ts";

/** Whoever asked → whether they still want the answer. */

/** What we need of the platform's own `AbortSignal`, which fits everywhere it is asked for. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What work ends with when its caller called it off. */
export function cancelled(): StudioError {
  return new StudioError("contract/cancelled", "failure", "The work was cancelled.", { hint: "Nothing was changed." });
}

/** Fails with `contract/cancelled` where it was called off. */
export function stopIfCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}
