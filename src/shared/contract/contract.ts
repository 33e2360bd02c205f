import type { z } from "zod";
import type { CancelSignal } from "../base/cancel.ts";
import { approvalCalls } from "./approvalCalls.ts";
import { documentCalls, documentEvents } from "./documentCalls.ts";
import { hostCalls, hostEvents } from "./hostCalls.ts";
import { localiseCalls } from "./localiseCalls.ts";
import { mergeCalls } from "./mergeCalls.ts";
import { queueCalls } from "./queueCalls.ts";
import { registryCalls, registryEvents } from "./registryCalls.ts";
import { teamCalls } from "./teamCalls.ts";
import { trustCalls, trustEvents } from "./trustCalls.ts";

/** Every call that a renderer may make and every event that it may hear: one table for all hosts. */

export const CALLS = {
  ...hostCalls,
  ...documentCalls,
  ...approvalCalls,
  ...teamCalls,
  ...queueCalls,
  ...trustCalls,
  ...localiseCalls,
  ...mergeCalls,
  ...registryCalls,
} as const;
export const EVENTS = { ...hostEvents, ...documentEvents, ...registryEvents, ...trustEvents } as const;

export type Calls = typeof CALLS;
export type CallName = keyof Calls;
/** As the caller gives it. */
export type CallInput<Name extends CallName> = z.input<Calls[Name]["input"]>;
/** As the handler gets it, parsed. */
export type ParsedInput<Name extends CallName> = z.output<Calls[Name]["input"]>;
export type CallOutput<Name extends CallName> = z.output<Calls[Name]["output"]>;
export type CallProgress<Name extends CallName> = Calls[Name] extends { progress: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : never;

export type Events = typeof EVENTS;
export type EventName = keyof Events;
export type EventValue<Name extends EventName> = z.output<Events[Name]>;

/** Who calls, and how the answer may be called off. */
export interface CallContext<Name extends CallName = CallName> {
  /** The window: names it in events. */
  readonly client: string;
  readonly signal: CancelSignal;
  readonly progress: (value: CallProgress<Name>) => void;
}

/** A host's answers. One function for each call; failures are `StudioError`s. */
export type Handlers = {
  readonly [Name in CallName]: (input: ParsedInput<Name>, context: CallContext<Name>) => Promise<CallOutput<Name>>;
};
