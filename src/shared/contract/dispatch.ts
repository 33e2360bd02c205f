import type { z } from "zod";
import { type CancelSignal, stopIfCancelled } from "../base/cancel.ts";
import { assert, StudioError } from "../base/errors.ts";
import { cutText, illFormedPlace } from "../base/unicode.ts";
import { CALLS, type CallName, EVENTS, type EventName, type EventValue, type Handlers } from "./contract.ts";
import { failureOf, type WireAnswer, type WireEvent } from "./wire.ts";

/** A call as it came in → its answer. Names and values are hostile until they have been parsed. */

export interface DispatchOptions {
  readonly client: string;
  readonly signal: CancelSignal;
  readonly onProgress: (value: unknown) => void;
  /** A fault of ours, for the host's log. */
  readonly onFault?: (error: unknown) => void;
}

/** Never rejects. */
export type Dispatch = (name: unknown, input: unknown, options: DispatchOptions) => Promise<WireAnswer>;

export function createDispatch(handlers: Handlers): Dispatch {
  return async (name, input, { client, signal, onProgress, onFault }) => {
    try {
      if (typeof name !== "string" || !Object.hasOwn(CALLS, name)) throw unknownCall(name);
      const call: { input: z.ZodType; output: z.ZodType; progress?: z.ZodType } = CALLS[name as CallName];
      const parsed = call.input.safeParse(input);
      if (!parsed.success) throw wrongInput(name, parsed.error);
      const place = illFormedPlace(parsed.data);
      if (place !== null) throw illFormed(name, place);
      stopIfCancelled(signal);
      const handler = handlers[name as CallName] as (input: unknown, context: unknown) => Promise<unknown>;
      const progress = (value: unknown) => {
        if (!signal.aborted) onProgress(call.progress?.parse(value));
      };
      const value = call.output.parse(await handler(parsed.data, { client, signal, progress }));
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof StudioError)) onFault?.(error);
      return { ok: false, failure: failureOf(error) };
    }
  };
}

/** An event as it goes out, checked: a host that says something else has a fault. */
export function makeEvent<Name extends EventName>(name: Name, value: EventValue<Name>): WireEvent {
  assert(Object.hasOwn(EVENTS, name), `the contract has the event ${name}`);
  return { name, value: EVENTS[name].parse(value) };
}

function unknownCall(name: unknown): StudioError {
  const shown = typeof name === "string" ? cutText(name.toWellFormed(), 60) : typeof name;
  return new StudioError("contract/unknown-call", "usage", `There is no call "${shown}".`, {
    hint: "The window and the rest of Manara have different versions: restart Manara.",
  });
}

/** No file could keep it, and no signature would stand for it. */
function illFormed(name: string, place: string): StudioError {
  return new StudioError("contract/ill-formed-text", "usage", `${name} › ${place} holds half of a character.`, {
    hint: "Delete the character that is shown as a question mark or a box, and write it again. Nothing was changed.",
  });
}

function wrongInput(name: string, error: z.ZodError): StudioError {
  const [issue] = error.issues;
  const place = [name, ...(issue?.path ?? [])].join(" › ");
  return new StudioError("contract/wrong-input", "usage", `${place}: ${issue?.message ?? "wrong input"}.`, {
    hint: "This is a fault in Manara: report it.",
  });
}
