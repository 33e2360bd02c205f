import type { Ink } from "../base/colour.ts";
import type { Diagnostic } from "../base/diagnostics.ts";
import { assert } from "../base/errors.ts";
import type { Rect } from "../base/geometry.ts";
import { roundPoints } from "../base/units.ts";
import type { LocalisedDocument } from "../localise/localisedDocument.ts";
import type { Frame, PictureFrame, QrFrame, Template, TemplatePack, TemplatePage } from "../pack/templatePack.ts";
import { checkContrast } from "./check/checkContrast.ts";
import { checkCovered } from "./check/checkCovered.ts";
import { checkEdges } from "./check/checkEdges.ts";
import { checkGlyphs } from "./check/checkGlyphs.ts";
import { checkPrint } from "./check/checkPrint.ts";
import { checkSafeArea } from "./check/checkSafeArea.ts";
import { checkSizes } from "./check/checkSizes.ts";
import { composeDrawing, composePhotograph } from "./page/composePicture.ts";
import { type ComposedFrame, composeText } from "./page/composeText.ts";
import { anchorOf, foldsOf, frameRect, isReflected } from "./page/mirror.ts";
import type { Page, PageBlock, PageFont, PageItem, PagePicture } from "./page/page.ts";
import { qrPath } from "./page/qrPath.ts";
import { ellipsePath, extendIntoBleed, rectanglePath } from "./page/shapes.ts";
import type { Typesetter } from "./text/paragraph.ts";
import type { FontFile } from "./text/ports.ts";

/** A localised document and a template → finished pages, and everything that is wrong with them. */

export interface ComposeInput {
  readonly localised: LocalisedDocument;
  readonly template: Template;
  readonly pack: TemplatePack;
  readonly typesetter: Typesetter;
  readonly fonts: readonly FontFile[];
}

export interface ComposedPages {
  readonly pages: readonly Page[];
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: ComposedFrame = { items: [], blocks: [], diagnostics: [] };

/** Frames in painter's order; the whole sheet is mirrored for right-to-left editions, and so is the order of panels. */
export function composePages(input: ComposeInput): ComposedPages {
  const results = input.template.pages.map((page) => composePage(page, input));
  return {
    pages: results.map((result) => result.page),
    diagnostics: results.flatMap((result) => result.diagnostics),
  };
}

function composePage(templatePage: TemplatePage, input: ComposeInput): { page: Page; diagnostics: Diagnostic[] } {
  const { template, localised, pack } = input;
  const { direction, tag } = localised.edition;
  const sheet = { width: template.width, height: template.height, bleed: template.bleed };
  const items: PageItem[] = [groundItem(templatePage.ground, sheet)];
  const blocks: PageBlock[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const frame of templatePage.frames) {
    const rect = frameRect(frame, template, direction);
    const composed = composeFrame(frame, rect, input, sheet, templatePage.id);
    const offset = blocks.length;
    blocks.push(...composed.blocks);
    items.push(...composed.items.map((item) => (item.block === null ? item : { ...item, block: item.block + offset })));
    diagnostics.push(...composed.diagnostics);
  }
  const folds = foldsOf(templatePage, template, direction).map(roundPoints);
  const page: Page = {
    template: template.id,
    id: templatePage.id,
    edition: tag,
    direction,
    width: roundPoints(template.width),
    height: roundPoints(template.height),
    bleed: roundPoints(template.bleed),
    pixels: template.pixels,
    folds,
    inks: usedInks(items, pack),
    fonts: usedFonts(items, input.fonts),
    pictures: usedPictures(items, localised),
    blocks,
    items,
  };
  diagnostics.push(
    ...checkSafeArea(page, template),
    ...checkGlyphs(page),
    ...checkContrast(page),
    ...checkSizes(page, template, pack),
    ...checkCovered(page),
    ...checkEdges(page, template),
    ...checkPrint(page),
  );
  return { page, diagnostics };
}

function solid(d: string, ink: string, block: number | null = null, opacity = 1): PageItem {
  return { kind: "path", d, fill: { kind: "solid", ink }, rule: "nonzero", stroke: null, opacity, clip: null, block };
}

function groundItem(ink: string, sheet: { width: number; height: number; bleed: number }): PageItem {
  return solid(rectanglePath(extendIntoBleed({ x: 0, y: 0, width: sheet.width, height: sheet.height }, sheet)), ink);
}

function composeFrame(
  frame: Frame,
  rect: Rect,
  input: ComposeInput,
  sheet: { width: number; height: number; bleed: number },
  page: string,
): ComposedFrame {
  switch (frame.kind) {
    case "text":
    case "helpline":
      return composeText(frame, rect, input, { template: input.template.id, page });
    case "shape": {
      const box = extendIntoBleed(rect, sheet);
      const d = frame.shape === "ellipse" ? ellipsePath(box) : rectanglePath(box, frame.radius);
      return { ...NOTHING, items: [solid(d, frame.colour, null, frame.opacity)] };
    }
    case "picture":
    case "logo":
      return composePictureFrame(frame, extendIntoBleed(rect, sheet), rect, input);
    case "qr":
      return composeQr(frame, rect, input);
  }
}

function figure(frame: { id: string }, slot: string | null, text: string, bounds: Rect, language: string): PageBlock {
  const { x, y, width, height } = bounds;
  return {
    role: "figure",
    frame: frame.id,
    slot,
    language,
    list: null,
    text,
    bounds: { x: roundPoints(x), y: roundPoints(y), width: roundPoints(width), height: roundPoints(height) },
  };
}

function composePictureFrame(frame: PictureFrame, painted: Rect, rect: Rect, input: ComposeInput): ComposedFrame {
  const { localised, pack } = input;
  const { edition } = localised;
  const placed = frame.slot === undefined ? undefined : localised.pictures[frame.slot];
  if (placed) {
    return {
      items: [composePhotograph(placed, painted, 0)],
      blocks: [figure(frame, frame.slot ?? null, placed.alt, rect, edition.tag)],
      diagnostics: [],
    };
  }
  const image = pack.images[frame.image];
  assert(image, `parsePack has checked that the image ${frame.image} exists`);
  const alt = image.alt?.[altLanguage(edition.language)] ?? null;
  const block = alt === null ? null : 0;
  const { direction } = edition;
  const placing = { fit: frame.fit, anchor: anchorOf(frame, direction) };
  return {
    items: image.drawing ? composeDrawing(image.drawing, placing, painted, isReflected(frame, direction), block) : [],
    blocks: alt === null ? [] : [figure(frame, frame.slot ?? null, alt, rect, edition.tag)],
    diagnostics: [],
  };
}

/** A pack describes its images in the three languages of the campaign; other editions read the English text. */
function altLanguage(language: string): "ar" | "vi" | "en" {
  return language === "ar" || language === "vi" ? language : "en";
}

function composeQr(frame: QrFrame, rect: Rect, input: ComposeInput): ComposedFrame {
  const address = (input.localised.slots[frame.slot] ?? [])
    .flatMap((paragraph) => paragraph.runs)
    .map((run) => run.text)
    .join("")
    .trim();
  if (address === "") return NOTHING;
  const { d } = qrPath(address, rect);
  return {
    items: [solid(rectanglePath(rect), frame.ground), solid(d, frame.colour, 0)],
    blocks: [figure(frame, frame.slot, address, rect, input.localised.edition.tag)],
    diagnostics: [],
  };
}

function inksOf(item: PageItem): string[] {
  if (item.kind === "picture") return [];
  if (item.kind === "glyphs") return [item.ink];
  const fill =
    item.fill === null ? [] : item.fill.kind === "solid" ? [item.fill.ink] : item.fill.stops.map((s) => s.ink);
  return item.stroke ? [...fill, item.stroke.ink] : fill;
}

function usedInks(items: readonly PageItem[], pack: TemplatePack): Record<string, Ink> {
  const ids = [...new Set(items.flatMap(inksOf))].sort();
  return Object.fromEntries(
    ids.map((id) => {
      const ink = pack.inks[id];
      assert(ink, `parsePack has checked that the colour ${id} exists`);
      return [id, ink];
    }),
  );
}

function usedFonts(items: readonly PageItem[], fonts: readonly FontFile[]): Record<string, PageFont> {
  const ids = [...new Set(items.flatMap((item) => (item.kind === "glyphs" ? [item.font] : [])))].sort();
  return Object.fromEntries(
    ids.map((id) => {
      const font = fonts.find((file) => file.id === id);
      assert(font, `the typesetter used the font ${id}, which it was given`);
      return [id, { digest: font.digest, family: font.family, weight: font.weight }];
    }),
  );
}

function usedPictures(items: readonly PageItem[], localised: LocalisedDocument): Record<string, PagePicture> {
  const used = new Set(items.flatMap((item) => (item.kind === "picture" ? [item.picture] : [])));
  const pictures = Object.values(localised.pictures).filter((picture) => used.has(picture.digest));
  return Object.fromEntries(
    pictures.map((picture) => [picture.digest, { width: picture.width, height: picture.height }]),
  );
}
