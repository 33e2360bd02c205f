import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { nodeMachine } from "../../src/main/cli/nodeMachine.ts";
import { zipArchives } from "../../src/main/platform/zipArchives.ts";
import { approvalsOf, gateFor } from "../../src/main/services/approve/gateFor.ts";
import { approvedPages } from "../../src/main/services/approve/proofPages.ts";
import { composeDocument } from "../../src/main/services/document/composeDocument.ts";
import { type OpenDocument, openDocument } from "../../src/main/services/document/documents.ts";
import { type LoadedPack, loadPack } from "../../src/main/services/pack/packs.ts";
import type { Machine } from "../../src/main/services/ports.ts";
import { policyUnder } from "../../src/main/services/trust/teams.ts";
import { describeRecord } from "../../src/main/services/verify/describeRecord.ts";
import type { Verdict } from "../../src/main/services/verify/verdict.ts";
import { verifyExport } from "../../src/main/services/verify/verify.ts";
import type { ReadApproval } from "../../src/shared/approve/approval.ts";
import type { ClosedReason, Policy } from "../../src/shared/approve/decide.ts";
import { makeProof } from "../../src/shared/approve/proof.ts";
import { proofChanges, proofChangeWords } from "../../src/shared/approve/proofChanges.ts";
import { paragraphsOf, plainFromRich } from "../../src/shared/document/plainText.ts";
import type { Piece } from "../../src/shared/piece/piece.ts";

/** What release 0.1 left behind → what the Manara of today makes of it. */

export const RELEASE = "tests/fixtures/release-0.1";
const TEAM = join(RELEASE, "team.json");
/** Signed under the team's list. */
const BY_TEAM = "team";
/** After everything that the fixtures were signed with, before any of it expires. */
const NOW = String(Date.parse("2026-12-01T00:00:00Z") / 1000);

export interface Release {
  /** Where it was unpacked. */
  readonly folder: string;
  readonly machine: Machine;
  /** As it was then. */
  readonly pack: LoadedPack;
  readonly documents: readonly { readonly name: string; readonly open: OpenDocument }[];
}

/** A machine that trusts nobody and has only the pack of then. @param folder empty, for what has to be unpacked. */
export async function openRelease(folder: string): Promise<Release> {
  const packs = join(folder, "packs");
  const files = await zipArchives.read(await readFile(join(RELEASE, "pack.zip")), () => true);
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(packs, path)), { recursive: true });
    await writeFile(join(packs, path), bytes);
  }
  const machine = nodeMachine({ MANARA_DATA: join(folder, "data"), SOURCE_DATE_EPOCH: NOW }, packs);
  const names = (await readdir(join(RELEASE, "documents"))).sort();
  const documents = await Promise.all(
    names.map(async (file) => ({
      name: basename(file, ".manara"),
      open: await openDocument(machine, join(RELEASE, "documents", file)),
    })),
  );
  return { folder, machine, pack: await loadPack(machine, "safe-migration"), documents };
}

/** The rules that the document was signed by. */
function rulesOf(machine: Machine, document: string): Promise<Policy> {
  return policyUnder(machine, document === BY_TEAM ? TEAM : undefined);
}

/** Paths below the folder, of every exported file. */
export async function exportedFiles(): Promise<string[]> {
  const all = await readdir(join(RELEASE, "exports"), { recursive: true });
  return all.filter((path) => /\.(pdf|png|jpg|webp)$/.test(path)).sort();
}

export interface Verdicts {
  /** Next to the manifest that came with it. */
  readonly withManifest: Verdict;
  /** Sent on alone; the code of the failure where a file says nothing by itself. */
  readonly alone: Verdict | string;
  /** By the team's list, of files that its members released. */
  readonly byTeam?: Verdict;
}

export async function verdictsOf({ machine, folder }: Release, file: string): Promise<Verdicts> {
  const path = join(RELEASE, "exports", file);
  const away = join(folder, "alone", file.replaceAll("/", "-"), basename(file));
  await mkdir(dirname(away), { recursive: true });
  await copyFile(path, away);
  const alone = await verifyExport(machine, away).catch((error: { readonly code: string }) => error.code);
  const found = { withManifest: await verifyExport(machine, path), alone };
  if (file.split("/")[0] !== BY_TEAM) return found;
  return { ...found, byTeam: await verifyExport(machine, path, await rulesOf(machine, BY_TEAM)) };
}

/** Kept as fixtures/release-0.1/documents.json: what a person would miss first in a document. */
export function contentOf({ machine, pack }: Release, open: OpenDocument) {
  const { id, title, family, templates, source, editions, pictures, placements, comments = {} } = open.document;
  const words = Object.entries(editions).map(([tag, { slots }]) => {
    const texts = Object.entries(slots).map(([slot, rich]) => [slot, plainFromRich(rich, pack.pack, tag)]);
    return [tag, Object.fromEntries(texts)];
  });
  const { events, faults } = describeRecord(machine, open.document);
  return {
    ...{ id, title, family, templates, source, words: Object.fromEntries(words) },
    ...{ pictures, placements, comments, events, faults },
    pictureBytes: [...open.pictures.keys()].sort(),
  };
}

/** Kept as fixtures/release-0.1/words.json: how the words are written, where they come from and who reviewed them. */
export function wordingOf({ document }: Pick<OpenDocument, "document">) {
  const editions = Object.entries(document.editions).map(([tag, { slots, units = {} }]) => {
    const runs = Object.entries(slots).map(([slot, rich]) => [slot, paragraphsOf(rich)]);
    const origins = Object.entries(units).map(([slot, { source, by, at, reviewed }]) => {
      return [slot, { from: source.edition, source: paragraphsOf(source.content), by, at, reviewed }];
    });
    return [tag, { runs: Object.fromEntries(runs), units: Object.fromEntries(origins) }];
  });
  return Object.fromEntries(editions);
}

/** The document as it would have been kept with some of its words set off and reviewed, under the same release. */
export async function openMarked({ folder, machine }: Release, name: string, mark: (json: MarkedJson) => void) {
  const files = new Map(
    await zipArchives.read(await readFile(join(RELEASE, "documents", `${name}.manara`)), () => true),
  );
  const json = JSON.parse(Buffer.from(files.get("document.json") ?? []).toString());
  mark(json);
  files.set("document.json", Buffer.from(JSON.stringify(json)));
  const path = join(folder, `${name}-marked.manara`);
  await writeFile(path, await zipArchives.write(files, () => false));
  return openDocument(machine, path);
}

/** As version 1 of a document writes it; only what is marked. */
interface MarkedJson {
  readonly editions: Record<
    string,
    { slots: Record<string, unknown>; units: Record<string, { reviewed: unknown; [fact: string]: unknown }> }
  >;
}

/** A document with one of its pieces, and the rules that it was signed by. */
export interface ReleasePiece {
  readonly name: string;
  readonly open: OpenDocument;
  readonly piece: Piece;
  readonly policy: Policy;
}

/** Every piece of every document, set with this pack. */
export async function piecesOf({ machine, documents }: Release, pack: LoadedPack): Promise<ReleasePiece[]> {
  const pieces = documents.map(async ({ name, open }) => {
    const policy = await rulesOf(machine, name);
    const made = await composeDocument(machine, pack, open.document);
    return made.map((piece): ReleasePiece => ({ name, open, piece, policy }));
  });
  return (await Promise.all(pieces)).flat();
}

export async function packOfToday({ folder }: Release): Promise<LoadedPack> {
  return loadPack(nodeMachine({ MANARA_DATA: join(folder, "data") }, null), "safe-migration");
}

/** The same pages, as another version of Manara would set them that changes nothing but its number. */
export function underEngine({ piece, ...rest }: ReleasePiece, { pack }: LoadedPack, engine: string): ReleasePiece {
  const { template, edition, pages } = piece;
  return { ...rest, piece: { ...piece, proof: makeProof({ engine, pack, template, edition: edition.tag, pages }) } };
}

/** Whether its approval still opens the gate, and if not, why, in words that can be compared line by line. */
export function standing({ machine }: Release, { name, open, piece, policy }: ReleasePiece): string {
  const gate = gateFor(machine, open.document, piece, policy);
  const last = approvalsOf(machine, open.document).findLast((one) => isApprovalOf(one, piece));
  const said = [
    `${name} ${piece.template} ${piece.edition.tag}`,
    gate.state === "open" ? "stands" : `closed, ${[...new Set(gate.reasons.map(reasonWords))].join(", ")}`,
  ];
  if (last !== undefined && last.statement.version !== 1) {
    const { parts } = last.statement;
    const identical = parts.pages.join() === piece.proof.parts.pages.join();
    const kept = approvedPages(machine, open, piece)?.every(({ items }) => items.length > 0) ?? false;
    said.push(`changed since: ${proofChangeWords(proofChanges(parts, piece.proof.parts)) || "nothing"}`);
    said.push(`pages ${identical ? "identical" : "different"}, ${kept ? "kept as approved" : "not kept"}`);
  }
  return said.join(" | ");
}

function reasonWords({ code, values }: ClosedReason): string {
  return values?.case === "identical" ? `${code} with identical pages` : code;
}

function isApprovalOf({ statement, genuine }: ReadApproval, { template, edition }: Piece): boolean {
  const { decision } = statement;
  return genuine && decision === "approve" && statement.template === template && statement.edition === edition.tag;
}

/** Kept as tests/ref/release-0.1.txt. */
export function describeStanding(
  release: Release,
  ofThen: readonly ReleasePiece[],
  ofToday: readonly ReleasePiece[],
): string {
  const lines = (title: string, pieces: readonly ReleasePiece[]) =>
    pieces.map((piece) => `${title} | ${standing(release, piece)}\n`);
  return [...lines("pack of release 0.1", ofThen), ...lines("pack of today", ofToday)].join("");
}
