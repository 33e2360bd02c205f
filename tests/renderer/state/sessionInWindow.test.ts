import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openSession, type SessionStore } from "../../../src/renderer/state/sessionStore.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { type Client, createClient } from "../../../src/shared/contract/client.ts";
import type { EventName, EventValue } from "../../../src/shared/contract/contract.ts";
import type { SessionState } from "../../../src/shared/contract/documentCalls.ts";
import type { WireEvent } from "../../../src/shared/contract/wire.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { PACK } from "../../fakes/samplePack.ts";

const SESSION = "session-of-this-window";
const OTHER = "session-of-another-document";
const START: SessionState = {
  session: SESSION,
  revision: 3,
  document: {
    ...createDocument(PACK, "poster-a3", {
      id: "00000000-0000-4000-8000-000000000000",
      at: "2026-01-01T00:00:00Z",
      engine: "1",
    }),
    title: "Poster",
    editions: { "vi-VN": { slots: {} } },
  },
  name: "Poster.manara",
  folder: "file",
  saved: true,
  heldBy: null,
  unkept: null,
  canUndo: false,
  canRedo: false,
};

const title = (text: string): Edit => ({ kind: "set-title", title: text });
const slot = (text: string): Edit => ({
  kind: "set-slot",
  edition: "vi-VN",
  slot: "headline",
  content: [{ kind: "paragraph", content: [{ text }] }],
});
const dropEdition: Edit = { kind: "set-edition", edition: "vi-VN", content: null };

interface Asked {
  readonly name: string;
  readonly input: unknown;
  answer(value?: unknown): void;
  refuse(code: string): void;
}

/** A host that answers when the test says so. */
function slowHost() {
  const listeners = new Set<(event: WireEvent) => void>();
  const asked: Asked[] = [];
  let heard = 0;
  const client: Client = createClient({
    call: (name, input) =>
      new Promise((resolve) => {
        asked.push({
          name,
          input,
          answer: (value = { revision: 4 }) => resolve({ ok: true, value }),
          refuse: (code) =>
            resolve({ ok: false, failure: { code, kind: "usage", message: "m", hint: "h", diagnostics: [] } }),
        });
      }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: async () => "",
    assetUrl: () => "",
  });
  return {
    client,
    listeners,
    /** The oldest call that was not looked at yet. */
    async next(): Promise<Asked> {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThan(heard));
      heard += 1;
      return asked[heard - 1] as Asked;
    },
    get waiting() {
      return asked.length - heard;
    },
    say<Name extends EventName>(name: Name, value: EventValue<Name>) {
      for (const listener of listeners) listener({ name, value } as WireEvent);
    },
  };
}

let host: ReturnType<typeof slowHost>;
let session: SessionStore;
let reported: unknown[];
beforeEach(() => {
  host = slowHost();
  reported = [];
  session = openSession(host.client, "me", PACK, START, (error) => reported.push(error));
});
afterEach(() => {
  session.dispose();
});

const view = () => session.store.getState();
const shown = () => view().document.title;
const settled = () => new Promise((resolve) => setImmediate(resolve));
/** The host has applied an edit as the next one in its order, and tells every window. */
function tell(edit: Edit | null, by: string, revision: number, more: Partial<EventValue<"documents.changed">> = {}) {
  host.say("documents.changed", {
    session: SESSION,
    revision,
    edit,
    by,
    saved: false,
    canUndo: true,
    canRedo: false,
    ...more,
  } as EventValue<"documents.changed">);
}
const stateAt = (revision: number, text: string): SessionState => ({
  ...START,
  revision,
  document: { ...START.document, title: text },
});

describe("an edit of this window", () => {
  it("shows at once, goes to the host, and is confirmed by the host's event", async () => {
    session.edit(title("One"));
    expect([shown(), view().confirmed.document.title, view().pending, view().saved]).toEqual([
      "One",
      "Poster",
      [title("One")],
      false,
    ]);
    const call = await host.next();
    expect([call.name, call.input]).toEqual(["documents.edit", { session: SESSION, edit: title("One") }]);
    tell(title("One"), "me", 4);
    await settled();
    expect([shown(), view().confirmed.revision, view().pending]).toEqual(["One", 4, []]);
    expect(view().confirmed).toMatchObject({ saved: false, canUndo: true, canRedo: false });
    call.answer();
    await settled();
    // The event told everything: nothing is read again.
    expect(host.waiting).toBe(0);
  });

  it("is read from the host where the answer came before the event, and counts once", async () => {
    session.edit(title("One"));
    (await host.next()).answer();
    const state = await host.next();
    expect(state.name).toBe("documents.state");
    state.answer(stateAt(4, "One"));
    await settled();
    expect([shown(), view().confirmed.revision, view().pending]).toEqual(["One", 4, []]);
    tell(title("One"), "me", 4);
    await settled();
    expect([view().confirmed.revision, host.waiting]).toEqual([4, 0]);
  });

  it("disappears again where the host refuses it, and somebody is told", async () => {
    session.edit(title("One"));
    (await host.next()).refuse("document/locked");
    await settled();
    expect([shown(), view().pending, view().saved]).toEqual(["Poster", [], true]);
    expect(reported).toEqual([expect.objectContaining({ code: "document/locked" })]);
  });

  it("that the template does not allow is neither shown nor sent", () => {
    expect(() => session.edit({ kind: "set-source", source: "fr-FR" })).toThrow(StudioError);
    expect(() => session.edit({ kind: "place-picture", slot: "headline", placement: null })).not.toThrow();
    expect(view().pending).toHaveLength(1);
  });

  it("goes to the host after the one before has been answered", async () => {
    session.edit(title("One"));
    session.edit(title("Two"));
    session.undo();
    session.redo();
    expect(shown()).toBe("Two");
    const first = await host.next();
    await settled();
    expect(host.waiting).toBe(0);
    tell(title("One"), "me", 4);
    first.answer();
    const second = await host.next();
    expect(second.input).toEqual({ session: SESSION, edit: title("Two") });
    tell(title("Two"), "me", 5);
    second.answer();
    const undo = await host.next();
    expect([undo.name, undo.input]).toEqual(["documents.undo", { session: SESSION }]);
    undo.refuse("document/locked");
    expect((await host.next()).name).toBe("documents.redo");
    expect(reported).toHaveLength(1);
    expect(view().pending).toEqual([]);
  });
});

describe("several edits on their way", () => {
  it("are confirmed one by one, and the later ones stay on the screen", async () => {
    session.edit(title("One"));
    session.edit(slot("Two"));
    const first = await host.next();
    tell(title("One"), "me", 4);
    await settled();
    expect(view().pending).toEqual([slot("Two")]);
    first.answer();
    // The answer to the second one comes before its event.
    (await host.next()).answer();
    (await host.next()).answer({ ...view().confirmed, revision: 5, document: view().document });
    await settled();
    expect([view().pending, view().confirmed.revision, shown()]).toEqual([[], 5, "One"]);
  });

  it("are kept where the host refuses one before them", async () => {
    session.edit(title("One"));
    session.edit(slot("Two"));
    (await host.next()).refuse("document/locked");
    await settled();
    expect([view().pending, shown()]).toEqual([[slot("Two")], "Poster"]);
  });

  it("are kept where the host had to be asked about one before them", async () => {
    session.edit(title("One"));
    session.edit(slot("Two"));
    (await host.next()).answer();
    (await host.next()).answer(stateAt(4, "One"));
    await settled();
    expect([view().pending, shown()]).toEqual([[slot("Two")], "One"]);
    expect((await host.next()).input).toEqual({ session: SESSION, edit: slot("Two") });
  });

  it("are kept where one before them came with a gap", async () => {
    session.edit(title("One"));
    session.edit(slot("Two"));
    await host.next();
    tell(title("One"), "me", 6);
    (await host.next()).answer(stateAt(6, "One"));
    await settled();
    expect(view().pending).toEqual([slot("Two")]);
  });

  it("are not confirmed by what somebody else did, even where it is the same", async () => {
    session.edit(title("One"));
    await host.next();
    tell(title("One"), "other", 4);
    await settled();
    expect(view().pending).toEqual([title("One")]);
  });

  it("are not confirmed by this window's own step back before them", async () => {
    session.undo();
    session.edit(title("Two"));
    (await host.next()).answer();
    const call = await host.next();
    tell(title("Before"), "me", 4);
    await settled();
    expect([view().pending, shown()]).toEqual([[title("Two")], "Two"]);
    tell(title("Two"), "me", 5);
    call.answer();
    await settled();
    expect([view().pending, host.waiting]).toEqual([[], 0]);
  });

  it("are not touched by a step back that the host refuses", async () => {
    session.undo();
    session.edit(title("Two"));
    (await host.next()).refuse("document/locked");
    expect((await host.next()).name).toBe("documents.edit");
    expect(view().pending).toEqual([title("Two")]);
  });
});

describe("what the host tells", () => {
  it("of another window's edit lies under what this one has not got confirmed", async () => {
    session.edit(title("Mine"));
    const call = await host.next();
    tell(slot("Theirs"), "other", 4);
    await settled();
    expect(shown()).toBe("Mine");
    expect(view().document.editions["vi-VN"]?.slots.headline).toBeDefined();
    expect(view().pending).toEqual([title("Mine")]);
    tell(title("Mine"), "me", 5);
    call.answer();
    await settled();
    expect([view().confirmed.revision, view().pending]).toEqual([5, []]);
  });

  it("hides an edit that no longer fits, until it fits again or the host has refused it", async () => {
    session.edit(slot("Mine"));
    const call = await host.next();
    tell(dropEdition, "other", 4);
    await settled();
    expect([view().document.editions, view().saved]).toEqual([{}, false]);
    tell({ ...dropEdition, content: { slots: {} } } as Edit, "other", 5);
    await settled();
    expect(view().document.editions["vi-VN"]?.slots.headline).toBeDefined();
    tell(dropEdition, "other", 6);
    call.refuse("document/unknown-edition");
    await settled();
    expect([view().document.editions, view().pending, reported.length]).toEqual([{}, [], 1]);
  });

  it("a second time, or late, changes nothing", async () => {
    tell(title("One"), "other", 4);
    await settled();
    const { version } = view();
    tell(title("Old"), "other", 4);
    tell(title("Older"), "other", 3);
    await settled();
    expect([shown(), view().confirmed.revision, view().version, host.waiting]).toEqual(["One", 4, version, 0]);
  });

  it("about another document is nothing to this one", async () => {
    tell(title("One"), "other", 4, { session: OTHER });
    host.say("documents.saved", {
      session: OTHER,
      name: "x",
      folder: "file",
    } as unknown as EventValue<"documents.saved">);
    await settled();
    expect([view().version, host.waiting]).toEqual([0, 0]);
  });

  it("with a gap before it makes this window read the whole state", async () => {
    tell(title("Six"), "other", 6);
    (await host.next()).answer(stateAt(6, "Six"));
    await settled();
    expect([shown(), view().confirmed.revision]).toEqual(["Six", 6]);
  });

  it("of more than an edit makes this window read the whole state", async () => {
    tell(null, "other", 4);
    (await host.next()).answer(stateAt(4, "Merged"));
    await settled();
    expect(shown()).toBe("Merged");
  });

  it("of this window's edit, with a gap before it, takes the edit out of what is pending", async () => {
    session.edit(title("Mine"));
    const call = await host.next();
    tell(title("Mine"), "me", 5);
    const state = await host.next();
    call.answer();
    state.answer(stateAt(5, "Mine"));
    await settled();
    expect([shown(), view().pending, host.waiting]).toEqual(["Mine", [], 0]);
  });

  it("is newer than a state that was asked for before", async () => {
    host.say("host.connection", { connected: true });
    const state = await host.next();
    tell(title("Four"), "other", 4);
    state.answer(stateAt(3, "Three"));
    await settled();
    expect([shown(), view().confirmed.revision]).toEqual(["Four", 4]);
  });

  it("is asked for again when the connection comes back, not when it goes", async () => {
    host.say("host.connection", { connected: false });
    await settled();
    expect(host.waiting).toBe(0);
    host.say("host.connection", { connected: true });
    (await host.next()).refuse("contract/no-session");
    await settled();
    expect(reported).toHaveLength(1);
  });

  it("of the file being saved gives its name and folder; whether all that is shown was saved comes with its revision", async () => {
    tell(title("One"), "other", 4);
    host.say("documents.saved", { session: SESSION, name: "New.manara", folder: "file" });
    expect(view().confirmed).toMatchObject({ name: "New.manara", folder: "file" });
    expect(view().saved).toBe(false);
    tell(null, "", 5);
    (await host.next()).answer({ ...stateAt(5, "One"), saved: true });
    await settled();
    expect(view().saved).toBe(true);
  });
});

describe("what somebody is typing", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("shows, is not saved, and is not sent until typing rests", () => {
    session.draft(title("O"));
    session.draft(title("On"));
    expect([shown(), view().saved, view().pending]).toEqual(["On", false, []]);
    vi.advanceTimersByTime(699);
    expect(view().pending).toEqual([]);
    vi.advanceTimersByTime(1);
    expect([view().pending, view().draft, shown()]).toEqual([[title("On")], null, "On"]);
  });

  it("begins to rest anew with every key", () => {
    session.draft(title("O"));
    vi.advanceTimersByTime(500);
    session.draft(title("On"));
    vi.advanceTimersByTime(500);
    expect(view().pending).toEqual([]);
  });

  it("is given up without a trace", () => {
    session.draft(title("O"));
    session.draft(null);
    vi.advanceTimersByTime(10_000);
    expect([shown(), view().saved, view().pending, host.waiting]).toEqual(["Poster", true, [], 0]);
  });

  it("goes before the next edit, and before a step back", () => {
    session.draft(title("O"));
    session.edit(slot("x"));
    expect(view().pending).toEqual([title("O"), slot("x")]);
    session.draft(title("P"));
    session.undo();
    expect(view().pending).toEqual([title("O"), slot("x"), title("P")]);
    session.draft(title("Q"));
    session.redo();
    expect(view().pending.at(-1)).toEqual(title("Q"));
    // Nothing is left that would be sent again.
    vi.advanceTimersByTime(10_000);
    expect(view().pending).toHaveLength(4);
  });

  it("must be allowed by the template", () => {
    expect(() => session.draft({ kind: "set-source", source: "fr-FR" })).toThrow(StudioError);
    expect(view().draft).toBeNull();
  });

  it("waits where another window took away its place", () => {
    session.draft(slot("x"));
    session.take({ ...START, revision: 4, document: applyEdit(START.document, dropEdition).document });
    expect([view().document.editions, view().draft]).toEqual([{}, slot("x")]);
  });
});

describe("settle", () => {
  it("waits until everything that was shown has reached the host, what is being typed too", async () => {
    session.draft(title("One"));
    let done = false;
    const waiting = session.settle().then(() => {
      done = true;
    });
    const call = await host.next();
    await settled();
    expect(done).toBe(false);
    tell(title("One"), "me", 4);
    call.answer();
    await waiting;
    expect(view().pending).toEqual([]);
  });

  it("is done at once where nothing is on its way", async () => {
    await session.settle();
    expect(host.waiting).toBe(0);
  });
});

describe("a state that a call gave back", () => {
  it("is taken for this document, and where it is not older than what is known", () => {
    session.take({ ...stateAt(4, "Four"), session: OTHER });
    expect(shown()).toBe("Poster");
    session.take(stateAt(4, "Four"));
    expect(shown()).toBe("Four");
    session.take(stateAt(3, "Three"));
    expect(shown()).toBe("Four");
    // Saving changes no revision.
    session.take({ ...stateAt(4, "Four"), saved: false });
    expect(view().saved).toBe(false);
  });
});

describe("a window that closes the document", () => {
  it("sends what was being typed, and hears nothing more", async () => {
    session.draft(title("One"));
    session.dispose();
    expect((await host.next()).input).toEqual({ session: SESSION, edit: title("One") });
    expect(host.listeners.size).toBe(0);
  });
});
