import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDocument } from "../../../../src/main/services/document/documents.ts";
import { StudioError } from "../../../../src/shared/base/errors.ts";
import type { Client } from "../../../../src/shared/contract/client.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../../fakes/testStudio.ts";

/** A program that is killed does nothing more: the next one starts over the same folders. */
const LATER = "2026-01-02T03:10:00Z";

let place: TestPlace;
let studios: TestStudio[];

beforeEach(async () => {
  place = await testPlace();
  studios = [];
});
afterEach(async () => {
  for (const { studio } of studios) await studio.close();
  await place.remove();
});

async function start(at: TestPlace = place): Promise<TestStudio> {
  const made = await testStudio(at);
  studios.push(made);
  return made;
}

async function created(client: Client): Promise<string> {
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
  return (await client.call("documents.create", { ...asked, title: "Poster" })).session;
}

const rename = (client: Client, session: string, title: string) =>
  client.call("documents.edit", { session, edit: { kind: "set-title", title } });

const folders = () => readdir(join(place.dataFolder, "recovery")).catch(() => []);

async function snapshots(): Promise<{ path: string; generation: number; title: string }[]> {
  const found = [];
  for (const folder of await folders()) {
    const names = await readdir(join(place.dataFolder, "recovery", folder)).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".json"))) {
      const path = join(place.dataFolder, "recovery", folder, name);
      const value = JSON.parse(await readFile(path, "utf8"));
      found.push({ path, generation: value.generation, title: value.document.title });
    }
  }
  return found.sort((one, other) => other.generation - one.generation);
}

describe("autosave", () => {
  it("snapshots the first edit at once, later ones when typing rests, and never later than after fifteen seconds", async () => {
    const { timers, window } = await start();
    const client = window("one");
    const session = await created(client);
    await rename(client, session, "first");
    await expect.poll(async () => (await snapshots())[0]?.title).toBe("first");
    for (let second = 0; second < 14; second += 1) {
      await rename(client, session, `after ${second}`);
      timers.advance(1000);
    }
    expect((await snapshots()).map(({ title }) => title)).toEqual(["first"]);
    await rename(client, session, "after 14");
    timers.advance(1000);
    await expect.poll(async () => (await snapshots())[0]?.title).toBe("after 14");
    await rename(client, session, "rested");
    timers.advance(2000);
    await expect.poll(async () => (await snapshots())[0]?.title).toBe("rested");
  });

  it("keeps the generation before the last one", async () => {
    const { studio, window } = await start();
    const client = window("one");
    const session = await created(client);
    for (const title of ["a", "b", "c"]) {
      await rename(client, session, title);
      await studio.journal();
    }
    expect((await snapshots()).map(({ title }) => title)).toEqual(["c", "b"]);
  });

  it("leaves nothing behind once the document is saved, or may go", async () => {
    const { studio, window } = await start();
    const client = window("one");
    const saved = await created(client);
    const dropped = await created(client);
    for (const session of [saved, dropped]) await rename(client, session, "x");
    await studio.journal();
    expect(await folders()).toHaveLength(2);
    await client.call("documents.save", { session: saved });
    expect(await folders()).toHaveLength(1);
    await client.call("documents.close", { session: dropped, discard: true });
    expect(await folders()).toEqual([]);
  });

  it("says once that the disk is full, goes on, and writes when there is room", async () => {
    let full = true;
    const narrow = narrowPlace(() => full);
    const { studio, faults, timers, window } = await start(narrow);
    const client = window("one");
    const session = await created(client);
    for (const title of ["a", "b", "c"]) {
      await rename(client, session, title);
      await studio.journal();
    }
    expect(faults).toMatchObject([{ code: "storage/disk-full" }]);
    expect(await client.call("documents.state", { session })).toMatchObject({ unkept: "storage/disk-full" });
    full = false;
    timers.advance(1000);
    await expect.poll(async () => (await snapshots()).map(({ title }) => title)).toEqual(["c"]);
    // The file is there a moment before the windows hear of it.
    await expect.poll(async () => (await client.call("documents.state", { session })).unkept).toBeNull();
  });

  it("tells every window at once when the disk fills up in the middle, and keeps what came since when there is room", async () => {
    let full = false;
    const { studio, timers, window } = await start(narrowPlace(() => full));
    const client = window("one");
    const session = await created(client);
    await rename(client, session, "kept");
    await studio.journal();
    full = true;
    const told = new Promise<string | null>((resolve) => {
      const stop = window("two").on("documents.changed", ({ edit }) => {
        if (edit !== null) return;
        stop();
        resolve(client.call("documents.state", { session }).then(({ unkept }) => unkept));
      });
    });
    await rename(client, session, "not kept");
    expect(await told).toBe("storage/disk-full");
    await rename(client, session, "nor this");
    expect(await recovered()).toBe("kept");
    full = false;
    timers.advance(1000);
    await expect.poll(recovered).toBe("nor this");
  });
});

describe("the journal", () => {
  it("has every edit, undo and redo, and what is being typed, without any time passing", async () => {
    const { window } = await start();
    const client = window("one");
    const session = await created(client);
    const seen: string[] = [];
    const look = async (title: string) => {
      await expect.poll(recovered).toBe(title);
      seen.push(title);
    };
    await rename(client, session, "one");
    await look("one");
    await rename(client, session, "two");
    await look("two");
    await client.call("documents.undo", { session });
    await look("one");
    await client.call("documents.redo", { session });
    await look("two");
    await client.call("documents.draft", { session, edit: { kind: "set-title", title: "three and a ha" } });
    await look("three and a ha");
    await client.call("documents.draft", { session, edit: null });
    await look("two");
    expect(seen).toHaveLength(6);
    expect((await snapshots()).map(({ title }) => title)).toEqual(["one"]);
  });

  it("is read up to a record that was torn, wherever that is", async () => {
    const { window } = await start();
    const client = window("one");
    const session = await created(client);
    for (const title of ["a", "b", "c"]) {
      await rename(client, session, title);
      await expect.poll(recovered).toBe(title);
    }
    const path = await journalPath();
    const whole = await readFile(path);
    const ends = [...whole].flatMap((byte, index) => (byte === 10 ? [index + 1] : []));
    expect(ends).toHaveLength(2);
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      const sound = ends.filter((end) => end <= length).length;
      expect(await recovered()).toBe(["a", "b", "c"][sound]);
    }
    const damaged = Buffer.from(whole);
    damaged[(ends[0] ?? 0) - 3] = 0x20;
    await writeFile(path, damaged);
    expect(await recovered()).toBe("a");
  });

  it("goes on from the generation before where the last snapshot is damaged, and loses nothing", async () => {
    const { studio, window } = await start();
    const client = window("one");
    const session = await created(client);
    for (const title of ["a", "b", "c", "d"]) {
      await rename(client, session, title);
      await expect.poll(recovered).toBe(title);
      if (title === "c") await studio.journal();
    }
    const [newest] = await snapshots();
    expect(newest?.title).toBe("c");
    await writeFile(newest?.path ?? "", "{");
    expect(await recovered()).toBe("d");
  });

  it("brings undo back as well, and goes on in the one who recovers", async () => {
    const { window } = await start();
    const session = await created(window("one"));
    for (const title of ["a", "b", "c"]) await rename(window("one"), session, title);
    await window("one").call("documents.undo", { session });
    await expect.poll(recovered).toBe("b");
    place.setNow(LATER);
    studios = [];
    const next = (await start()).window("two");
    const [offered] = await next.call("documents.recoveries", {});
    const { session: again } = await next.call("documents.recover", { recovery: offered?.recovery ?? "" });
    await next.call("documents.redo", { session: again });
    await expect.poll(recovered).toBe("c");
    await next.call("documents.undo", { session: again });
    await next.call("documents.undo", { session: again });
    await expect.poll(recovered).toBe("a");
  });

  it("makes an edit of what a window typed that is gone, or that another one joins", async () => {
    const { studio, window } = await start();
    const session = await created(window("one"));
    const type = (name: string, title: string) =>
      window(name).call("documents.draft", { session, edit: { kind: "set-title", title } });
    const title = async () => (await window("three").call("documents.state", { session })).document.title;
    await type("one", "typed before two came");
    const { document, canUndo } = await window("two").call("documents.state", { session });
    expect([document.title, canUndo]).toEqual(["typed before two came", true]);
    await window("three").call("documents.state", { session });
    await type("two", "typed by two");
    expect(await title()).toBe("typed before two came");
    await studio.disconnect("two");
    expect(await title()).toBe("typed by two");
  });

  it("counts what is being typed as work", async () => {
    const { studio, window } = await start();
    const session = await created(window("one"));
    const edit = { kind: "set-title" as const, title: "typed" };
    await window("one").call("documents.draft", { session, edit });
    expect(studio.unsaved()).toHaveLength(1);
    await studio.disconnect("one");
    expect(await window("two").call("documents.recoveries", {})).toMatchObject([{ title: "typed" }]);
  });
});

/** The title as somebody would find it who started now, while the one who has it is not asked. */
async function recovered(): Promise<string | undefined> {
  const root = join(place.root, "copy");
  await rm(root, { recursive: true, force: true });
  await cp(join(place.dataFolder, "recovery"), join(root, "recovery"), {
    recursive: true,
    filter: (path) => !path.includes(".~lock."),
  });
  const { studio, window } = await testStudio({ ...place, dataFolder: root });
  const [offered] = await window("copy").call("documents.recoveries", {});
  await studio.close();
  return offered?.title;
}

async function journalPath(): Promise<string> {
  const [folder = ""] = await folders();
  const names = await readdir(join(place.dataFolder, "recovery", folder));
  return join(place.dataFolder, "recovery", folder, names.find((name) => name.endsWith(".log")) ?? "");
}

function narrowPlace(isFull: () => boolean): TestPlace {
  const { files } = place.machine;
  const refuse = (path: string) => {
    if (isFull()) throw new StudioError("storage/disk-full", "failure", `The disk is full: ${path}`);
  };
  const narrow: typeof files = {
    ...files,
    async write(path, bytes, options) {
      refuse(path);
      await files.write(path, bytes, options);
    },
    async append(path, bytes, at) {
      refuse(path);
      await files.append(path, bytes, at);
    },
  };
  return { ...place, machine: { ...place.machine, files: narrow } };
}

describe("after a crash", () => {
  async function crashed(...titles: string[]) {
    const { studio, window } = await start();
    const client = window("one");
    const session = await created(client);
    await client.call("documents.save", { session });
    for (const title of titles) {
      await rename(client, session, title);
      await studio.journal();
    }
    place.setNow(LATER);
    studios = [];
  }

  it("offers the last edit, and saving goes into the same file", async () => {
    await crashed("first", "last");
    const client = (await start()).window("two");
    const offered = await client.call("documents.recoveries", {});
    expect(offered).toMatchObject([{ title: "last", name: "Poster.manara", at: "2026-01-02T03:04:05Z" }]);
    const state = await client.call("documents.recover", { recovery: offered[0]?.recovery ?? "" });
    expect(state).toMatchObject({ saved: false, name: "Poster.manara", canUndo: true, document: { title: "last" } });
    expect(await client.call("documents.recoveries", {})).toEqual([]);
    expect(await client.call("documents.save", { session: state.session })).toMatchObject({ saved: true });
    expect(await folders()).toEqual([]);
    const [entry] = await client.call("documents.list", {});
    expect(entry?.title).toBe("last");
  });

  it("brings back the pages that people decided on, without damaged and foreign ones", async () => {
    const { studio, window } = await start();
    const client = window("one");
    const session = await created(client);
    await client.call("keys.create", { name: "Lan" });
    const [piece] = await client.call("approvals.list", { session });
    if (piece === undefined) throw new Error("the sample has pieces");
    const { template, edition, proof } = piece;
    // Never saved: the pages are nowhere but here.
    await client.call("approvals.decide", {
      session,
      pieces: [{ template, edition, proof }],
      decision: "approve",
      note: "",
    });
    const words = [{ kind: "paragraph" as const, content: [{ text: "Khác" }] }];
    const edit = { kind: "set-slot" as const, edition, slot: "headline", content: words };
    await client.call("documents.edit", { session, edit });
    const before = await client.call("approvals.changes", { session, template, edition });
    expect(before?.blocks.map(({ slot }) => slot)).toContain("headline");
    await studio.journal();
    const [{ path } = { path: "" }] = await snapshots();
    const pages = join(dirname(path), "pages");
    const [page = ""] = await readdir(pages);
    await writeFile(join(pages, "0".repeat(64)), await readFile(join(pages, page)));
    place.setNow(LATER);
    studios = [];
    const next = (await start()).window("two");
    const [offered] = await next.call("documents.recoveries", {});
    const state = await next.call("documents.recover", { recovery: offered?.recovery ?? "" });
    expect(await next.call("approvals.changes", { session: state.session, template, edition })).toEqual(before);
    const saved = await next.call("documents.save", { session: state.session });
    const { proofPages } = await openDocument(place.machine, join(place.folder, saved?.name ?? ""));
    expect([...(proofPages ?? new Map()).keys()]).toEqual([page]);
  });

  it("names in the history what was edited since the file, and nothing where only a decision was taken", async () => {
    await crashed("last");
    const client = (await start()).window("two");
    const [offered] = await client.call("documents.recoveries", {});
    const { session } = await client.call("documents.recover", { recovery: offered?.recovery ?? "" });
    const state = await client.call("documents.save", { session });
    expect(state?.document.history.at(-1)).toMatchObject({
      what: "edited",
      changed: [{ unit: "title", was: expect.any(String), is: expect.any(String) }],
    });
  });

  it("brings back the pictures with the words", async () => {
    const { studio, window } = await start();
    const client = window("one");
    const session = await created(client);
    const { default: sharp } = await import("sharp");
    const made = sharp({ create: { width: 8, height: 6, channels: 3, background: "#E8A317" } });
    const bytes = new Uint8Array(await made.png().toBuffer());
    const { digest, picture } = await client.call("pictures.add", {
      session,
      upload: await client.put(bytes),
      name: "a.png",
    });
    await client.call("documents.edit", { session, edit: { kind: "set-picture", digest, picture } });
    await studio.journal();
    place.setNow(LATER);
    studios = [];
    const next = await start();
    const [offered] = await next.window("two").call("documents.recoveries", {});
    const state = await next.window("two").call("documents.recover", { recovery: offered?.recovery ?? "" });
    expect(state).toMatchObject({ name: null, document: { pictures: { [digest]: picture } } });
    expect((await next.studio.readAsset(digest))?.bytes).toEqual(bytes);
    await next.window("two").call("documents.save", { session: state.session });
  });

  it("takes the generation before where the last one is damaged", async () => {
    await crashed("good", "torn");
    const [newest] = await snapshots();
    await writeFile(newest?.path ?? "", '{"version":1,"generation":2,');
    // Without the journal, which would tell the rest.
    await rm(await journalPath());
    const client = (await start()).window("two");
    expect(await client.call("documents.recoveries", {})).toMatchObject([{ title: "good" }]);
  });

  it("brings back the words where only their undo is damaged", async () => {
    await crashed("words");
    const [newest] = await snapshots();
    const value = JSON.parse(await readFile(newest?.path ?? "", "utf8"));
    await writeFile(newest?.path ?? "", JSON.stringify({ ...value, past: [{ kind: "burn" }] }));
    const client = (await start()).window("two");
    const [offered] = await client.call("documents.recoveries", {});
    const state = await client.call("documents.recover", { recovery: offered?.recovery ?? "" });
    expect(state).toMatchObject({ canUndo: false, document: { title: "words" } });
    await client.call("documents.close", { session: state.session, discard: true });
  });

  it("offers nothing where everything is damaged, and says so to whoever asks", async () => {
    await crashed("first", "second");
    for (const { path } of await snapshots()) await writeFile(path, "\u0000\u0000");
    const client = (await start()).window("two");
    expect(await client.call("documents.recoveries", {})).toEqual([]);
    const [recovery = ""] = await folders();
    await expect(client.call("documents.recover", { recovery })).rejects.toMatchObject({
      code: "document/recovery-damaged",
    });
  });

  it("is not moved by strange folders and values", async () => {
    const strange = join(place.dataFolder, "recovery", "aaaaaaaaaaaaaaaa");
    await mkdir(strange, { recursive: true });
    await mkdir(join(place.dataFolder, "recovery", "..strange"), { recursive: true });
    const snapshot = { version: 1, generation: 1, at: LATER, path: 7, file: null, document: {}, past: [], future: [] };
    await writeFile(join(strange, "a.json"), JSON.stringify(snapshot));
    const client = (await start()).window("one");
    expect(await client.call("documents.recoveries", {})).toEqual([]);
    await expect(client.call("documents.recover", { recovery: "bbbbbbbbbbbbbbbb" })).rejects.toMatchObject({
      code: "document/unknown-handle",
    });
  });

  it("can be discarded", async () => {
    await crashed("first");
    const client = (await start()).window("two");
    const [offered] = await client.call("documents.recoveries", {});
    await client.call("documents.discardRecovery", { recovery: offered?.recovery ?? "" });
    expect(await folders()).toEqual([]);
  });

  it("does not write over work that was saved meanwhile", async () => {
    await crashed("mine");
    const client = (await start()).window("two");
    const [entry] = await client.call("documents.list", {});
    const open = await client.call("documents.open", { handle: entry?.handle ?? "" });
    const [offered] = await client.call("documents.recoveries", {});
    const copy = await client.call("documents.recover", { recovery: offered?.recovery ?? "" });
    expect(copy).toMatchObject({ name: null, saved: false, document: { title: "mine" } });
    expect(copy.session).not.toBe(open.session);
  });
});

describe("two programs at once", () => {
  it("does not offer or delete what the other has open", async () => {
    const first = await start();
    const session = await created(first.window("one"));
    await rename(first.window("one"), session, "alive");
    await first.studio.journal();
    const client = (await start()).window("two");
    const [recovery = ""] = await folders();
    expect(await client.call("documents.recoveries", {})).toEqual([]);
    for (const call of ["documents.recover", "documents.discardRecovery"] as const) {
      await expect(client.call(call, { recovery })).rejects.toMatchObject({ code: "document/recovery-in-use" });
    }
    // Four minutes on, it still shows that it lives.
    place.setNow("2026-01-02T03:08:05Z");
    first.timers.advance(30_000);
    await expect.poll(async () => await client.call("documents.recoveries", {})).toEqual([]);
    expect(await snapshots()).toHaveLength(1);
  });

  it("does not ask about a document that nobody has touched", async () => {
    const { studio, window } = await start();
    const session = await created(window("one"));
    expect(studio.unsaved()).toEqual([]);
    await rename(window("one"), session, "touched");
    expect(studio.unsaved()).toHaveLength(1);
  });

  it("keeps what a window left that went away", async () => {
    const { studio, window } = await start();
    const session = await created(window("one"));
    await window("two").call("documents.state", { session });
    await rename(window("one"), session, "left");
    await studio.disconnect("one");
    expect(studio.unsaved()).toMatchObject([{ session, clients: ["two"], title: "left", name: null }]);
    await studio.disconnect("two");
    expect(studio.unsaved()).toEqual([]);
    expect(await window("three").call("documents.recoveries", {})).toMatchObject([{ title: "left", name: null }]);
  });
});
