import { makeProof, type Proof } from "../../shared/approve/proof.ts";
import { type Diagnostic, sortDiagnostics } from "../../shared/base/diagnostics.ts";
import type { Edition } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { checkContent } from "../../shared/localise/checkContent.ts";
import { localise } from "../../shared/localise/localise.ts";
import { composePages } from "../../shared/typeset/composePages.ts";
import type { Page } from "../../shared/typeset/page.ts";
import { watermarkPage } from "../../shared/typeset/watermark.ts";
import { packChanges } from "./documents.ts";
import { familyOf, type LoadedPack, templateOf } from "./packs.ts";

/** Document, edition, template → the pages that would print, their proof, and everything wrong with them. */

export interface Piece {
  readonly template: string;
  readonly edition: Edition;
  readonly pages: readonly Page[];
  readonly proof: Proof;
  /** Errors first. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PieceContext {
  readonly loaded: LoadedPack;
  readonly engine: string;
  /** ISO date against which sources and consents expire. */
  readonly today: string;
}

/** Every template of the document in each of the editions, editions first. */
export function composePieces(
  document: CampaignDocument,
  editions: readonly Edition[],
  { loaded, engine, today }: PieceContext,
): Piece[] {
  const { pack, fonts, typesetter } = loaded;
  const all = pack.editions
    .filter((edition) => document.editions[edition.tag] !== undefined)
    .map((edition) => localise(document, edition, pack));
  const family = familyOf(pack, document.family);
  const templates = document.templates.map((id) => templateOf(pack, id));
  return all
    .filter(({ localised }) => editions.some((edition) => edition.tag === localised.edition.tag))
    .flatMap(({ localised, diagnostics }) => {
      const siblings = all.map((other) => other.localised).filter((other) => other !== localised);
      const content = checkContent(localised, { pack, family, templates, today, siblings });
      const { edition } = localised;
      return templates.map((template): Piece => {
        const composed = composePages({ localised, template, pack, typesetter, fonts });
        const found = [...packChanges(document, pack), ...diagnostics, ...content, ...composed.diagnostics];
        return {
          template: template.id,
          edition,
          pages: composed.pages,
          proof: makeProof({ engine, pack, template: template.id, edition: edition.tag, pages: composed.pages }),
          diagnostics: sortDiagnostics(found.map((one) => ({ ...one, edition: one.edition ?? edition.tag }))),
        };
      });
    });
}

/** The pages with the words of a draft across them. */
export function watermarkPages({ edition, pages }: Piece, { pack, typesetter, outlines }: LoadedPack): Page[] {
  return pages.map((page) => watermarkPage(page, { edition, pack, typesetter, outlines }));
}

/** Each problem once: what is wrong with the content is found again for every template. */
export function diagnosticsOf(pieces: readonly Piece[]): Diagnostic[] {
  const unique = new Map(pieces.flatMap(({ diagnostics }) => diagnostics.map((one) => [JSON.stringify(one), one])));
  return sortDiagnostics([...unique.values()]);
}
