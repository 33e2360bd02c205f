import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeDocumentFile } from "../../src/main/services/document/documentFile.ts";
import { makeProof } from "../../src/shared/approve/proof.ts";
import { type Diagnostic, sortDiagnostics } from "../../src/shared/base/diagnostics.ts";
import { StudioError } from "../../src/shared/base/errors.ts";
import type { Client } from "../../src/shared/contract/client.ts";
import type { CampaignDocument } from "../../src/shared/document/documentSchema.ts";
import { pieceKey } from "../../src/shared/piece/piece.ts";
import { type TestPlace, type TestStudio, testPlace, testStudio } from "../fakes/testStudio.ts";
import { pack, samples } from "../fixtures/safeMigration.ts";
import { windowTypesetter } from "../fixtures/windowTypesetter.ts";
import { type Faulty, faultyDocuments } from "./faultyDocuments.ts";

/** The window finds what the gate finds: the same codes at the same places, and pages with the same proof. */

const TODAY = "2026-01-02";
const POSTER = "poster-fake-job-signs";
let place: TestPlace;
let host: TestStudio;
let client: Client;
let typeset: ReturnType<typeof windowTypesetter>["typeset"];

beforeAll(async () => {
  place = await testPlace();
  host = await testStudio(place);
  client = host.window("one");
  ({ typeset } = windowTypesetter(client.call, place.machine.engine, (worker) => worker.answerNext()));
  await typeset.load(pack.id);
});
afterAll(async () => {
  await host.studio.close();
  await place.remove();
});

interface Found {
  readonly proof: string | null;
  readonly diagnostics: readonly Diagnostic[];
}
/** Piece → what is found; or the code that it failed with. */
type Findings = Readonly<Record<string, Found>> | string;

async function orCode(found: Promise<Findings>): Promise<Findings> {
  return found.catch((error: unknown) => {
    if (error instanceof StudioError) return error.code;
    throw error;
  });
}

async function foundByWindow(document: CampaignDocument, today = TODAY): Promise<Findings> {
  const pieces: [string, Found][] = [];
  const question = { pack: pack.id, document };
  for (const edition of Object.keys(document.editions)) {
    const general = await typeset.find({ ...question, edition, today }, { key: edition });
    for (const template of document.templates) {
      const piece = { template, edition };
      const key = pieceKey(piece);
      const composed = await typeset.compose({ ...question, piece, proof: true }, { key, urgency: 1 });
      if (general === null || composed === null) throw new Error("nobody asked a newer question");
      // What came through, not only what was sent.
      const { digest } = makeProof({ ...piece, engine: place.machine.engine, pack, pages: composed.pages });
      expect(composed.proof).toBe(digest);
      pieces.push([key, { proof: digest, diagnostics: sortDiagnostics([...general, ...composed.diagnostics]) }]);
    }
  }
  return Object.fromEntries(pieces);
}

async function foundByHost(session: string): Promise<Findings> {
  const pieces = await client.call("approvals.list", { session });
  return Object.fromEntries(
    pieces.map((piece) => [pieceKey(piece), { proof: piece.proof, diagnostics: piece.diagnostics }]),
  );
}

async function sampleOf(template: string) {
  return client.call("documents.create", { pack: pack.id, template, editions: [], sample: true });
}

/** As a file that somebody brings. */
async function opened({ name, document, pictures }: Faulty) {
  const bytes = await writeDocumentFile(place.machine.archives, { document, pictures });
  const upload = await client.put(bytes);
  const { handle } = await client.call("documents.import", { upload, name: `${name}.manara` });
  return client.call("documents.open", { handle });
}

describe("the window and the gate", () => {
  it("find the same in every sample edition", async () => {
    const seen = new Set<string>();
    for (const { id } of pack.templates) {
      const { session, document } = await sampleOf(id);
      const window = await foundByWindow(document);
      expect(window).toEqual(await foundByHost(session));
      for (const key of Object.keys(window)) seen.add(key);
      await client.call("documents.close", { session, discard: true });
    }
    expect(samples.filter(({ template, tag }) => !seen.has(`${template.id}/${tag}`))).toEqual([]);
    expect(seen.size).toBe(35);
  });

  it("find the same in documents that are wrong in many ways", async () => {
    const { document: sound } = await sampleOf(POSTER);
    const faults = faultyDocuments(sound);
    const soundCodes = codesOf(await foundByWindow(sound));
    expect(faults.length).toBeGreaterThanOrEqual(20);
    for (const fault of faults) {
      const { name, code } = fault;
      const { session, document } = await opened(fault);
      const window = await orCode(foundByWindow(document));
      expect(window, name).toEqual(await orCode(foundByHost(session)));
      if (code !== null) {
        expect(soundCodes, name).not.toContain(code);
        expect(codesOf(window), name).toContain(code);
      }
      await client.call("documents.close", { session, discard: true });
    }
  });

  it("find the same on the last day of a consent and on the next", async () => {
    const { document: sound } = await sampleOf(POSTER);
    const soon = faultyDocuments(sound).find(({ code }) => code === "localise/C09");
    if (soon === undefined) throw new Error("one of them has a consent that ends soon");
    const { session, document } = await opened(soon);
    const endsOn = document.pictures[Object.keys(document.pictures)[0] ?? ""]?.consent?.expires ?? "";
    place.setNow(`${endsOn}T23:59:59Z`);
    const lastDay = await foundByWindow(document, endsOn);
    expect(lastDay).toEqual(await foundByHost(session));
    expect(codesOf(lastDay)).not.toContain("picture/consent-expired");
    const next = "2026-01-11";
    place.setNow(`${next}T00:00:00Z`);
    const nextDay = await foundByWindow(document, next);
    expect(nextDay).toEqual(await foundByHost(session));
    expect(codesOf(nextDay)).toContain("picture/consent-expired");
    place.setNow(`${TODAY}T03:04:05Z`);
  });
});

function codesOf(found: Findings): readonly string[] {
  if (typeof found === "string") return [found];
  return [...new Set(Object.values(found).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))];
}
