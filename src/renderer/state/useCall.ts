import { useCallback } from "react";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/contract.ts";
import { useApp } from "./hooks.ts";
import { type Answer, useAnswer } from "./useAnswer.ts";

/** A call whose answer a component shows: asked when the component appears and when the input changes. */
export function useCall<Name extends CallName>(name: Name, input: CallInput<Name>): Answer<CallOutput<Name>> {
  const { client } = useApp();
  const question = JSON.stringify(input);
  const ask = useCallback(
    (signal: AbortSignal) => client.call(name, JSON.parse(question), { signal }),
    [client, name, question],
  );
  return useAnswer(`${name} ${question}`, ask);
}
