import type { Decision, ReadApproval } from "../../../shared/approve/approval.ts";
import { type PageChanges, pageChanges } from "../../../shared/approve/pageChanges.ts";
import { canonicalBytes, digestBytes, digestValue, shortDigest } from "../../../shared/base/digest.ts";
import type { Piece } from "../../../shared/piece/piece.ts";
import type { Page } from "../../../shared/typeset/page/page.ts";
import type { OpenDocument } from "../document/documents.ts";
import type { Machine } from "../ports.ts";
import { approvalsOf } from "./gateFor.ts";

/**
 * Pages as people decided on them, kept beside the document by their digest: whoever looks later sees exactly these,
 * even where another version of Manara would set them otherwise.
 */

/** Of canonical JSON, before the archive compresses it: an A3 poster takes a third of a megabyte. */
const MOST_BYTES = 64 * 1024 * 1024;
/** An archive holds 2000 files, pictures among them. */
const MOST_PAGES = 800;

/** Digest → canonical JSON of every page of the pieces. */
function pagesOfPieces(pieces: readonly Piece[]): Map<string, Uint8Array> {
  const all = pieces.flatMap(({ pages }) => pages.map((page) => canonicalBytes(page)));
  return new Map(all.map((bytes) => [digestBytes(bytes), bytes]));
}

/** The document with these pages, and without those that no last decision or approval about a piece names any more. */
export function keepPages(machine: Pick<Machine, "keys">, open: OpenDocument, pieces: readonly Piece[]): OpenDocument {
  const wanted = [...new Set(lastDecisions(approvalsOf(machine, open.document)).flatMap(pagesNamed))];
  const known = new Map([...(open.proofPages ?? []), ...pagesOfPieces(pieces)]);
  const byShort = new Map([...known.keys()].map((digest) => [shortDigest(digest), digest]));
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  // The newest first, as long as there is room.
  for (const short of wanted) {
    const digest = byShort.get(short);
    const page = digest === undefined ? undefined : known.get(digest);
    if (digest === undefined || page === undefined) continue;
    if (bytes + page.length > MOST_BYTES || kept.size >= MOST_PAGES) break;
    bytes += page.length;
    kept.set(digest, page);
  }
  return { ...open, proofPages: kept };
}

/** The pages that somebody approved last; null where nobody did, or where they are not kept. */
export function approvedPages(
  machine: Pick<Machine, "keys">,
  open: OpenDocument,
  piece: Piece,
): readonly Page[] | null {
  const last = lastDecisions(approvalsOf(machine, open.document), ["approve"]).find(({ statement }) =>
    about(statement, { document: open.document.id, template: piece.template, edition: piece.edition.tag }),
  );
  if (last === undefined) return null;
  const pages = pagesNamed(last).map((short) => {
    const found = [...(open.proofPages ?? [])].find(([digest]) => digest.startsWith(short));
    // Its digest was compared when the document was opened, and a person signed it: it is a page of Manara's.
    return found === undefined ? null : (JSON.parse(new TextDecoder().decode(found[1])) as Page);
  });
  return pages.length > 0 && pages.every((page) => page !== null) ? pages : null;
}

/** What is different from the pages that somebody approved last; null where there are none to compare. */
export function changesSinceApproval(
  machine: Pick<Machine, "keys">,
  open: OpenDocument,
  piece: Piece,
): PageChanges | null {
  const before = approvedPages(machine, open, piece);
  return before === null ? null : pageChanges(before, piece.pages, digestValue);
}

function pagesNamed({ statement }: ReadApproval): readonly string[] {
  return statement.version === 1 ? [] : statement.parts.pages;
}

/** Of each piece the last decision and the last approval, newest first. */
function lastDecisions(events: readonly ReadApproval[], decisions?: readonly Decision[]): ReadApproval[] {
  const found = new Map<string, ReadApproval>();
  for (const event of events.toReversed()) {
    const { document, template, edition, decision } = event.statement;
    if (!event.genuine || (decisions !== undefined && !decisions.includes(decision))) continue;
    const piece = `${document} ${template} ${edition}`;
    if (!found.has(piece)) found.set(piece, event);
    if (decision === "approve" && !found.has(`${piece} approve`)) found.set(`${piece} approve`, event);
  }
  return [...new Set(found.values())];
}

function about(
  statement: ReadApproval["statement"],
  { document, template, edition }: { readonly document: string; readonly template: string; readonly edition: string },
): boolean {
  return statement.document === document && statement.template === template && statement.edition === edition;
}
