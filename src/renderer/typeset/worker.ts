import { makeProof } from "../../shared/approve/proof.ts";
import { sortDiagnostics } from "../../shared/base/diagnostics.ts";
import { StudioError } from "../../shared/base/errors.ts";
import type { Edition } from "../../shared/base/locale.ts";
import type { CampaignDocument } from "../../shared/document/documentSchema.ts";
import { checkContent } from "../../shared/localise/checks/checkContent.ts";
import { localise } from "../../shared/localise/localise.ts";
import { familyOf, templateOf } from "../../shared/pack/lookUp.ts";
import { parsePack } from "../../shared/pack/parse/parsePack.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { applyUpkeep, type UpkeepEntry } from "../../shared/pack/upkeep.ts";
import { composePages } from "../../shared/typeset/composePages.ts";
import type { Page } from "../../shared/typeset/page/page.ts";
import { createGlyphOutlines } from "../../shared/typeset/text/glyphOutlines.ts";
import { fontsOf } from "../../shared/typeset/text/packFonts.ts";
import type { Typesetter } from "../../shared/typeset/text/paragraph.ts";
import type { FontFile, GlyphOutlines } from "../../shared/typeset/text/ports.ts";
import { createTypesetter } from "../../shared/typeset/text/typesetter.ts";
import { applyDocumentDelta, type DocumentDelta } from "./documentDelta.ts";
import { type FromWorker, type NewOutlines, pieceKey, type ToWorker } from "./messages.ts";
import { type SentPage, sendPages } from "./pageDelta.ts";

/** The typesetting worker: the same code as every export, beside the window, so that typing never waits for a page. */

interface Loaded {
  readonly pack: TemplatePack;
  /** As it was before anybody wrote something into its registry. */
  readonly published: TemplatePack;
  readonly fonts: readonly FontFile[];
  readonly typesetter: Typesetter;
  readonly outlines: GlyphOutlines;
  /** `font/glyph` that the window has already. */
  readonly sent: Set<string>;
  /** `template/edition` → the pages that the window has. */
  readonly shown: Map<string, readonly Page[]>;
}

const packs = new Map<string, Loaded>();
/** Of the last message that had one. */
let known: CampaignDocument | null = null;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  try {
    self.postMessage(answer(data));
  } catch (error) {
    const named = error instanceof StudioError ? error : null;
    self.postMessage({
      say: "failed",
      id: data.id,
      code: named?.code ?? "manara/fault",
      message: error instanceof Error ? error.message : String(error),
      hint: named?.hint ?? "This is a fault in Manara: report it.",
    } satisfies FromWorker);
  }
});
self.postMessage({ say: "ready" } satisfies FromWorker);

function answer(message: ToWorker): FromWorker {
  switch (message.say) {
    case "load":
      return { say: "loaded", id: message.id, pack: load(message.pack, message.files, message.upkeep).pack };
    case "upkeep": {
      const loaded = loadedPack(message.pack);
      const pack = applyUpkeep(loaded.published, message.upkeep);
      packs.set(message.pack, { ...loaded, pack });
      return { say: "loaded", id: message.id, pack };
    }
    case "compose": {
      const document = take(message.document);
      const loaded = loadedPack(message.pack);
      const { pack, fonts, typesetter } = loaded;
      const { template, edition: tag } = message.piece;
      const edition = editionOf(pack, tag);
      const { localised, diagnostics } = localise(document, edition, pack);
      const composed = composePages({ localised, template: templateOf(pack, template), pack, typesetter, fonts });
      const proof = message.proof
        ? makeProof({ engine: message.engine, pack, template, edition: tag, pages: composed.pages }).digest
        : null;
      const name = pieceKey(message.piece);
      const before = message.fresh ? [] : (loaded.shown.get(name) ?? []);
      const pages = sendPages(before, composed.pages);
      const outlines = newOutlines(loaded, pages);
      loaded.shown.set(name, composed.pages);
      const found = sortDiagnostics([...diagnostics, ...composed.diagnostics]);
      return { say: "composed", id: message.id, pages, diagnostics: found, outlines, proof };
    }
    case "check": {
      const document = take(message.document);
      const { pack } = loadedPack(message.pack);
      const { today } = message;
      const all = pack.editions
        .filter(({ tag }) => document.editions[tag] !== undefined)
        .map((edition) => localise(document, edition, pack).localised);
      const localised = all.find(({ edition }) => edition.tag === message.edition);
      if (localised === undefined) return { say: "checked", id: message.id, diagnostics: [] };
      const diagnostics = checkContent(localised, {
        pack,
        family: familyOf(pack, document.family),
        templates: document.templates.map((id) => templateOf(pack, id)),
        today,
        siblings: all.filter((other) => other !== localised),
        source: document.source,
      });
      return {
        say: "checked",
        id: message.id,
        diagnostics: diagnostics.map((one) => ({ ...one, edition: one.edition ?? message.edition })),
      };
    }
  }
}

function take(delta: DocumentDelta): CampaignDocument {
  known = applyDocumentDelta(known, delta);
  return known;
}

function load(id: string, files: ReadonlyMap<string, Uint8Array>, upkeep: readonly UpkeepEntry[]): Loaded {
  const { pack, diagnostics } = parsePack(files);
  if (pack === null) {
    throw new StudioError("pack/invalid", "content", `The pack "${id}" has errors and cannot be used.`, {
      diagnostics,
    });
  }
  const fonts = fontsOf(pack, files);
  const loaded = {
    pack: applyUpkeep(pack, upkeep),
    published: pack,
    fonts,
    typesetter: createTypesetter(fonts, pack.families),
    outlines: createGlyphOutlines(fonts),
    sent: new Set<string>(),
    shown: new Map<string, readonly Page[]>(),
  };
  packs.set(id, loaded);
  return loaded;
}

function loadedPack(id: string): Loaded {
  const loaded = packs.get(id);
  if (loaded === undefined) throw new Error(`pack ${id} is loaded before it is used`);
  return loaded;
}

function editionOf(pack: TemplatePack, tag: string): Edition {
  const edition = pack.editions.find((candidate) => candidate.tag === tag);
  if (edition !== undefined) return edition;
  throw new StudioError("document/unknown-edition", "usage", `The pack has no edition "${tag}".`);
}

/** Items that the window has already came with theirs. */
function newOutlines({ outlines, sent }: Loaded, pages: readonly SentPage[]): NewOutlines {
  const found: Record<string, Record<number, string>> = {};
  for (const page of pages) {
    for (const item of page.items) {
      if (typeof item === "number" || item.kind !== "glyphs") continue;
      for (const { id } of item.glyphs) {
        const key = `${item.font}/${id}`;
        if (sent.has(key)) continue;
        sent.add(key);
        found[item.font] ??= {};
        (found[item.font] as Record<number, string>)[id] = outlines.outline(item.font, id);
      }
    }
  }
  return found;
}
