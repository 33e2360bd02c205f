import { useCallback } from "react";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/contract.ts";
import { useApp, useRules } from "./hooks.ts";
import { type Answer, useAnswer } from "./useAnswer.ts";

/** A call whose answer a component shows: asked when the component appears when the input changes, and when the rules of the gate do. */
export function useCall<Name extends CallName>(name: Name, input: CallInput<Name>): Answer<CallOutput<Name>> {
  const { client } = useApp();
  const rules = useRules();
  const question = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rules ask again
  const ask = useCallback(
    (signal: AbortSignal) => client.call(name, JSON.parse(question), { signal }),
    [client, name, question, rules],
  );
  return useAnswer(`${name} ${question}`, ask);
}
