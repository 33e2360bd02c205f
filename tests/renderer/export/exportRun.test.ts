import { describe, expect, it } from "vitest";
import { createExportRun } from "../../../src/renderer/export/exportRun.ts";
import type { SessionStore } from "../../../src/renderer/state/sessionStore.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { createClient, type Transport } from "../../../src/shared/contract/client.ts";
import { failureOf } from "../../../src/shared/contract/wire.ts";

const FILES = { target: "folder-00001", folder: "/exports", files: [], diagnostics: [] };
const ORDER = { pieces: [], formats: [], draft: true, target: null, ppi: 150 };
const session = { id: "session-0001", settle: () => Promise.resolve() } as unknown as SessionStore;

/** A host that answers when the test says so. */
function host() {
  let answer: (value: unknown) => void = () => undefined;
  let report: (value: unknown) => void = () => undefined;
  let calls = 0;
  const transport: Transport = {
    call: (_name, _input, { signal, onProgress }) => {
      calls += 1;
      report = onProgress;
      return new Promise((resolve) => {
        answer = resolve;
        const stop = new StudioError("contract/cancelled", "failure", "off", { hint: "" });
        signal?.addEventListener("abort", () => resolve({ ok: false, failure: failureOf(stop) }));
      });
    },
    listen: () => () => undefined,
    put: () => Promise.resolve(""),
    assetUrl: () => "",
  };
  return {
    client: createClient(transport),
    calls: () => calls,
    progress: (value: unknown) => report(value),
    done: () => answer({ ok: true, value: FILES }),
    fail: () =>
      answer({
        ok: false,
        failure: failureOf(new StudioError("storage/no-space", "failure", "Full.", { hint: "Make room." })),
      }),
  };
}

const called = async (count: () => number) => {
  await expect.poll(count).toBe(1);
};

describe("an export in the window", () => {
  it("shows how far it is and then its files", async () => {
    const run = createExportRun();
    const { client, calls, progress, done } = host();
    const ended = run.start(client, session, ORDER);
    await called(calls);
    progress({ done: 1, total: 3, what: "card/en-VN" });
    expect(run.store.getState().running?.progress).toEqual({ done: 1, total: 3, what: "card/en-VN" });
    done();
    expect(await ended).toBe(true);
    expect(run.store.getState()).toEqual({
      running: null,
      result: { ...FILES, draft: true },
      error: null,
      wasCancelled: false,
    });
  });

  it("starts no second one beside the first", async () => {
    const run = createExportRun();
    const { client, calls, done } = host();
    const first = run.start(client, session, ORDER);
    expect(await run.start(client, session, ORDER)).toBe(false);
    await called(calls);
    done();
    await first;
    expect(calls()).toBe(1);
  });

  it("being called off is no failure, and the earlier files stay", async () => {
    const run = createExportRun();
    const first = host();
    const before = run.start(first.client, session, ORDER);
    await called(first.calls);
    first.done();
    await before;
    const second = host();
    const ended = run.start(second.client, session, ORDER);
    await called(second.calls);
    run.cancel();
    expect(await ended).toBe(false);
    expect(run.store.getState()).toMatchObject({ running: null, error: null, wasCancelled: true });
    expect(run.store.getState().result).not.toBeNull();
  });

  it("keeps the code of a failure, and can start again", async () => {
    const run = createExportRun();
    const first = host();
    const ended = run.start(first.client, session, ORDER);
    await called(first.calls);
    first.fail();
    expect(await ended).toBe(false);
    expect(run.store.getState().error?.code).toBe("storage/no-space");
    const second = host();
    const again = run.start(second.client, session, ORDER);
    await called(second.calls);
    expect(run.store.getState().error).toBeNull();
    second.done();
    expect(await again).toBe(true);
  });
});
