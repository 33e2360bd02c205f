import { createStore, type StoreApi } from "zustand/vanilla";

/**
 * A question asked again and again → what is known of its answer: nothing yet, the answer, why there is none, or an
 * earlier answer while a newer one is on its way.
 */

/**
 * Asks once. Undefined where a newer question took its place: what is known stays.
 * @param signal aborted when nobody waits for the answer any more; whatever comes then is not looked at.
 * @param show takes a part of the answer that is there already.
 */
export type Ask<Value> = (signal: AbortSignal, show: (value: Value) => void) => Promise<Value | undefined>;

export interface CallState<Value> {
  /** Which question this is about; null before the first. */
  readonly of: string | null;
  /** The last answer: it stays while a newer one is on its way, and where that one failed. */
  readonly value: Value | null;
  /** Why the last attempt failed; null where it did not. */
  readonly error: unknown;
  /** There was an answer, or a failure. */
  readonly isKnown: boolean;
  readonly isAsking: boolean;
}

export interface CallOptions {
  /** Milliseconds of rest before it is asked: whoever types changes the question with every key. */
  readonly calm?: number;
  /** The same for the very first question. */
  readonly first?: number;
  readonly onError?: (error: unknown) => void;
}

export interface Call<Value> {
  readonly store: StoreApi<CallState<Value>>;
  /**
   * Takes the place of whatever is being asked. Never throws: failures are in the state.
   * @param of the same for questions whose answers may stand in for one another.
   */
  readonly ask: (of: string, ask: Ask<Value>, options?: CallOptions) => void;
  /** The same question once more. */
  readonly again: () => void;
  /** A person called it off; what is known stays. */
  readonly stop: () => void;
  /** Nobody looks any more. */
  readonly drop: () => void;
  /** An answer that came by another way. */
  readonly take: (value: Value) => void;
}

export function createCall<Value>(): Call<Value> {
  const nothing: CallState<Value> = { of: null, value: null, error: null, isKnown: false, isAsking: false };
  const store = createStore<CallState<Value>>(() => nothing);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  let last: (() => void) | null = null;

  const abort = () => {
    clearTimeout(timer);
    running?.abort();
    running = null;
  };

  const ask: Call<Value>["ask"] = (of, question, options = {}) => {
    abort();
    last = () => ask(of, question, options);
    const { calm = 0, first = calm, onError } = options;
    const mine = new AbortController();
    const { signal } = mine;
    running = mine;
    const set = (part: Partial<CallState<Value>>) => {
      if (!signal.aborted) store.setState(part);
    };
    const known = (value: Value) => ({ value, error: null, isKnown: true });
    const run = async () => {
      // What was said of another question is no answer to this one.
      if (store.getState().of !== of) set({ ...nothing, of });
      set({ isAsking: true });
      try {
        const value = await question(signal, (part) => set(known(part)));
        set({ ...(value === undefined ? {} : known(value)), isAsking: false });
      } catch (error) {
        if (signal.aborted) return;
        set({ error, isKnown: true, isAsking: false });
        onError?.(error);
      }
    };
    const rest = store.getState().of === null ? first : calm;
    if (rest === 0) void run();
    else timer = setTimeout(() => void run(), rest);
  };

  return {
    store,
    ask,
    again: () => last?.(),
    stop() {
      abort();
      store.setState({ isAsking: false });
    },
    drop() {
      abort();
      last = null;
    },
    take: (value) => store.setState({ value, error: null, isKnown: true }),
  };
}
