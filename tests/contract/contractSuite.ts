import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StudioError } from "../../src/shared/base/errors.ts";
import type { Client } from "../../src/shared/contract/client.ts";
import type { SessionState } from "../../src/shared/contract/documentCalls.ts";
import type { Edit } from "../../src/shared/document/edits.ts";
import { markReviewed } from "../../src/shared/localise/units/unitEdits.ts";

/** What every host answers, whatever carries the calls: each transport's own tests call this. */

export interface OpenedHost {
  /** Two windows of one host. */
  readonly client: Client;
  readonly other: Client;
  /** Manara's own folder, empty at first. The host has the pack `safe-migration` and no dialogs. */
  readonly folder: string;
  /** Null for what no call has named. */
  readAsset(digest: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
  close(): Promise<void>;
}

const PACK = "safe-migration";
const TEMPLATE = "poster-fake-job-signs";

export function contractSuite(name: string, open: () => Promise<OpenedHost>): void {
  describe(`the contract over ${name}`, () => {
    let host: OpenedHost;
    beforeEach(async () => {
      host = await open();
    });
    afterEach(async () => {
      await host.close();
    });

    const create = (sample = true) =>
      host.client.call("documents.create", { pack: PACK, template: TEMPLATE, editions: [], sample });
    const title = (text: string): Edit => ({ kind: "set-title", title: text });

    it("describes itself", async () => {
      const facts = await host.client.call("host.describe", {});
      expect(facts.dialogs).toBe("listed");
      expect(facts.client).not.toBe((await host.other.call("host.describe", {})).client);
    });

    it("answers an unknown call, a wrong input and a fault with their codes", async () => {
      const call = host.client.call as (name: string, input: unknown) => Promise<unknown>;
      await expect(call("documents.burn", {})).rejects.toMatchObject({ code: "contract/unknown-call" });
      await expect(call("documents.open", { handle: "../../etc/passwd" })).rejects.toMatchObject({
        code: "contract/wrong-input",
      });
      await expect(call("documents.open", { handle: "a".repeat(22) })).rejects.toMatchObject({
        code: "document/unknown-handle",
      });
      await expect(call("documents.open", { handle: "a".repeat(22) })).rejects.toBeInstanceOf(StudioError);
    });

    it("hands over whole packs as assets that can be read", async () => {
      const { files, digest } = await host.client.call("packs.files", { id: PACK });
      const [listed] = await host.client.call("packs.list", {});
      expect(listed).toMatchObject({ id: PACK, digest });
      const root = join("templates", PACK);
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      expect(files.length).toBe(entries.filter((entry) => entry.isFile()).length);
      for (const path of ["pack.json", files.find(({ path }) => path.endsWith(".ttf"))?.path ?? "no font"]) {
        const asset = await host.readAsset(files.find((file) => file.path === path)?.asset ?? "");
        expect(asset?.bytes).toEqual(new Uint8Array(await readFile(join(root, path))));
        expect(asset?.type).toBe(path.endsWith(".json") ? "application/json" : "font/ttf");
      }
      const drawing = files.find(({ path }) => path.endsWith(".svg"));
      expect((await host.readAsset(drawing?.asset ?? ""))?.type).toBe("application/octet-stream");
    });

    it("gives no asset that no call has named", async () => {
      const digest = createHash("sha256").update("nobody put this").digest("hex");
      expect(await host.readAsset(digest)).toBeNull();
    });

    it("keeps settings and tells every window", async () => {
      const heard: unknown[] = [];
      host.other.on("settings.changed", (settings) => heard.push(settings));
      const changed = await host.client.call("settings.change", { theme: "dark" });
      expect(changed.theme).toBe("dark");
      expect(await host.other.call("settings.read", {})).toEqual(changed);
      await expect.poll(() => heard).toEqual([changed]);
    });

    it("creates, edits, saves, lists and opens a document", async () => {
      const { session } = await create();
      await host.client.call("documents.edit", { session, edit: title("Đi an toàn") });
      const saved = await host.client.call("documents.save", { session });
      expect(saved).toMatchObject({ saved: true, name: "Đi an toàn.manara" });
      expect(await readdir(host.folder)).toContain("Đi an toàn.manara");
      await host.client.call("documents.close", { session, discard: false });
      const [entry] = await host.client.call("documents.list", {});
      expect(entry).toMatchObject({ title: "Đi an toàn", pack: PACK, template: TEMPLATE });
      const again = await host.other.call("documents.open", { handle: entry?.handle ?? "" });
      expect(again.document).toEqual(saved?.document);
      expect(again).toMatchObject({ saved: true, canUndo: true });
      const [recent] = await host.client.call("documents.recent", {});
      expect(recent?.handle).toBe(entry?.handle);
    });

    it("shows one session in two windows, and what one does the other hears", async () => {
      const first = await create();
      await host.client.call("documents.save", { session: first.session });
      const [entry] = await host.client.call("documents.list", {});
      const second = await host.other.call("documents.open", { handle: entry?.handle ?? "" });
      expect(second.session).toBe(first.session);
      const revisions: [number, string | undefined][] = [];
      host.other.on("documents.changed", ({ revision, edit }) => revisions.push([revision, edit?.kind]));
      const { revision } = await host.client.call("documents.edit", { session: first.session, edit: title("Một") });
      await host.other.call("documents.undo", { session: first.session });
      await expect
        .poll(() => revisions)
        .toEqual([
          [revision, "set-title"],
          [revision + 1, "set-title"],
        ]);
      const state: SessionState = await host.client.call("documents.state", { session: first.session });
      expect(state).toMatchObject({ canRedo: true, saved: true, document: { title: first.document.title } });
    });

    it("takes a picture that was put, and gives it back byte for byte", async () => {
      const { session } = await create();
      const bytes = new Uint8Array(
        await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0E3A53" } })
          .png()
          .toBuffer(),
      );
      const upload = await host.client.put(bytes);
      expect(upload).toBe(createHash("sha256").update(bytes).digest("hex"));
      const added = await host.client.call("pictures.add", { session, upload, name: "biển.png" });
      expect(added).toMatchObject({ digest: upload, picture: { width: 40, height: 30, type: "image/png" } });
      expect(await host.readAsset(upload)).toEqual({ bytes, type: "image/png" });
    });

    it("downloads a copy that can be imported again", async () => {
      const { session, document } = await create();
      const { asset, name } = await host.client.call("documents.copy", { session });
      const file = await host.readAsset(asset);
      const upload = await host.other.put(file?.bytes ?? new Uint8Array());
      const { handle } = await host.other.call("documents.import", { upload, name });
      expect((await host.other.call("documents.peek", { handle })).id).toBe(document.id);
    });

    /** A copy of a saved document in a file of its own, worked on in another window and saved there. */
    async function copyOf(session: string, edits: readonly Edit[]): Promise<string> {
      const { asset, name: fileName } = await host.client.call("documents.copy", { session });
      const file = await host.readAsset(asset);
      const upload = await host.other.put(file?.bytes ?? new Uint8Array());
      const { handle } = await host.other.call("documents.import", { upload, name: fileName });
      const copy = await host.other.call("documents.open", { handle });
      for (const edit of edits) await host.other.call("documents.edit", { session: copy.session, edit });
      await host.other.call("documents.save", { session: copy.session });
      await host.other.call("documents.close", { session: copy.session, discard: false });
      return handle;
    }
    const headline = (text: string): Edit => ({
      kind: "set-slot",
      edition: "vi-VN",
      slot: "headline",
      content: [{ kind: "paragraph", content: [{ text }] }],
    });

    it("merges another copy in one step that can be taken back, after saying what it will do", async () => {
      const { session } = await create();
      await host.client.call("documents.save", { session });
      const handle = await copyOf(session, [headline("Hỏi trước khi đi")]);
      await host.client.call("documents.edit", { session, edit: title("Của tôi") });
      const before = await host.client.call("documents.state", { session });
      const question = { session, other: { from: "file", handle }, choices: {} } as const;
      const preview = await host.client.call("merge.preview", question);
      expect(preview).toMatchObject({
        conflicts: [],
        taken: [
          {
            change: { kind: "slot", edition: "vi-VN", slot: "headline" },
            after: { kind: "words", words: [{ content: [{ text: "Hỏi trước khi đi" }] }] },
          },
        ],
        kept: [{ kind: "title" }],
        base: true,
        decisions: { taken: 0, kept: 0 },
      });
      expect(await host.client.call("merge.approvals", question)).toEqual([]);
      expect(await host.client.call("documents.state", { session })).toEqual(before);
      const merged = await host.client.call("merge.apply", { ...question, seen: preview.seen });
      expect(merged.document.title).toBe("Của tôi");
      expect(JSON.stringify(merged.document.editions["vi-VN"]?.slots.headline)).toContain("Hỏi trước khi đi");
      expect(merged).toMatchObject({ saved: false, canUndo: true });
      await host.client.call("documents.undo", { session });
      const back = await host.client.call("documents.state", { session });
      expect(back.document).toEqual(before.document);
      await host.client.call("documents.redo", { session });
      expect((await host.client.call("documents.state", { session })).document).toEqual(merged.document);
      expect(await host.client.call("documents.save", { session })).toMatchObject({ saved: true });
    });

    it("asks for each place that both changed, and does what was seen or nothing", async () => {
      const { session } = await create();
      await host.client.call("documents.save", { session });
      const handle = await copyOf(session, [headline("Bản kia"), title("Bản kia")]);
      for (const edit of [headline("Bản này"), title("Bản này")])
        await host.client.call("documents.edit", { session, edit });
      const question = { session, other: { from: "file", handle }, choices: {} } as const;
      const preview = await host.client.call("merge.preview", question);
      expect(preview.conflicts.map(({ name: one }) => one)).toEqual(["title", "slot:vi-VN/headline"]);
      expect(preview.conflicts[0]).toMatchObject({
        ours: { content: { kind: "text", text: "Bản này" } },
        theirs: { content: { kind: "text", text: "Bản kia" } },
        before: { kind: "text" },
      });
      const apply = (choices: Record<string, "ours" | "theirs">, seen = preview.seen) =>
        host.client.call("merge.apply", { ...question, choices, seen });
      await expect(apply({ title: "ours" })).rejects.toMatchObject({ code: "document/merge-undecided" });
      const choices = { title: "ours", "slot:vi-VN/headline": "theirs" } as const;
      await expect(apply(choices, "0".repeat(64))).rejects.toMatchObject({ code: "document/merge-changed" });
      await host.other.call("documents.state", { session });
      await host.other.call("documents.edit", { session, edit: title("Lại khác") });
      await expect(apply(choices)).rejects.toMatchObject({ code: "document/merge-changed" });
      const again = await host.client.call("merge.preview", { ...question, choices });
      const { document } = await apply(choices, again.seen);
      expect(document.title).toBe("Lại khác");
      expect(JSON.stringify(document.editions["vi-VN"]?.slots.headline)).toContain("Bản kia");
    });

    it("refuses what is no copy of the document, with the reason", async () => {
      const { session } = await create();
      const preview = (other: Parameters<typeof host.client.call<"merge.preview">>[1]["other"]) =>
        host.client.call("merge.preview", { session, other, choices: {} });
      await expect(preview({ from: "disk" })).rejects.toMatchObject({ code: "document/merge-no-file" });
      const upload = await host.client.put(new TextEncoder().encode("a photograph, really"));
      await expect(preview({ from: "upload", upload, name: "x.manara" })).rejects.toMatchObject({
        code: "document/not-a-zip",
      });
      const stranger = await create();
      await host.client.call("documents.save", { session: stranger.session });
      const [entry] = await host.client.call("documents.list", {});
      await expect(preview({ from: "file", handle: entry?.handle ?? "" })).rejects.toMatchObject({
        code: "document/merge-other-document",
      });
      await expect(preview({ from: "file", handle: "a".repeat(22) })).rejects.toMatchObject({
        code: "document/unknown-handle",
      });
    });

    it("reports progress of an export, and its files are assets", async () => {
      const { session } = await create();
      const state = await host.client.call("approvals.list", { session });
      const [piece] = state;
      const seen: unknown[] = [];
      const exported = await host.client.call(
        "exports.run",
        {
          session,
          pieces: [{ template: piece?.template ?? "", edition: piece?.edition ?? "" }],
          formats: ["png"],
          draft: true,
          target: null,
          ppi: 36,
        },
        { onProgress: (value) => seen.push(value) },
      );
      expect(seen).toEqual([{ done: 1, total: 1, what: `${piece?.template}/${piece?.edition}` }]);
      const [file] = exported.files;
      const asset = await host.readAsset(file?.asset ?? "");
      expect(asset?.bytes.length).toBe(file?.bytes);
      expect(
        createHash("sha256")
          .update(asset?.bytes ?? "")
          .digest("hex"),
      ).toBe(file?.asset);
    });

    it("tells what waits in every document of the folder, row by row, and follows a document that is open", async () => {
      expect(await host.client.call("queue.read", {})).toMatchObject({ own: true, documents: [], left: 0 });
      const { session, document } = await create();
      await host.client.call("documents.save", { session });
      const drafts = await host.client.call("queue.read", {});
      expect(drafts.documents).toMatchObject([{ document: { id: document.id }, exact: true, problem: null }]);
      expect(drafts.documents[0]?.pieces.map(({ stage, turn }) => [stage, turn])).toEqual(
        drafts.documents[0]?.pieces.map(() => ["draft", null]),
      );
      const pieces = await host.client.call("approvals.list", { session });
      const [piece] = pieces;
      if (piece === undefined) throw new Error("the sample has a piece");
      const { template, edition, proof } = piece;
      await host.client.call("keys.create", { name: "Lan" });
      const decide = { session, pieces: [{ template, edition, proof }], decision: "submit" as const, note: "xin xem" };
      const decided = await host.client.call("approvals.decide", decide);
      const rows: { done: number; total: number }[] = [];
      const listed = await host.other.call(
        "queue.read",
        {},
        { onProgress: ({ done, total }) => rows.push({ done, total }) },
      );
      expect(rows).toEqual([{ done: 1, total: 1 }]);
      // The same stages as Review tells of the open document, whose signature may be in no file yet.
      const stages = (all: readonly { edition: string; template: string; stage?: string | undefined }[]) =>
        all.map((one) => `${one.edition} ${one.template} ${one.stage}`).sort();
      expect(stages(listed.documents[0]?.pieces ?? [])).toEqual(stages(decided));
      expect(listed.documents[0]?.pieces.find((one) => one.edition === edition)).toMatchObject({
        stage: "in-review",
        last: { decision: "submit", by: "Lan", note: "xin xem", current: true },
      });
      const handle = listed.documents[0]?.handle ?? "";
      expect((await host.other.call("documents.open", { handle })).session).toBe(session);
      await expect(host.client.call("queue.choose", {})).rejects.toMatchObject({ code: "host/no-dialogs" });
    });

    it("calls a look at the queue off", async () => {
      const { session } = await create();
      await host.client.call("documents.save", { session });
      const controller = new AbortController();
      const read = host.client.call("queue.read", {}, { signal: controller.signal });
      controller.abort();
      await expect(read).rejects.toMatchObject({ code: "contract/cancelled" });
      expect((await host.client.call("queue.read", {})).documents).toHaveLength(1);
    });

    it("calls an export off, and no file is left", async () => {
      const { session } = await create();
      const state = await host.client.call("approvals.list", { session });
      const controller = new AbortController();
      const run = host.client.call(
        "exports.run",
        {
          session,
          pieces: state.map(({ template, edition }) => ({ template, edition })),
          formats: ["png"],
          draft: true,
          target: null,
          ppi: 36,
        },
        { signal: controller.signal },
      );
      controller.abort();
      await expect(run).rejects.toMatchObject({ code: "contract/cancelled" });
      const left = async () =>
        (await readdir(host.folder, { recursive: true, withFileTypes: true }).catch(() => []))
          .filter((entry) => entry.isFile())
          .map((entry) => entry.name);
      await expect.poll(left).toEqual([]);
    });

    it("confirms and withdraws entries of a registry, judges open documents by them, and finds where they are", async () => {
      const { session } = await create();
      await host.client.call("documents.save", { session });
      const entry = { pack: PACK, kind: "helpline", id: "VN-111" } as const;
      const asked = { on: null, reviewBy: null, owner: null, note: "Called." } as const;
      await expect(host.client.call("registry.confirm", { ...entry, ...asked })).rejects.toMatchObject({
        code: "keys/none",
      });
      await host.client.call("keys.create", { name: "Lan" });
      const state = async () =>
        (await host.other.call("registry.list", { pack: PACK })).find(({ id }) => id === entry.id);
      expect((await state())?.state).toBe("never");
      const heard: string[] = [];
      host.other.on("registry.changed", ({ upkeep }) => heard.push(upkeep.map(({ id }) => id).join()));
      await host.client.call("registry.confirm", { ...entry, ...asked });
      expect(await state()).toMatchObject({ state: "confirmed", confirmedBy: { name: "Lan", genuine: true } });
      await expect.poll(() => heard).toEqual([entry.id]);

      const codes = async () =>
        (await host.client.call("approvals.list", { session }))
          .filter(({ edition }) => edition === "vi-VN")
          .flatMap(({ diagnostics }) => diagnostics.map(({ code, severity }) => `${severity} ${code}`));
      const withdrawn = "error localise/withdrawn-helpline";
      expect(await codes()).not.toContain(withdrawn);
      await expect(host.client.call("registry.withdraw", { ...entry, reason: " " })).rejects.toMatchObject({
        code: "registry/needs-reason",
      });
      await host.client.call("registry.withdraw", { ...entry, reason: "Nobody answers." });
      expect(await state()).toMatchObject({ state: "withdrawn", withdrawn: { by: "Lan", reason: "Nobody answers." } });
      expect(await codes()).toContain(withdrawn);

      const progress: unknown[] = [];
      const find = { ...entry, folder: null };
      const found = await host.client.call("registry.find", find, { onProgress: (far) => progress.push(far) });
      expect(found.documents.map(({ places }) => places.some(({ edition }) => edition === "vi-VN"))).toEqual([true]);
      expect(found.skipped).toEqual([]);
      expect(progress).toContainEqual({ done: 0, total: 1, what: found.documents[0]?.path });
      const opened = await host.other.call("documents.open", { handle: found.documents[0]?.handle ?? "" });
      expect(opened.session).toBe(session);
      const stop = new AbortController();
      const called = host.client.call("registry.find", find, { signal: stop.signal });
      stop.abort();
      await expect(called).rejects.toMatchObject({ code: "contract/cancelled" });

      await host.client.call("registry.release", { ...entry, reason: "It rings again." });
      expect(await codes()).not.toContain(withdrawn);
    });

    it("refuses to call words reviewed in which something is wrong", async () => {
      const { session, document } = await create();
      const slot = "headline";
      const words = (text: string): Edit => ({
        kind: "set-slot",
        edition: "vi-VN",
        slot,
        content: [{ kind: "paragraph", content: [{ text }] }],
      });
      const review = async () => {
        const now = await host.client.call("documents.state", { session });
        const place = { edition: "vi-VN", slot };
        const edit = markReviewed(now.document, place, { by: "Lan", at: "2026-01-01T00:00:00Z" });
        if (edit === null) throw new Error("there are words to review");
        return host.client.call("documents.edit", { session, edit });
      };
      expect(document.source).toBe("en-VN");
      await host.client.call("documents.edit", { session, edit: words("Gọi ngay 0999 888 777") });
      await expect(review()).rejects.toMatchObject({ code: "localise/has-errors" });
      await host.client.call("documents.edit", { session, edit: words("Hỏi trước khi đi") });
      await review();
      const { document: after } = await host.client.call("documents.state", { session });
      expect(after.editions["vi-VN"]?.units?.[slot]?.reviewed?.by).toBe("Lan");
    });
  });
}
