import { describe, expect, it } from "vitest";
import { bindIpc } from "../../../src/main/electron/ipc.ts";
import { cancelled } from "../../../src/shared/base/cancel.ts";
import { CHANNELS } from "../../../src/shared/contract/bridge.ts";
import type { Dispatch, DispatchOptions } from "../../../src/shared/contract/dispatch.ts";
import { failureOf, type WireEvent } from "../../../src/shared/contract/wire.ts";
import { makeElectron, ownFrame } from "../../fakes/electron.ts";

/** Two windows, named after their contents, before a studio that only notes what reaches it. */
function world(dispatch: Dispatch = async (name, input) => ({ ok: true, value: { name, input } })) {
  const electron = makeElectron("/data");
  const reached: unknown[] = [];
  const progress: unknown[] = [];
  const faults: unknown[] = [];
  let say: (event: WireEvent, to: string | null) => void = () => undefined;
  const windows = [new electron.api.BrowserWindow({}), new electron.api.BrowserWindow({})];
  const clients = windows.map((window, index) => ({ client: `window-${index}`, contents: window.webContents }));
  let clock = 0;
  const ipc = bindIpc({
    ipcMain: electron.api.ipcMain,
    studio: {
      dispatch: (name, input, options) => {
        reached.push(name);
        return dispatch(name, input, options);
      },
      listen: (listener) => {
        say = listener;
        return () => undefined;
      },
      putAsset: async (bytes) => {
        reached.push(bytes.byteLength);
        return "a".repeat(64);
      },
      offerDocument: (path, client) => {
        reached.push([path, client]);
      },
    },
    origins: ["app://ui"],
    clientOf: (id) => clients.find(({ contents }) => contents.id === id)?.client ?? null,
    contentsOf: () => clients,
    onProgress: (client, far) => progress.push([client, far]),
    onEnd: (client, end) => progress.push([client, end]),
    now: () => clock,
    log: (error) => faults.push(error),
  });
  const [first, second] = electron.windows;
  if (first === undefined || second === undefined) throw new Error("two windows were made");
  const call = (message: unknown, frame: unknown = ownFrame()) =>
    electron.invoke(CHANNELS.call, first.webContents.id, message, frame);
  return {
    ...{ electron, ipc, first, second, call, reached, progress, faults },
    say: (event: WireEvent, to: string | null) => say(event, to),
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
  };
}

const CALL = { id: "1", name: "host.describe", input: {} };

describe("who may call", () => {
  it("is the main frame of a window of ours", async () => {
    const { call } = world();
    expect(await call(CALL)).toEqual({ ok: true, value: { name: "host.describe", input: {} } });
  });

  it.each([
    ["a frame that is gone", null],
    ["a frame inside the page", { url: "app://ui/index.html", parent: { url: "app://ui/" } }],
    ["a foreign page", { url: "https://evil.example/", parent: null }],
    ["a page that looks like ours", { url: "app://ui.evil.example/", parent: null }],
    ["a page without an address", { url: "", parent: null }],
  ])("is not %s", async (_what, frame) => {
    const { electron, first, reached } = world();
    const id = first.webContents.id;
    for (const [channel, value] of [
      [CHANNELS.call, CALL],
      [CHANNELS.put, new Uint8Array([1])],
      [CHANNELS.drop, "/a.manara"],
    ] as const) {
      expect(await electron.invoke(channel, id, value, frame)).toMatchObject({
        ok: false,
        failure: { code: "contract/wrong-sender" },
      });
    }
    expect(reached).toEqual([]);
  });

  it("is not a page of contents that are no window", async () => {
    const { electron, reached } = world();
    expect(await electron.invoke(CHANNELS.call, 999, CALL)).toMatchObject({
      failure: { code: "contract/wrong-sender" },
    });
    expect(reached).toEqual([]);
  });
});

describe("what may be said", () => {
  it.each([
    [null],
    ["host.describe"],
    [{}],
    [{ id: 1, name: "x" }],
    [{ id: "", name: "x" }],
    [{ id: "a b", name: "x" }],
    [{ id: "x".repeat(65), name: "x" }],
  ])("refuses %j", async (message) => {
    const { call, reached } = world();
    expect(await call(message)).toMatchObject({ ok: false, failure: { code: "contract/wrong-call" } });
    expect(reached).toEqual([]);
  });

  it("refuses an input larger than any document's", async () => {
    const { call, reached } = world();
    const input = { text: "م".repeat(4 * 1024 * 1024) };
    expect(await call({ ...CALL, input })).toMatchObject({ failure: { code: "contract/too-large" } });
    expect(reached).toEqual([]);
  });

  it("refuses input that is no JSON, without a fault", async () => {
    const round: { self?: unknown } = {};
    round.self = round;
    const { call, reached } = world();
    expect(await call({ ...CALL, input: round })).toMatchObject({ ok: false });
    expect(reached).toEqual([]);
  });

  it("refuses files that are too large, and things that are no bytes", async () => {
    const { electron, first, reached } = world();
    const put = (value: unknown) => electron.invoke(CHANNELS.put, first.webContents.id, value);
    expect(await put(new Uint8Array(64 * 1024 * 1024 + 1))).toMatchObject({ failure: { code: "asset/too-large" } });
    expect(await put("bytes")).toMatchObject({ failure: { code: "contract/wrong-call" } });
    expect(reached).toEqual([]);
    expect(await put(new Uint8Array(5))).toEqual({ ok: true, value: "a".repeat(64) });
    expect(reached).toEqual([5]);
  });

  it.each([["a.manara"], ["/etc/passwd"], ["/a.manara\0.pdf"], [""], [7]])("takes no dropped file %j", async (path) => {
    const { electron, first, reached } = world();
    const answer = await electron.invoke(CHANNELS.drop, first.webContents.id, path);
    expect(answer).toMatchObject({ failure: { code: "document/not-a-document" } });
    expect(reached).toEqual([]);
  });

  it("hands a dropped document to the window on which it was dropped", async () => {
    const { electron, first, reached } = world();
    await electron.invoke(CHANNELS.drop, first.webContents.id, "/home/hanan/a.manara");
    expect(reached).toEqual([["/home/hanan/a.manara", "window-0"]]);
  });

  it("keeps a fault's stack out of the window, and logs it", async () => {
    const { call, faults } = world(async () => {
      throw new Error("broken");
    });
    expect(await call(CALL)).toMatchObject({ ok: false, failure: { code: "manara/fault", message: "broken" } });
    expect(faults).toHaveLength(1);
  });
});

describe("calls", () => {
  /** A call that waits until it is called off. */
  const waiting: Dispatch = (_name, _input, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ ok: false, failure: failureOf(cancelled()) }));
    });

  it("are called off by their own window alone", async () => {
    const { electron, call, first, second } = world(waiting);
    const answer = call(CALL);
    let over = false;
    void answer.then(() => {
      over = true;
    });
    await Promise.resolve();
    electron.send(CHANNELS.cancel, second.webContents.id, "1");
    electron.send(CHANNELS.cancel, first.webContents.id, "2");
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    electron.send(CHANNELS.cancel, first.webContents.id, "1");
    expect(await answer).toMatchObject({ failure: { code: "contract/cancelled" } });
  });

  it("are called off when their window goes", async () => {
    const { ipc, call } = world(waiting);
    const answer = call(CALL);
    await Promise.resolve();
    ipc.forget("window-0");
    expect(await answer).toMatchObject({ failure: { code: "contract/cancelled" } });
  });

  it("cannot have one name twice, nor be more than 256", async () => {
    const { ipc, call } = world(waiting);
    const answers = Array.from({ length: 256 }, (_, index) => call({ ...CALL, id: String(index) }));
    await Promise.resolve();
    expect(await call({ ...CALL, id: "7" })).toMatchObject({ failure: { code: "contract/wrong-call" } });
    expect(await call({ ...CALL, id: "256" })).toMatchObject({ failure: { code: "contract/too-many-calls" } });
    ipc.forget("window-0");
    await Promise.all(answers);
    const again = call({ ...CALL, id: "7" });
    ipc.forget("window-0");
    expect(await again).toMatchObject({ failure: { code: "contract/cancelled" } });
  });

  it("tell how far they are ten times a second at most, the end always", async () => {
    let tell: DispatchOptions["onProgress"] = () => undefined;
    let finish: () => void = () => undefined;
    const { call, first, progress, pass } = world(
      (_name, _input, { onProgress }) =>
        new Promise((resolve) => {
          tell = onProgress;
          finish = () => resolve({ ok: true, value: null });
        }),
    );
    const answer = call(CALL);
    await Promise.resolve();
    for (let done = 1; done <= 100; done += 1) {
      tell({ done, total: 100, what: "page" });
      pass(10);
    }
    finish();
    await answer;
    const shown = first.webContents.sent.map(({ values }) => (values[1] as { done: number }).done);
    expect(shown).toEqual([1, 11, 21, 31, 41, 51, 61, 71, 81, 91, 100]);
    expect(
      first.webContents.sent.every(({ channel, values }) => channel === CHANNELS.progress && values[0] === "1"),
    ).toBe(true);
    expect(progress.at(-2)).toEqual(["window-0", { done: 100, total: 100 }]);
    expect(progress.at(-1)).toEqual(["window-0", { call: "host.describe", took: 1000, how: "done" }]);
  });

  it.each(["failed", "cancelled"] as const)("that told how far they are end once, %s", async (how) => {
    const { call, ipc, progress } = world(async (_name, _input, { onProgress }) => {
      onProgress({ done: 1, total: 2, what: "page" });
      if (how === "cancelled") ipc.forget("window-0");
      return { ok: false, failure: failureOf(new Error("no answer")) };
    });
    await call(CALL);
    expect(progress.slice(1)).toEqual([["window-0", { call: "host.describe", took: 0, how }]]);
  });

  it("say nothing to a window that is gone", async () => {
    const { call, first, say } = world(async (_name, _input, { onProgress }) => {
      first.destroy();
      onProgress({ done: 1, total: 2, what: "page" });
      return { ok: true, value: null };
    });
    await call(CALL);
    say({ name: "x", value: 1 }, null);
    expect(first.webContents.sent).toEqual([]);
  });
});

describe("events", () => {
  it("go to every window, or to the one that is named", () => {
    const { say, first, second } = world();
    say({ name: "settings.changed", value: 1 }, null);
    say({ name: "host.command", value: 2 }, "window-1");
    const heard = (window: typeof first) => window.webContents.sent.map(({ values }) => values[0]);
    expect(heard(first)).toEqual([{ name: "settings.changed", value: 1 }]);
    expect(heard(second)).toEqual([
      { name: "settings.changed", value: 1 },
      { name: "host.command", value: 2 },
    ]);
  });
});
