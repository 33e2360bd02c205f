import type { Asset, Studio } from "../../src/main/studio/base/ports.ts";
import { cancelled } from "../../src/shared/base/cancel.ts";
import type { Handlers } from "../../src/shared/contract/contract.ts";
import { createDispatch } from "../../src/shared/contract/dispatch.ts";
import type { WireEvent } from "../../src/shared/contract/wire.ts";
import { sha256 } from "./fakeMachine.ts";

/** A studio in memory that answers a few calls, for tests of what carries them. */

export interface FakeStudio extends Studio {
  say(event: WireEvent, to?: string): void;
  keep(asset: Asset): string;
  /** Names of the keys that were asked for. */
  readonly made: readonly string[];
  /** Windows that are gone, in their order. */
  readonly gone: readonly string[];
  /** Resolves when the next window is gone. */
  nextGone(): Promise<string>;
  /** Titles of calls that were called off. */
  readonly calledOff: readonly string[];
  nextCalledOff(): Promise<string>;
}

export function fakeStudio(): FakeStudio {
  const listeners = new Set<(event: WireEvent, to: string | null) => void>();
  const assets = new Map<string, Asset>();
  const made: string[] = [];
  const gone = collector();
  const calledOff = collector();
  const handlers: Partial<Handlers> = {
    "keys.create": async ({ name }, { client }) => {
      made.push(name);
      return { name: `${name} at ${client}`, key: "ed25519:x" };
    },
    "packs.list": async () => {
      throw new Error("/home/lan/secret/place is broken");
    },
    // Reports twice and then waits until it is called off.
    "exports.run": async ({ session }, { signal, progress }) => {
      progress({ done: 0, total: 2, what: session });
      progress({ done: 1, total: 2, what: "ẩn danh · منارة" });
      await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
      calledOff.add(session);
      throw cancelled();
    },
  };
  return {
    handlers: handlers as Handlers,
    dispatch: createDispatch(handlers as Handlers),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    putAsset: async (bytes) => keep({ bytes, type: "application/octet-stream" }),
    readAsset: async (digest) => assets.get(digest) ?? null,
    offerDocument: () => undefined,
    disconnect: async (client) => gone.add(client),
    unsaved: () => [],
    sendCommand: () => undefined,
    journal: async () => undefined,
    close: async () => undefined,
    say: (event, to) => {
      for (const listener of listeners) listener(event, to ?? null);
    },
    keep,
    made,
    gone: gone.all,
    nextGone: gone.next,
    calledOff: calledOff.all,
    nextCalledOff: calledOff.next,
  };

  function keep(asset: Asset): string {
    const digest = sha256(asset.bytes);
    assets.set(digest, asset);
    return digest;
  }
}

function collector() {
  const all: string[] = [];
  const waiting: ((one: string) => void)[] = [];
  return {
    all,
    add: (one: string) => {
      all.push(one);
      for (const resolve of waiting.splice(0)) resolve(one);
    },
    next: () => new Promise<string>((resolve) => waiting.push(resolve)),
  };
}
