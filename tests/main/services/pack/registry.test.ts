import { beforeEach, describe, expect, it } from "vitest";
import { writeDocumentFile } from "../../../../src/main/services/document/documentFile.ts";
import { confirmEntry, noteEntry } from "../../../../src/main/services/pack/confirmEntry.ts";
import { loadPack } from "../../../../src/main/services/pack/packs.ts";
import { listRegistry } from "../../../../src/main/services/pack/registry.ts";
import type { SigningKey } from "../../../../src/main/services/ports.ts";
import { recall } from "../../../../src/main/services/verify/recall.ts";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { parsePack } from "../../../../src/shared/pack/parse/parsePack.ts";
import { applyUpkeep } from "../../../../src/shared/pack/upkeep.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";
import { checkDocument, documentWith, POSTER } from "../../../fixtures/checkedDocument.ts";
import { pack, packFiles } from "../../../fixtures/safeMigration.ts";

const HELPLINES = "/packs/safe-migration/data/helplines.json";
const plain = { on: null, reviewBy: null, owner: null, note: "" };
let machine: FakeMachine;
let lan: SigningKey;

beforeEach(() => {
  machine = fakeMachine();
  machine.setNow("2026-07-01T10:00:00Z");
  for (const [path, bytes] of packFiles) machine.files.content.set(`/packs/safe-migration/${path}`, bytes);
  lan = machine.keys.fromSeed("Lan", new Uint8Array(32).fill(7));
});

const text = (path: string) => new TextDecoder().decode(machine.files.content.get(path));
const entry = async (id: string) => (await listRegistry(machine, "safe-migration")).find((one) => one.id === id);

describe("confirming an entry", () => {
  it("writes date and signature into the file that the pack reads, and leaves every other line", async () => {
    const before = text(HELPLINES).split("\n");
    expect(await entry("VN-111")).toMatchObject({ state: "never", lastChecked: null, confirmedBy: null });
    await confirmEntry(machine, "safe-migration", lan, {
      ...plain,
      id: "vn-111",
      reviewBy: "2026-09-01",
      owner: "Desk",
    });
    expect(await entry("VN-111")).toMatchObject({
      state: "confirmed",
      lastChecked: "2026-07-01",
      reviewBy: "2026-09-01",
      owner: "Desk",
      confirmedBy: { name: "Lan", key: lan.key, genuine: true },
    });
    const after = text(HELPLINES).split("\n");
    const lost = before.filter((line) => !after.includes(line));
    expect(lost.map((line) => line.trim())).toEqual([]);
    const files = new Map([...packFiles, ["data/helplines.json", new TextEncoder().encode(text(HELPLINES))]]);
    const { pack: parsed, diagnostics } = parsePack(files);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(parsed?.helplines.find(({ id }) => id === "VN-111")).toMatchObject({
      lastChecked: "2026-07-01",
      reviewBy: "2026-09-01",
    });
  });

  it("falls due after 90 days, and on the day that the entry names", async () => {
    await confirmEntry(machine, "safe-migration", lan, { ...plain, id: "VN-111" });
    await confirmEntry(machine, "safe-migration", lan, { ...plain, id: "F1", reviewBy: "2026-08-01" });
    machine.setNow("2026-07-31T10:00:00Z");
    expect((await entry("F1"))?.state).toBe("confirmed");
    machine.setNow("2026-08-01T10:00:00Z");
    expect((await entry("F1"))?.state).toBe("due");
    machine.setNow("2026-09-29T10:00:00Z");
    expect((await entry("VN-111"))?.state).toBe("confirmed");
    machine.setNow("2026-09-30T10:00:00Z");
    expect((await entry("VN-111"))?.state).toBe("due");
  });

  it("does not hold for a number that was changed afterwards, nor for a changed date", async () => {
    await confirmEntry(machine, "safe-migration", lan, { ...plain, id: "EG-16000" });
    const confirmed = text(HELPLINES);
    const write = (changed: string) => machine.files.content.set(HELPLINES, new TextEncoder().encode(changed));
    write(
      confirmed.replace('"number": "16000"', '"number": "16001"').replace('"display": "16000"', '"display": "16001"'),
    );
    expect(await entry("EG-16000")).toMatchObject({ state: "changed" });
    write(confirmed.replace('"last_checked": "2026-07-01"', '"last_checked": "2026-06-30"'));
    expect((await entry("EG-16000"))?.confirmedBy?.genuine).toBe(false);
  });

  it.each([
    ["registry/unknown-entry", { id: "VN-999" }],
    ["registry/wrong-date", { id: "VN-111", on: "2026-07-02" }],
    ["registry/wrong-date", { id: "VN-111", on: "yesterday" }],
    ["registry/wrong-date", { id: "VN-111", reviewBy: "2026-07-01" }],
  ])("fails with %s", async (code, wrong) => {
    const before = text(HELPLINES);
    await expect(confirmEntry(machine, "safe-migration", lan, { ...plain, ...wrong })).rejects.toMatchObject({ code });
    expect(text(HELPLINES)).toBe(before);
  });
});

describe("what counts as confirmed", () => {
  const confirm = (id: string) => confirmEntry(machine, "safe-migration", lan, { ...plain, id });
  const write = (from: string | RegExp, to: string) =>
    machine.files.content.set(HELPLINES, new TextEncoder().encode(text(HELPLINES).replace(from, to)));

  it("is told with the file, the kind, the registry's own id and the day", async () => {
    expect(await confirm("111")).toEqual({ path: HELPLINES, kind: "helpline", id: "VN-111", on: "2026-07-01" });
    const { id } = await confirmEntry(machine, "safe-migration", lan, {
      ...plain,
      id: " VN-111 ".trim(),
      on: "2026-06-30",
    });
    expect([id, (await entry("VN-111"))?.lastChecked]).toEqual(["VN-111", "2026-06-30"]);
    const number = (await entry("EG-16000"))?.text ?? "";
    expect((await confirm(number)).id).toBe("EG-16000");
  });

  it("is a statement about this very entry, by the person whose key signed it", async () => {
    await confirm("VN-111");
    const genuine = async () => (await entry("VN-111"))?.confirmedBy?.genuine;
    expect(await genuine()).toBe(true);
    const signed = text(HELPLINES);
    for (const [from, to] of [
      ['\\"kind\\":\\"helpline\\"', '\\"kind\\":\\"fact\\"'],
      ['\\"id\\":\\"VN-111\\"', '\\"id\\":\\"VN-112\\"'],
      ['\\"name\\":\\"Lan\\"', '\\"name\\":\\"Eve\\"'],
    ] as const) {
      expect(signed).toContain(from);
      write(from, to);
      expect(await genuine()).not.toBe(true);
      machine.files.content.set(HELPLINES, new TextEncoder().encode(signed));
    }
    const eve = machine.keys.generate("Eve");
    write(`"key": "${lan.key}"`, `"key": "${eve.key}"`);
    expect(await genuine()).not.toBe(true);
  });

  it("has a note in normal form, no longer than a thousand characters", async () => {
    await confirmEntry(machine, "safe-migration", lan, { ...plain, id: "VN-111", note: "e\u0301".padEnd(1002, "x") });
    expect((await entry("VN-111"))?.note).toBe("\u00e9".padEnd(1000, "x"));
  });

  it("cannot be written into a registry that is damaged", async () => {
    machine.files.content.set(HELPLINES, new TextEncoder().encode("{}"));
    await expect(confirm("VN-111")).rejects.toMatchObject({ code: "registry/damaged" });
    await expect(entry("VN-111")).rejects.toMatchObject({ code: "registry/damaged" });
  });
});

describe("notes beside the pack", () => {
  const NOTES = "/data/registry/safe-migration.json";
  let noting: typeof machine & { registryFolder: string };
  beforeEach(() => {
    noting = { ...machine, registryFolder: "/data/registry" };
  });
  const facts = { kind: "helpline", id: "VN-111", on: null, reviewBy: null, owner: null, note: "Called." } as const;
  const listed = async (id = "VN-111") => (await listRegistry(noting, "safe-migration")).find((one) => one.id === id);
  const loaded = async () => loadPack(noting, "safe-migration");

  it("confirm an entry and leave every file of the pack as it was signed", async () => {
    const before = text(HELPLINES);
    const published = await loaded();
    await noteEntry(noting, "safe-migration", lan, {
      ...facts,
      what: "confirmed",
      reviewBy: "2026-08-01",
      owner: "Desk",
    });
    expect(await listed()).toMatchObject({
      state: "confirmed",
      lastChecked: "2026-07-01",
      reviewBy: "2026-08-01",
      owner: "Desk",
      note: "Called.",
      confirmedBy: { name: "Lan", key: lan.key, genuine: true },
    });
    expect(text(HELPLINES)).toBe(before);
    const { pack: now } = await loaded();
    expect(now.digest).toBe(published.pack.digest);
    expect(now.helplines.find(({ id }) => id === "VN-111")).toMatchObject({
      lastChecked: "2026-07-01",
      reviewBy: "2026-08-01",
    });
    noting.setNow("2026-08-01T00:00:00Z");
    expect((await listed())?.state).toBe("due");
  });

  it.each([
    ["registry/unknown-entry", { id: "VN-999" }],
    ["registry/unknown-entry", { kind: "fact" as const }],
    ["registry/wrong-date", { on: "2026-07-02" }],
    ["registry/wrong-date", { on: "yesterday" }],
    ["registry/wrong-date", { reviewBy: "2026-07-01" }],
    ["registry/wrong-date", { on: "2026-06-01", reviewBy: "2026-06-01" }],
    ["registry/needs-reason", { what: "withdrawn" as const, note: "  " }],
  ])("fail with %s and leave no file: %j", async (code, wrong) => {
    const wanted = noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed", ...wrong });
    await expect(wanted).rejects.toMatchObject({ code });
    expect(machine.files.content.has(NOTES)).toBe(false);
  });

  it("need a reason for a withdrawal only", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed", note: "" });
    expect((await listed())?.state).toBe("confirmed");
  });

  it("hold trimmed words in normal form, and no owner where none was given", async () => {
    const long = "x".repeat(1001);
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed", note: " e\u0301 ", owner: "  " });
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn", note: long, owner: ` ${long}` });
    const notes = JSON.parse(text(NOTES)) as { notes: { statement: string }[] };
    const said = notes.notes.map(({ statement }) => JSON.parse(statement) as { note: string; owner: string | null });
    expect(said.map(({ note, owner }) => [note, owner])).toEqual([
      ["\u00e9", null],
      ["x".repeat(1000), "x".repeat(200)],
    ]);
  });

  it("are about one entry, of one kind", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn", id: "F1", kind: "fact" });
    const all = await listRegistry(noting, "safe-migration");
    expect(all.filter(({ withdrawn }) => withdrawn !== null).map(({ id }) => id)).toEqual(["F1"]);
  });

  it("confirm a fact with its very words and year, and a picture by its digest", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed", kind: "fact", id: "F1" });
    expect((await listed("F1"))?.state).toBe("confirmed");
    const digest = "c".repeat(64);
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn", kind: "picture", id: digest });
    expect((await loaded()).diagnostics.map(({ code }) => code)).not.toContain("registry/damaged-notes");
  });

  it("about another pack do not count here", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn" });
    machine.files.content.set(
      NOTES,
      new TextEncoder().encode(text(NOTES).replaceAll('\\"pack\\":\\"safe-migration\\"', '\\"pack\\":\\"other\\"')),
    );
    expect((await listed())?.state).not.toBe("withdrawn");
  });

  it("keep a withdrawal when somebody confirms the entry afterwards", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn" });
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed" });
    expect((await listed())?.state).toBe("withdrawn");
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "released" });
    expect((await listed())?.state).toBe("confirmed");
  });

  it("say nothing of a number that the pack changed since", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed", id: "EG-16000" });
    const changed = text(HELPLINES)
      .replace('"number": "16000"', '"number": "16001"')
      .replace('"display": "16000"', '"display": "16001"');
    machine.files.content.set(HELPLINES, new TextEncoder().encode(changed));
    expect(await listed("EG-16000")).toMatchObject({ state: "changed", lastChecked: null });
    expect((await loaded()).pack.helplines.find(({ id }) => id === "EG-16000")?.lastChecked).toBeNull();
  });

  it("take an entry back with its reason, and allow it again", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn", note: "Nobody answers." });
    expect(await listed()).toMatchObject({ state: "withdrawn", withdrawn: { by: "Lan", reason: "Nobody answers." } });
    expect((await loaded()).pack.helplines.find(({ id }) => id === "VN-111")?.use).toBe(false);
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "released", note: "It rings again." });
    expect(await listed()).toMatchObject({ state: "never", withdrawn: null });
    expect((await loaded()).pack.helplines.find(({ id }) => id === "VN-111")?.use).toBe(true);
  });

  it("that nobody signed confirm nothing; a withdrawal counts all the same", async () => {
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed" });
    await noteEntry(noting, "safe-migration", lan, { ...facts, what: "withdrawn", id: "EG-16000", note: "Wrong." });
    const forged = text(NOTES).replaceAll(/"signature": "./g, '"signature": "-');
    machine.files.content.set(NOTES, new TextEncoder().encode(forged));
    expect((await listed())?.state).toBe("never");
    expect((await listed("EG-16000"))?.state).toBe("withdrawn");
  });

  it("that are damaged are told and never written over", async () => {
    machine.files.content.set(NOTES, new TextEncoder().encode("{"));
    await expect(listed()).rejects.toMatchObject({ code: "registry/damaged-notes" });
    await expect(noteEntry(noting, "safe-migration", lan, { ...facts, what: "confirmed" })).rejects.toMatchObject({
      code: "registry/damaged-notes",
    });
    expect((await loaded()).diagnostics.map(({ code }) => code)).toContain("registry/damaged-notes");
    expect(text(NOTES)).toBe("{");
  });

  it("keep machines without a place for them as they were", async () => {
    await expect(noteEntry(machine, "safe-migration", lan, { ...facts, what: "confirmed" })).rejects.toMatchObject({
      code: "registry/no-place",
    });
  });
});

describe("what is withdrawn", () => {
  const withdrawn = { reason: "Out of date.", by: "Lan", on: "2026-07-01" };
  const entry = (kind: "helpline" | "fact" | "picture", id: string) => ({ kind, id, confirmed: null, withdrawn });
  const found = (used: typeof pack, slots: Parameters<typeof documentWith>[0]) =>
    checkDocument(documentWith(slots), "vi-VN", used)
      .filter(({ code }) => code.startsWith("localise/withdrawn"))
      .map(({ code, severity, at, values }) => [code, severity, at?.slot, values?.reason]);

  it("is an error where a document refers to it, and where somebody typed it", () => {
    const used = applyUpkeep(pack, [entry("helpline", "VN-111"), entry("fact", "F1")]);
    const words = (content: unknown) => [{ kind: "paragraph", content: [content] }] as never;
    expect(found(used, { "vi-VN": { body: words({ helpline: "VN-111" }) } })).toEqual([
      ["localise/withdrawn-helpline", "error", "body", "Out of date."],
    ]);
    expect(found(used, { "vi-VN": { body: words({ text: "Gọi 111 ngay" }) } })).toEqual([
      ["localise/withdrawn-helpline", "error", "body", "Out of date."],
    ]);
    expect(found(used, { "vi-VN": { body: words({ fact: "F1" }) } })).toEqual([
      ["localise/withdrawn-fact", "error", "body", "Out of date."],
    ]);
    expect(found(pack, { "vi-VN": { body: words({ helpline: "VN-111" }) } })).toEqual([]);
  });

  it("is an error of every template that brings the picture", () => {
    const shown = pack.templates.find(({ id }) => id === POSTER)?.pages.flatMap(({ frames }) => frames) ?? [];
    const image = shown.flatMap((frame) => ("image" in frame ? [frame.image] : []))[0] ?? "";
    const used = applyUpkeep(pack, [entry("picture", pack.images[image]?.digest ?? "")]);
    expect(found(used, { "vi-VN": {} })).toEqual([["localise/withdrawn-picture", "error", undefined, "Out of date."]]);
  });
});

describe("recall", () => {
  const created = "2026-06-01T00:00:00Z";
  const save = async (path: string, document: CampaignDocument) =>
    machine.files.content.set(path, await writeDocumentFile(machine.archives, { document, pictures: new Map() }));
  const uuid = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;
  const make = (last: string, slots: Parameters<typeof documentWith>[0]): CampaignDocument => ({
    ...documentWith(slots),
    id: uuid(last),
    pack: { id: pack.id, release: pack.release, digest: pack.digest },
    created: { at: created, engine: "test" },
    history: [{ at: created, what: "created" }],
  });
  const exported = (document: string, edition: string, at = "2026-06-02T00:00:00Z") => ({
    path: `poster/${edition}/poster.print.pdf`,
    document,
    template: "poster",
    edition,
    format: "print-pdf",
    pages: 1,
    trimMm: [297, 420],
    bleedMm: 3,
    pixels: null,
    sha256: "0".repeat(64),
    proof: "0".repeat(64),
    approval: null,
    draft: true,
    created: at,
  });
  const manifest = (path: string, ...files: unknown[]) =>
    machine.files.content.set(
      path,
      new TextEncoder().encode(JSON.stringify({ engine: "1", document: "", files, diagnostics: [], approvals: [] })),
    );
  const item = { kind: "helpline", id: "VN-111", number: "111" } as const;

  it("finds documents that refer to the number or have it typed, and their files", async () => {
    const body = (content: unknown) => ({ body: [{ kind: "paragraph", content: [content] }] }) as never;
    await save(
      "/w/a.manara",
      make("1", { "vi-VN": body({ helpline: "VN-111" }), "ar-EG": body({ helpline: "EG-16000" }) }),
    );
    await save("/w/deep/b.manara", make("2", { "en-VN": body({ text: "Call ١١١ now" }) }));
    await save("/w/c.manara", make("3", { "en-VN": body({ text: "1112 people" }) }));
    machine.files.content.set("/w/broken.manara", new Uint8Array([1, 2, 3]));
    manifest(
      "/w/out/manifest.json",
      exported(uuid("1"), "vi-VN"),
      exported(uuid("1"), "ar-EG"),
      exported(uuid("9"), "vi-VN"),
    );
    const found = await recall(machine, item, "/w");
    expect(found.documents.map(({ path, places }) => [path, places])).toEqual([
      ["a.manara", [{ edition: "vi-VN", slot: "body" }]],
      ["deep/b.manara", [{ edition: "en-VN", slot: "body" }]],
    ]);
    expect(found.files.map(({ path, document, certain }) => [path, document, certain])).toEqual([
      ["out/poster/vi-VN/poster.print.pdf", uuid("1"), true],
      ["out/poster/vi-VN/poster.print.pdf", uuid("9"), false],
    ]);
    expect(found.skipped.map(({ path }) => path)).toEqual(["broken.manara"]);
  });

  it("is not sure about files that are older than the last edit of their document", async () => {
    const document = make("1", { "vi-VN": {} });
    await save("/w/a.manara", {
      ...document,
      history: [...document.history, { at: "2026-06-03T00:00:00Z", what: "edited" }],
    });
    manifest("/w/manifest.json", exported(uuid("1"), "vi-VN"), {
      ...exported(uuid("1"), "vi-VN", "2026-06-04T00:00:00Z"),
      path: "later.pdf",
    });
    const { files } = await recall(machine, item, "/w");
    expect(files.map(({ path, certain }) => [path, certain])).toEqual([["poster/vi-VN/poster.print.pdf", false]]);
  });

  it("finds pictures by their digest, and facts", async () => {
    const digest = "a".repeat(64);
    const picture = { name: "p", type: "image/png", width: 1, height: 1, consent: null } as const;
    const bytes = new TextEncoder().encode("png");
    const real = (await import("../../../../src/shared/base/digest.ts")).digestBytes(bytes);
    const document: CampaignDocument = {
      ...make("4", { "vi-VN": { body: [{ kind: "paragraph", content: [{ fact: "F1" }] }] } }),
      pictures: { [real]: picture },
      placements: { photo: { digest: real, focus: { x: 0, y: 0 }, alt: {} } },
    };
    machine.files.content.set(
      "/w/a.manara",
      await writeDocumentFile(machine.archives, { document, pictures: new Map([[real, bytes]]) }),
    );
    const places = async (kind: "picture" | "fact", id: string) =>
      (await recall(machine, { kind, id, number: null }, "/w")).documents.flatMap((one) => one.places);
    expect(await places("picture", real)).toEqual([{ edition: "vi-VN", slot: "photo" }]);
    expect(await places("picture", digest)).toEqual([]);
    expect(await places("fact", "F1")).toEqual([{ edition: "vi-VN", slot: "body" }]);
    expect(await places("fact", "F2")).toEqual([]);
  });
});
