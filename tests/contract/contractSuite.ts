import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StudioError } from "../../src/shared/base/errors.ts";
import type { Client } from "../../src/shared/contract/client.ts";
import type { SessionState } from "../../src/shared/contract/documentCalls.ts";
import type { Edit } from "../../src/shared/document/edits.ts";

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
/** Long enough for a loaded machine; nothing waits for it unless something is wrong. */
const PATIENCE = { timeout: 20_000 };

export function contractSuite(name: string, open: () => Promise<OpenedHost>): void {
  describe(`the contract over ${name}`, { timeout: 60_000 }, () => {
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
      await vi.waitFor(() => expect(heard).toEqual([changed]), PATIENCE);
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
      await vi.waitFor(
        () =>
          expect(revisions).toEqual([
            [revision, "set-title"],
            [revision + 1, "set-title"],
          ]),
        PATIENCE,
      );
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
      await vi.waitFor(async () => expect(await left()).toEqual([]), PATIENCE);
    });
  });
}
