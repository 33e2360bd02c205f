import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { zipArchives } from "../../../src/main/platform/zipArchives.ts";
import { readDocumentFile, writeDocumentFile } from "../../../src/main/services/document/documentFile.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import type { CallInput } from "../../../src/shared/contract/contract.ts";
import { changesOf } from "../../../src/shared/document/documentChanges.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

/** Two people on one file, or on two copies of it: what merging does to the open document, its file and its record. */

const FILE = "Poster.manara";
let place: TestPlace;
let studios: TestStudio[];
let client: Client;

beforeEach(async () => {
  place = await testPlace();
  studios = [];
  client = (await start()).window("one");
});
afterEach(async () => {
  for (const { studio } of studios) await studio.close();
  await place.remove();
});

async function start(): Promise<TestStudio> {
  const made = await testStudio(place);
  studios.push(made);
  return made;
}

async function saved(): Promise<string> {
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
  const { session } = await client.call("documents.create", { ...asked, title: "Poster" });
  await client.call("documents.save", { session });
  return session;
}

const at = (name: string) => join(place.folder, name);
const fileOf = async (name: string) => readDocumentFile(zipArchives, new Uint8Array(await readFile(at(name))));
const documentOf = async (name: string) => (await fileOf(name)).document;

/** As somebody else's Manara would: the file with an edit and its event. */
async function editFile(from: string, to: string, edits: readonly Edit[], minute = 1): Promise<void> {
  const { document, ...rest } = await fileOf(from);
  const after = edits.reduce<CampaignDocument>((before, edit) => applyEdit(before, edit).document, document);
  const event = { at: `2026-03-01T00:0${minute}:00Z`, what: "edited" as const, ...changesOf(document, after) };
  const history = [...document.history, event];
  await writeFile(at(to), await writeDocumentFile(zipArchives, { ...rest, document: { ...after, history } }));
}

const title = (text: string): Edit => ({ kind: "set-title", title: text });
const slot = (name: string, text: string): Edit => ({
  kind: "set-slot",
  edition: "vi-VN",
  slot: name,
  content: [{ kind: "paragraph", content: [{ text }] }],
});
const edit = (session: string, one: Edit) => client.call("documents.edit", { session, edit: one });
const stateOf = (session: string) => client.call("documents.state", { session });
const save = (session: string) => client.call("documents.save", { session });

type Other = CallInput<"merge.preview">["other"];
async function merge(session: string, other: Other, choices: Record<string, "ours" | "theirs"> = {}) {
  const question = { session, other, choices };
  const preview = await client.call("merge.preview", question);
  return client.call("merge.apply", { ...question, seen: preview.seen });
}
const disk: Other = { from: "disk" };
const fileNamed = async (name: string): Promise<Other> => {
  const entry = (await client.call("documents.list", {})).find((one) => one.name === name);
  return { from: "file", handle: entry?.handle ?? "" };
};

describe("a file that somebody else saved meanwhile", () => {
  it("is merged, and then saving replaces just that file", async () => {
    const session = await saved();
    await editFile(FILE, FILE, [slot("headline", "Họ")]);
    await edit(session, title("Của tôi"));
    await expect(save(session)).rejects.toMatchObject({ code: "document/changed-on-disk" });
    await merge(session, disk);
    expect(await save(session)).toMatchObject({ saved: true });
    const written = await documentOf(FILE);
    expect(written.title).toBe("Của tôi");
    expect(JSON.stringify(written.editions["vi-VN"]?.slots.headline)).toContain("Họ");
    expect(written.history.filter(({ what }) => what === "merged")).toHaveLength(1);
    // Everything is told already: no event twice.
    expect(written.history.filter(({ what }) => what === "edited")).toHaveLength(2);
  });

  it("is never replaced where the merge was taken back, or where it changed once more", async () => {
    const session = await saved();
    await editFile(FILE, FILE, [slot("headline", "Họ")]);
    await edit(session, title("Của tôi"));
    await merge(session, disk);
    await client.call("documents.undo", { session });
    await expect(save(session)).rejects.toMatchObject({ code: "document/changed-on-disk" });
    await client.call("documents.redo", { session });
    await editFile(FILE, FILE, [slot("headline", "Họ nữa")], 2);
    await expect(save(session)).rejects.toMatchObject({ code: "document/changed-on-disk" });
    expect(JSON.stringify(await documentOf(FILE))).toContain("Họ nữa");
    await merge(session, disk);
    expect(await save(session)).toMatchObject({ saved: true, document: { title: "Của tôi" } });
    expect(JSON.stringify(await documentOf(FILE))).toContain("Họ nữa");
  });

  it("counts as saved at once where nothing was changed here", async () => {
    const session = await saved();
    await editFile(FILE, FILE, [slot("headline", "Họ")]);
    expect(await merge(session, disk)).toMatchObject({ saved: true });
    expect((await stateOf(session)).document).toEqual(await documentOf(FILE));
  });

  it("that was put back to an earlier state gives nothing, and takes nothing away", async () => {
    const session = await saved();
    await copyFile(at(FILE), at("old.manara"));
    await edit(session, slot("headline", "Tôi"));
    await save(session);
    await copyFile(at("old.manara"), at(FILE));
    await edit(session, title("Của tôi"));
    const preview = await client.call("merge.preview", { session, other: disk, choices: {} });
    expect(preview).toMatchObject({ conflicts: [], taken: [] });
    await merge(session, disk);
    await save(session);
    expect(JSON.stringify(await documentOf(FILE))).toContain("Tôi");
  });
});

describe("taking a merge back", () => {
  it("before saving leaves no trace: the same copies can be merged again, with other choices", async () => {
    const session = await saved();
    await editFile(FILE, "other.manara", [title("Họ"), slot("headline", "Họ")]);
    await edit(session, title("Tôi"));
    const other = await fileNamed("other.manara");
    const before = await stateOf(session);
    const question = { session, other, choices: {} };
    const preview = await client.call("merge.preview", question);
    await merge(session, other, { title: "ours" });
    await client.call("documents.undo", { session });
    expect((await stateOf(session)).document).toEqual(before.document);
    expect(await client.call("merge.preview", question)).toEqual(preview);
    expect(await merge(session, other, { title: "theirs" })).toMatchObject({ document: { title: "Họ" } });
  });

  it("after saving takes the content back, and the record tells both", async () => {
    const session = await saved();
    await editFile(FILE, "other.manara", [title("Họ")]);
    await merge(session, await fileNamed("other.manara"));
    await save(session);
    await client.call("documents.undo", { session });
    const state = await save(session);
    expect(state?.document.title).toBe("Poster");
    const { history } = await documentOf(FILE);
    expect(history.map(({ what }) => what).slice(-2)).toEqual(["edited", "edited"]);
    // Whoever went back is ahead of whoever has not seen it.
    const preview = await client.call("merge.preview", {
      session,
      other: await fileNamed("other.manara"),
      choices: {},
    });
    expect(preview).toMatchObject({ conflicts: [], taken: [], kept: [{ kind: "title" }] });
  });

  it("keeps signatures that came with the other copy once somebody signed after them", async () => {
    const session = await saved();
    await copyFile(at(FILE), at("other.manara"));
    await client.call("keys.create", { name: "Lan" });
    const opened = await client.call("documents.open", await handleOf("other.manara"));
    await sign(opened.session);
    await save(opened.session);
    const other = await fileNamed("other.manara");
    expect(await merge(session, other)).toMatchObject({ document: { approvals: [{}] } });
    // Nothing but a record came: there is no step to take back.
    expect((await stateOf(session)).canUndo).toBe(false);

    await editFile("other.manara", "third.manara", [title("Họ")]);
    await merge(session, await fileNamed("third.manara"));
    await sign(session);
    await client.call("documents.undo", { session });
    const { document } = await stateOf(session);
    expect(document).toMatchObject({ title: "Poster", approvals: [{}, {}] });
  });
});

const handleOf = async (name: string) => {
  const other = await fileNamed(name);
  return { handle: other.from === "file" ? other.handle : "" };
};

async function sign(session: string) {
  const [piece] = await client.call("approvals.list", { session });
  const { template = "", edition = "", proof = "" } = piece ?? {};
  await client.call("approvals.decide", {
    session,
    pieces: [{ template, edition, proof }],
    decision: "submit",
    note: "",
  });
}

describe("approvals", () => {
  it("hold after a merge exactly where the pages are still the approved ones", async () => {
    const session = await saved();
    await client.call("keys.create", { name: "Lan" });
    const pieces = await client.call("approvals.list", { session });
    const approvable = pieces.filter(({ diagnostics }) => !diagnostics.some(({ severity }) => severity === "error"));
    expect(approvable.map(({ edition }) => edition)).toEqual(expect.arrayContaining(["vi-VN", "en-VN"]));
    await client.call("approvals.decide", {
      session,
      pieces: approvable.map(({ template, edition, proof }) => ({ template, edition, proof })),
      decision: "approve",
      note: "",
    });
    await save(session);
    await editFile(FILE, "other.manara", [slot("headline", "Dấu hiệu việc làm giả")]);
    const question = { session, other: await fileNamed("other.manara"), choices: {} };
    const told = await client.call("merge.approvals", question);
    expect(told.filter(({ holds }) => !holds)).toEqual([
      { template: "poster-fake-job-signs", edition: "vi-VN", holds: false },
    ]);
    await merge(session, question.other);
    const after = await client.call("approvals.list", { session });
    const open = after.filter(({ gate }) => gate === "open").map(({ edition }) => edition);
    expect(told.filter(({ holds }) => holds).map(({ edition }) => edition)).toEqual(open);
    expect(open).toContain("en-VN");
    // Lan's own signature is of the very statement that the other copy holds.
    const { document } = await stateOf(session);
    for (const { statement, key, signature } of document.approvals) {
      expect(nodeKeys.verify(key, new TextEncoder().encode(statement), signature)).toBe(true);
    }
  });
});

describe("pictures of the other copy", () => {
  it("come with their bytes, can be shown before, and are saved", async () => {
    const session = await saved();
    const bytes = new Uint8Array(
      await sharp({ create: { width: 900, height: 900, channels: 3, background: "#0E3A53" } })
        .png()
        .toBuffer(),
    );
    await copyFile(at(FILE), at("other.manara"));
    const opened = await client.call("documents.open", await handleOf("other.manara"));
    const added = await client.call("pictures.add", {
      session: opened.session,
      upload: await client.put(bytes),
      name: "bến tàu.png",
    });
    const picture: Edit = { kind: "set-picture", digest: added.digest, picture: added.picture };
    const placed: Edit = {
      kind: "place-picture",
      slot: "photo",
      placement: { digest: added.digest, focus: { x: 0.5, y: 0.5 }, alt: { "vi-VN": "Bến tàu" } },
    };
    await client.call("documents.edit", {
      session: opened.session,
      edit: { kind: "together", edits: [picture, placed] },
    });
    await save(opened.session);
    await client.call("documents.close", { session: opened.session, discard: false });
    const other = await fileNamed("other.manara");
    const preview = await client.call("merge.preview", { session, other, choices: {} });
    const content = preview.taken.find(({ change: one }) => one.kind === "placement")?.after;
    expect(content).toMatchObject({ kind: "placement", name: "bến tàu.png", digest: added.digest });
    expect(await studios[0]?.studio.readAsset(added.digest)).toMatchObject({ bytes });
    await merge(session, other);
    await save(session);
    expect((await fileOf(FILE)).pictures.get(added.digest)).toEqual(bytes);
    await client.call("documents.undo", { session });
    await client.call("documents.redo", { session });
    expect(await save(session)).toMatchObject({ saved: true });
  });
});
