import { StudioError } from "../../shared/base/errors.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { parsePack } from "../../shared/pack/parse/parsePack.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { applyUpkeep } from "../../shared/pack/upkeep.ts";
import { type Composer, createComposer } from "../../shared/piece/composer.ts";
import { pieceKey } from "../../shared/piece/piece.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { fontsOf } from "../../shared/typeset/text/fontsOf.ts";
import { createGlyphOutlines } from "../../shared/typeset/text/glyphOutlines.ts";
import type { GlyphOutlines } from "../../shared/typeset/text/ports.ts";
import { createTypesetter } from "../../shared/typeset/text/typesetter.ts";
import { applyDocumentDelta, type DocumentDelta } from "./documentDelta.ts";
import type { FromWorker, NewOutlines, ToWorker } from "./messages.ts";
import { type SentPage, sendPages } from "./pageDelta.ts";

/** A window's questions, one after another → answers, by the same composer as every export. */

interface Loaded {
  readonly composer: Composer;
  readonly engine: string;
  /** As it was before anybody wrote something into its registry. */
  readonly published: TemplatePack;
  readonly outlines: GlyphOutlines;
  /** `font/glyph` that the window has already. */
  readonly sent: Set<string>;
  /** Piece → the pages that the window has. */
  readonly shown: Map<string, readonly Page[]>;
}

/** Never throws: what went wrong is an answer. Each answer has to reach the window, or its next question says `fresh`. */
export function createWindowAnswers(): (message: ToWorker) => FromWorker {
  const packs = new Map<string, Loaded>();
  /** Of the last message that had one. */
  let known: CampaignDocument | null = null;

  const take = (delta: DocumentDelta): CampaignDocument => {
    known = applyDocumentDelta(known, delta);
    return known;
  };
  const loadedPack = (id: string): Loaded => {
    const loaded = packs.get(id);
    if (loaded === undefined) throw new Error(`pack ${id} is loaded before it is used`);
    return loaded;
  };

  const answer = (message: ToWorker): FromWorker => {
    const { id } = message;
    switch (message.say) {
      case "load": {
        const loaded = loadPack(message);
        packs.set(message.pack, loaded);
        return { say: "loaded", id, pack: loaded.composer.pack };
      }
      case "upkeep": {
        const loaded = loadedPack(message.pack);
        const pack = applyUpkeep(loaded.published, message.upkeep);
        packs.set(message.pack, { ...loaded, composer: createComposer({ ...loaded.composer, pack }, loaded.engine) });
        return { say: "loaded", id, pack };
      }
      case "compose": {
        const document = take(message.document);
        const { piece, fresh } = message;
        const loaded = loadedPack(message.pack);
        const composed = loaded.composer.pages(document, piece);
        const proof = message.proof ? loaded.composer.proof(piece, composed).digest : null;
        const before = fresh ? [] : (loaded.shown.get(pieceKey(piece)) ?? []);
        const pages = sendPages(before, composed.pages);
        loaded.shown.set(pieceKey(piece), composed.pages);
        const { diagnostics } = composed;
        return { say: "composed", id, pages, diagnostics, outlines: newOutlines(loaded, pages, fresh), proof };
      }
      case "find": {
        const document = take(message.document);
        const { composer } = loadedPack(message.pack);
        return { say: "found", id, diagnostics: composer.findings(document, message.edition, message.today) };
      }
    }
  };

  return (message) => {
    try {
      return answer(message);
    } catch (error) {
      const named = error instanceof StudioError ? error : null;
      return {
        say: "failed",
        id: message.id,
        code: named?.code ?? "manara/fault",
        message: error instanceof Error ? error.message : String(error),
        hint: named?.hint ?? "This is a fault in Manara: report it.",
        diagnostics: named?.diagnostics ?? [],
      };
    }
  };
}

function loadPack({ pack: id, files, upkeep, engine }: Extract<ToWorker, { say: "load" }>): Loaded {
  // What is wrong with a pack that can be used, its publisher hears from `manara check`; nobody in a window can mend it.
  const { pack, diagnostics } = parsePack(files);
  if (pack === null) {
    throw new StudioError("pack/invalid", "content", `The pack "${id}" has errors and cannot be used.`, {
      diagnostics,
    });
  }
  const fonts = fontsOf(pack, files);
  const typesetter = createTypesetter(fonts, pack.families);
  return {
    composer: createComposer({ pack: applyUpkeep(pack, upkeep), fonts, typesetter }, engine),
    engine,
    published: pack,
    outlines: createGlyphOutlines(fonts),
    sent: new Set(),
    shown: new Map(),
  };
}

/** Items that the window has already came with theirs. @param fresh whatever came before may be lost. */
function newOutlines({ outlines, sent }: Loaded, pages: readonly SentPage[], fresh: boolean): NewOutlines {
  const found: Record<string, Record<number, string>> = {};
  for (const page of pages) {
    for (const item of page.items) {
      if (typeof item === "number" || item.kind !== "glyphs") continue;
      for (const { id } of item.glyphs) {
        const key = `${item.font}/${id}`;
        if (sent.has(key) && !fresh) continue;
        sent.add(key);
        found[item.font] ??= {};
        (found[item.font] as Record<number, string>)[id] = outlines.outline(item.font, id);
      }
    }
  }
  return found;
}
