import fc from "fast-check";
import sharp from "sharp";
import svgpath from "svgpath";
import { describe, expect, it } from "vitest";
import type { Ink } from "../../../../src/shared/base/colour.ts";
import { parseDrawing } from "../../../../src/shared/pack/drawing/parseDrawing.ts";
import type { Drawing } from "../../../../src/shared/pack/templatePack.ts";
import { pack, packFiles } from "../../../fixtures/safeMigration.ts";

const INKS: Readonly<Record<string, Ink>> = {
  sea: { id: "sea", rgb: "#0e3a53", cmyk: [95, 65, 40, 35] },
  paper: { id: "paper", rgb: "#ffeedd", cmyk: [0, 2, 8, 0] },
  black: { id: "black", rgb: "#000000", cmyk: [0, 0, 0, 100] },
};
const svg = (inner: string, view = "0 0 100 50") =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}">\n${inner}\n</svg>`;
const parse = (text: string) => parseDrawing(text, "art/x.svg", INKS);

function draw(inner: string, view?: string): Drawing {
  const { drawing, diagnostics } = parse(svg(inner, view));
  expect(diagnostics).toEqual([]);
  if (!drawing) throw new Error("no drawing");
  return drawing;
}
const firstPath = (inner: string, view?: string) => draw(inner, view).paths[0];

describe("shapes", () => {
  it.each([
    ['<rect x="1" y="2" width="3" height="4"/>', "M1 2L4 2L4 6L1 6Z"],
    ['<line x1="0" y1="0" x2="5" y2="5" stroke="#000"/>', "M0 0L5 5"],
    ['<polygon points="0,0 4,0 4,4"/>', "M0 0L4 0L4 4Z"],
    ['<polyline points="0 0 4 0 4 4"/>', "M0 0L4 0L4 4"],
    ['<path d="m1 1h2v2H1z"/>', "M1 1L3 1L3 3L1 3Z"],
    ['<path d="M0 0q1 1 2 0t2 0"/>', "M0 0Q1 1 2 0Q3 -1 4 0"],
    ['<path d="M0 0c1 1 2 1 3 0s2-1 3 0"/>', "M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0"],
  ])("%s", (inner, d) => {
    expect(firstPath(inner)?.d).toBe(d);
  });

  it("draws circles and arcs within 0.03 % of the true circle", () => {
    for (const inner of [
      '<circle cx="20" cy="20" r="10"/>',
      '<path d="M30 20A10 10 0 1 1 10 20A10 10 0 1 1 30 20"/>',
      '<rect x="10" y="10" width="20" height="20" rx="10"/>',
    ]) {
      const worst = Math.max(
        ...sampled(firstPath(inner)?.d ?? "").map(([x, y]) => Math.abs(Math.hypot(x - 20, y - 20) - 10)),
      );
      expect(worst).toBeLessThan(0.004);
    }
  });

  it("takes the origin of the viewBox away", () => {
    const drawing = draw('<rect x="-10" y="5" width="1" height="1"/>', "-10 5 40 20");
    expect(drawing.paths[0]?.d).toBe("M0 0L1 0L1 1L0 1Z");
    expect([drawing.width, drawing.height]).toEqual([40, 20]);
  });
});

describe("transforms", () => {
  const number = fc.double({ min: -9, max: 9, noNaN: true }).map((value) => Math.round(value * 100) / 100);
  const step = fc.oneof(
    fc.tuple(number, number).map(([x, y]) => `translate(${x},${y})`),
    fc.tuple(number, number, number).map(([angle, x, y]) => `rotate(${angle * 40} ${x} ${y})`),
    fc.tuple(number, number).map(([x, y]) => `scale(${x || 1} ${y || 1})`),
    number.map((angle) => `skewX(${angle})`),
  );

  it("nested groups and one list of the same steps give what svgpath gives", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const d = "M1 2L3 4C5 6 7 8 9 1Q2 3 4 5Z";
        const open = steps.map((one) => `<g transform="${one}">`).join("");
        const nested = firstPath(`${open}<path d="${d}"/>${"</g>".repeat(steps.length)}`)?.d ?? "";
        const listed = firstPath(`<path transform="${steps.join(" ")}" d="${d}"/>`)?.d ?? "";
        const expected = svgpath(d).transform(steps.join(" ")).toString();
        const near = (one: string, other: string) => {
          const [a, b] = [numbers(one), numbers(other)];
          expect(a).toHaveLength(b.length);
          for (const [at, value] of a.entries())
            expect(Math.abs(value - (b[at] ?? 0))).toBeLessThan(2e-3 * Math.max(1, Math.abs(value)));
        };
        near(nested, expected);
        near(listed, expected);
      }),
    );
  });

  it("scales outlines with their shape", () => {
    expect(
      firstPath(
        '<g transform="scale(2) rotate(30)"><path d="M0 0H1" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round"/></g>',
      )?.stroke,
    ).toEqual({
      ink: "black",
      width: 6,
      cap: "round",
      join: "miter",
    });
  });
});

describe("paint", () => {
  it("is inherited, overridden by style, and multiplied in opacity", () => {
    const [one, two] = draw(
      '<g fill="#0E3A53" opacity=".5"><rect width="1" height="1" opacity=".5"/><rect width="1" height="1" style="fill:#fed; fill-rule:evenodd"/></g>',
    ).paths;
    expect(one).toMatchObject({ fill: { kind: "solid", ink: "sea" }, opacity: 0.25, rule: "nonzero" });
    expect(two).toMatchObject({ fill: { kind: "solid", ink: "paper" }, opacity: 0.5, rule: "evenodd" });
  });

  it("leaves out what nobody can see", () => {
    expect(
      draw(
        '<rect width="1" height="1" fill="none"/><rect width="1" height="1" opacity="0"/><rect width="0" height="1"/>',
      ).paths,
    ).toEqual([]);
  });

  const gradient = (
    attributes: string,
    stops = '<stop stop-color="#0e3a53"/><stop offset="100%" style="stop-color:#ffeedd"/>',
  ) => `<defs><linearGradient id="g" ${attributes}>${stops}</linearGradient></defs>`;

  it("places a gradient by the shape's box, its own transform included", () => {
    const fill = firstPath(
      `${gradient('x2="0" y2="1"')}<rect transform="translate(10 0)" y="5" width="20" height="10" fill="url(#g)"/>`,
    )?.fill;
    expect(fill).toEqual({
      kind: "linear",
      from: { x: 10, y: 5 },
      to: { x: 10, y: 15 },
      stops: [
        { offset: 0, ink: "sea" },
        { offset: 1, ink: "paper" },
      ],
    });
  });

  it("places a gradient in the drawing's own system, percentages included", () => {
    const fill = firstPath(
      `${gradient('gradientUnits="userSpaceOnUse" x1="10" x2="50%" gradientTransform="translate(1 2)"')}<rect width="9" height="9" fill="url(#g)"/>`,
    )?.fill;
    expect(fill).toMatchObject({ from: { x: 11, y: 2 }, to: { x: 51, y: 2 } });
  });

  it("keeps lines of equal colour where a skew puts them", () => {
    // x' = x + y: the line x = 1 becomes x' - y' = 1, so the ramp runs at right angles to that.
    const fill = firstPath(
      `${gradient('gradientUnits="userSpaceOnUse" x1="0" x2="1" gradientTransform="matrix(1 0 1 1 0 0)"')}<rect width="9" height="9" fill="url(#g)"/>`,
    )?.fill;
    expect(fill).toMatchObject({ from: { x: 0, y: 0 }, to: { x: 0.5, y: -0.5 } });
  });

  it("always has stops at 0 and 1 that never fall", () => {
    const stops = '<stop offset=".4" stop-color="#000"/><stop offset=".2" stop-color="#ffeedd"/>';
    expect(firstPath(`${gradient("", stops)}<rect width="9" height="9" fill="url(#g)"/>`)?.fill).toMatchObject({
      stops: [
        { offset: 0, ink: "black" },
        { offset: 0.4, ink: "black" },
        { offset: 0.4, ink: "paper" },
        { offset: 1, ink: "paper" },
      ],
    });
  });
});

describe("use", () => {
  it("draws a definition at its place with inherited paint", () => {
    const paths = draw(
      '<defs><g id="a"><rect width="1" height="1"/></g></defs><use href="#a" x="3" fill="#ffeedd" transform="translate(0 2)"/><use xlink:href="#a"/>',
    ).paths;
    expect(paths.map((path) => path.d)).toEqual(["M3 2L4 2L4 3L3 3Z", "M0 0L1 0L1 1L0 1Z"]);
    expect(paths[0]?.fill).toEqual({ kind: "solid", ink: "paper" });
  });
});

describe('data-rtl="keep"', () => {
  it("turns the group's parts about the middle of their common box, gradients too", () => {
    const { paths } = draw(
      '<defs><linearGradient id="g"><stop stop-color="#000"/><stop offset="1" stop-color="#ffeedd"/></linearGradient></defs>' +
        '<rect width="1" height="1"/><g data-rtl="keep"><rect x="10" width="2" height="1"/><rect x="16" width="4" height="1" fill="url(#g)"/></g>',
    );
    expect(paths.map((path) => path.dFlipped)).toEqual([
      "M0 0L1 0L1 1L0 1Z",
      "M20 0L18 0L18 1L20 1Z",
      "M14 0L10 0L10 1L14 1Z",
    ]);
    expect(paths[0]?.d).toBe(paths[0]?.dFlipped);
    expect(paths[2]?.fillFlipped).toMatchObject({ from: { x: 14 }, to: { x: 10 } });
  });

  it("appears as drawn, only elsewhere, once the whole drawing is reflected", () => {
    const path = firstPath('<path data-rtl="keep" d="M10 10L30 10C35 20 30 30 20 20Z"/>');
    const [width] = [100];
    const reflected = numbers(path?.dFlipped ?? "").map((value, at) => (at % 2 === 0 ? width - value : value));
    const shift = (reflected[0] ?? 0) - 10;
    for (const [at, value] of numbers(path?.d ?? "").entries())
      expect(reflected[at]).toBeCloseTo(at % 2 === 0 ? value + shift : value, 2);
  });
});

describe("what cannot be printed", () => {
  it.each([
    [
      "a colour outside the palette",
      '<rect width="1" height="1" fill="#0e3a54"/>',
      "pack/drawing-colour",
      "#0e3a53 (sea)",
    ],
    ["a named colour", '<rect width="1" height="1" fill="red"/>', "pack/drawing-colour", "#rrggbb"],
    ["text", "<text>x</text>", "pack/drawing-element", "outlines"],
    ["an image", '<image href="x.png"/>', "pack/drawing-element", "shapes"],
    ["a script", "<script>1</script>", "pack/drawing-element", "shapes"],
    ["a style sheet", "<style>*{fill:red}</style>", "pack/drawing-element", "shapes"],
    ["a definition of a filter", "<defs><filter id='f'/></defs>", "pack/drawing-element", "shapes"],
    ["a mask", '<g mask="url(#m)"><rect width="1" height="1"/></g>', "pack/drawing-attribute", "Use"],
    ["an event handler", '<rect width="1" height="1" onclick="x()"/>', "pack/drawing-attribute", "Use"],
    ["a mistyped property", '<rect width="1" height="1" style="flil:#000"/>', "pack/drawing-attribute", '"fill"'],
    ["an address outside", '<use href="https://example.org/x.svg#a"/>', "pack/drawing-use", "this drawing"],
    ["a circle of uses", '<g id="a"><use href="#a"/></g>', "pack/drawing-use", "circle"],
    [
      "a missing gradient",
      '<rect width="1" height="1" fill="url(#no)"/>',
      "pack/drawing-colour",
      "Nothing of this kind",
    ],
    [
      "a transparent stop",
      '<defs><linearGradient id="g"><stop stop-color="#000" stop-opacity="0"/></linearGradient></defs><rect width="1" height="1" fill="url(#g)"/>',
      "pack/drawing-colour",
      "opaque",
    ],
    ["an uneven outline", '<line x2="5" stroke="#000" transform="scale(1 2)"/>', "pack/drawing-stroke", "filled shape"],
    ["a broken path", '<path d="M0 0 L 1"/>', "pack/drawing-path", "plain SVG"],
    ["a broken transform", '<g transform="spin(4)"/>', "pack/drawing-transform", "matrix"],
    ["two opacities", '<rect width="1" height="1" stroke="#000" fill-opacity=".5"/>', "pack/drawing-opacity", "Split"],
    ["constructor", "<constructor/>", "pack/drawing-element", "shapes"],
  ])("%s", (_what, inner, code, hint) => {
    const { drawing, diagnostics } = parse(svg(inner));
    expect(drawing).toBeNull();
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(diagnostics[0]?.hint).toContain(hint);
    expect(diagnostics[0]?.place).toBe("art/x.svg › line 2");
  });

  it.each([
    ["no XML", "<svg", "pack/drawing-xml"],
    ["entities", '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>', "pack/drawing-doctype"],
    ["another root", "<html/>", "pack/drawing-root"],
    ["no size", "<svg/>", "pack/drawing-size"],
    ["an empty size", '<svg viewBox="0 0 0 9"/>', "pack/drawing-size"],
    ["endless nesting", "<g>".repeat(60_000), "pack/drawing-xml"],
    ["deep nesting", svg("<g>".repeat(500) + "</g>".repeat(500)), "pack/drawing-large"],
    ["a billion laughs", svg(laughs()), "pack/drawing-large"],
  ])("%s", (_what, text, code) => {
    const { drawing, diagnostics } = parse(text);
    expect(drawing).toBeNull();
    expect(diagnostics.map((one) => one.code)).toContain(code);
  });

  it("names at most a hundred faults of one drawing", () => {
    const { drawing, diagnostics } = parse(svg("<text/>\n".repeat(20_000)));
    expect(drawing).toBeNull();
    expect(diagnostics).toHaveLength(100);
    expect(diagnostics.at(-1)?.place).toBe("art/x.svg › line 101");
  });

  it("never throws, and says where and what to do", () => {
    const tag = fc.constantFrom(
      "<g>",
      "</g>",
      '<path d="',
      '"/>',
      "M1 1",
      "a1 1 0 0 1 2 2",
      "z",
      '<use href="#a" id="a"/>',
      'fill="#000"',
      "<![CDATA[",
      "é",
      "\u0000",
      "<rect ",
      "/>",
      'width="1e999"',
      "<!--",
    );
    const inner = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(tag).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(inner, fc.boolean(), (text, wrapped) => {
        const { drawing, diagnostics } = parse(wrapped ? svg(text) : text);
        expect(drawing === null).toBe(diagnostics.length > 0);
        for (const one of diagnostics) expect(one.place && one.message && one.hint).toBeTruthy();
        for (const path of drawing?.paths ?? []) expect(path.d).toMatch(/^(?:[MLCQ][-\d. e]+|Z)*$/);
      }),
    );
  });
});

describe("the pack's own drawings", () => {
  const drawings = Object.values(pack.images).flatMap(({ id, file, drawing }) =>
    drawing ? [{ id, file, drawing }] : [],
  );

  it.each(drawings.map((one) => [one.id, one] as const))(
    "%s looks in librsvg as its paths do",
    async (_id, { file, drawing }) => {
      const original = new TextDecoder().decode(packFiles.get(file));
      const [expected, drawn] = await Promise.all([pixels(original, drawing), pixels(asSvg(drawing), drawing)]);
      expect(drawn.length).toBe(expected.length);
      let differing = 0;
      for (const [at, value] of drawn.entries()) if (Math.abs(value - (expected[at] ?? 0)) > 24) differing += 1;
      // Edges may differ by rounding of coordinates; shapes and colours may not.
      expect(differing / drawn.length).toBeLessThan(0.001);
    },
  );

  it("would not pass for another drawing", async () => {
    const [one, other] = drawings;
    if (!one || !other) throw new Error("too few drawings");
    const { drawing } = one;
    const wrong = { ...drawing, paths: drawing.paths.slice(1) };
    const [expected, drawn] = await Promise.all([pixels(asSvg(drawing), drawing), pixels(asSvg(wrong), drawing)]);
    expect(
      drawn.filter((value, at) => Math.abs(value - (expected[at] ?? 0)) > 24).length / drawn.length,
    ).toBeGreaterThan(0.001);
  });
});

/** On white, 600 pixels wide. */
async function pixels(text: string, { width, height }: Drawing): Promise<Buffer> {
  const size = { width: 600, height: Math.round((600 * height) / width), fit: "fill" as const };
  const scaled = text.replace(/<svg\b/, `<svg preserveAspectRatio="none"`);
  return sharp(Buffer.from(scaled), { density: 150 })
    .resize(size)
    .flatten({ background: "#ffffff" })
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Written here on its own, so that nothing but the parser decides the picture. */
function asSvg({ width, height, paths }: Drawing): string {
  const colour = (ink: string) => pack.inks[ink]?.rgb ?? "#ff00ff";
  const parts = paths.map(({ d, fill, rule, stroke, opacity }, at) => {
    const outline = stroke
      ? `stroke="${colour(stroke.ink)}" stroke-width="${stroke.width}" stroke-linecap="${stroke.cap}" stroke-linejoin="${stroke.join}"`
      : "";
    const common = `d="${d}" fill-rule="${rule}" opacity="${opacity}" ${outline}`;
    if (fill?.kind !== "linear") return `<path ${common} fill="${fill ? colour(fill.ink) : "none"}"/>`;
    const stops = fill.stops.map((stop) => `<stop offset="${stop.offset}" stop-color="${colour(stop.ink)}"/>`).join("");
    const ends = `x1="${fill.from.x}" y1="${fill.from.y}" x2="${fill.to.x}" y2="${fill.to.y}"`;
    return `<linearGradient id="g${at}" gradientUnits="userSpaceOnUse" ${ends}>${stops}</linearGradient><path ${common} fill="url(#g${at})"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`;
}

function numbers(d: string): number[] {
  return [...d.matchAll(/-?\d*\.?\d+(?:e[-+]?\d+)?/g)].map(Number);
}

/** Points of M, L and C segments, by the definition of the curve. */
function sampled(d: string): [number, number][] {
  const points: [number, number][] = [];
  let pen: [number, number] = [0, 0];
  for (const [, command, body = ""] of d.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0] = numbers(body);
    if (command === "C") {
      for (let t = 0; t <= 1; t += 0.05) {
        const s = 1 - t;
        const at = (p0: number, p1: number, p2: number, p3: number) =>
          s ** 3 * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t ** 3 * p3;
        points.push([at(pen[0], x1, x2, x), at(pen[1], y1, y2, y)]);
      }
      pen = [x, y];
    } else if (command !== "Z") pen = [x1, y1];
  }
  return points;
}

function laughs(): string {
  const level = (at: number) => `<g id="l${at}">${`<use href="#l${at - 1}"/>`.repeat(10)}</g>`;
  return `<defs><rect id="l0" width="1" height="1"/>${[1, 2, 3, 4, 5, 6, 7].map(level).join("")}</defs><use href="#l7"/>`;
}
