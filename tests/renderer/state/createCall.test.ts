import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCall } from "../../../src/renderer/state/createCall.ts";

/** A question that a test answers when it likes. */
function question<Value>() {
  let show: (part: Value) => void = () => undefined;
  let signal: AbortSignal | null = null;
  const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>();
  return {
    ask: (mine: AbortSignal, say: (part: Value) => void) => {
      signal = mine;
      show = say;
      return promise;
    },
    part: (value: Value) => show(value),
    answer: (value: Value | undefined) => {
      resolve(value);
      return settled();
    },
    fail: (error: Error) => {
      reject(error);
      return settled();
    },
    get isAsked() {
      return signal !== null;
    },
    get isAborted() {
      return signal?.aborted === true;
    },
  };
}

const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

function testCall() {
  const call = createCall<string>();
  const one = question<string>();
  const two = question<string>();
  return { call, one, two, state: call.store.getState };
}

describe("createCall", () => {
  it("knows nothing, asks, and knows the answer", async () => {
    const { call, one, state } = testCall();
    expect(state()).toEqual({ of: null, value: null, error: null, isKnown: false, isAsking: false });
    call.ask("a", one.ask);
    expect(state()).toEqual({ of: "a", value: null, error: null, isKnown: false, isAsking: true });
    await one.answer("first");
    expect(state()).toEqual({ of: "a", value: "first", error: null, isKnown: true, isAsking: false });
  });

  it("keeps the earlier answer while a newer one is on its way, and where that fails", async () => {
    const { call, one, two, state } = testCall();
    call.ask("a", one.ask);
    await one.answer("first");
    call.ask("a", two.ask);
    expect(state()).toMatchObject({ value: "first", isKnown: true, isAsking: true });
    const error = new Error("gone");
    await two.fail(error);
    expect(state()).toEqual({ of: "a", value: "first", error, isKnown: true, isAsking: false });
  });

  it("forgets the answer to another question, and its failure", async () => {
    const { call, one, two, state } = testCall();
    call.ask("a", one.ask);
    await one.fail(new Error("gone"));
    call.ask("b", two.ask);
    expect(state()).toEqual({ of: "b", value: null, error: null, isKnown: false, isAsking: true });
  });

  it("never shows what comes late: a newer question took its place", async () => {
    const { call, one, two, state } = testCall();
    call.ask("a", one.ask);
    call.ask("a", two.ask);
    expect(one.isAborted).toBe(true);
    await two.answer("second");
    one.part("late");
    await one.answer("late");
    expect(state()).toMatchObject({ value: "second", isAsking: false });
  });

  it("never tells a failure of what nobody waits for", async () => {
    const { call, one, two, state } = testCall();
    const told: unknown[] = [];
    call.ask("a", one.ask, { onError: (error) => told.push(error) });
    call.ask("a", two.ask);
    await one.fail(new Error("called off"));
    expect(state()).toMatchObject({ error: null, isAsking: true });
    expect(told).toEqual([]);
  });

  it("tells a failure once", async () => {
    const { call, one } = testCall();
    const told: unknown[] = [];
    const error = new Error("gone");
    call.ask("a", one.ask, { onError: (found) => told.push(found) });
    await one.fail(error);
    expect(told).toEqual([error]);
  });

  it("shows parts of an answer before its end", async () => {
    const { call, one, state } = testCall();
    call.ask("a", one.ask);
    one.part("half");
    expect(state()).toMatchObject({ value: "half", isKnown: true, isAsking: true });
    await one.answer("whole");
    expect(state()).toMatchObject({ value: "whole", isAsking: false });
  });

  it("keeps what it knows where somebody else answers", async () => {
    const { call, one, two, state } = testCall();
    call.ask("a", one.ask);
    await one.answer("first");
    call.ask("a", two.ask);
    await two.answer(undefined);
    expect(state()).toMatchObject({ value: "first", isAsking: false });
  });

  it("takes null for an answer", async () => {
    const call = createCall<string | null>();
    const one = question<string | null>();
    call.take("first");
    call.ask("a", one.ask);
    await one.answer(null);
    expect(call.store.getState()).toMatchObject({ value: null, isKnown: true, isAsking: false });
  });

  it("takes an answer that came by another way, and asks on", async () => {
    const { call, one, state } = testCall();
    call.ask("a", one.ask);
    call.take("decided");
    expect(state()).toMatchObject({ value: "decided", error: null, isKnown: true, isAsking: true });
    await one.answer("asked");
    expect(state()).toMatchObject({ value: "asked", isAsking: false });
  });

  it("stops when a person calls it off, keeps what was found, and asks again when told", async () => {
    const { call, one, state } = testCall();
    call.ask("a", one.ask);
    one.part("half");
    call.stop();
    expect(one.isAborted).toBe(true);
    expect(state()).toMatchObject({ value: "half", error: null, isAsking: false });
    call.again();
    expect(state()).toMatchObject({ value: "half", isAsking: true });
  });

  it("asks nothing again that was dropped", () => {
    const { call, one, state } = testCall();
    call.ask("a", one.ask);
    call.drop();
    expect(one.isAborted).toBe(true);
    const before = state();
    call.again();
    expect(state()).toBe(before);
  });

  describe("with rest", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it("asks the last of many questions, and the first one at once where that is wanted", async () => {
      const { call, one, two } = testCall();
      const between = question<string>();
      const options = { calm: 300, first: 0 };
      call.ask("a", one.ask, options);
      expect(one.isAsked).toBe(true);
      call.ask("a", between.ask, options);
      vi.advanceTimersByTime(299);
      call.ask("a", two.ask, options);
      vi.advanceTimersByTime(299);
      expect([between.isAsked, two.isAsked]).toEqual([false, false]);
      vi.advanceTimersByTime(1);
      expect([between.isAsked, two.isAsked]).toEqual([false, true]);
    });

    it("asks nothing after it was dropped", () => {
      const { call, one } = testCall();
      call.ask("a", one.ask, { calm: 300 });
      call.drop();
      vi.advanceTimersByTime(1000);
      expect(one.isAsked).toBe(false);
    });
  });
});
