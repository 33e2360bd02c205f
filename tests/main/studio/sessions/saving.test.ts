import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { zipArchives } from "../../../../src/main/platform/zipArchives.ts";
import { readDocumentFile, writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import type { Dialogs } from "../../../../src/main/studio/base/ports.ts";
import { StudioError } from "../../../../src/shared/base/errors.ts";
import type { Client } from "../../../../src/shared/contract/client.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../../fakes/testStudio.ts";

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

async function start(dialogs: Dialogs | null = null, at: TestPlace = place): Promise<TestStudio> {
  const made = await testStudio(at, dialogs);
  studios.push(made);
  return made;
}

async function created(client: Client, title = "Poster"): Promise<string> {
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true, title };
  return (await client.call("documents.create", asked)).session;
}

const rename = (client: Client, session: string, title: string) =>
  client.call("documents.edit", { session, edit: { kind: "set-title", title } });

async function openFirst(client: Client) {
  const [entry] = await client.call("documents.list", {});
  return client.call("documents.open", { handle: entry?.handle ?? "" });
}

async function onDisk(name: string) {
  return (await readDocumentFile(zipArchives, new Uint8Array(await readFile(join(place.folder, name))))).document;
}

const locks = async () => (await readdir(place.folder)).filter((name) => name.startsWith(".~lock."));

/** Answers every question with this path. */
function dialogsWith(path: () => string | null): Dialogs {
  return {
    chooseDocument: async () => path(),
    chooseSavePath: async () => path(),
    chooseFolder: async () => path(),
    reveal: async () => undefined,
    openAddress: async () => undefined,
  };
}

describe("saving", () => {
  it("counts every change by one", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    const revisions: number[] = [];
    client.on("documents.changed", ({ revision }) => revisions.push(revision));
    await rename(client, session, "a");
    await client.call("documents.save", { session });
    await client.call("documents.undo", { session });
    const state = await client.call("documents.save", { session });
    expect(revisions).toEqual([1, 2, 3, 4]);
    expect(state?.revision).toBe(4);
  });

  it("adds one event to the history for each save, however much was typed", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    for (const title of ["a", "b", "c"]) await rename(client, session, title);
    await client.call("documents.save", { session });
    await client.call("documents.save", { session });
    await rename(client, session, "d");
    const state = await client.call("documents.save", { session });
    const document = await onDisk("c.manara");
    expect(document).toEqual(state?.document);
    expect(document.history.map(({ what }) => what)).toEqual(["created", "filled", "edited", "edited"]);
  });

  it("is saved again after what was edited is taken back", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    await client.call("documents.save", { session });
    await rename(client, session, "other");
    expect(await client.call("documents.state", { session })).toMatchObject({ saved: false });
    await client.call("documents.undo", { session });
    expect(await client.call("documents.state", { session })).toMatchObject({ saved: true });
  });

  it("never replaces another document of the same title", async () => {
    const client = (await start()).window("one");
    for (let count = 0; count < 3; count += 1) await client.call("documents.save", { session: await created(client) });
    const names = (await client.call("documents.list", {})).map(({ name }) => name).sort();
    expect(names).toEqual(["Poster 2.manara", "Poster 3.manara", "Poster.manara"]);
  });

  it("loses nothing where somebody else changed the file, and saves under another name", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    await client.call("documents.save", { session });
    await writeFile(join(place.folder, "Poster.manara"), "somebody else's work");
    await rename(client, session, "mine");
    await expect(client.call("documents.save", { session })).rejects.toMatchObject({
      code: "document/changed-on-disk",
    });
    expect(await readFile(join(place.folder, "Poster.manara"), "utf8")).toBe("somebody else's work");
    const state = await client.call("documents.saveAs", { session, name: "Poster of mine.manara" });
    expect(state).toMatchObject({ saved: true, name: "Poster of mine.manara" });
    expect((await onDisk("Poster of mine.manara")).history.map(({ what }) => what)).toContain("edited");
    expect(await locks()).toEqual([".~lock.Poster of mine.manara"]);
  });

  it("keeps the document unsaved where the disk is full", async () => {
    let full = false;
    const { files } = place.machine;
    const write: typeof files.write = async (path, bytes, options) => {
      if (full) throw new StudioError("storage/disk-full", "failure", `The disk is full: ${path}`);
      return files.write(path, bytes, options);
    };
    const narrow = { ...place, machine: { ...place.machine, files: { ...files, write } } };
    const client = (await start(null, narrow)).window("one");
    const session = await created(client);
    await client.call("documents.save", { session });
    await rename(client, session, "later");
    full = true;
    await expect(client.call("documents.save", { session })).rejects.toMatchObject({ code: "storage/disk-full" });
    expect(await client.call("documents.state", { session })).toMatchObject({ saved: false });
    expect((await onDisk("Poster.manara")).title).toBe("Poster");
    full = false;
    expect(await client.call("documents.save", { session })).toMatchObject({ saved: true });
    expect((await onDisk("Poster.manara")).history.filter(({ what }) => what === "edited")).toHaveLength(1);
  });

  it("counts what is typed while the file is being written for the next time", async () => {
    const { files } = place.machine;
    let typing: (() => Promise<unknown>) | null = null;
    const write: typeof files.write = async (path, bytes, options) => {
      const type = typing;
      typing = null;
      if (path.endsWith(".manara")) await type?.();
      return files.write(path, bytes, options);
    };
    const slow = { ...place, machine: { ...place.machine, files: { ...files, write } } };
    const client = (await start(null, slow)).window("one");
    const session = await created(client);
    await rename(client, session, "first");
    typing = () => rename(client, session, "meanwhile");
    const state = await client.call("documents.save", { session });
    expect(state).toMatchObject({ saved: false, document: { title: "meanwhile" } });
    expect((await onDisk("first.manara")).title).toBe("first");
    // Undo of the file that was written knows nothing of it.
    const again = await openFirst((await start()).window("two"));
    expect(again).toMatchObject({ canUndo: true, document: { title: "first" } });
    expect(await client.call("documents.save", { session })).toMatchObject({ saved: true });
    expect((await onDisk("first.manara")).history.filter(({ what }) => what === "edited")).toHaveLength(2);
  });

  it("asks the machine's dialog, adds the ending, and does nothing where the person cancels", async () => {
    let answer: string | null = null;
    const { window } = await start(dialogsWith(() => answer));
    const client = window("one");
    const session = await created(client);
    expect(await client.call("documents.save", { session })).toBeNull();
    answer = join(place.root, "chosen");
    expect(await client.call("documents.save", { session })).toMatchObject({ name: "chosen.manara", saved: true });
    // The dialog has asked before a file is replaced.
    await writeFile(join(place.root, "old.manara"), "old");
    answer = join(place.root, "old.manara");
    expect(await client.call("documents.saveAs", { session, name: null })).toMatchObject({ name: "old.manara" });
    const handle = (await client.call("documents.choose", {}))?.handle ?? "";
    expect((await client.call("documents.open", { handle })).session).toBe(session);
  });

  it("does not write over a document that another window has open", async () => {
    let answer: string | null = null;
    const { window } = await start(dialogsWith(() => answer));
    const client = window("one");
    answer = join(place.root, "one.manara");
    await client.call("documents.save", { session: await created(client) });
    const other = await created(client);
    await expect(client.call("documents.save", { session: other })).rejects.toMatchObject({
      code: "document/open-already",
    });
  });

  it("does not write over a document that another program has open", async () => {
    const first = (await start()).window("one");
    await first.call("documents.save", { session: await created(first) });
    const second = (await start(dialogsWith(() => join(place.folder, "Poster.manara")))).window("two");
    await expect(second.call("documents.save", { session: await created(second) })).rejects.toMatchObject({
      code: "document/held",
    });
  });

  it("says in a browser that there are no dialogs", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    for (const call of [
      client.call("documents.choose", {}),
      client.call("documents.saveAs", { session, name: null }),
      client.call("exports.choose", {}),
    ]) {
      await expect(call).rejects.toMatchObject({ code: "host/no-dialogs" });
    }
  });
});

describe("a document that another Manara has open", () => {
  it("can be read, and is saved only by whoever insists", async () => {
    const first = (await start()).window("one");
    const held = await created(first);
    await first.call("documents.save", { session: held });
    const second = (await start()).window("two");
    const state = await openFirst(second);
    expect(state.heldBy).not.toBeNull();
    await rename(second, state.session, "theirs");
    await expect(second.call("documents.save", { session: state.session })).rejects.toMatchObject({
      code: "document/held",
    });
    expect(await second.call("documents.editAnyway", { session: state.session })).toMatchObject({ heldBy: null });
    expect(await second.call("documents.save", { session: state.session })).toMatchObject({ saved: true });
  });

  it("tells the one that lost it, and closing gives back only what is one's own", async () => {
    const one = await start();
    const first = one.window("one");
    const held = await created(first);
    await first.call("documents.save", { session: held });
    const second = (await start()).window("two");
    const { session } = await openFirst(second);
    await second.call("documents.editAnyway", { session });
    const heard = new Promise<void>((heard) => {
      first.on("documents.changed", () => heard());
    });
    one.timers.advance(30_000);
    await heard;
    expect((await first.call("documents.state", { session: held })).heldBy).not.toBeNull();
    await first.call("documents.close", { session: held, discard: true });
    expect(await locks()).toEqual([".~lock.Poster.manara"]);
    await second.call("documents.close", { session, discard: true });
    expect(await locks()).toEqual([]);
  });

  it("is free when its holder shows no life for two minutes", async () => {
    const first = (await start()).window("one");
    await first.call("documents.save", { session: await created(first) });
    place.setNow("2026-01-02T03:06:30Z");
    const second = (await start()).window("two");
    expect((await openFirst(second)).heldBy).toBeNull();
  });
});

describe("undo", () => {
  it("survives closing and opening, and is forgotten where the file is another one", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    await rename(client, session, "first");
    await rename(client, session, "second");
    await client.call("documents.undo", { session });
    await client.call("documents.save", { session });
    await client.call("documents.close", { session, discard: false });
    const again = (await start()).window("two");
    const state = await openFirst(again);
    expect(state).toMatchObject({ canUndo: true, canRedo: true, document: { title: "first" } });
    await again.call("documents.redo", { session: state.session });
    expect((await again.call("documents.state", { session: state.session })).document.title).toBe("second");
    await again.call("documents.close", { session: state.session, discard: true });

    const [name = ""] = (await readdir(place.folder)).filter((one) => one.endsWith(".manara"));
    const path = join(place.folder, name);
    const found = await readDocumentFile(zipArchives, new Uint8Array(await readFile(path)));
    const other = { ...found.document, title: "written by another program" };
    await writeFile(path, await writeDocumentFile(zipArchives, { ...found, document: other }));
    expect(await openFirst((await start()).window("three"))).toMatchObject({ canUndo: false, canRedo: false });
  });

  it("ends where it would need a picture that left the document", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    const made = sharp({ create: { width: 8, height: 6, channels: 3, background: "#E8A317" } });
    const upload = await client.put(new Uint8Array(await made.png().toBuffer()));
    const { digest, picture } = await client.call("pictures.add", { session, upload, name: "a.png" });
    for (const value of [picture, null]) {
      await client.call("documents.edit", { session, edit: { kind: "set-picture", digest, picture: value } });
    }
    // As long as the document is open, its picture comes back.
    await client.call("documents.undo", { session });
    await client.call("documents.redo", { session });
    await rename(client, session, "after");
    await client.call("documents.save", { session });
    await client.call("documents.close", { session, discard: false });
    const again = (await start()).window("two");
    const state = await openFirst(again);
    await again.call("documents.undo", { session: state.session });
    const before = await again.call("documents.state", { session: state.session });
    expect(before).toMatchObject({ canUndo: false, document: { title: "Poster", pictures: {} } });
  });

  it("opens the document where what was kept of it is damaged", async () => {
    const client = (await start()).window("one");
    const session = await created(client);
    await rename(client, session, "first");
    await client.call("documents.save", { session });
    await client.call("documents.close", { session, discard: false });
    const [kept = ""] = await readdir(join(place.dataFolder, "undo"));
    await writeFile(join(place.dataFolder, "undo", basename(kept)), '{"version":1,"past":[{"kind":"burn"}]}');
    expect(await openFirst((await start()).window("two"))).toMatchObject({ canUndo: false, saved: true });
  });
});
