import { makeProof, type Proof } from "../approve/proof.ts";
import { type Diagnostic, sortDiagnostics } from "../base/diagnostics.ts";
import type { Edition } from "../base/locale.ts";
import { checkConsents } from "../document/checkConsents.ts";
import type { CampaignDocument } from "../document/documentSchema.ts";
import { checkContent } from "../localise/checks/checkContent.ts";
import { localise } from "../localise/localise.ts";
import { familyOf, templateOf } from "../pack/lookUp.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import { composePages } from "../typeset/composePages.ts";
import type { Page } from "../typeset/page/page.ts";
import { watermarkPage } from "../typeset/page/watermark.ts";
import type { Typesetter } from "../typeset/text/paragraph.ts";
import type { FontFile, GlyphOutlines } from "../typeset/text/ports.ts";

/** Document, edition, template → the pages that would print, their proof, and everything wrong with them. */

export interface Piece {
  readonly template: string;
  readonly edition: Edition;
  readonly pages: readonly Page[];
  readonly proof: Proof;
  /** Errors first. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A pack ready to set type with: its fonts stay loaded from one composition to the next. */
export interface PieceSetter {
  readonly pack: TemplatePack;
  readonly fonts: readonly FontFile[];
  readonly typesetter: Typesetter;
}

export interface PieceContext {
  readonly loaded: PieceSetter;
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
  const general = [...packChanges(document, pack), ...checkConsents(document, today)];
  const family = familyOf(pack, document.family);
  const templates = document.templates.map((id) => templateOf(pack, id));
  return all
    .filter(({ localised }) => editions.some((edition) => edition.tag === localised.edition.tag))
    .flatMap(({ localised, diagnostics }) => {
      const siblings = all.map((other) => other.localised).filter((other) => other !== localised);
      const content = checkContent(localised, { pack, family, templates, today, siblings, source: document.source });
      const { edition } = localised;
      return templates.map((template): Piece => {
        const composed = composePages({ localised, template, pack, typesetter, fonts });
        const found = [...general, ...diagnostics, ...content, ...composed.diagnostics];
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
export function watermarkPages(
  { edition, pages }: Piece,
  { pack, typesetter, outlines }: PieceSetter & { readonly outlines: GlyphOutlines },
): Page[] {
  return pages.map((page) => watermarkPage(page, { edition, pack, typesetter, outlines }));
}

/** Each problem once: what is wrong with the content is found again for every template. */
export function diagnosticsOf(pieces: readonly Piece[]): Diagnostic[] {
  const unique = new Map(pieces.flatMap(({ diagnostics }) => diagnostics.map((one) => [JSON.stringify(one), one])));
  return sortDiagnostics([...unique.values()]);
}

/** A document written with other files of the pack is shown and checked with these; its approvals do not hold. */
export function packChanges(document: CampaignDocument, pack: TemplatePack): Diagnostic[] {
  if (document.pack.digest === pack.digest) return [];
  return [
    {
      code: "document/pack-changed",
      severity: "warning",
      place: document.title,
      message: `The document was made with release ${document.pack.release} of pack ${document.pack.id}; the files here are different.`,
      values: { release: document.pack.release, pack: document.pack.id },
      hint: "Look at every page again and approve it again.",
    },
  ];
}
