import { describe, expect, it } from "vitest";
import { createQueue } from "../../../src/renderer/state/queue.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { createClient, type Transport } from "../../../src/shared/contract/client.ts";
import type { QueueDocument } from "../../../src/shared/contract/queueCalls.ts";
import { failureOf } from "../../../src/shared/contract/wire.ts";

/** The window's list of what waits, over a transport that answers when a test says so. */

function row(name: string, exact: boolean): QueueDocument {
  return {
    handle: name.padEnd(12, "-"),
    name,
    folder: "~",
    document: { id: name, title: name, pack: "safe-migration" },
    exact,
    pieces: [],
    problem: null,
  };
}

interface Asked {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly say: (row: QueueDocument) => void;
  readonly answer: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

function testQueue() {
  const asked: Asked[] = [];
  const transport: Transport = {
    call: (name, _, { signal, onProgress }) =>
      new Promise((resolve) => {
        asked.push({
          name,
          signal: signal as AbortSignal,
          say: (one) => onProgress({ done: 0, total: 2, row: one }),
          answer: (value) => resolve({ ok: true, value }),
          fail: (error) => resolve({ ok: false, failure: failureOf(error) }),
        });
      }),
    listen: () => () => undefined,
    put: async () => "",
    assetUrl: () => "",
  };
  const queue = createQueue(createClient(transport));
  const names = () => queue.store.getState().rows?.map(({ name, exact }) => `${name} ${exact}`) ?? null;
  const call = (at: number): Asked => {
    const one = asked[at];
    if (one === undefined) throw new Error(`there was no call ${at}`);
    return one;
  };
  return { queue, asked, call, names };
}

const answerOf = (...documents: QueueDocument[]) => ({ folder: "~/Manara", own: true, left: 0, documents });

describe("the queue of a window", () => {
  it("shows rows as they come, and takes back nothing that it knew exactly", async () => {
    const { queue, call, names } = testQueue();
    const first = queue.read();
    call(0).say(row("a", false));
    call(0).say(row("b", true));
    await expect.poll(() => names()).toEqual(["a false", "b true"]);
    expect(queue.store.getState().progress).toEqual({ done: 0, total: 2 });
    call(0).answer(answerOf(row("b", true), row("a", true)));
    await first;
    expect(names()).toEqual(["b true", "a true"]);
    expect(queue.store.getState()).toMatchObject({ progress: null, folder: { folder: "~/Manara", own: true } });
    const second = queue.read();
    call(1).say(row("a", false));
    call(1).say(row("c", false));
    await expect.poll(() => names()).toEqual(["b true", "a true", "c false"]);
    call(1).answer(answerOf());
    await second;
    expect(names()).toEqual([]);
  });

  it("asks once more, and not more often, for all that was asked meanwhile", async () => {
    const { queue, asked, call } = testQueue();
    const all = [queue.read(), queue.read(), queue.read()];
    expect(asked).toHaveLength(1);
    call(0).answer(answerOf());
    await expect.poll(() => asked).toHaveLength(2);
    call(1).answer(answerOf(row("a", true)));
    await Promise.all(all);
    expect(asked).toHaveLength(2);
    expect(queue.store.getState().rows).toHaveLength(1);
  });

  it("keeps what it had beside a failure, and forgets the failure when it could look again", async () => {
    const { queue, call, names } = testQueue();
    const first = queue.read();
    call(0).answer(answerOf(row("a", true)));
    await first;
    const second = queue.read();
    call(1).fail(new StudioError("storage/missing", "usage", "gone"));
    await second;
    expect(queue.store.getState().error).toMatchObject({ code: "storage/missing" });
    expect(names()).toEqual(["a true"]);
    const third = queue.read();
    call(2).answer(answerOf());
    await third;
    expect(queue.store.getState().error).toBeNull();
  });

  it("calls off what it read when the folder changes, and shows nothing of it any more", async () => {
    const { queue, asked, call, names } = testQueue();
    void queue.read();
    call(0).say(row("old", true));
    const switched = queue.switchFolder("own");
    expect(call(1).name).toBe("queue.useOwn");
    call(1).answer({ folder: "~/Manara", own: true });
    await expect.poll(() => asked).toHaveLength(3);
    expect(call(0).signal.aborted).toBe(true);
    call(0).answer(answerOf(row("old", true)));
    call(2).answer(answerOf(row("new", true)));
    await switched;
    expect(names()).toEqual(["new true"]);
    expect(queue.store.getState().progress).toBeNull();
  });

  it("stays as it is where nobody chose a folder", async () => {
    const { queue, asked, call } = testQueue();
    const switched = queue.switchFolder("chosen");
    call(0).answer(null);
    await switched;
    expect(asked).toHaveLength(1);
  });
});
