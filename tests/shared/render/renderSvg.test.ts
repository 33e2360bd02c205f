import { parseXml, type XmlElement } from "@rgrove/parse-xml";
import { describe, expect, it } from "vitest";
import { parsePath } from "../../../src/shared/render/placeOutline.ts";
import { renderSvg } from "../../../src/shared/render/renderSvg.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { ACCENTED, INKS, OUTLINES, rectangle, samplePage, setLine, solid, trilingualPage } from "./samplePage.ts";

const draw = (page: Page, more: Partial<Parameters<typeof renderSvg>[2]> = {}) =>
  renderSvg(page, OUTLINES, { box: "trim", pictures: (digest) => `data:image/png;base64,${digest}`, ...more });

function elements(svg: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement) => {
    found.push(element);
    for (const child of element.children) if (child.type === "element") visit(child as XmlElement);
  };
  const { root } = parseXml(svg);
  if (root) visit(root);
  return found;
}

/** The highest point of path data, y down. */
const topOf = (d: string) => Math.min(...parsePath(d).flatMap(({ values }) => values.filter((_, at) => at % 2 === 1)));

const square = { x: 10, y: 20, width: 30, height: 40 };

describe("renderSvg", () => {
  it("draws letters as outlines and nothing that runs or fetches", () => {
    const names = new Set(elements(draw(trilingualPage())).map((element) => element.name));
    expect([...names].sort()).toEqual(["clipPath", "defs", "linearGradient", "path", "rect", "stop", "svg"]);
  });

  it("shows the trimmed page or the page with its bleed", () => {
    const page = samplePage([], { width: 100, height: 200, bleed: 8.5 });
    expect(parseXml(draw(page)).root?.attributes).toMatchObject({
      width: "100pt",
      height: "200pt",
      viewBox: "0 0 100 200",
    });
    expect(parseXml(draw(page, { box: "bleed" })).root?.attributes).toMatchObject({
      width: "117pt",
      viewBox: "-8.5 -8.5 117 217",
    });
    expect(parseXml(draw(page, { size: { width: 133, height: 267 } })).root?.attributes).toMatchObject({
      width: "133",
      height: "267",
      viewBox: "0 0 100 200",
    });
  });

  it("makes one path of a run and places it on the baseline", () => {
    const line = setLine({ text: "office", font: "ReadexPro-400", size: 20, x: 40, y: 90, language: "en" });
    const [, path] = elements(draw(samplePage([line])));
    expect(path?.attributes).toMatchObject({ fill: "#111111", transform: "matrix(0.02 0 0 0.02 40 90)" });
  });

  it("draws a mark as far above or below its line as shaping puts it", () => {
    const size = 20;
    const y = 90;
    const text = `${ACCENTED} رِ`;
    const line = setLine({ text, font: "ReadexPro-400", size, x: 400, y, language: "ar-EG", rtl: true });
    const marks = line.glyphs.filter((glyph) => glyph.y !== 0);
    expect(marks.some((mark) => mark.y < -1)).toBe(true);
    expect(marks.some((mark) => mark.y > 1)).toBe(true);
    for (const mark of marks) {
      const [, path] = elements(draw(samplePage([{ ...line, glyphs: [mark] }])));
      expect(path?.attributes.transform).toBe(`matrix(0.02 0 0 0.02 ${line.origin.x} ${y})`);
      const onItsLine = topOf(OUTLINES.outline(line.font, mark.id)) * (size / 1000);
      expect(topOf(path?.attributes.d ?? "") * (size / 1000)).toBeCloseTo(onItsLine + mark.y, 2);
    }
  });

  it("draws nothing for a run of spaces", () => {
    const line = setLine({ text: "  ", font: "ReadexPro-400", size: 20, x: 40, y: 90, language: "en" });
    expect(elements(draw(samplePage([line])))).toHaveLength(1);
  });

  it("keeps fill rule, stroke, opacity and clip", () => {
    const item = rectangle(square, solid("sea"), {
      rule: "evenodd",
      opacity: 0.5,
      clip: square,
      stroke: { ink: "sun", width: 2, cap: "round", join: "bevel" },
    });
    const found = elements(draw(samplePage([item, item])));
    expect(found.filter((element) => element.name === "clipPath")).toHaveLength(1);
    expect(found.at(-1)?.attributes).toMatchObject({
      fill: "#0b5c7a",
      "fill-rule": "evenodd",
      opacity: "0.5",
      stroke: "#f2a33c",
      "stroke-width": "2",
      "stroke-linecap": "round",
      "stroke-linejoin": "bevel",
      "clip-path": "url(#d0)",
    });
  });

  it("lays gradients in the page's own coordinates", () => {
    const stops = [
      { offset: 0, ink: "sea" },
      { offset: 1, ink: "sun" },
    ];
    const item = rectangle(square, { kind: "linear", from: { x: 1, y: 2 }, to: { x: 3, y: 4 }, stops });
    const svg = draw(samplePage([item]), { idPrefix: "p1-" });
    const gradient = elements(svg).find((element) => element.name === "linearGradient");
    expect(gradient?.attributes).toMatchObject({ id: "p1-d0", gradientUnits: "userSpaceOnUse", x1: "1", y2: "4" });
    expect(svg).toContain('fill="url(#p1-d0)"');
  });

  it("crops a picture with a viewport of its own", () => {
    const crop = { x: 5, y: 6, width: 70, height: 80 };
    const page = samplePage([{ kind: "picture", picture: "abc", rect: square, crop, block: null }], {
      pictures: { abc: { width: 100, height: 90 } },
    });
    const [, view, image] = elements(draw(page));
    expect(view?.attributes).toMatchObject({ x: "10", y: "20", width: "30", height: "40", viewBox: "5 6 70 80" });
    expect(image?.attributes).toMatchObject({ width: "100", height: "90", href: "data:image/png;base64,abc" });
  });

  it("escapes what comes from outside", () => {
    const crop = { x: 0, y: 0, width: 1, height: 1 };
    const page = samplePage([{ kind: "picture", picture: "a", rect: square, crop, block: null }], {
      pictures: { a: { width: 1, height: 1 } },
    });
    const address = `asset:x"/><script>'&`;
    const svg = draw(page, { pictures: () => address });
    const found = elements(svg);
    expect(found.map((element) => element.name)).toEqual(["svg", "svg", "image"]);
    expect(found[2]?.attributes.href).toBe(address);
  });

  it("refuses a colour that is an address, and an ink that is not listed", () => {
    const inks = { ...INKS, sea: { id: "sea", rgb: "url(https://example.org/#a)", cmyk: [0, 0, 0, 0] as const } };
    expect(() => draw(samplePage([rectangle(square, solid("sea"))], { inks }))).toThrow("#rrggbb");
    expect(() => draw(samplePage([rectangle(square, solid("blood"))]))).toThrow("blood");
  });

  it("gives the same string for the same page, and another for another", () => {
    expect(draw(trilingualPage())).toBe(draw(trilingualPage()));
    expect(draw(trilingualPage())).not.toBe(draw(trilingualPage({ width: 421 })));
  });
});
