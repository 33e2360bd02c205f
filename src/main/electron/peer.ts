import { StudioError } from "../../shared/base/errors.ts";
import { errorOf, type Failure, failureOf } from "../../shared/contract/wire.ts";

/** Two processes of ours on one channel: each serves functions, and asks for those of the other. */

/** Messages travel by structured clone, in order. */
export interface Channel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once. @param how for people: a code or a signal. */
  onExit(listener: (how: string) => void): void;
}

// biome-ignore lint/suspicious/noExplicitAny: functions of all kinds; each keeps its own types in `ask` and `tell`.
export type Served = Readonly<Record<string, (...values: any[]) => unknown>>;

export interface Peer<Remote extends Served> {
  /** Fails with the other side's `StudioError`, or with `host/process-ended`. */
  ask<Name extends keyof Remote & string>(
    name: Name,
    ...values: Parameters<Remote[Name]>
  ): Promise<Awaited<ReturnType<Remote[Name]>>>;
  /** Expects no answer. */
  tell<Name extends keyof Remote & string>(name: Name, ...values: Parameters<Remote[Name]>): void;
}

type Message =
  | { readonly say: "ask"; readonly id: number; readonly name: string; readonly values: readonly unknown[] }
  | { readonly say: "tell"; readonly name: string; readonly values: readonly unknown[] }
  | { readonly say: "answer"; readonly id: number; readonly value: unknown }
  | { readonly say: "failed"; readonly id: number; readonly failure: Failure };

/** @param served what the other side may ask for. @param log faults of functions that were told. */
export function createPeer<Remote extends Served>(
  channel: Channel,
  served: Served,
  log: (error: unknown) => void,
): Peer<Remote> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let count = 0;
  let over: string | null = null;

  const serve = async (name: string, values: readonly unknown[]): Promise<unknown> => {
    const action = Object.hasOwn(served, name) ? served[name] : undefined;
    if (action === undefined) throw new Error(`Nothing is served as ${name}.`);
    return action(...values);
  };

  channel.onMessage((value) => {
    const message = value as Message;
    if (message.say === "tell") serve(message.name, message.values).catch(log);
    else if (message.say === "ask") {
      const { id } = message;
      serve(message.name, message.values).then(
        (answer) => channel.send({ say: "answer", id, value: answer }),
        (error: unknown) => {
          if (!(error instanceof StudioError)) log(error);
          channel.send({ say: "failed", id, failure: failureOf(error) });
        },
      );
    } else {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.say === "answer") asked?.resolve(message.value as never);
      else asked?.reject(errorOf(message.failure));
    }
  });
  channel.onExit((how) => {
    over = how;
    for (const { reject } of waiting.values()) reject(ended(how));
    waiting.clear();
  });

  return {
    ask: (name, ...values) =>
      new Promise((resolve, reject) => {
        if (over !== null) return reject(ended(over));
        count += 1;
        waiting.set(count, { resolve, reject });
        channel.send({ say: "ask", id: count, name, values });
      }),
    tell: (name, ...values) => {
      if (over === null) channel.send({ say: "tell", name, values });
    },
  };
}

function ended(how: string): StudioError {
  return new StudioError("host/process-ended", "failure", `The process that works on the documents stopped (${how}).`, {
    hint: "Start Manara again: unsaved changes were kept and can be recovered.",
  });
}
