import { beforeEach, describe, expect, it } from "vitest";
import { writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import { type RecalledItem, type RecallOptions, recall } from "../../../../src/main/services/verify/recall.ts";
import { digestBytes } from "../../../../src/shared/base/digest.ts";
import { createDocument } from "../../../../src/shared/document/createDocument.ts";
import type {
  CampaignDocument,
  DocumentEvent,
  Inline,
  RichText,
} from "../../../../src/shared/document/documentSchema.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";

const LINE: RecalledItem = { kind: "helpline", id: "VN-111", number: "111" };
const PHOTO = new TextEncoder().encode("png");
const DIGEST = digestBytes(PHOTO);
const say = (...content: Inline[]): RichText => [{ kind: "paragraph", content }];
const NUMBER = say({ text: "Call " }, { helpline: "VN-111" });
const NOTHING = say({ text: "Ask at school" });
const uuid = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});

function documentOf(
  last: string,
  slots: Readonly<Record<string, Readonly<Record<string, RichText>>>>,
  ...events: DocumentEvent[]
): CampaignDocument {
  const document = createDocument(PACK, "poster-a3", { id: uuid(last), at: "2026-06-01T00:00:00Z", engine: "1" });
  const editions = Object.fromEntries(Object.entries(slots).map(([tag, one]) => [tag, { slots: one }]));
  return { ...document, title: `Title ${last}`, editions, history: [...document.history, ...events] };
}
const event = (at: string, what: DocumentEvent["what"] = "edited"): DocumentEvent => ({
  at: `2026-06-${at}:00:00Z`,
  what,
});

async function put(path: string, document: CampaignDocument, pictures = new Map<string, Uint8Array>()): Promise<void> {
  machine.files.content.set(path, await writeDocumentFile(machine.archives, { document, pictures }));
}
/** What was exported from documents, on the tenth of June at noon. */
function putManifest(
  path: string,
  ...files: { document: string; edition?: string; template?: string; draft?: boolean }[]
) {
  const all = files.map(({ document, edition = "vi-VN", template = "poster-a3", draft = false }, index) => ({
    path: `${edition}/file-${index}.pdf`,
    document: uuid(document),
    template,
    edition,
    format: "print-pdf",
    pages: 1,
    trimMm: [297, 420],
    bleedMm: 3,
    pixels: null,
    sha256: "0".repeat(64),
    proof: "0".repeat(64),
    approval: null,
    draft,
    created: "2026-06-10T12:00:00Z",
  }));
  const text = JSON.stringify({ engine: "1", document: "", files: all, diagnostics: [], approvals: [] });
  machine.files.content.set(path, new TextEncoder().encode(text));
}
const find = (item: RecalledItem = LINE, options: RecallOptions = {}) => recall(machine, item, "/w", options);
const places = async (item: RecalledItem) => (await find(item)).documents.flatMap((one) => one.places);

describe("documents that carry a helpline", () => {
  it("are named with every edition and slot in which it stands", async () => {
    await put(
      "/w/a.manara",
      documentOf("1", { "vi-VN": { headline: NOTHING, items: NUMBER, helpline: NUMBER }, "ar-EG": { items: NUMBER } }),
    );
    await put("/w/b.manara", documentOf("2", { "vi-VN": { items: NOTHING } }));
    expect((await find()).documents).toEqual([
      {
        path: "a.manara",
        document: uuid("1"),
        title: "Title 1",
        places: [
          { edition: "ar-EG", slot: "items" },
          { edition: "vi-VN", slot: "helpline" },
          { edition: "vi-VN", slot: "items" },
        ],
      },
    ]);
  });

  it("are found by its digits too, where somebody typed them, in any form of digits", async () => {
    const typed = async (text: string) => {
      await put("/w/a.manara", documentOf("1", { "vi-VN": { items: say({ text }) } }));
      return (await places(LINE)).length;
    };
    expect(await typed("Gọi 111 ngay")).toBe(1);
    expect(await typed("اتصل ١١١")).toBe(1);
    expect(await typed("1112 người")).toBe(0);
    expect(await places({ ...LINE, number: null })).toEqual([]);
  });

  it("are not those with another helpline, or with a fact of the same name", async () => {
    await put("/w/a.manara", documentOf("1", { "vi-VN": { items: say({ helpline: "VN-CONS" }, { fact: "VN-111" }) } }));
    expect(await places(LINE)).toEqual([]);
    expect(await places({ kind: "fact", id: "VN-111", number: null })).toEqual([{ edition: "vi-VN", slot: "items" }]);
    expect(await places({ kind: "fact", id: "VN-CONS", number: null })).toEqual([]);
  });

  it("are looked for in folders below, but not in hidden files or in what only looks like a document", async () => {
    const document = documentOf("1", { "vi-VN": { items: NUMBER } });
    for (const path of ["/w/deep/er/a.manara", "/w/.a.manara", "/w/deep/.lock.manara", "/w/a.manara.txt"]) {
      await put(path, document);
    }
    expect((await find()).documents.map(({ path }) => path)).toEqual(["deep/er/a.manara"]);
  });
});

describe("documents that show a picture", () => {
  const item: RecalledItem = { kind: "picture", id: DIGEST, number: null };
  const picture = { name: "p", type: "image/png", width: 1, height: 1, consent: null } as const;
  const placed = (slot: string): CampaignDocument => ({
    ...documentOf("1", { "vi-VN": {}, "ar-EG": {} }),
    pictures: { [DIGEST]: picture },
    placements: { [slot]: { digest: DIGEST, focus: { x: 0, y: 0 }, alt: {} } },
  });

  it("show it in every edition", async () => {
    await put("/w/a.manara", placed("photo"), new Map([[DIGEST, PHOTO]]));
    expect(await places(item)).toEqual([
      { edition: "ar-EG", slot: "photo" },
      { edition: "vi-VN", slot: "photo" },
    ]);
    expect(await places({ ...item, id: "f".repeat(64) })).toEqual([]);
  });

  it("show it where a template brings it, under the template's name", async () => {
    await put("/w/a.manara", documentOf("1", { "vi-VN": {} }));
    expect(await places({ ...item, templates: ["poster-a3"] })).toEqual([{ edition: "vi-VN", slot: "poster-a3" }]);
    expect(await places({ ...item, templates: ["post"] })).toEqual([]);
  });

  it("and the files of such a template carry it for certain, whatever became of the document", async () => {
    putManifest("/w/manifest.json", { document: "9" }, { document: "9", template: "post" });
    const { files } = await find({ ...item, templates: ["poster-a3"] });
    expect(files.map(({ template, certain }) => [template, certain])).toEqual([
      ["poster-a3", true],
      ["post", false],
    ]);
  });
});

describe("exported files", () => {
  it("are named with their document, template and edition, and whether they are drafts", async () => {
    await put("/w/a.manara", documentOf("1", { "vi-VN": { items: NUMBER } }));
    putManifest("/w/out/one/manifest.json", { document: "1", draft: true }, { document: "1" });
    const file = { document: uuid("1"), template: "poster-a3", edition: "vi-VN", certain: true };
    expect((await find()).files).toEqual([
      { ...file, path: "out/one/vi-VN/file-0.pdf", draft: true },
      { ...file, path: "out/one/vi-VN/file-1.pdf", draft: false },
    ]);
  });

  /** certain, uncertain or free: what is said of the file of a document with this past. */
  async function verdict(slots: RichText, ...events: DocumentEvent[]): Promise<string> {
    await put("/w/a.manara", documentOf("1", { "vi-VN": { items: slots } }, ...events));
    putManifest("/w/manifest.json", { document: "1" });
    const [file] = (await find()).files;
    if (file === undefined) return "free";
    return file.certain ? "certain" : "uncertain";
  }

  it("carry it for certain where the document has it and was not changed since", async () => {
    expect(await verdict(NUMBER, event("09T12"))).toBe("certain");
    expect(await verdict(NOTHING, event("09T12"))).toBe("free");
  });

  it("may carry it where the document was changed since, whatever it says now", async () => {
    for (const what of ["edited", "filled", "merged", "created"] as const) {
      expect(await verdict(NOTHING, event("10T13", what))).toBe("uncertain");
      expect(await verdict(NUMBER, event("10T13", what))).toBe("uncertain");
    }
    expect(await verdict(NOTHING, event("10T13"), event("09T12"))).toBe("uncertain");
  });

  it("are of the document as it was changed in the same second", async () => {
    expect(await verdict(NUMBER, event("10T12"))).toBe("certain");
    expect(await verdict(NOTHING, event("10T12"))).toBe("free");
  });

  it("are judged alike where people only signed since", async () => {
    for (const what of ["submitted", "reviewed", "approved", "changes-requested", "withdrawn"] as const) {
      expect(await verdict(NUMBER, event("10T13", what))).toBe("certain");
      expect(await verdict(NOTHING, event("10T13", what))).toBe("free");
    }
  });

  it("are free only in the editions that do not have it", async () => {
    await put("/w/a.manara", documentOf("1", { "vi-VN": { items: NUMBER }, "ar-EG": { items: NOTHING } }));
    putManifest("/w/manifest.json", { document: "1" }, { document: "1", edition: "ar-EG" });
    expect((await find()).files.map(({ edition }) => edition)).toEqual(["vi-VN"]);
  });

  it("go by the copy of the document that was not changed since, where there are two", async () => {
    await put("/w/new.manara", documentOf("1", { "vi-VN": { items: NOTHING } }, event("11T00")));
    await put("/w/old.manara", documentOf("1", { "vi-VN": { items: NUMBER } }));
    putManifest("/w/manifest.json", { document: "1" });
    expect((await find()).files.map(({ certain }) => certain)).toEqual([true]);
  });

  it("of a document that is nowhere may carry it", async () => {
    putManifest("/w/manifest.json", { document: "9" });
    expect((await find()).files.map(({ certain }) => certain)).toEqual([false]);
  });
});

describe("the search", () => {
  it("lists what it could not read, and goes on", async () => {
    machine.files.content.set("/w/broken.manara", new Uint8Array([1, 2, 3]));
    machine.files.content.set("/w/out/manifest.json", new TextEncoder().encode("{}"));
    await put("/w/z.manara", documentOf("1", { "vi-VN": { items: NUMBER } }));
    const found = await find();
    expect(found.item).toBe(LINE);
    expect(found.skipped.map(({ path }) => path)).toEqual(["broken.manara", "out/manifest.json"]);
    expect(found.skipped.every(({ reason }) => reason !== "")).toBe(true);
    expect(found.documents).toHaveLength(1);
  });

  it("does not hide a fault of Manara's own", async () => {
    await put("/w/a.manara", documentOf("1", {}));
    machine.files.read = () => Promise.reject(new TypeError("ours"));
    await expect(find()).rejects.toThrow(TypeError);
  });

  it("tells how far it is, counting documents and lists of exported files, and nothing else", async () => {
    await put("/w/a.manara", documentOf("1", {}));
    putManifest("/w/manifest.json");
    machine.files.content.set("/w/note.txt", new Uint8Array());
    machine.files.content.set("/w/manifest.json.bak", new Uint8Array());
    const told: unknown[] = [];
    await find(LINE, { onProgress: (...all) => told.push(all) });
    expect(told).toEqual([
      [0, 2, "a.manara"],
      [1, 2, "manifest.json"],
    ]);
  });

  it("stops when it is called off", async () => {
    await put("/w/a.manara", documentOf("1", {}));
    await expect(find(LINE, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "contract/cancelled" });
  });
});
