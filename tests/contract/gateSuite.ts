import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { nodeKeys } from "../../src/main/platform/nodeKeys.ts";
import { decideOnPieces } from "../../src/main/services/approve/approvals.ts";
import { writeDocumentFile } from "../../src/main/services/document/documentFile.ts";
import { type OpenDocument, openDocument } from "../../src/main/services/document/documents.ts";
import { type LoadedPack, loadPack } from "../../src/main/services/pack/packs.ts";
import type { PageExporter, SigningKey } from "../../src/main/services/ports.ts";
import { signTeam } from "../../src/main/services/trust/teams.ts";
import { verifyExport } from "../../src/main/services/verify/verify.ts";
import type { TeamFacts } from "../../src/shared/approve/team.ts";
import { StudioError } from "../../src/shared/base/errors.ts";
import { todayOf } from "../../src/shared/base/moment.ts";
import type { PieceState } from "../../src/shared/contract/approvalCalls.ts";
import type { CallInput } from "../../src/shared/contract/contract.ts";
import { createComposer } from "../../src/shared/piece/composer.ts";
import { drawingExporter } from "../fakes/drawingExporter.ts";
import { type TestPlace, testPlace } from "../fakes/testStudio.ts";
import type { OpenedHost } from "./contractSuite.ts";

/**
 * No final file exists without an open gate, whichever host is asked. Every test tries to get one, and then looks at
 * the disk: what an answer says is not what counts.
 */

const PACK = "safe-migration";
const TEMPLATE = "poster-fake-job-signs";
const EDITION = "vi-VN";

const lead = nodeKeys.generate("Lan");
const officer = nodeKeys.generate("Minh");

export function gateSuite(name: string, open: (place: TestPlace) => Promise<OpenedHost>): void {
  describe(`the gate over ${name}`, () => {
    let place: TestPlace;
    let host: OpenedHost;
    let loaded: LoadedPack;
    let exporter: PageExporter;

    beforeAll(async () => {
      const first = await testPlace();
      loaded = await loadPack(first.machine, PACK);
      exporter = drawingExporter(loaded.fonts);
      await first.remove();
    });
    afterEach(() => host.close());

    async function start({ isOwn = true, team = null as ((place: TestPlace) => TeamFacts) | null } = {}) {
      const made = await testPlace(exporter);
      place = { ...made, machine: { ...made.machine, isOwnPack: async () => isOwn } };
      host = await open(place);
      if (team !== null) await trust(team(place));
      await host.client.call("keys.create", { name: "Thu Hà" });
    }

    /** As if the list had come by hand, so that nothing is asked about it. */
    async function trust(facts: TeamFacts) {
      const { signed } = signTeam(place.machine, facts, null, lead);
      await place.machine.files.write(join(place.dataFolder, "team.json"), Buffer.from(JSON.stringify(signed)));
    }

    const list = async (session: string) => {
      const pieces = await host.client.call("approvals.list", { session });
      const of = (edition: string) => {
        const found = pieces.find((one) => one.edition === edition);
        if (found === undefined) throw new Error(`there is no piece in ${edition}`);
        return found;
      };
      return { piece: of(EDITION), stranger: of("en-VN") };
    };
    async function created() {
      const asked = { pack: PACK, template: TEMPLATE, editions: [], sample: true, title: "Poster" };
      const { session } = await host.client.call("documents.create", asked);
      const { piece, stranger } = await list(session);
      expect(piece.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      return { session, piece, stranger };
    }
    const decide = (session: string, { template, edition, proof }: PieceState, decision: "approve" | "withdraw") =>
      host.client.call("approvals.decide", {
        session,
        pieces: [{ template, edition, proof }],
        decision,
        note: "",
      });
    const asked = (session: string, draft = false): CallInput<"exports.run"> => ({
      session,
      pieces: [{ template: TEMPLATE, edition: EDITION }],
      formats: ["png", "jpeg"],
      draft,
      target: null,
      ppi: 36,
    });

    /** Every file that is neither a document nor Manara's own. */
    async function filesOut(): Promise<string[]> {
      const all = await readdir(place.root, { recursive: true, withFileTypes: true });
      return all
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.endsWith(".manara") && !path.startsWith(place.dataFolder))
        .filter((path) => !path.startsWith(join(place.root, "renderer")) && !/\.(lock|open)$/.test(path));
    }
    /** Asks for a final file, and gives the codes of the reasons why there is none. */
    async function refused(session: string): Promise<readonly string[]> {
      const answer = await host.client.call("exports.run", asked(session)).catch((error: unknown) => error);
      expect(answer).toBeInstanceOf(StudioError);
      expect(answer).toMatchObject({ code: "export/not-approved" });
      expect(await filesOut()).toEqual([]);
      return answer instanceof StudioError ? answer.diagnostics.map(({ code }) => code) : [];
    }
    /** The document as another program would leave it: through its file, back in by an upload. */
    async function through(session: string, change: (open: OpenDocument) => OpenDocument): Promise<string> {
      const saved = await host.client.call("documents.save", { session });
      const open = await openDocument(place.machine, join(place.folder, saved?.name ?? ""));
      const upload = await host.client.put(await writeDocumentFile(place.machine.archives, change(open)));
      const { handle } = await host.client.call("documents.import", { upload, name: "forged.manara" });
      return (await host.client.call("documents.open", { handle })).session;
    }
    /** A program that asks nobody signs with any key. */
    function signedBy(key: SigningKey, open: OpenDocument): OpenDocument {
      const { engine, clock } = place.machine;
      const pieces = createComposer(loaded, engine).pieces(open.document, EDITION, todayOf(clock));
      return decideOnPieces(place.machine, open, pieces, "approve", key, "");
    }

    it("opens for an approval of these very pages, and the files say so by themselves", async () => {
      await start();
      const { session, piece } = await created();
      await decide(session, piece, "approve");
      const { files } = await host.client.call("exports.run", asked(session));
      expect(files.map(({ format }) => format)).toEqual(["jpeg", "png"]);
      const finals = (await filesOut()).filter((path) => /\.(png|jpe?g)$/.test(path));
      expect(finals).toHaveLength(2);
      for (const path of finals) {
        const alone = join(place.dataFolder, "alone");
        await place.machine.files.write(alone, await readFile(path));
        const verdict = await verifyExport(place.machine, alone);
        expect(verdict).toMatchObject({ valid: true, proof: piece.proof, approvedBy: { name: "Thu Hà" } });
      }
    });

    it("stays shut without an approval, and for one of another edition", async () => {
      await start();
      const { session, stranger } = await created();
      expect(await refused(session)).toEqual(["approve/not-approved"]);
      await decide(session, stranger, "approve");
      expect(await refused(session)).toEqual(["approve/not-approved"]);
    });

    it("shuts when one character changes, and opens again with the old one", async () => {
      await start();
      const { session, piece } = await created();
      await decide(session, piece, "approve");
      const { document } = await host.client.call("documents.state", { session });
      const [block] = document.editions[EDITION]?.slots.subhead ?? [];
      const [inline] = block?.kind === "paragraph" ? block.content : [];
      if (inline === undefined || !("text" in inline)) throw new Error("the subhead is one paragraph of words");
      const content = [{ kind: "paragraph" as const, content: [{ text: `${inline.text}!` }] }];
      await host.client.call("documents.edit", {
        session,
        edit: { kind: "set-slot", edition: EDITION, slot: "subhead", content },
      });
      expect(await refused(session)).toEqual(["approve/pages-changed"]);
      await expect(decide(session, piece, "approve")).rejects.toMatchObject({ code: "approve/pages-changed" });
      expect(await refused(session)).toEqual(["approve/pages-changed"]);
      await host.client.call("documents.undo", { session });
      expect((await host.client.call("exports.run", asked(session))).files).toHaveLength(2);
    });

    it("shuts when a picture is exchanged for another of the same size and name", async () => {
      await start();
      const { session } = await created();
      const put = async (colour: string) => {
        const made = sharp({ create: { width: 3600, height: 3600, channels: 3, background: colour } });
        const upload = await host.client.put(new Uint8Array(await made.png().toBuffer()));
        const { digest, picture } = await host.client.call("pictures.add", { session, upload, name: "a.png" });
        const alt = Object.fromEntries(loaded.pack.editions.map(({ tag }) => [tag, "Bến xe"]));
        const edits = [
          { kind: "set-picture" as const, digest, picture },
          { kind: "place-picture" as const, slot: "photo", placement: { digest, focus: { x: 0.5, y: 0.5 }, alt } },
        ];
        await host.client.call("documents.edit", { session, edit: { kind: "together", edits } });
      };
      await put("#0E3A53");
      await decide(session, (await list(session)).piece, "approve");
      await put("#0E3A54");
      expect(await refused(session)).toEqual(["approve/pages-changed"]);
    });

    it("shuts when the approval is taken back", async () => {
      await start();
      const { session, piece } = await created();
      await decide(session, piece, "approve");
      await decide(session, piece, "withdraw");
      expect(await refused(session)).toEqual(["approve/withdrawn"]);
    });

    it("counts no approval of another document, of a stranger, or with a word changed in it", async () => {
      await start({ team: () => teamOf([lead, "lead"]) });
      const { session } = await created();
      const foreign = await through(session, (open) => {
        const id = "00000000-0000-4000-8000-00000000ffff";
        return { ...open, document: { ...signedBy(lead, open).document, id } };
      });
      expect(await refused(foreign)).toEqual(["approve/not-approved"]);
      const stranger = await through(session, (open) => signedBy(place.machine.keys.generate("Mallory"), open));
      expect(await refused(stranger)).toEqual(["approve/not-trusted"]);
      const rewritten = await through(session, (open) => {
        const { document } = signedBy(lead, open);
        const approvals = document.approvals.map((one) => ({
          ...one,
          statement: one.statement.replace('"note":""', '"note":"!"'),
        }));
        return { ...open, document: { ...document, approvals } };
      });
      expect(await refused(rewritten)).toEqual(["approve/bad-signature"]);
      const genuine = await through(session, (open) => signedBy(lead, open));
      expect((await host.client.call("exports.run", asked(genuine))).files).toHaveLength(2);
    });

    it("counts no approval of a member without the role, nor under a list that has ended", async () => {
      await start({ team: () => teamOf([lead, "lead"], [officer, "officer"]) });
      const { session, piece } = await created();
      await expect(decide(session, piece, "approve")).rejects.toMatchObject({ code: "approve/not-trusted" });
      expect(await refused(session)).toEqual(["approve/not-approved"]);
      const forced = await through(session, (open) => signedBy(officer, open));
      expect(await refused(forced)).toEqual(["approve/wrong-role"]);
      const led = await through(session, (open) => signedBy(lead, open));
      const ended = { from: "2020-01-01T00:00:00Z", until: "2021-01-01T00:00:00Z" };
      await trust({ ...teamOf([lead, "lead"]), valid: ended });
      expect(await refused(led)).toEqual(["approve/team-expired"]);
    });

    it("asks for the reasons that the team wants, whoever signed without them", async () => {
      const strict = { ...teamOf([lead, "lead"]), rules: { ...teamOf().rules, reasons: true } };
      await start({ team: () => strict });
      const { session, piece } = await created();
      expect(piece.diagnostics.map(({ severity }) => severity)).toContain("warning");
      const silent = await through(session, (open) => signedBy(lead, open));
      expect(await refused(silent)).toEqual(["approve/needs-reasons"]);
    });

    it("takes no pages of a pack that nobody vouches for, until somebody trusts it", async () => {
      await start({ isOwn: false });
      const { session, piece } = await created();
      expect(piece.reasons.map(({ code }) => code)).toEqual(["approve/pack-not-trusted"]);
      await expect(decide(session, piece, "approve")).rejects.toMatchObject({ code: "approve/pack-not-trusted" });
      const forced = await through(session, (open) => signedBy(lead, open));
      expect(await refused(forced)).toEqual(["approve/pack-not-trusted"]);
      const state = await host.client.call("packs.trustOf", { id: PACK });
      expect(state).toMatchObject({ trust: "unknown", signedBy: null, canTrust: true });
      const stale = { id: PACK, digest: "0".repeat(64) };
      await expect(host.client.call("packs.trust", stale)).rejects.toMatchObject({ code: "pack/changed-meanwhile" });
      expect(await refused(forced)).toEqual(["approve/pack-not-trusted"]);
      expect(await host.client.call("packs.trust", { id: PACK, digest: state.digest })).toMatchObject({
        trust: "known",
      });
      expect((await host.client.call("exports.run", asked(forced))).files).toHaveLength(2);
      // A team's list alone decides what its members may use.
      await trust(teamOf([lead, "lead"]));
      await expect(host.client.call("packs.trust", { id: PACK, digest: state.digest })).rejects.toMatchObject({
        code: "pack/team-decides",
      });
      expect((await list(forced)).piece.reasons.map(({ code }) => code)).toEqual(["approve/pack-not-trusted"]);
    });

    it("is not moved by what a window asks for", async () => {
      await start();
      const { session } = await created();
      const call = host.client.call as (name: string, input: unknown) => Promise<unknown>;
      const odd: [unknown, string][] = [
        [{ ...asked(session), policy: { required: 0, trusted: null } }, "contract/wrong-input"],
        [{ ...asked(session), draft: "false" }, "contract/wrong-input"],
        [{ ...asked(session), draft: undefined }, "contract/wrong-input"],
        [{ ...asked(session), pieces: [] }, "contract/wrong-input"],
        [{ ...asked(session), target: place.root }, "contract/wrong-input"],
        [asked("a".repeat(22)), "document/unknown-session"],
      ];
      for (const [input, code] of odd) await expect(call("exports.run", input)).rejects.toMatchObject({ code });
      const smuggled = { session, edit: { kind: "set-approvals", approvals: [] } };
      await expect(call("documents.edit", smuggled)).rejects.toMatchObject({ code: "contract/wrong-input" });
      expect(await refused(session)).toEqual(["approve/not-approved"]);
    });

    it("gives a draft that nobody can take for a final file", async () => {
      await start();
      const { session, piece } = await created();
      const draft = await host.client.call("exports.run", asked(session, true));
      const paths = (await filesOut()).filter((path) => /\.(png|jpe?g)$/.test(path));
      expect(paths).toHaveLength(2);
      for (const path of paths) {
        expect(await verifyExport(place.machine, path)).toMatchObject({ valid: false, approvedBy: null });
      }
      // The words of a draft are on the page: the same pages, approved, are other pixels.
      await decide(session, piece, "approve");
      const final = await host.client.call("exports.run", asked(session));
      const pixels = async (asset: string) =>
        sharp((await host.readAsset(asset))?.bytes)
          .raw()
          .toBuffer();
      const [one, other] = [draft.files[0]?.asset ?? "", final.files[0]?.asset ?? ""];
      expect((await pixels(one)).equals(await pixels(other))).toBe(false);
      // Into the folder of final files a draft never goes.
      const into = { ...asked(session, true), target: final.target };
      await expect(host.client.call("exports.run", into)).rejects.toMatchObject({ code: "export/would-replace-final" });
    });
  });
}

function teamOf(...people: readonly (readonly [SigningKey, "lead" | "officer"])[]): TeamFacts {
  return {
    id: "july",
    name: "July",
    number: 1,
    valid: { from: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" },
    members: people.map(([{ name, key }, role]) => ({ name, organisation: "", key, roles: [role], editions: null })),
    revoked: [],
    rules: { stages: "one", approvals: 1, authorMayRelease: true, reasons: false },
  };
}
