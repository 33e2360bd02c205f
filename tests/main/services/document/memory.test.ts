import { describe, expect, it } from "vitest";
import { readTmx, writeTmx } from "../../../../src/main/interchange/tmx.ts";
import { writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import { createMemoryShelf, type MemoryFile } from "../../../../src/main/services/document/memory.ts";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { reviewSlot } from "../../../../src/shared/localise/units/units.ts";
import { fakeMachine } from "../../../fakes/fakeMachine.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../../fixtures/wordsDocument.ts";

const WHO = { by: "Lan", at: "2026-02-03T04:05:06Z" };
const [template = ""] = pack.templates.map(({ id }) => id);

/** Every Vietnamese slot of the sample, reviewed. */
function reviewed(): CampaignDocument {
  let document = sampleDocument(template);
  for (const slot of Object.keys(document.editions["vi-VN"]?.slots ?? {})) {
    document = applyEdit(document, reviewSlot(document, { edition: "vi-VN", source: "en-VN", slot }, WHO)).document;
  }
  return document;
}

async function folderOf(documents: Readonly<Record<string, CampaignDocument | string>>) {
  const machine = fakeMachine();
  const files: MemoryFile[] = [];
  for (const [name, document] of Object.entries(documents)) {
    const bytes =
      typeof document === "string"
        ? new TextEncoder().encode(document)
        : await writeDocumentFile(machine.archives, { document, pictures: new Map() });
    machine.files.content.set(`/m/${name}`, bytes);
    files.push({ path: `/m/${name}`, name, stamp: "1" });
  }
  let reads = 0;
  const counting = {
    ...machine,
    files: {
      ...machine.files,
      read: (path: string) => {
        if (path.startsWith("/m/")) reads += 1;
        return machine.files.read(path);
      },
    },
  };
  return { machine: counting, content: machine.files.content, files, reads: () => reads };
}

const HEADLINE =
  sampleDocument(template).editions["en-VN"]?.slots.headline?.flatMap((block) =>
    block.kind === "paragraph" ? block.content : [],
  ) ?? [];

describe("a memory of a folder", () => {
  it("leaves out what cannot be read, and says so", async () => {
    const { machine, files } = await folderOf({
      "a.manara": reviewed(),
      "damaged.manara": "PK not a zip",
      "bomb.tmx": '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>',
      "notes.txt": "nothing",
    });
    const { memory, notices } = await createMemoryShelf(machine, pack, null).read(files);
    expect(notices.map(({ file, code }) => [file, code])).toEqual([
      ["damaged.manara", "document/not-a-zip"],
      ["bomb.tmx", "localise/not-xml"],
    ]);
    expect(memory.suggest(HEADLINE, "en-VN", "vi-VN", 5)).toMatchObject([
      { score: 1, entry: { from: { file: "a.manara" } } },
    ]);
  });

  it("reads a file again only when it changed, and keeps what it knows over a restart", async () => {
    const { machine, content, files, reads } = await folderOf({
      "a.manara": reviewed(),
      "b.manara": sampleDocument(template),
    });
    const shelf = createMemoryShelf(machine, pack, "/data/index.json");
    const first = await shelf.read(files);
    const cost = reads();
    expect(await shelf.read(files)).toBe(first);
    expect(reads()).toBe(cost);
    const restarted = await createMemoryShelf(machine, pack, "/data/index.json").read(files);
    expect(restarted.entries).toEqual(first.entries);
    // An index that somebody changed is not believed.
    const index = content.get("/data/index.json");
    if (index === undefined) throw new Error("no index was kept");
    content.set("/data/index.json", new TextEncoder().encode(new TextDecoder().decode(index).replace("Lan", "Xxx")));
    const third = await createMemoryShelf(machine, pack, "/data/index.json").read(files);
    expect(third.entries).toEqual(first.entries);
  });

  it("sees that a document is no longer what it was", async () => {
    const { machine, content, files } = await folderOf({ "a.manara": reviewed() });
    const shelf = createMemoryShelf(machine, pack, "/data/index.json");
    expect((await shelf.read(files)).entries.length).toBeGreaterThan(0);
    const bare = { document: sampleDocument(template), pictures: new Map() };
    content.set("/m/a.manara", await writeDocumentFile(machine.archives, bare));
    expect((await shelf.read(files.map((file) => ({ ...file, stamp: "2" })))).entries).toEqual([]);
  });
});

describe("TMX", () => {
  it("carries every entry out and in again", async () => {
    const { machine, files } = await folderOf({ "a.manara": reviewed() });
    const { entries } = await createMemoryShelf(machine, pack, null).read(files);
    expect(entries.length).toBeGreaterThan(5);
    const tmx = new TextEncoder().encode(writeTmx(entries, pack, "1.0.0"));
    const back = readTmx(tmx, pack, "a.manara");
    expect(back).toEqual({ entries, skipped: 0 });
  });

  it("takes what OmegaT and Trados write: other tags, dates and case", () => {
    const tmx = `\ufeff<?xml version="1.0" encoding="UTF-8"?><tmx version="1.1"><header creationtool="OmegaT" segtype="sentence" o-tmf="OmegaT TMX" adminlang="EN-US" srclang="EN-US" datatype="plaintext" creationtoolversion="4"/><body>
<tu><note>n</note><tuv lang="EN-US"><seg>Keep your <bpt i="0" type="bold">&lt;b&gt;</bpt>passport<ept i="0">&lt;/b&gt;</ept></seg></tuv>
<tuv lang="vi_vn" changeid="lan" changedate="20250102T030405Z"><seg>Giữ hộ chiếu</seg></tuv></tu>
<tu><tuv xml:lang="EN-US"><seg>Alone</seg></tuv></tu>
<tu><tuv xml:lang="EN-US"><seg>Long</seg></tuv><tuv xml:lang="VI-VN"><seg>${"x".repeat(30_000)}</seg></tuv></tu></body></tmx>`;
    const { entries, skipped } = readTmx(new TextEncoder().encode(tmx), pack, "omegat.tmx");
    expect(skipped).toBe(2);
    expect(entries).toMatchObject([
      {
        source: { edition: "en-US", content: [{ text: "Keep your passport" }] },
        target: { edition: "vi-VN", content: [{ text: "Giữ hộ chiếu" }] },
        by: "lan",
        at: "2025-01-02T03:04:05Z",
      },
    ]);
  });
});
