import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDocument, saveDocument } from "../../../src/main/services/document/documents.ts";
import type { PageExporter } from "../../../src/main/services/ports.ts";
import type { Client } from "../../../src/shared/contract/client.ts";
import { textExporter } from "../../fakes/fakeMachine.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../../fakes/testStudio.ts";

let place: TestPlace;
let opened: TestStudio;
let client: Client;

async function start(exporter?: PageExporter) {
  place = await testPlace(exporter);
  opened = await testStudio(place);
  client = opened.window("one");
}
const stop = async () => {
  await opened.studio.close();
  await place.remove();
};

async function created() {
  const asked = { pack: "safe-migration", template: "poster-fake-job-signs", editions: [], sample: true };
  const { session } = await client.call("documents.create", { ...asked, title: "Poster" });
  return { session, pieces: await client.call("approvals.list", { session }) };
}

const named = ({ template, edition, proof }: { template: string; edition: string; proof: string }) => ({
  template,
  edition,
  proof,
});
const sound = <Piece extends { diagnostics: readonly { severity: string }[] }>(pieces: readonly Piece[]) =>
  pieces.filter(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== "error"));

describe("approvals", () => {
  beforeEach(() => start());
  afterEach(stop);

  it("are signed by the person's own key, for the pages that were looked at", async () => {
    const { session, pieces } = await created();
    const [piece] = sound(pieces);
    if (piece === undefined) throw new Error("the sample has no sound piece");
    const decide = { session, pieces: [named(piece)], decision: "approve" as const, note: "tốt" };
    await expect(client.call("approvals.decide", decide)).rejects.toMatchObject({ code: "keys/none" });
    expect(await client.call("keys.mine", {})).toBeNull();
    const key = await client.call("keys.create", { name: " Lan " });
    expect(key).toEqual({ name: "Lan", key: expect.stringMatching(/^ed25519:/) });
    await expect(client.call("keys.create", { name: "Other" })).rejects.toMatchObject({ code: "keys/exists" });
    expect(await client.call("keys.mine", {})).toEqual(key);

    const after = await client.call("approvals.decide", decide);
    const open = after.filter(({ gate }) => gate === "open");
    expect(open.map(named)).toEqual([named(piece)]);
    expect(open[0]?.decisions).toMatchObject([{ decision: "approve", by: "Lan", note: "tốt", current: true }]);
    const state = await client.call("documents.state", { session });
    expect(state).toMatchObject({ saved: false, canUndo: false });

    const words = [{ kind: "paragraph" as const, content: [{ text: "Khác" }] }];
    await client.call("documents.edit", {
      session,
      edit: { kind: "set-slot", edition: piece.edition, slot: "headline", content: words },
    });
    const changed = await client.call("approvals.list", { session });
    const same = changed.find(({ edition }) => edition === piece.edition);
    expect(same).toMatchObject({ gate: "closed", decisions: [{ current: false }] });
    expect(same?.reasons.map(({ code }) => code)).toEqual(["approve/pages-changed"]);
    // These pages are not the ones that were looked at.
    await expect(client.call("approvals.decide", decide)).rejects.toMatchObject({ code: "approve/pages-changed" });
    // Undo brings the pages back, and with them the approval.
    await client.call("documents.undo", { session });
    const again = await client.call("approvals.list", { session });
    expect(again.filter(({ gate }) => gate === "open").map(named)).toEqual([named(piece)]);
  });

  it("are no edits: saving them adds nothing to the history but the decision", async () => {
    const { session, pieces } = await created();
    await client.call("documents.edit", { session, edit: { kind: "set-title", title: "Edited" } });
    await client.call("documents.save", { session });
    await client.call("keys.create", { name: "Lan" });
    const [piece] = sound(pieces);
    if (piece === undefined) throw new Error("the sample has no sound piece");
    await client.call("approvals.decide", { session, pieces: [named(piece)], decision: "request-changes", note: "" });
    const state = await client.call("documents.save", { session });
    expect(state?.document.history.map(({ what }) => what)).toEqual([
      "created",
      "filled",
      "edited",
      "changes-requested",
    ]);
    const closed = (await client.call("approvals.list", { session })).find((one) => one.edition === piece.edition);
    expect(closed?.reasons.map(({ code }) => code)).toEqual(["approve/changes-requested"]);
  });

  it("reach the file at once where there is one", async () => {
    const { session, pieces } = await created();
    const [piece] = sound(pieces);
    if (piece === undefined) throw new Error("the sample has no sound piece");
    await client.call("keys.create", { name: "Lan" });
    const approve = { session, pieces: [named(piece)], decision: "approve" as const, note: "" };
    await client.call("approvals.decide", approve);
    // Never saved: nobody is asked for a name in the midst of a decision.
    expect(await readdir(place.folder).catch(() => [])).toEqual([]);
    const { name } = (await client.call("documents.save", { session })) ?? {};
    await client.call("approvals.decide", { ...approve, decision: "withdraw" });
    expect(await client.call("documents.state", { session })).toMatchObject({ saved: true });
    const { document } = await openDocument(place.machine, join(place.folder, name ?? ""));
    expect(document.approvals).toHaveLength(2);
    expect(document.history.at(-1)).toMatchObject({ what: "withdrawn", by: "Lan" });
  });

  it("are not taken where the file cannot be written", async () => {
    const { session, pieces } = await created();
    const [piece] = sound(pieces);
    if (piece === undefined) throw new Error("the sample has no sound piece");
    await client.call("keys.create", { name: "Lan" });
    const { name } = (await client.call("documents.save", { session })) ?? {};
    const path = join(place.folder, name ?? "");
    const theirs = await openDocument(place.machine, path);
    await saveDocument(place.machine, { ...theirs, document: { ...theirs.document, title: "Somebody else's" } });
    const decide = client.call("approvals.decide", {
      session,
      pieces: [named(piece)],
      decision: "approve",
      note: "",
    });
    await expect(decide).rejects.toMatchObject({ code: "approve/not-saved" });
    const state = await client.call("documents.state", { session });
    expect(state.document.approvals).toEqual([]);
    expect(state.document.history.map(({ what }) => what)).not.toContain("approved");
    expect((await openDocument(place.machine, path)).document).toMatchObject({
      title: "Somebody else's",
      approvals: [],
    });
    const gates = (await client.call("approvals.list", { session })).map(({ gate }) => gate);
    expect(gates).not.toContain("open");
    // Under another name it is signed and kept.
    await client.call("documents.saveAs", { session, name: "mine" });
    await client.call("approvals.decide", { session, pieces: [named(piece)], decision: "approve", note: "" });
    expect((await openDocument(place.machine, join(place.folder, "mine.manara"))).document.approvals).toHaveLength(1);
  });

  it("knows no piece that the document does not have", async () => {
    const { session } = await created();
    await client.call("keys.create", { name: "Lan" });
    const stranger = { template: "banner-30-july", edition: "vi-VN", proof: "0".repeat(64) };
    await expect(
      client.call("approvals.decide", { session, pieces: [stranger], decision: "approve", note: "" }),
    ).rejects.toMatchObject({ code: "document/unknown-piece" });
  });
});

describe("exports", () => {
  beforeEach(() => start());
  afterEach(stop);

  const run = (session: string, pieces: readonly { template: string; edition: string }[], draft: boolean) =>
    client.call("exports.run", {
      session,
      pieces: pieces.map(({ template, edition }) => ({ template, edition })),
      formats: ["png"],
      draft,
      target: null,
      ppi: 36,
    });

  it("gives final files of approved pages alone, apart from drafts and from other documents", async () => {
    const { session, pieces } = await created();
    const [piece] = sound(pieces);
    if (piece === undefined) throw new Error("the sample has no sound piece");
    await expect(run(session, [piece], false)).rejects.toMatchObject({ code: "export/not-approved" });
    await run(session, [piece], true);
    await client.call("keys.create", { name: "Lan" });
    await client.call("approvals.decide", { session, pieces: [named(piece)], decision: "approve", note: "" });
    const final = await run(session, [piece], false);
    expect(final.files.map(({ path }) => path)).toEqual([`${piece.template}/${piece.edition}/${piece.template}.png`]);
    const other = await created();
    await run(other.session, [piece], true);
    const exports = join(place.folder, "exports");
    expect((await readdir(exports)).sort()).toEqual(["Poster", "Poster (draft)", "Poster (draft) 2"]);
    const manifest = JSON.parse(await readFile(join(exports, "Poster", "manifest.json"), "utf8"));
    expect(manifest.files).toMatchObject([{ draft: false, proof: piece.proof }]);
  });

  it("takes no target that nobody chose", async () => {
    const { session, pieces } = await created();
    const [piece] = pieces;
    await client.call("documents.save", { session });
    const [document] = await client.call("documents.list", {});
    for (const target of ["a".repeat(22), document?.handle ?? ""]) {
      const asked = {
        session,
        pieces: [{ template: piece?.template ?? "", edition: piece?.edition ?? "" }],
        formats: ["png" as const],
        draft: true,
        target,
        ppi: 36,
      };
      await expect(client.call("exports.run", asked)).rejects.toMatchObject({ code: "document/unknown-handle" });
    }
  });
});

describe("an export that is called off while it draws", () => {
  it("closes the exporter, and leaves the folder as it was", async () => {
    const controller = new AbortController();
    let closed = 0;
    const drawing: PageExporter = {
      // Called off in the middle: what was drawn must not arrive.
      render: async (job) => {
        controller.abort();
        return textExporter().render(job);
      },
      close: () => {
        closed += 1;
      },
    };
    await start(drawing);
    const { session, pieces } = await created();
    const run = client.call(
      "exports.run",
      {
        session,
        pieces: pieces.map(({ template, edition }) => ({ template, edition })),
        formats: ["png"],
        draft: true,
        target: null,
        ppi: 36,
      },
      { signal: controller.signal },
    );
    await expect(run).rejects.toMatchObject({ code: "contract/cancelled" });
    expect(closed).toBeGreaterThan(0);
    const left = await readdir(place.folder, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    await stop();
  });
});
