import { copyFile, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { zipArchives } from "../../src/main/platform/zipArchives.ts";
import { readDocumentFile, writeDocumentFile } from "../../src/main/services/document/documentFile.ts";
import { openSession, type SessionStore } from "../../src/renderer/state/sessionStore.ts";
import { type Client, createClient } from "../../src/shared/contract/client.ts";
import { inProcessTransport } from "../../src/shared/contract/inProcess.ts";
import type { CampaignDocument } from "../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../src/shared/document/edits.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../fakes/testStudio.ts";
import { pack } from "../fixtures/safeMigration.ts";
import { type LooseTransport, looseTransport } from "./looseTransport.ts";

/**
 * Two windows on one document, over connections that are late and lose things: whatever people do and in whatever
 * order it arrives, in the end both windows, the host and the file agree, and they agree with a model of three lines:
 * edits are applied in the order in which they reached the host, undo takes the last one back, redo brings it again.
 */

/** What the document should hold: as a person would work it out from the edits that reached the host. */
interface Model {
  texts: Texts;
  past: Texts[];
  future: Texts[];
  /** As the file has it; null where it was never saved. */
  file: Texts | null;
}

/** `edition/slot` → its words; `title` → the title. */
type Texts = Readonly<Record<string, string>>;

const TAGS = ["ar-EG", "vi-VN"];
const SLOTS = ["headline", "body"];
const WORDS = ["Gọi", "حقك", "Call", "١٥٥٠٨", "a b"];

let place: TestPlace;
let studio: TestStudio;
beforeAll(async () => {
  // Typing rests when the model says so.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  place = await testPlace();
  studio = await testStudio(place);
});
afterAll(async () => {
  await studio.studio.close();
  await place.remove();
  vi.useRealTimers();
});

interface Window {
  readonly name: string;
  readonly transport: LooseTransport;
  readonly client: Client;
  session: SessionStore;
  /** What it sent and the host has not seen, oldest first. */
  readonly sent: Sent[];
  /** Failures that it reported. */
  readonly reported: unknown[];
  /** What the person did here and the host has not seen, in the order in which they did it. */
  readonly done: Sent[];
  /** What the person wrote here and the host has not seen, oldest first; and what they are typing. */
  readonly written: Edit[];
  typed: Edit | null;
  /** An event for it went astray, and no connection has told it yet. */
  lost: boolean;
}

type Sent = { readonly kind: "edit"; readonly edit: Edit } | { readonly kind: "undo" | "redo" | "other" };

interface Real {
  /** Of the session; another one after the document was closed and opened. */
  id: string;
  readonly file: string;
  readonly windows: readonly [Window, Window];
  /** A connection that nothing happens to: what the host knows. */
  readonly host: Client;
  /** A whole number below the given one; the same run gives the same ones. */
  readonly any: (below: number) => number;
}

function textsOf(document: CampaignDocument): Texts {
  const texts: Record<string, string> = { title: document.title };
  for (const tag of TAGS) {
    for (const slot of SLOTS) {
      const [first] = document.editions[tag]?.slots[slot] ?? [];
      const words = first?.kind === "paragraph" ? first.content.map((run) => ("text" in run ? run.text : "")) : [];
      texts[`${tag}/${slot}`] = words.join("");
    }
  }
  return texts;
}

const write = (edition: string, slot: string, text: string): Edit => ({
  kind: "set-slot",
  edition,
  slot,
  content: [{ kind: "paragraph", content: [{ text }] }],
});
const keyOf = (edit: Edit) => (edit.kind === "set-slot" ? `${edit.edition}/${edit.slot}` : "title");
const wordsOf = (edit: Edit) => {
  if (edit.kind === "set-title") return edit.title;
  if (edit.kind !== "set-slot") throw new Error(`the model knows no ${edit.kind}`);
  const [block] = edit.content ?? [];
  if (block?.kind !== "paragraph") throw new Error("the model knows paragraphs alone");
  return block.content.map((run) => ("text" in run ? run.text : "")).join("");
};

/** An edit, an undo or a redo reaches the host. */
function reach(model: Model, sent: Sent): void {
  if (sent.kind === "edit") {
    model.past.push(model.texts);
    model.texts = { ...model.texts, [keyOf(sent.edit)]: wordsOf(sent.edit) };
    model.future = [];
  } else if (sent.kind === "undo" && model.past.length > 0) {
    model.future.push(model.texts);
    model.texts = model.past.pop() ?? model.texts;
  } else if (sent.kind === "redo" && model.future.length > 0) {
    model.past.push(model.texts);
    model.texts = model.future.pop() ?? model.texts;
  }
}

/** The window's calls, as the model has to know them when they reach the host. */
function noting(client: Client, sent: Sent[]): Client {
  return {
    ...client,
    call: (name, input, options) => {
      if (name === "documents.edit") sent.push({ kind: "edit", edit: (input as { edit: Edit }).edit });
      else if (name === "documents.undo") sent.push({ kind: "undo" });
      else if (name === "documents.redo") sent.push({ kind: "redo" });
      else sent.push({ kind: "other" });
      return client.call(name, input, options);
    },
  };
}

async function openWindow(name: string, id: string): Promise<Window> {
  const listen: Parameters<typeof inProcessTransport>[0]["listen"] = (listener) =>
    studio.studio.listen((event, to) => {
      if (to === null || to === name) listener(event);
    });
  const { dispatch, putAsset } = studio.studio;
  const transport = looseTransport(inProcessTransport({ dispatch, listen, put: putAsset }, name));
  const sent: Sent[] = [];
  const reported: unknown[] = [];
  const client = noting(createClient(transport), sent);
  const state = await studio.window(name).call("documents.state", { session: id });
  const session = openSession(client, name, pack, state, (error) => reported.push(error));
  return { name, transport, client, session, sent, reported, done: [], written: [], typed: null, lost: false };
}

/** Typing rests: what was typed becomes an edit. */
function rest(window: Window): void {
  window.session.commit();
  finish(window);
}

function wrote(window: Window, edit: Edit): void {
  window.written.push(edit);
  window.done.push({ kind: "edit", edit });
}

/** What was typed counts as written from now on: whoever does something else has finished typing. */
function finish(window: Window): void {
  if (window.typed !== null) wrote(window, window.typed);
  window.typed = null;
}

/** Everything that is on its way arrives, in any order, until nothing is. */
async function settle(model: Model, { windows, any }: Real): Promise<void> {
  for (const window of windows) rest(window);
  for (;;) {
    windows.forEach(showsItsOwn);
    const moves = windows.flatMap((window) => {
      const { calls, answers, events } = window.transport.waiting();
      return [
        ...(calls > 0 ? [() => send(model, window)] : []),
        ...(answers > 0 ? [() => window.transport.answer(any(answers))] : []),
        ...(events > 0 ? [() => window.transport.deliver(any(events), false)] : []),
      ];
    });
    if (moves.length === 0) return;
    await moves[any(moves.length)]?.();
  }
}

async function send(model: Model, window: Window): Promise<void> {
  const sent = window.sent.shift();
  if (sent !== undefined) reach(model, sent);
  if (sent?.kind === "edit") window.written.shift();
  // Whatever is late, a person's own steps reach the host in the order in which they were made.
  if (sent !== undefined && sent.kind !== "other") expect(sent).toEqual(window.done.shift());
  await window.transport.send();
}

/**
 * In the end everybody sees the same. Only a window that lost an event needs the next connection for it: one that heard
 * everything, however late, knows by itself.
 */
async function agree(model: Model, real: Real): Promise<void> {
  await settle(model, real);
  for (const window of real.windows) {
    if (window.lost) window.transport.reconnect();
    window.lost = false;
  }
  await settle(model, real);
  const state = await real.host.call("documents.state", { session: real.id });
  expect(textsOf(state.document)).toEqual(model.texts);
  expect(state.canUndo).toBe(model.past.length > 0);
  expect(state.canRedo).toBe(model.future.length > 0);
  for (const { session, reported } of real.windows) {
    const view = session.store.getState();
    expect(view.document).toEqual(state.document);
    expect(view.confirmed).toEqual(state);
    expect(view.pending).toEqual([]);
    expect(view.draft).toBeNull();
    expect(view.saved).toBe(state.saved);
    expect(reported).toEqual([]);
  }
  if (model.file === null) return;
  const { document } = await readDocumentFile(zipArchives, new Uint8Array(await readFile(real.file)));
  expect(textsOf(document)).toEqual(model.file);
  if (state.saved) expect(textsOf(document)).toEqual(model.texts);
}

/** Whatever else arrives: what a person wrote in this window and the host has not seen stays on the screen. */
function showsItsOwn({ session, written, typed }: Window): void {
  const { document, saved } = session.store.getState();
  const own = typed === null ? written : [...written, typed];
  const wanted = Object.fromEntries(own.map((edit) => [keyOf(edit), wordsOf(edit)]));
  expect(textsOf(document)).toMatchObject(wanted);
  // Nobody closes a window that says so and loses what is on its way.
  if (own.length > 0) expect(saved).toBe(false);
}

type Step = fc.AsyncCommand<Model, Real>;

/** A step with its words for a report; it can always be taken. */
function step(words: string, run: (model: Model, real: Real) => Promise<void>): Step {
  return {
    check: () => true,
    run: async (model, real) => {
      await run(model, real);
      real.windows.forEach(showsItsOwn);
    },
    toString: () => words,
  };
}

const which = fc.constantFrom<0 | 1>(0, 1);
const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .record({ tag: fc.constantFrom(...TAGS), slot: fc.constantFrom(...SLOTS), text: fc.constantFrom(...WORDS) })
    .map(({ tag, slot, text }) => write(tag, slot, text)),
  fc.constantFrom(...WORDS).map((title): Edit => ({ kind: "set-title", title })),
);

const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(which, anEdit).map(([at, edit]) =>
    step(`window ${at} edits ${keyOf(edit)} to ${wordsOf(edit)}`, async (_, { windows }) => {
      finish(windows[at]);
      windows[at].session.edit(edit);
      wrote(windows[at], edit);
    }),
  ),
  fc.tuple(which, anEdit).map(([at, edit]) =>
    step(`window ${at} types ${wordsOf(edit)} into ${keyOf(edit)}`, async (_, { windows }) => {
      windows[at].session.draft(edit);
      windows[at].typed = edit;
    }),
  ),
  which.map((at) => step(`window ${at} rests`, async (_, { windows }) => rest(windows[at]))),
  which.map((at) =>
    step(`window ${at} takes back`, async (_, { windows }) => {
      finish(windows[at]);
      windows[at].done.push({ kind: "undo" });
      windows[at].session.undo();
    }),
  ),
  which.map((at) =>
    step(`window ${at} does again`, async (_, { windows }) => {
      finish(windows[at]);
      windows[at].done.push({ kind: "redo" });
      windows[at].session.redo();
    }),
  ),
  which.map((at) => step(`a call of window ${at} reaches the host`, (model, { windows }) => send(model, windows[at]))),
  fc
    .tuple(which, fc.nat(5))
    .map(([at, index]) =>
      step(`answer ${index} reaches window ${at}`, (_, { windows }) => windows[at].transport.answer(index)),
    ),
  fc
    .tuple(which, fc.nat(5), fc.boolean())
    .map(([at, index, again]) =>
      step(`window ${at} hears event ${index}${again ? ", not for the last time" : ""}`, (_, { windows }) =>
        windows[at].transport.deliver(index, again),
      ),
    ),
  fc.tuple(which, fc.nat(5)).map(([at, index]) =>
    step(`window ${at} never hears event ${index}`, async (_, { windows }) => {
      if (windows[at].transport.waiting().events > 0) windows[at].lost = true;
      windows[at].transport.lose(index);
    }),
  ),
  which.map((at) => step(`window ${at} connects again`, async (_, { windows }) => windows[at].transport.reconnect())),
  fc.constant(
    step("somebody saves", async (model, real) => {
      await real.host.call("documents.save", { session: real.id });
      model.file = model.texts;
    }),
  ),
  which.map((at) =>
    step(`window ${at} is loaded anew`, async (model, real) => {
      // What it sent is on its way; what it typed goes with the rest.
      await settle(model, real);
      const window = real.windows[at];
      window.session.dispose();
      const state = await real.host.call("documents.state", { session: real.id });
      window.session = openSession(window.client, window.name, pack, state, (error) => window.reported.push(error));
    }),
  ),
  fc
    .tuple(fc.constantFrom(...TAGS), fc.constantFrom(...WORDS), fc.boolean())
    .map(([tag, text, back]) =>
      step(`a copy that says ${text} in ${tag} is merged${back ? " and taken back" : ""}`, (model, real) =>
        mergeCopy(model, real, write(tag, "headline", text), back),
      ),
    ),
  fc.constant(step("the document is closed, and opened or recovered", reopen)),
  fc.constant(step("everybody looks", agree)),
];

/** Everybody goes, unsaved work stays in the recovery folder, and comes back with all its steps of undo. */
async function reopen(model: Model, real: Real): Promise<void> {
  await settle(model, real);
  for (const { session } of real.windows) session.dispose();
  await real.host.call("documents.close", { session: real.id, discard: false });
  const name = basename(real.file);
  const [left] = (await real.host.call("documents.recoveries", {})).filter((one) => one.name === name);
  const listed = (await real.host.call("documents.list", {})).find((one) => one.name === name);
  if (listed === undefined) throw new Error(`${name} is not listed`);
  const state =
    left === undefined
      ? await real.host.call("documents.open", { handle: listed.handle })
      : await real.host.call("documents.recover", { recovery: left.recovery });
  real.id = state.session;
  for (const window of real.windows) {
    window.session = openSession(window.client, window.name, pack, state, (error) => window.reported.push(error));
    // What it heard of the old session, it would not understand any more.
    await settle(model, real);
  }
}

/** Somebody else changed a copy of the file; it is merged, and theirs is taken where both changed the same. */
async function mergeCopy(model: Model, real: Real, edit: Edit, back: boolean): Promise<void> {
  const saved = await real.host.call("documents.save", { session: real.id });
  model.file = model.texts;
  if (saved === null) throw new Error("no file was written");
  const copy = `${real.file.replace(/\.manara$/, "")}-copy.manara`;
  await copyFile(real.file, copy);
  const read = await readDocumentFile(zipArchives, new Uint8Array(await readFile(copy)));
  const changed = { ...read, document: applyEdit(read.document, edit).document };
  await place.machine.files.write(copy, await writeDocumentFile(zipArchives, changed));
  const listed = await real.host.call("documents.list", {});
  const entry = listed.find(({ name }) => copy.endsWith(name));
  if (entry === undefined) throw new Error("the copy is not listed");
  const other = { from: "file", handle: entry.handle } as const;
  const asked = { session: real.id, other, choices: {} };
  const { conflicts } = await real.host.call("merge.preview", asked);
  const choices = Object.fromEntries(conflicts.map(({ name }) => [name, "theirs" as const]));
  const { seen } = await real.host.call("merge.preview", { ...asked, choices });
  await real.host.call("merge.apply", { ...asked, choices, seen });
  const state = await real.host.call("documents.state", { session: real.id });
  // Equal copies leave nothing to take back.
  if (wordsOf(edit) !== model.texts[keyOf(edit)]) reach(model, { kind: "edit", edit });
  expect(textsOf(state.document)).toEqual(model.texts);
  if (back) {
    await real.host.call("documents.undo", { session: real.id });
    reach(model, { kind: "undo" });
  }
}

/** The linear congruential generator of Numerical Recipes, which is random enough for an order. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function start(seed: number): Promise<{ model: Model; real: Real }> {
  const host = studio.window("host");
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
  const created = await host.call("documents.create", { ...asked, title: "Poster" });
  const id = created.session;
  const state = await host.call("documents.save", { session: id });
  const texts = textsOf(state?.document ?? created.document);
  const windows = [await openWindow("one", id), await openWindow("two", id)] as const;
  return {
    model: { texts, past: [], future: [], file: texts },
    real: { id, file: join(place.folder, state?.name ?? ""), windows, host, any: randomFrom(seed) },
  };
}

describe("two windows on one document", () => {
  it("agree in the end with each other, the host and the file, whatever arrives when", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.commands(steps, { maxCommands: 40 }), async (seed, commands) => {
        const { model, real } = await start(seed);
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await agree(model, real);
        for (const { session } of real.windows) session.dispose();
        await real.host.call("documents.close", { session: real.id, discard: true });
      }),
      { numRuns: Number(process.env.MANARA_MODEL_RUNS ?? 200) },
    );
    expect(studio.faults).toEqual([]);
  });
});
