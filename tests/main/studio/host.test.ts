import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Dialogs } from "../../../src/main/studio/base/ports.ts";
import { withPackCopy } from "../../fakes/packCopy.ts";
import { type TestPlace, testPlace, testStudio } from "../../fakes/testStudio.ts";

let place: TestPlace;
beforeEach(async () => {
  place = await testPlace();
});
afterEach(() => place.remove());

const POSTER = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };

describe("recent documents", () => {
  it("come newest first, without those that are gone", async () => {
    const { window } = await testStudio(place);
    const client = window("one");
    let changes = 0;
    client.on("documents.recentChanged", () => {
      changes += 1;
    });
    for (const title of ["a", "b", "c"]) {
      const { session } = await client.call("documents.create", { ...POSTER, title });
      await client.call("documents.save", { session });
      await client.call("documents.close", { session, discard: false });
    }
    await rm(join(place.folder, "b.manara"));
    const titles = (await client.call("documents.recent", {})).map(({ title }) => title);
    expect(titles).toEqual(["c", "a"]);
    expect(changes).toBe(3);
  });

  it.each([
    ["no JSON", "\u0000"],
    ["another shape", '{"version":1,"paths":{"length":1e9}}'],
    ["too many", JSON.stringify({ version: 1, paths: Array.from({ length: 21 }, () => "/etc/passwd") })],
    ["other files", JSON.stringify({ version: 1, paths: ["/etc/passwd", "relative.manara", "//host/share.manara"] })],
  ])("are none where the list holds %s", async (_, text) => {
    await mkdir(place.dataFolder, { recursive: true });
    await writeFile(join(place.dataFolder, "recents.json"), text);
    const client = (await testStudio(place)).window("one");
    expect(await client.call("documents.recent", {})).toEqual([]);
    const { session } = await client.call("documents.create", POSTER);
    await client.call("documents.save", { session });
    expect(await client.call("documents.recent", {})).toHaveLength(1);
  });
});

describe("a list of recent documents that somebody else wrote", () => {
  it("leads to nothing that depends on where the program was started", async () => {
    const { window } = await testStudio(place);
    const { session } = await window("one").call("documents.create", { ...POSTER, title: "here" });
    await window("one").call("documents.save", { session });
    const paths = [relative(process.cwd(), join(place.folder, "here.manara"))];
    await writeFile(join(place.dataFolder, "recents.json"), JSON.stringify({ version: 1, paths }));
    expect(await window("one").call("documents.recent", {})).toEqual([]);
  });
});

describe("Manara's own folder", () => {
  it("leaves out what is no document, and takes no import that is none", async () => {
    const client = (await testStudio(place)).window("one");
    await mkdir(place.folder, { recursive: true });
    await writeFile(join(place.folder, "broken.manara"), "not a zip");
    expect(await client.call("documents.list", {})).toEqual([]);
    const upload = await client.put(new TextEncoder().encode("not a zip either"));
    await expect(client.call("documents.import", { upload, name: "x.manara" })).rejects.toMatchObject({
      code: "document/not-a-zip",
    });
    await expect(client.call("documents.import", { upload: "0".repeat(64), name: "x.manara" })).rejects.toMatchObject({
      code: "asset/unknown",
    });
  });
});

describe("documents from outside", () => {
  it("wait for their window, and come by event once it is there", async () => {
    const { studio, window } = await testStudio(place);
    const [one, two] = [window("one"), window("two")];
    const { session } = await one.call("documents.create", { ...POSTER, title: "Offered" });
    await one.call("documents.save", { session });
    const path = join(place.folder, "Offered.manara");
    studio.offerDocument(path, "two");
    const taken = await two.call("host.takeDocument", {});
    expect((await two.call("documents.open", { handle: taken?.handle ?? "" })).session).toBe(session);
    expect(await two.call("host.takeDocument", {})).toBeNull();
    const heard: unknown[] = [];
    for (const client of [one, two]) client.on("host.documentChosen", (value) => heard.push(value));
    studio.offerDocument(path, "two");
    expect(heard).toEqual([taken]);
    await studio.close();
  });

  it("go to whoever asks first where no window is known", async () => {
    const { studio, window } = await testStudio(place);
    studio.offerDocument(join(place.folder, "x.manara"), null);
    const taken = await window("one").call("host.takeDocument", {});
    expect(taken).not.toBeNull();
    await expect(window("one").call("documents.open", { handle: taken?.handle ?? "" })).rejects.toMatchObject({
      code: "storage/missing",
    });
  });
});

describe("the host", () => {
  it("opens only addresses that a pack vouches for", async () => {
    const opened: string[] = [];
    const dialogs: Dialogs = {
      chooseDocument: async () => null,
      chooseSavePath: async () => null,
      chooseFolder: async () => null,
      reveal: async () => undefined,
      openAddress: async (url) => {
        opened.push(url);
      },
    };
    const client = (await testStudio(place, dialogs)).window("one");
    const open = (url: string) => client.call("host.openAddress", { url });
    for (const url of [
      "http://dolab.gov.vn/",
      "https://dolab.gov.vn.evil.example/",
      "https://evildolab.gov.vn/",
      "https://dolab.gov.vn@evil.example/",
      "https://dolab.gov.vn:8443/",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "not an address",
    ]) {
      await expect(open(url), url).rejects.toMatchObject({ code: "host/unknown-address" });
    }
    await open("https://dolab.gov.vn/en");
    await open("https://www.dolab.gov.vn/");
    await open("https://covenanthousetoronto.ca/traffick-stop/language-and-key-terms/");
    await expect(open("https://covenanthousetoronto.ca/")).rejects.toMatchObject({ code: "host/unknown-address" });
    expect(opened).toHaveLength(3);
  });

  it("sends a command of the menu to its window alone", async () => {
    const { studio, window } = await testStudio(place);
    const heard: string[] = [];
    for (const name of ["one", "two"]) {
      window(name).on("host.command", ({ command }) => heard.push(`${name} ${command}`));
    }
    studio.sendCommand("save", "two");
    studio.sendCommand("format the disk", "two");
    expect(heard).toEqual(["two save"]);
  });

  it("reads a pack again when one of its files changed", async () => {
    const copy = await withPackCopy(place);
    const client = (await testStudio(copy)).window("one");
    const before = await client.call("packs.files", { id: "safe-migration" });
    const { session } = await client.call("documents.create", POSTER);
    await client.call("documents.save", { session });
    await client.call("documents.close", { session, discard: false });
    const path = join(copy.machine.packsFolder, "safe-migration", "pack.json");
    await writeFile(path, `${await readFile(path, "utf8")}\n`);
    const after = await client.call("packs.files", { id: "safe-migration" });
    expect(after.digest).not.toBe(before.digest);
    const [entry] = await client.call("documents.list", {});
    const opened = await client.call("documents.open", { handle: entry?.handle ?? "" });
    const [piece] = await client.call("approvals.list", { session: opened.session });
    expect(piece?.diagnostics.map(({ code }) => code)).toContain("document/pack-changed");
  });

  it("knows no pack outside its folder", async () => {
    const client = (await testStudio(place)).window("one");
    // The tests run where "templates" is a folder, and no pack.
    for (const id of ["templates", "no-such-pack"]) {
      await expect(client.call("packs.files", { id })).rejects.toMatchObject({ code: "pack/unknown" });
    }
  });
});
