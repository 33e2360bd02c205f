import { describe, expect, it } from "vitest";
import { followRules } from "../../../src/renderer/state/followRules.ts";
import type { Client } from "../../../src/shared/contract/client.ts";

function follow() {
  const calls: string[] = [];
  const listeners = new Map<string, (value: unknown) => void>();
  const client = {
    call: async (name: string) => {
      calls.push(name);
      return {};
    },
    on: (name: string, listener: (value: never) => void) => {
      listeners.set(name, listener as (value: unknown) => void);
      return () => listeners.delete(name);
    },
  } as unknown as Pick<Client, "call" | "on">;
  const target = new EventTarget();
  let told = 0;
  const stop = followRules(
    client,
    target,
    () => {
      told += 1;
    },
    () => undefined,
  );
  return { calls, listeners, target, stop, told: () => told };
}

describe("the rules of the gate in a window", () => {
  it("are asked about again whenever the host tells of a change, or is back", () => {
    const { listeners, told } = follow();
    listeners.get("rules.changed")?.({});
    listeners.get("registry.changed")?.({});
    listeners.get("host.connection")?.({ connected: false });
    expect(told()).toBe(2);
    listeners.get("host.connection")?.({ connected: true });
    expect(told()).toBe(3);
  });

  it("are looked at by the host when the window gets the focus, until it is closed", () => {
    const { calls, listeners, target, stop } = follow();
    target.dispatchEvent(new Event("focus"));
    expect(calls).toEqual(["rules.look"]);
    stop();
    target.dispatchEvent(new Event("focus"));
    expect(calls).toEqual(["rules.look"]);
    expect(listeners.size).toBe(0);
  });
});
