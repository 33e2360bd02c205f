import { readFileSync } from "node:fs";
import { Blob, Buffer as Cluster, ClusterLevel, Direction, Face, Font, shape } from "harfbuzzjs";
import type { Ink } from "../../../src/shared/base/colour.ts";
import { digestBytes } from "../../../src/shared/base/digest.ts";
import type { Rect } from "../../../src/shared/base/geometry.ts";
import { roundPoints } from "../../../src/shared/base/units.ts";
import type { GlyphItem, Page, PageGlyph, PageItem, PathItem } from "../../../src/shared/typeset/page/page.ts";
import type { FontFile, GlyphOutlines } from "../../../src/shared/typeset/text/ports.ts";

/** Lines of text and drawings → a hand-made page, with HarfBuzz alone: no typesetter stands between test and renderer. */

const FOLDER = new URL("../../../templates/safe-migration/fonts/", import.meta.url);

function loadFont(family: string, weight: number): FontFile {
  const id = `${family.replaceAll(" ", "")}-${weight}`;
  const bytes = new Uint8Array(readFileSync(new URL(`${id}.ttf`, FOLDER)));
  return { id, family, weight, bytes, digest: digestBytes(bytes) };
}

export const FONTS: readonly FontFile[] = [loadFont("Alexandria", 700), loadFont("Readex Pro", 400)];

const shaped = new Map(FONTS.map((file) => [file.id, new Font(new Face(new Blob(file.bytes)))]));

function fontOf(id: string): { font: Font; scale: number } {
  const font = shaped.get(id);
  if (!font) throw new Error(`no font ${id}`);
  return { font, scale: 1000 / font.face.upem };
}

export const OUTLINES: GlyphOutlines = {
  outline(id, glyph) {
    const { font, scale } = fontOf(id);
    return font
      .glyphToJson(glyph)
      .map(({ type, values }) => type + values.map((v, at) => v * scale * (at % 2 === 0 ? 1 : -1)).join(" "))
      .join("");
  },
  advance(id, glyph) {
    const { font, scale } = fontOf(id);
    return font.glyphHAdvance(glyph) * scale;
  },
};

export const INKS: Readonly<Record<string, Ink>> = {
  ink: { id: "ink", rgb: "#111111", cmyk: [0, 0, 0, 100] },
  paper: { id: "paper", rgb: "#ffffff", cmyk: [0, 0, 0, 0] },
  sea: { id: "sea", rgb: "#0b5c7a", cmyk: [90, 40, 20, 20] },
  sun: { id: "sun", rgb: "#f2a33c", cmyk: [0, 40, 85, 0] },
  grey: { id: "grey", rgb: "#7f7f7f", cmyk: [0, 0, 0, 50] },
};

export interface Line {
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly ink?: string;
  readonly x: number;
  readonly y: number;
  readonly language: string;
  readonly rtl?: boolean;
  readonly block?: number;
  /** Letters with their accents as one cluster, as the typesetter gives them; otherwise each accent is its own. */
  readonly graphemes?: boolean;
}

/** One direction, one font. For right-to-left lines `x` is the right edge. */
export function setLine(line: Line): GlyphItem {
  const { font } = fontOf(line.font);
  const scale = line.size / font.face.upem;
  const buffer = new Cluster();
  buffer.setClusterLevel(line.graphemes ? ClusterLevel.MONOTONE_GRAPHEMES : ClusterLevel.MONOTONE_CHARACTERS);
  buffer.addText(line.text);
  buffer.setDirection(line.rtl ? Direction.RTL : Direction.LTR);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  const infos = buffer.getGlyphInfosAndPositions();
  const starts = [...new Set(infos.map((info) => info.cluster))].sort((a, b) => a - b);
  const textOf = new Map<number, string>();
  const logical = line.rtl ? [...infos.keys()].reverse() : [...infos.keys()];
  const seen = new Set<number>();
  for (const at of logical) {
    const cluster = infos[at]?.cluster ?? 0;
    const end = starts.find((start) => start > cluster) ?? line.text.length;
    textOf.set(at, seen.has(cluster) ? "" : line.text.slice(cluster, end));
    seen.add(cluster);
  }
  let pen = 0;
  const glyphs = infos.map((info, at): PageGlyph => {
    const glyph = {
      id: info.codepoint,
      x: roundPoints(pen + (info.xOffset ?? 0) * scale),
      y: roundPoints(-(info.yOffset ?? 0) * scale),
      advance: roundPoints((info.xAdvance ?? 0) * scale),
      text: textOf.get(at) ?? "",
    };
    pen += (info.xAdvance ?? 0) * scale;
    return glyph;
  });
  return {
    kind: "glyphs",
    font: line.font,
    size: line.size,
    ink: line.ink ?? "ink",
    block: line.block ?? null,
    direction: line.rtl ? "rtl" : "ltr",
    language: line.language,
    origin: { x: roundPoints(line.rtl ? line.x - pen : line.x), y: line.y },
    glyphs,
  };
}

export function rectangle(rect: Rect, fill: PathItem["fill"], more: Partial<PathItem> = {}): PathItem {
  const { x, y, width, height } = rect;
  const d = `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
  return { kind: "path", d, fill, rule: "nonzero", stroke: null, opacity: 1, clip: null, block: null, ...more };
}

export const solid = (ink: string) => ({ kind: "solid", ink }) as const;

/** Print page without items; give what a test is about. */
export function samplePage(items: readonly PageItem[], more: Partial<Page> = {}): Page {
  return {
    template: "sample",
    id: "front",
    edition: "ar-EG",
    direction: "rtl",
    width: 420,
    height: 595,
    bleed: 8.504,
    pixels: null,
    folds: [],
    inks: INKS,
    fonts: Object.fromEntries(FONTS.map(({ id, digest, family, weight }) => [id, { digest, family, weight }])),
    pictures: {},
    blocks: [],
    items,
    ...more,
  };
}

export const ARABIC = "الهجرة الآمنة حقّ لك: اتصل قبل السفر";
export const ACCENTED = "الهجرةُ الآمِنةُ لا تُكلِّفُ حياتَك";
export const VIETNAMESE = "Di cư an toàn: hãy gọi trước khi lên đường";

/** Ground that bleeds, gradient, evenodd, stroke, opacity, clip, Arabic, Vietnamese and English. */
export function trilingualPage(more: Partial<Page> = {}): Page {
  const { width = 420, height = 595, bleed = 8.504 } = more;
  const s = width / 420;
  const ground = { x: -bleed, y: -bleed, width: width + 2 * bleed, height: height + 2 * bleed };
  const band = { x: -bleed, y: 0.35 * height, width: width + 2 * bleed, height: 0.2 * height };
  const ring = (cx: number, cy: number, r: number) =>
    `M${cx - r} ${cy}C${cx - r} ${cy - 1.33 * r} ${cx + r} ${cy - 1.33 * r} ${cx + r} ${cy}C${cx + r} ${cy + 1.33 * r} ${cx - r} ${cy + 1.33 * r} ${cx - r} ${cy}Z`;
  const at = (text: string, y: number, size: number, over: Partial<Line>): GlyphItem =>
    setLine({ text, font: "Alexandria-700", size: size * s, x: 40 * s, y: y * height, language: "en", ...over });
  const arabic = { language: "ar-EG", rtl: true, x: width - 40 * s };
  const clip = { x: 20 * s, y: 0.62 * height, width: 60 * s, height: 0.1 * height };
  return samplePage(
    [
      rectangle(ground, solid("paper")),
      rectangle(band, {
        kind: "linear",
        from: { x: 0, y: 0 },
        to: { x: width, y: height },
        stops: [
          { offset: 0, ink: "sea" },
          { offset: 0.6, ink: "sun" },
          { offset: 1, ink: "paper" },
        ],
      }),
      {
        ...rectangle(ground, solid("sea")),
        d: ring(80 * s, 0.45 * height, 40 * s) + ring(80 * s, 0.45 * height, 20 * s),
        rule: "evenodd",
        opacity: 0.8,
        stroke: { ink: "sun", width: 3 * s, cap: "round", join: "round" },
      },
      { ...rectangle(ground, solid("sun")), d: ring(70 * s, 0.65 * height, 45 * s), clip },
      at(ARABIC, 0.12, 17, { ...arabic, block: 0 }),
      at(ACCENTED, 0.2, 20, { graphemes: true, ...arabic, font: "ReadexPro-400" }),
      at("بسم الله صلّى محمّد", 0.28, 18, { ...arabic, font: "ReadexPro-400" }),
      at(VIETNAMESE, 0.78, 15, { language: "vi-VN" }),
      at("Safe migration: office files, AVATAR", 0.86, 16, { font: "ReadexPro-400" }),
    ],
    { width, height, bleed, ...more },
  );
}

/** A square post of a social network, 810 pt = 1080 px. */
export function postPage(seed = 0): Page {
  const page = trilingualPage({ width: 810, height: 810, bleed: 0, pixels: { width: 1080, height: 1080 } });
  const extra = Array.from({ length: 12 }, (_, at) =>
    setLine({
      text: `${seed}: ${VIETNAMESE}`,
      font: "ReadexPro-400",
      size: 14,
      x: 60 + 13 * (seed % 7),
      y: 480 + at * 26,
      language: "vi-VN",
    }),
  );
  return { ...page, items: [...page.items, ...extra] };
}
