import type { Proof } from "../approve/proof.ts";
import { type Diagnostic, sortDiagnostics } from "../base/diagnostics.ts";
import type { Edition } from "../base/locale.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import type { Page } from "../typeset/page/page.ts";
import { watermarkPage } from "../typeset/page/watermark.ts";
import type { Typesetter } from "../typeset/text/paragraph.ts";
import type { FontFile, GlyphOutlines } from "../typeset/text/ports.ts";

/** What people look at, sign and print: the pages of one template in one edition, with everything wrong with them. */

/** One template of a document in one edition. */
export interface PieceName {
  /** Id of a template. */
  readonly template: string;
  /** BCP 47 tag. */
  readonly edition: string;
}

/** A piece's name as text; no id of a template and no tag has a slash. */
export function pieceKey({ template, edition }: PieceName): string {
  return `${template}/${edition}`;
}

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
