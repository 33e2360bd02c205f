import { describe, expect, it } from "vitest";
import { fillDocument, parseContent } from "../../../../src/main/services/document/content.ts";
import { readDocumentFile, writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import {
  chooseEditions,
  editDocument,
  newDocument,
  openDocument,
  saveDocument,
} from "../../../../src/main/services/document/documents.ts";
import type { LoadedPack } from "../../../../src/main/services/pack/packs.ts";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import type { Edit } from "../../../../src/shared/document/edits.ts";
import { slotStatuses } from "../../../../src/shared/document/slotStatuses.ts";
import type { Template } from "../../../../src/shared/pack/templatePack.ts";
import { fakeMachine, fakePack, sha256 } from "../../../fakes/fakeMachine.ts";
import { rawZip } from "../../../fakes/rawZip.ts";

const CONTENT = {
  editions: { "vi-VN": { headline: "Việc thật", items: ["Một", "Hai"], helpline: ["111 · miễn phí"] } },
};
const PATH = "/home/poster.manara";
const bytes = (text: string) => new TextEncoder().encode(text);

async function saved() {
  const machine = fakeMachine();
  const loaded = fakePack();
  const open = await saveDocument(machine, newDocument(machine, loaded, "poster-a3", PATH, CONTENT));
  return { machine, loaded, open };
}

describe("documents on disk", () => {
  it("come back as they were saved", async () => {
    const { machine, open } = await saved();
    expect(await openDocument(machine, PATH)).toEqual(open);
    expect(open.document.editions["vi-VN"]?.slots.helpline).toEqual([
      { kind: "list", items: [[{ helpline: "VN-111" }, { text: " · miễn phí" }]] },
    ]);
  });

  it("never replace another file when new", async () => {
    const { machine, loaded } = await saved();
    const before = machine.files.content.get(PATH);
    const other = newDocument(machine, loaded, "poster-a3", PATH, null);
    await expect(saveDocument(machine, other)).rejects.toMatchObject({ code: "storage/exists", kind: "usage" });
    expect(machine.files.content.get(PATH)).toBe(before);
  });

  it("refuse to overwrite what somebody else saved in between", async () => {
    const { machine, loaded } = await saved();
    const [mine, theirs] = [await openDocument(machine, PATH), await openDocument(machine, PATH)];
    const change = (title: string) => ({ kind: "set-title" as const, title });
    await saveDocument(machine, editDocument(machine, theirs, loaded.pack, change("Theirs")));
    const late = saveDocument(machine, editDocument(machine, mine, loaded.pack, change("Mine")));
    await expect(late).rejects.toMatchObject({ code: "document/changed-on-disk", kind: "failure" });
    expect((await openDocument(machine, PATH)).document.title).toBe("Theirs");
  });

  it("refuse to save in place of a file that was taken away", async () => {
    const { machine, open } = await saved();
    await machine.files.remove(PATH);
    await expect(saveDocument(machine, open)).rejects.toMatchObject({ code: "document/changed-on-disk" });
  });

  it("stay whole when the disk is full", async () => {
    const { machine, loaded, open } = await saved();
    const before = machine.files.content.get(PATH);
    machine.files.failWritesAfter(0, 1);
    const changed = editDocument(machine, open, loaded.pack, { kind: "set-title", title: "New" });
    await expect(saveDocument(machine, changed)).rejects.toMatchObject({ code: "storage/disk-full" });
    expect([...machine.files.content]).toEqual([[PATH, before]]);
  });

  it("let one save at a time", async () => {
    const { machine, open } = await saved();
    await machine.files.withLock(PATH, async () => {
      await expect(saveDocument(machine, open)).rejects.toMatchObject({ code: "storage/busy" });
    });
  });
});

describe("document files", () => {
  const picture = bytes("not really a picture");
  const digest = sha256(picture);
  const withPicture = (document: CampaignDocument): CampaignDocument => ({
    ...document,
    pictures: { [digest]: { name: "hands", type: "image/jpeg", width: 3, height: 2, consent: null } },
  });

  it("carry pictures", async () => {
    const { machine, open } = await saved();
    const file = { document: withPicture(open.document), pictures: new Map([[digest, picture]]) };
    expect(await readDocumentFile(machine.archives, await writeDocumentFile(machine.archives, file))).toEqual(file);
  });

  it("are not written without a picture that they list", async () => {
    const { machine, open } = await saved();
    const file = { document: withPicture(open.document), pictures: new Map() };
    await expect(writeDocumentFile(machine.archives, file)).rejects.toMatchObject({ code: "document/missing-picture" });
  });

  it.each<[string, (document: CampaignDocument) => Parameters<typeof rawZip>[0], string]>([
    ["no document.json", () => [], "document/damaged"],
    ["something else than JSON", () => [{ name: "document.json", data: bytes("{") }], "document/wrong-json"],
    ["other JSON", () => [{ name: "document.json", data: bytes('{"version":1}') }], "document/wrong-json"],
    ["a newer version", () => [{ name: "document.json", data: bytes('{"version":99}') }], "document/newer-version"],
    [
      "a picture missing",
      (document) => [{ name: "document.json", data: bytes(JSON.stringify(withPicture(document))) }],
      "document/missing-picture",
    ],
    [
      "a picture that changed",
      (document) => [
        { name: "document.json", data: bytes(JSON.stringify(withPicture(document))) },
        { name: `pictures/${digest}.jpg`, data: bytes("another") },
      ],
      "document/damaged",
    ],
  ])("are refused with %s, and the path is named", async (_, entries, code) => {
    const { machine, open } = await saved();
    machine.files.content.set("/home/bad.manara", rawZip(entries(open.document)));
    await expect(openDocument(machine, "/home/bad.manara")).rejects.toMatchObject({
      code,
      kind: "failure",
      message: expect.stringContaining("/home/bad.manara"),
    });
  });
});

describe("content", () => {
  it("names every unknown edition and slot at once, and changes nothing", () => {
    const machine = fakeMachine();
    const { document } = newDocument(machine, fakePack(), "poster-a3", PATH, null);
    const content = { editions: { "fr-FR": { headline: "x" }, "vi-VN": { headline: "x", footer: "y" } } };
    try {
      fillDocument(document, fakePack(), content, "2026-01-01T00:00:00Z");
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: "content/refused",
        kind: "content",
        diagnostics: [
          { code: "content/unknown-edition", place: "fr-FR" },
          { code: "content/unknown-slot", place: "vi-VN › footer" },
        ],
      });
    }
    expect(document.editions).toEqual({});
  });

  it.each([
    ["not JSON", "{", "content/not-json"],
    ["another shape", '{"vi-VN":{}}', "content/wrong-shape"],
    ["a number for a slot", '{"editions":{"vi-VN":{"headline":7}}}', "content/wrong-shape"],
  ])("is refused when it is %s", (_, text, code) => {
    expect(() => parseContent(bytes(text), "content.json")).toThrow(expect.objectContaining({ code, kind: "failure" }));
  });
});

describe("locks", () => {
  it("hold against edits and against content that differs from the pack's own", () => {
    const machine = fakeMachine();
    const loaded = lockedPack();
    const sample = { editions: { "vi-VN": { headline: "Của gói" } } };
    const open = newDocument(machine, loaded, "poster-a3", PATH, sample);
    const change: Edit = { kind: "set-slot", edition: "vi-VN", slot: "headline", content: [] };
    expect(() => editDocument(machine, open, loaded.pack, change)).toThrow(
      expect.objectContaining({ code: "document/locked" }),
    );
    const whole: Edit = { kind: "set-edition", edition: "vi-VN", content: { slots: { headline: [] } } };
    expect(() => editDocument(machine, open, loaded.pack, { kind: "together", edits: [whole] })).toThrow(
      expect.objectContaining({ code: "document/locked" }),
    );
    const other = { editions: { "vi-VN": { headline: "Của tôi" } } };
    expect(() => newDocument(machine, loaded, "poster-a3", PATH, other)).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code: "content/locked" })] }),
    );
    const free: Edit = { ...change, slot: "items" };
    expect(editDocument(machine, open, loaded.pack, free).document.editions["vi-VN"]?.slots.items).toEqual([]);
  });

  it("let only templates of the family in", () => {
    const machine = fakeMachine();
    const open = newDocument(machine, fakePack(), "poster-a3", PATH, null);
    const change = { kind: "set-templates", templates: ["card"] } as const;
    expect(() => editDocument(machine, open, fakePack().pack, change)).toThrow(
      expect.objectContaining({ code: "pack/unknown-template" }),
    );
  });
});

describe("slotStatuses", () => {
  it("tells what is filled, empty and missing", async () => {
    const { open, loaded } = await saved();
    expect(slotStatuses(open.document, loaded.pack, "vi-VN")).toEqual({
      headline: "filled",
      items: "filled",
      helpline: "filled",
    });
    expect(slotStatuses(open.document, loaded.pack, "en-VN")).toEqual({
      headline: "missing",
      items: "empty",
      helpline: "missing",
    });
  });
});

describe("chooseEditions", () => {
  it("names an edition that the document lacks", async () => {
    const { open, loaded } = await saved();
    expect(chooseEditions(open.document, loaded.pack, null).map(({ tag }) => tag)).toEqual(["vi-VN"]);
    expect(() => chooseEditions(open.document, loaded.pack, ["vi-VN", "en-VN"])).toThrow(
      expect.objectContaining({ code: "document/unknown-edition", message: expect.stringContaining("en-VN") }),
    );
  });
});

function lockedPack(): LoadedPack {
  const loaded = fakePack();
  const [template] = loaded.pack.templates;
  if (template === undefined) throw new Error("the sample pack has a template");
  const page = {
    id: "front",
    title: template.title,
    ground: "paper",
    panels: [],
    frames: [
      {
        id: "head",
        kind: "text" as const,
        at: { x: 0, y: 0, width: 10, height: 10 },
        rtl: "mirror" as const,
        locks: { position: true, style: true, content: true, existence: true },
        anchor: "top" as const,
        blocks: [
          {
            slot: "headline",
            style: "h",
            size: [8, 9] as [number, number],
            before: 0,
            indent: [0, 0] as [number, number],
          },
        ],
      },
    ],
  };
  const locked: Template = { ...template, pages: [page] };
  const files = new Map([["content/poster-a3/vi-VN.json", bytes('{"headline":"Của gói"}')]]);
  return { ...loaded, files, pack: { ...loaded.pack, templates: [locked] } };
}
