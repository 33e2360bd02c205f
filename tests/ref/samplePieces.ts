import { engineVersion } from "../../src/main/cli/nodeMachine.ts";
import { fillDocument, sampleContent } from "../../src/main/services/document/content.ts";
import type { LoadedPack } from "../../src/main/services/pack/packs.ts";
import { createDocument } from "../../src/shared/document/createDocument.ts";
import { applyEdit } from "../../src/shared/document/edits.ts";
import { createComposer } from "../../src/shared/piece/composer.ts";
import type { Piece } from "../../src/shared/piece/piece.ts";
import { createGlyphOutlines } from "../../src/shared/typeset/text/glyphOutlines.ts";
import { createTypesetter } from "../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack, packFiles } from "../fixtures/safeMigration.ts";

/** The built-in pack → every template in every edition of its sample content, as `manara demo` makes them. */

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

export function samplePieces(): Piece[] {
  const engine = engineVersion();
  const composer = createComposer(loaded, engine);
  const at = `${TODAY}T00:00:00Z`;
  return pack.content.flatMap(({ id, templates }) => {
    const [first = ""] = templates;
    const content = sampleContent(loaded, first);
    const facts = { id, at, engine, editions: Object.keys(content.editions) };
    const filled = fillDocument(createDocument(pack, first, facts), loaded, content, at);
    const { document } =
      templates.length === 1 ? { document: filled } : applyEdit(filled, { kind: "set-templates", templates });
    return pack.editions.flatMap(({ tag }) => composer.pieces(document, tag, TODAY));
  });
}
