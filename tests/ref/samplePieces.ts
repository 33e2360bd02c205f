import { engineVersion } from "../../src/main/cli/nodeMachine.ts";
import { fillDocument, sampleContent } from "../../src/main/services/document/content.ts";
import type { LoadedPack } from "../../src/main/services/pack/packs.ts";
import { createDocument } from "../../src/shared/document/createDocument.ts";
import type { CampaignDocument } from "../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../src/shared/document/edits.ts";
import { createComposer } from "../../src/shared/piece/composer.ts";
import { type Piece, watermarkPages } from "../../src/shared/piece/piece.ts";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { PHOTOGRAPH } from "../fixtures/photograph.ts";
import { fonts, pack, packFiles } from "../fixtures/safeMigration.ts";

/**
 * The built-in pack → every template in every edition of its sample content, as `manara demo` makes them, and a few of
 * them once more: with a photograph placed in them, and as drafts.
 */

/** Sources and consents expire: the pins look at them on this day, whatever the calendar says. */
const TODAY = "2026-06-01";

export const loaded: LoadedPack = {
  pack,
  files: packFiles,
  fonts,
  typesetter: createTypesetter(fonts, pack.families),
  outlines: createGlyphOutlines(fonts),
  diagnostics: [],
};

const engine = engineVersion();
const composer = createComposer(loaded, engine);

/** One for each family of templates. */
function sampleDocuments(): CampaignDocument[] {
  const at = `${TODAY}T00:00:00Z`;
  return pack.content.map(({ id, templates }) => {
    const [first = ""] = templates;
    const content = sampleContent(loaded, first);
    const facts = { id, at, engine, editions: Object.keys(content.editions) };
    const filled = fillDocument(createDocument(pack, first, facts), loaded, content, at);
    return templates.length === 1 ? filled : applyEdit(filled, { kind: "set-templates", templates }).document;
  });
}

export function samplePieces(): Piece[] {
  return sampleDocuments().flatMap((document) =>
    pack.editions.flatMap(({ tag }) => composer.pieces(document, tag, TODAY)),
  );
}

/** A sample edition once more, in another state. */
export interface Variant extends Piece {
  readonly variant: "photograph" | "draft";
}

/** The upright frame crops the photograph at its sides, the flat one above and below. */
const WITH_PHOTOGRAPH = ["poster-a4-fake-job-signs", "post-fake-job-signs"];
const SLOT = "photo";
/** Off the centre both ways, and far enough from every edge that no crop stops there. */
const FOCUS = { x: 0.3, y: 0.48 };

/** A print and a post in a right-to-left and in a left-to-right edition; the page with the photograph only. */
function photographPieces(): Variant[] {
  const { digest, picture } = PHOTOGRAPH;
  const document = sampleDocuments().find(({ templates }) => WITH_PHOTOGRAPH.every((one) => templates.includes(one)));
  if (document === undefined) throw new Error("no family has both templates with a photograph any more");
  const listed = applyEdit(document, { kind: "set-picture", digest, picture }).document;
  const alt = { "vi-VN": "Một người đang gọi điện thoại.", "ar-EG": "شخص يتحدث في الهاتف." };
  const placement = { digest, focus: FOCUS, alt };
  const placed = applyEdit(listed, { kind: "place-picture", slot: SLOT, placement }).document;
  return ["ar-EG", "vi-VN"]
    .flatMap((tag) => composer.pieces(placed, tag, TODAY))
    .filter(({ template }) => WITH_PHOTOGRAPH.includes(template))
    .map((piece) => ({ ...piece, pages: piece.pages.filter(hasPhotograph), variant: "photograph" }));
}

function hasPhotograph({ items }: Page): boolean {
  return items.some(({ kind }) => kind === "picture");
}

/** In each language a page, two of them upright and one flat. */
const DRAFTS = ["poster-return-support ar-EG", "poster-a4-fake-job-signs vi-VN", "banner-30-july en-VN"];

function draftPieces(samples: readonly Piece[]): Variant[] {
  return samples
    .filter(({ template, edition }) => DRAFTS.includes(`${template} ${edition.tag}`))
    .map((piece) => ({ ...piece, pages: watermarkPages(piece, loaded), variant: "draft" }));
}

export function variantPieces(samples: readonly Piece[]): Variant[] {
  return [...photographPieces(), ...draftPieces(samples)];
}
