import { useCallback, useEffect, useState } from "react";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/contract.ts";
import { useApp } from "./hooks.ts";

/** A call whose answer a component shows: asked when the component appears and when the input changes. */

export interface Asked<Value> {
  /** The last answer; null before the first. */
  readonly value: Value | null;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly again: () => void;
}

export function useCall<Name extends CallName>(name: Name, input: CallInput<Name>): Asked<CallOutput<Name>> {
  const { client } = useApp();
  const [shown, setShown] = useState<{ of: string; value: CallOutput<Name> | null; error: unknown } | null>(null);
  const [round, setRound] = useState(0);
  const question = JSON.stringify(input);
  const of = `${name} ${question}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    const stop = new AbortController();
    client.call(name, JSON.parse(question), { signal: stop.signal }).then(
      (value) => !stop.signal.aborted && setShown({ of, value, error: null }),
      (error: unknown) =>
        !stop.signal.aborted && setShown((before) => ({ of, value: before?.of === of ? before.value : null, error })),
    );
    return () => stop.abort();
  }, [client, name, question, of, round]);
  const again = useCallback(() => setRound((count) => count + 1), []);
  const mine = shown?.of === of ? shown : null;
  return { value: mine?.value ?? null, error: mine?.error ?? null, isLoading: mine === null, again };
}
