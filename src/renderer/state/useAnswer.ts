import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { type Ask, type Call, type CallOptions, createCall } from "./createCall.ts";
import { useApp } from "./hooks.ts";

/** A question of a component → its answer: asked when the component appears, and when the question changes. */

export interface Answer<Value> extends Pick<Call<Value>, "again" | "stop" | "take"> {
  /** The last answer to this question; null before the first. It stays while a newer one is on its way. */
  readonly value: Value | null;
  readonly error: unknown;
  /** The first answer is on its way. */
  readonly isLoading: boolean;
  /** The first or a newer answer is on its way. */
  readonly isAsking: boolean;
}

/**
 * @param of names the question, so that the answer to another one is never shown; null asks nothing.
 * @param ask from `useCallback`: another one asks again, and the earlier answer stays meanwhile.
 */
export function useAnswer<Value>(of: string | null, ask: Ask<Value>, options: CallOptions = {}): Answer<Value> {
  const call = useAsking(of, ask, options);
  const state = useStore(call.store);
  const { again, stop, take } = call;
  if (of === null) return { value: null, error: null, isLoading: false, isAsking: false, again, stop, take };
  if (state.of !== of) return { value: null, error: null, isLoading: true, isAsking: true, again, stop, take };
  const { value, error, isKnown, isAsking } = state;
  return { value, error, isLoading: isAsking && !isKnown, isAsking, again, stop, take };
}

/** The same for a component that shows nothing but the answer: a failure is told in a notice. */
export function useLatest<Value>(of: string | null, ask: Ask<Value>, { calm = 0 }: { calm?: number } = {}) {
  const { report } = useApp();
  const call = useAsking(of, ask, { calm, onError: report });
  return useStore(call.store, (state) => (state.of === of ? state.value : null));
}

function useAsking<Value>(of: string | null, ask: Ask<Value>, { calm = 0, first = calm, onError }: CallOptions) {
  const [call] = useState(() => createCall<Value>());
  useEffect(() => {
    if (of === null) return;
    call.ask(of, ask, { calm, first, ...(onError === undefined ? {} : { onError }) });
    return call.drop;
  }, [call, of, ask, calm, first, onError]);
  return call;
}
