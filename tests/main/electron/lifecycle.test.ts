import { describe, expect, it } from "vitest";
import { createLifecycle } from "../../../src/main/electron/lifecycle.ts";
import type { UnsavedDocument } from "../../../src/main/studio/base/ports.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { makeElectron } from "../../fakes/electron.ts";

const SAVE = 0;
const DONT = 1;
const CANCEL = 2;

interface World {
  readonly dirty: readonly string[];
  readonly answers?: readonly (number | "nobody")[];
  /** What saving does: true, false (cancelled dialog), or a failure. */
  readonly saved?: boolean | Error;
  readonly platform?: "mac" | "windows" | "linux";
  /** The studio answers once this has come. */
  readonly after?: Promise<void>;
}

function world({ dirty, answers = [], saved = true, platform = "linux", after = Promise.resolve() }: World) {
  const electron = makeElectron("/data");
  electron.answers.box.push(...answers);
  const done: string[] = [];
  let unsaved: readonly UnsavedDocument[] = dirty.map((session) => ({
    session,
    title: session,
    name: null,
    clients: ["window"],
  }));
  const settle = (session: string) => {
    unsaved = unsaved.filter((one) => one.session !== session);
  };
  const lifecycle = createLifecycle({
    api: electron.api,
    platform,
    language: () => "en",
    unsavedOf: async () => unsaved,
    save: async (session) => {
      done.push(`save ${session}`);
      if (saved instanceof Error) throw saved;
      if (saved) settle(session);
      return saved;
    },
    discard: async (session) => {
      done.push(`discard ${session}`);
      settle(session);
    },
    journal: async () => {
      done.push("journal");
      await after;
    },
    answerWithinMs: 20,
    hold: (milliseconds) => {
      done.push(`hold ${milliseconds}`);
    },
    close: async (within) => {
      done.push(within === 0 ? "kill studio" : "close studio");
    },
    log: (error) => done.push(`log ${String(error)}`),
  });
  const window = new electron.api.BrowserWindow({});
  lifecycle.attach({ client: "window", window });
  const fake = electron.windows[0];
  if (fake === undefined) throw new Error("a window was made");
  const ended = () => electron.calls.some(([name]) => name === "ended");
  /** Until nothing that was begun is still going on. */
  const rest = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  return { electron, window: fake, done, ended, rest };
}

describe("closing a window", () => {
  it("asks nothing when all is saved, and ends the program after the studio", async () => {
    const { window, done, ended, rest } = world({ dirty: [] });
    window.close();
    expect(window.destroyed).toBe(false);
    await rest();
    expect(window.destroyed).toBe(true);
    expect(done).toEqual(["journal", "close studio"]);
    expect(ended()).toBe(true);
  });

  it("leaves the program on a Mac", async () => {
    const { window, done, ended, rest } = world({ dirty: [], platform: "mac" });
    window.close();
    await rest();
    expect(window.destroyed).toBe(true);
    expect(ended()).toBe(false);
    expect(done).toEqual(["journal"]);
  });

  it.each([
    { what: "close", answer: SAVE, saved: true, gone: true, expected: ["journal", "save a", "save b", "close studio"] },
    {
      what: "close",
      answer: DONT,
      saved: true,
      gone: true,
      expected: ["journal", "discard a", "discard b", "close studio"],
    },
    { what: "close", answer: CANCEL, saved: true, gone: false, expected: ["journal"] },
    { what: "close", answer: SAVE, saved: false, gone: false, expected: ["journal", "save a"] },
    { what: "quit", answer: SAVE, saved: true, gone: true, expected: ["journal", "save a", "save b", "close studio"] },
    {
      what: "quit",
      answer: DONT,
      saved: true,
      gone: true,
      expected: ["journal", "discard a", "discard b", "close studio"],
    },
    { what: "quit", answer: CANCEL, saved: true, gone: false, expected: ["journal"] },
    { what: "quit", answer: SAVE, saved: false, gone: false, expected: ["journal", "save a"] },
  ])("$what, two unsaved, answer $answer, saved $saved", async ({ what, answer, saved, gone, expected }) => {
    for (const platform of ["mac", "windows", "linux"] as const) {
      const { electron, window, done, ended, rest } = world({ dirty: ["a", "b"], answers: [answer], saved, platform });
      if (what === "quit") electron.api.app.quit();
      else window.close();
      await rest();
      const quits = gone && (what === "quit" || platform !== "mac");
      expect(window.destroyed).toBe(gone);
      expect(done).toEqual(quits ? expected : expected.filter((step) => step !== "close studio"));
      expect(ended()).toBe(quits);
      expect(electron.asked).toHaveLength(1);
    }
  });

  it("forgets a quit that was cancelled: closing the window later does not quit a Mac", async () => {
    const { electron, window, ended, rest } = world({ dirty: ["a"], answers: [CANCEL, DONT], platform: "mac" });
    electron.api.app.quit();
    await rest();
    window.close();
    await rest();
    expect(window.destroyed).toBe(true);
    expect(ended()).toBe(false);
  });

  it("asks once, however often somebody clicks", async () => {
    const { electron, window, rest } = world({ dirty: ["a"], answers: [CANCEL] });
    window.close();
    window.close();
    electron.api.app.quit();
    await rest();
    expect(electron.asked).toHaveLength(1);
    expect(window.destroyed).toBe(false);
  });

  it("stays open when saving fails, says why and what to do, and can be closed again", async () => {
    const full = new StudioError("storage/disk-full", "failure", "The disk is full.", { hint: "Make room." });
    const { electron, window, rest } = world({ dirty: ["a"], answers: [SAVE, 0, DONT], saved: full });
    window.close();
    await rest();
    expect(window.destroyed).toBe(false);
    expect(electron.asked[1]).toMatchObject({ type: "error", detail: "The disk is full.\nMake room." });
    window.close();
    await rest();
    expect(window.destroyed).toBe(true);
  });

  it("offers Cancel to the escape key, and never Don't Save", async () => {
    const { electron, window, rest } = world({ dirty: ["a"], answers: [CANCEL] });
    window.close();
    await rest();
    expect(electron.asked[0]).toMatchObject({
      cancelId: CANCEL,
      defaultId: SAVE,
      buttons: ["Save", "Don't Save", "Cancel"],
    });
  });
});

describe("a studio that hangs", () => {
  const never = new Promise<void>(() => undefined);
  const [WAIT, CLOSE] = [0, 1];

  it.each(["mac", "windows", "linux"] as const)(
    "does not keep a window open: wait, then close (%s)",
    async (platform) => {
      const { electron, window, done, ended } = world({
        dirty: ["a"],
        platform,
        after: never,
        answers: [WAIT, WAIT, CLOSE],
      });
      window.close();
      await expect.poll(() => ended()).toBe(true);
      expect(window.destroyed).toBe(true);
      expect(electron.asked).toHaveLength(3);
      expect(electron.asked[0]).toMatchObject({ message: "Manara is not responding.", buttons: ["Wait", "Close"] });
      expect(done).toEqual(["journal", "kill studio"]);
    },
  );

  it("takes the question back when it answers after all, and asks about the changes", async () => {
    const { promise: after, resolve } = Promise.withResolvers<void>();
    const { electron, window, done } = world({ dirty: ["a"], after, answers: ["nobody", SAVE] });
    window.close();
    await expect.poll(() => electron.asked).toHaveLength(1);
    resolve();
    await expect.poll(() => window.destroyed).toBe(true);
    expect(electron.asked).toHaveLength(2);
    await expect.poll(() => done).toEqual(["journal", "save a", "close studio"]);
  });
});

describe("without a person to ask", () => {
  it("keeps what is unsaved at a logoff, and holds it up only until it is kept", async () => {
    const { window, done, rest } = world({ dirty: ["a"], platform: "windows" });
    window.emit("query-session-end", {});
    await rest();
    window.emit("session-end", {});
    expect(done).toEqual(["journal"]);
  });

  it("holds a logoff up where the studio has not written yet, or was never asked", async () => {
    const { window, done } = world({ dirty: ["a"], platform: "windows", after: new Promise(() => undefined) });
    window.emit("query-session-end", {});
    window.emit("session-end", {});
    expect(done).toEqual(["journal", "journal", "hold 1500"]);
    const sudden = world({ dirty: ["a"], platform: "windows" });
    sudden.window.emit("session-end", {});
    expect(sudden.done).toEqual(["journal", "hold 1500"]);
  });

  it.each([
    ["mac", "shutdown", 1],
    ["linux", "shutdown", 1],
    ["windows", "suspend", 1],
    ["linux", "suspend", 1],
  ] as const)("keeps what is unsaved (%s, %s)", async (platform, event, times) => {
    const { electron, done, rest } = world({ dirty: ["a"], platform });
    electron.power.emit(event);
    await rest();
    expect(done).toEqual(Array.from({ length: times }, () => "journal"));
  });

  it("keeps what is unsaved when a window crashes, then offers to load it again", async () => {
    const { window, done } = world({ dirty: ["a"], answers: [0] });
    window.webContents.emit("render-process-gone", {}, { reason: "crashed" });
    await expect.poll(() => window.webContents.reloads).toBe(1);
    expect(done.filter((step) => !step.startsWith("log"))).toEqual(["journal"]);
  });

  it("says nothing about a window that ended cleanly", async () => {
    const { electron, window, rest } = world({ dirty: ["a"] });
    window.webContents.emit("render-process-gone", {}, { reason: "clean-exit" });
    await rest();
    expect(electron.asked).toEqual([]);
  });
});
