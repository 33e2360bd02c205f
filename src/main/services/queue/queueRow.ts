import type { ReadApproval } from "../../../shared/approve/approval.ts";
import type { ProofParts } from "../../../shared/approve/proof.ts";
import type { StudioError } from "../../../shared/base/errors.ts";
import type { QueuePiece } from "../../../shared/contract/queueCalls.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { remarksOfPiece } from "../../../shared/document/remarks.ts";
import { templateOf } from "../../../shared/pack/lookUp.ts";
import type { Template, TemplatePack } from "../../../shared/pack/templatePack.ts";
import { pieceKey } from "../../../shared/piece/piece.ts";
import { approvalsOf } from "../approve/gateFor.ts";
import type { Machine } from "../ports.ts";
import { type Asking, type QueuedPages, queuePiece, unsignedPiece } from "./queuePiece.ts";

/** A document with the pages of its signed pieces → its row in the queue, the pieces in the pack's order. */

export interface QueuedDocument {
  readonly path: string;
  /** Null where the file cannot be read. */
  readonly document: { readonly id: string; readonly title: string; readonly pack: string } | null;
  /** Whether the gate was asked about the very pages; before that it is what the signatures say of themselves. */
  readonly exact: boolean;
  /** Editions first. */
  readonly pieces: readonly QueuePiece[];
  /** Why there are no pieces. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Piece → its pages, as `pieceKey` names it. */
export type PagesByPiece = ReadonlyMap<string, QueuedPages>;

/**
 * Fails with `pack/unknown-template`.
 * @param pages of every piece that somebody has signed something about; null where nobody has set them yet: then the
 * row says how things stand if no page has changed since the last signature about it.
 */
export function queueRowOf(
  machine: Pick<Machine, "clock" | "keys">,
  path: string,
  document: CampaignDocument,
  pack: TemplatePack,
  asking: Asking,
  pages: PagesByPiece | null,
): QueuedDocument {
  const signed = signedAbout(machine, document);
  const templates = document.templates.map((id) => templateOf(pack, id));
  const pieces = pack.editions
    .filter(({ tag }) => document.editions[tag] !== undefined)
    .flatMap(({ tag }) =>
      templates.map((template): QueuePiece => {
        const { id } = template;
        const about = signed.get(pieceKey({ template: id, edition: tag })) ?? [];
        const remarks = remarksOfPiece(document, { template: id, edition: tag }, slotsOf(template)).filter(
          ({ resolved }) => resolved === null,
        ).length;
        const last = about.at(-1);
        if (last === undefined) return unsignedPiece(id, tag, remarks);
        const set = pages?.get(pieceKey({ template: id, edition: tag })) ?? pagesAsSigned(last);
        return queuePiece(machine, document, set, about, asking, remarks);
      }),
    );
  return {
    path,
    document: namesOf(document),
    exact: pages !== null || pieces.every((piece) => !signed.has(pieceKey(piece))),
    pieces,
    problem: null,
  };
}

/** A file that cannot be read, or that this machine cannot set. */
export function brokenRow(path: string, document: CampaignDocument | null, error: StudioError): QueuedDocument {
  const { code, message } = error;
  return {
    path,
    document: document === null ? null : namesOf(document),
    exact: true,
    pieces: [],
    problem: { code, message },
  };
}

/** Editions about which somebody has signed something: of the others no pages are needed. */
export function signedEditions(machine: Pick<Machine, "keys">, document: CampaignDocument): ReadonlySet<string> {
  return new Set([...signedAbout(machine, document).values()].flat().map(({ statement }) => statement.edition));
}

function namesOf({ id, title, pack }: CampaignDocument): NonNullable<QueuedDocument["document"]> {
  return { id, title, pack: pack.id };
}

/** Genuine decisions about this document, by piece; a copy's statements about another document say nothing here. */
function signedAbout(
  machine: Pick<Machine, "keys">,
  document: CampaignDocument,
): ReadonlyMap<string, readonly ReadApproval[]> {
  const mine = approvalsOf(machine, document).filter(
    ({ genuine, statement }) => genuine && statement.document === document.id,
  );
  return Map.groupBy(mine, ({ statement }) => pieceKey(statement));
}

function pagesAsSigned({ statement }: ReadApproval): QueuedPages {
  const { template, edition, proof: digest } = statement;
  const parts = statement.version === 1 ? NO_PARTS : statement.parts;
  return { proof: { template, edition, digest, parts }, diagnostics: [] };
}

/** The first version of a statement names no parts. */
const NO_PARTS: ProofParts = { engine: "", pack: "", fonts: "", pictures: "", pages: [], content: {} };

function slotsOf({ pages }: Template): ReadonlySet<string> {
  const frames = pages.flatMap((page) => page.frames);
  return new Set(
    frames.flatMap((frame) => {
      if (frame.kind === "shape") return [];
      if ("blocks" in frame) return frame.blocks.map(({ slot }) => slot);
      return frame.slot === undefined ? [] : [frame.slot];
    }),
  );
}
