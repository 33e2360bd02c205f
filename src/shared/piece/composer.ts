import { makeProof, type Proof } from "../approve/proof.ts";
import { type Diagnostic, sortDiagnostics } from "../base/diagnostics.ts";
import { StudioError } from "../base/errors.ts";
import { checkConsents } from "../document/checkConsents.ts";
import type { CampaignDocument } from "../document/documentSchema.ts";
import { packChanges } from "../document/packChanges.ts";
import { checkEdition } from "../localise/checks/checkEdition.ts";
import { type Localised, localise } from "../localise/localise.ts";
import { templateOf } from "../pack/lookUp.ts";
import { type ComposedPages, composePages } from "../typeset/composePages.ts";
import type { Piece, PieceName, PieceSetter } from "./piece.ts";

/**
 * A pack with its fonts → its documents' pages, their proofs, and everything wrong with them. The gate, the exports
 * and the window's worker ask here and nowhere else, so that they find the same.
 */

export interface Composer extends PieceSetter {
  /**
   * Everything wrong with an edition that is so on every page: words, facts, helplines, pictures, consents, and other
   * files of the pack. Errors first; nothing where the document lacks the edition. @param today ISO date.
   * Fails with `pack/unknown-template` or `pack/unknown-family`.
   */
  readonly findings: (document: CampaignDocument, edition: string, today: string) => Diagnostic[];
  /**
   * The pages, and what is wrong with just these. Nothing else is looked at: a key costs one template of one edition.
   * Fails with `pack/unknown-template` or `document/unknown-edition`.
   */
  readonly pages: (document: CampaignDocument, piece: PieceName) => ComposedPages;
  /** Of pages that `pages` gave. */
  readonly proof: (piece: PieceName, composed: ComposedPages) => Proof;
  /** Every template of the document in one edition, findings with each. Fails with the codes of `findings`. */
  readonly pieces: (document: CampaignDocument, edition: string, today: string) => Piece[];
}

/** @param engine version of Manara, part of every proof. */
export function createComposer({ pack, fonts, typesetter }: PieceSetter, engine: string): Composer {
  /** Documents are never changed in place; each is forgotten with its last user. */
  const known = new WeakMap<CampaignDocument, Map<string, Localised>>();

  const editionOf = (tag: string) => {
    const edition = pack.editions.find((one) => one.tag === tag);
    if (edition !== undefined) return edition;
    throw new StudioError("document/unknown-edition", "usage", `The pack has no edition "${tag}".`);
  };

  const localised = (document: CampaignDocument, tag: string): Localised => {
    const editions = known.get(document) ?? new Map<string, Localised>();
    known.set(document, editions);
    const found = editions.get(tag) ?? localise(document, editionOf(tag), pack);
    editions.set(tag, found);
    return found;
  };

  const findings: Composer["findings"] = (document, edition, today) => {
    const present = pack.editions.filter(({ tag }) => document.editions[tag] !== undefined).map(({ tag }) => tag);
    if (!present.includes(edition)) return [];
    const siblings = present.filter((tag) => tag !== edition).map((tag) => localised(document, tag));
    return sortDiagnostics(
      [
        ...packChanges(document, pack),
        ...checkConsents(document, today),
        ...checkEdition(document, pack, localised(document, edition), siblings, today),
      ].map((one) => ({ ...one, edition: one.edition ?? edition })),
    );
  };

  const pages: Composer["pages"] = (document, { template, edition }) => {
    const words = localised(document, edition).localised;
    const composed = composePages({ localised: words, template: templateOf(pack, template), pack, typesetter, fonts });
    const diagnostics = composed.diagnostics.map((one) => ({ ...one, edition: one.edition ?? edition }));
    return { pages: composed.pages, diagnostics: sortDiagnostics(diagnostics) };
  };

  const proof: Composer["proof"] = ({ template, edition }, composed) =>
    makeProof({ engine, pack, template, edition, pages: composed.pages });

  return {
    pack,
    fonts,
    typesetter,
    findings,
    pages,
    proof,
    pieces(document, edition, today) {
      if (document.editions[edition] === undefined) return [];
      const found = findings(document, edition, today);
      return document.templates.map((template): Piece => {
        const name = { template, edition };
        const composed = pages(document, name);
        return {
          template,
          edition: editionOf(edition),
          pages: composed.pages,
          proof: proof(name, composed),
          diagnostics: sortDiagnostics([...found, ...composed.diagnostics]),
        };
      });
    },
  };
}
