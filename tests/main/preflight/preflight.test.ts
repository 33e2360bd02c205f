import { deflateSync, inflateSync } from "node:zlib";
import { PDFArray, PDFName, PDFNumber, PDFRawStream, PDFString } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { preflight, RULES } from "../../../src/main/preflight/preflight.ts";
import type { Expectations } from "../../../src/main/preflight/rules/rule.ts";
import { POINTS_PER_MM } from "../../../src/shared/base/units.ts";
import { withRights } from "../../fixtures/fontSurgery.ts";
import { goodPage, HELPLINE, operate, renderGood, type Surgery } from "./goodPdf.ts";

/** Each rule: a good PDF broken in exactly one way breaks exactly that rule. */

const EXPECTED: Expectations = {
  pages: 1,
  trimMm: [420 / POINTS_PER_MM, 595 / POINTS_PER_MM],
  bleedMm: 3,
  helplines: [{ page: 1, display: HELPLINE }],
};

let good: Uint8Array;
beforeAll(async () => {
  good = await renderGood();
});

const codesOf = async (pdf: Uint8Array) => [
  ...new Set((await preflight(pdf, EXPECTED)).diagnostics.map((one) => `${one.severity} ${one.code}`)),
];

const name = PDFName.of;
const numbers = (s: Surgery, ...values: number[]) => s.context.obj(values);
const box = (s: Surgery, key: string) => s.page.lookup(name(key), PDFArray);
const overprint = (s: Surgery) =>
  s.names("ExtGState").find((one) => s.dict(s.page, "Resources", "ExtGState", one).has(name("OPM")));
const font = (s: Surgery) => s.names("Font")[0];
/** On white ground below everything. */
const text = (s: Surgery, colour: string, size: number, code = "<0001>", x = 60, y = 500) =>
  s.draw(`${colour} BT /${font(s)} ${size} Tf 1 0 0 -1 ${x} ${y} Tm ${code} Tj ET`);
const state = (s: Surgery, entries: Record<string, string | number | boolean>) =>
  s.resource("ExtGState", "X", s.context.obj({ Type: "ExtGState", ...entries }));
const tint = (s: Surgery, ...end: number[]) =>
  s.context.obj({ FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: end, N: 1 });
const separation = (s: Surgery, colourant: string, ...end: number[]) =>
  s.context.obj([name("Separation"), name(colourant), name("DeviceCMYK"), tint(s, ...end)]);
/** The document's own: another recipe would be another fault. */
const registration = (s: Surgery) => `/${s.names("ColorSpace")[0]} CS 1 SCN 1 w`;
const picture = (s: Surgery) => s.find((dict) => dict.get(name("Subtype")) === name("Image"));
const form = (s: Surgery, content: string, entries = {}) => {
  const dict = { Type: "XObject", Subtype: "Form", BBox: [0, 0, 100, 100], ...entries };
  s.resource("XObject", "Fm", s.context.register(s.context.stream(content, dict)));
};

type Mutation = readonly [code: string, what: string, change: (s: Surgery) => void | Promise<void>];

const MUTATIONS: readonly Mutation[] = [
  ["error preflight/trim-size", "rotated", (s) => s.page.set(name("Rotate"), PDFNumber.of(90))],
  ["error preflight/boxes", "art box besides the trim box", (s) => s.page.set(name("ArtBox"), box(s, "TrimBox"))],
  [
    "error preflight/bleed",
    "bleed of 2 mm",
    (s) => {
      const [l = 0, b = 0, r = 0, t = 0] = box(s, "BleedBox").asArray().map(Number);
      const less = POINTS_PER_MM;
      s.page.set(name("BleedBox"), numbers(s, l + less, b + less, r - less, t - less));
    },
  ],
  ["error preflight/edge", "panel ends at the edge", (s) => s.draw("0 0.4 0.85 0 k 0 400 50 50 re f")],
  [
    "error preflight/edge",
    "clip ends at the edge",
    (s) => s.draw("370 400 50 50 re W n 0 0.4 0.85 0 k 360 400 99 50 re f"),
  ],
  ["warning preflight/text-near-edge", "text 3 mm from the edge", (s) => text(s, "0 0 0 1 k", 12, "<0001>", 8)],
  ["error preflight/text-near-edge", "text over the edge", (s) => text(s, "0 0 0 1 k", 12, "<0001>", -4)],
  ["error preflight/crop-box", "crop box", (s) => s.page.set(name("CropBox"), box(s, "TrimBox"))],
  ["error preflight/user-unit", "unit of 2 pt", (s) => s.page.set(name("UserUnit"), PDFNumber.of(2))],
  [
    "error preflight/pages",
    "an empty page more",
    (s) => {
      const empty = s.page.clone();
      empty.set(name("Contents"), s.context.register(s.context.stream(" ")));
      const pages = s.dict(s.root, "Pages");
      pages.lookup(name("Kids"), PDFArray).push(s.context.register(empty));
      pages.set(name("Count"), PDFNumber.of(2));
    },
  ],
  [
    "error preflight/spot",
    "two recipes of one colour",
    (s) => {
      s.resource("ColorSpace", "Two", separation(s, "All", 1, 1, 1, 1));
      s.draw("/Two CS 1 SCN 1 w -30 300 m -20 300 l S");
    },
  ],
  ["error preflight/marks-in-bleed", "mark too near", (s) => s.draw(`${registration(s)} -20 300 m -5 300 l S`)],
  ["error preflight/registration-colour", "line on the page", (s) => s.draw(`${registration(s)} 60 500 m 90 500 l S`)],
  ["error preflight/pdf-version", "PDF 1.7", (s) => s.root.set(name("Version"), name("1.7"))],
  [
    "error preflight/lzw",
    "LZW",
    (s) => {
      s.context.register(s.context.stream(Uint8Array.of(0x80, 0x0b, 0x60, 0x50), { Filter: "LZWDecode" }));
    },
  ],
  [
    "error preflight/id",
    "no ID",
    (s) => {
      delete s.context.trailerInfo.ID;
    },
  ],
  ["error preflight/pdfx-version", "PDF/X-3", (s) => s.rewriteXmp("PDF/X-4", "PDF/X-3")],
  ["error preflight/xmp", "no version", (s) => s.rewriteXmp("<xmpMM:VersionID>1</xmpMM:VersionID>", "")],
  ["error preflight/info-differs", "other title", (s) => s.info.set(name("Title"), PDFString.of("Other"))],
  ["error preflight/info-differs", "other date", (s) => s.info.set(name("ModDate"), PDFString.of("D:20260115080001Z"))],
  ["error preflight/trapped", "Trapped as a string", (s) => s.info.set(name("Trapped"), PDFString.of("False"))],
  [
    "error preflight/output-intent",
    "two intents",
    (s) => {
      const intents = s.root.lookup(name("OutputIntents"), PDFArray);
      intents.push(intents.get(0));
    },
  ],
  [
    "error preflight/output-profile",
    "profile of a screen",
    (s) => {
      const { ref, object } = s.find((dict) => dict.has(name("N")) && dict.has(name("Alternate")));
      const bytes = inflateSync((object as PDFRawStream).contents);
      bytes.write("mntr", 12, "latin1");
      s.context.assign(ref, s.context.stream(deflateSync(bytes), { N: 4, Filter: "FlateDecode" }));
    },
  ],
  [
    "error preflight/icc-of-intent",
    "output profile as colour space",
    (s) => {
      const { ref } = s.find((dict) => dict.has(name("N")) && dict.has(name("Alternate")));
      s.resource("ColorSpace", "Icc", s.context.obj([name("ICCBased"), ref]));
      s.draw("/Icc cs 0 0 0 0.5 scn 60 500 5 5 re f");
    },
  ],
  ["error preflight/not-cmyk", "RGB", (s) => s.draw("1 0 0 rg 60 500 5 5 re f")],
  ["error preflight/not-cmyk", "RGB line", (s) => s.draw("1 0 0 RG 1 w 60 500 m 90 500 l S")],
  [
    "error preflight/not-cmyk",
    "RGB in a form",
    (s) => {
      form(s, "0 0 1 rg 60 50 5 5 re f");
      s.draw("/Fm Do");
    },
  ],
  ["error preflight/not-cmyk", "RGB picture", (s) => picture(s).dict.set(name("ColorSpace"), name("DeviceRGB"))],
  [
    "error preflight/not-cmyk",
    "RGB in an inline image",
    (s) => s.draw("q 1 0 0 1 60 500 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"),
  ],
  [
    "error preflight/not-cmyk",
    "RGB gradient",
    (s) => s.find((dict) => dict.has(name("ShadingType"))).dict.set(name("ColorSpace"), name("DeviceRGB")),
  ],
  [
    "error preflight/not-cmyk",
    "RGB in a soft mask",
    (s) => {
      const dict = { Type: "XObject", Subtype: "Form", BBox: [0, 0, 500, 500] };
      const group = s.context.register(s.context.stream("1 1 1 rg 0 0 500 500 re f", dict));
      const mask = s.context.obj({ S: "Luminosity", G: group });
      s.resource("ExtGState", "X", s.context.obj({ SMask: mask }));
      s.draw("/X gs 0 0.4 0.85 0 k 60 500 5 5 re f");
    },
  ],
  [
    "error preflight/not-cmyk",
    "Lab behind a spot colour of process black",
    (s) => {
      const lab = s.context.obj([name("Lab"), s.context.obj({ WhitePoint: [1, 1, 1] })]);
      const to = s.context.obj({ FunctionType: 2, Domain: [0, 1], C0: [100, 0, 0], C1: [0, 0, 0], N: 1 });
      s.resource("ColorSpace", "K", s.context.obj([name("Separation"), name("Black"), lab, to]));
      s.draw("/K cs 0.5 scn 60 500 5 5 re f");
    },
  ],
  ["error preflight/ink", "350 % of ink", (s) => s.draw("1 1 1 0.5 k 60 500 40 40 re f")],
  [
    "error preflight/ink",
    "picture turned to its negative",
    (s) => {
      picture(s).dict.delete(name("Decode"));
    },
  ],
  ["warning preflight/resolution", "picture enlarged to 200 ppi", (s) => s.draw("144 0 0 -108 200 550 cm /P0 Do")],
  ["error preflight/resolution", "picture enlarged to 100 ppi", (s) => s.draw("200 0 0 -216 200 550 cm /P0 Do")],
  [
    "warning preflight/line-art",
    "line art of 72 ppi",
    (s) => {
      const dict = { Type: "XObject", Subtype: "Image", Width: 8, Height: 1, ImageMask: true, BitsPerComponent: 1 };
      s.resource("XObject", "Bits", s.context.register(s.context.stream(Uint8Array.of(0x55), dict)));
      s.draw("0 0 0 1 k 8 0 0 1 60 500 cm /Bits Do");
    },
  ],
  [
    "warning preflight/jpeg-quality",
    "picture compressed again",
    async (s) => {
      const { ref, dict, object } = picture(s);
      const jpeg = await sharp((object as PDFRawStream).contents)
        .pipelineColourspace("cmyk")
        .toColourspace("cmyk")
        .jpeg({ quality: 60 })
        .toBuffer();
      dict.set(name("Length"), PDFNumber.of(jpeg.length));
      s.context.assign(ref, PDFRawStream.of(dict, jpeg));
    },
  ],
  ["error preflight/black-text", "text in two inks", (s) => text(s, "0.5 0 0 0.9 k", 14)],
  ["warning preflight/black-knocks-out", "black text on a ground", (s) => text(s, "0 0 0 1 k", 12, "<0001>", 60, 75)],
  [
    "warning preflight/black-knocks-out",
    "overprint with the wrong mode",
    (s) => s.dict(s.page, "Resources", "ExtGState", overprint(s) ?? "").set(name("OPM"), PDFNumber.of(0)),
  ],
  ["error preflight/white-overprints", "white", (s) => s.draw(`/${overprint(s)} gs 0 0 0 0 k 60 500 5 5 re f`)],
  ["error preflight/grey-overprints", "grey", (s) => s.draw(`/${overprint(s)} gs 0.5 g 60 500 5 5 re f`)],
  ["warning preflight/rich-black", "rich black in a small place", (s) => s.draw("0.6 0.4 0.4 1 k 60 500 5 5 re f")],
  ["warning preflight/small-coloured-text", "8 pt in four inks", (s) => text(s, "0.9 0.4 0.2 0.2 k", 8)],
  ["error preflight/small-coloured-text", "white text of 5.5 pt", (s) => text(s, "0 0 0 0 k", 5.5)],
  ["error preflight/small-text", "4 pt", (s) => text(s, "0 0 0 1 k", 4)],
  [
    "error preflight/small-text",
    "12 pt scaled to 4",
    (s) => s.draw(`0.33 0 0 0.33 0 0 cm 0 0 0 1 k BT /${font(s)} 12 Tf 1 0 0 -1 180 1500 Tm <0001> Tj ET`),
  ],
  ["error preflight/thin-line", "hairline", (s) => s.draw("0 0 0 1 K 0.1 w 60 500 m 90 500 l S")],
  ["error preflight/thin-line", "line of no width", (s) => s.draw("0 0 0 1 K 0 w 60 500 m 90 500 l S")],
  ["warning preflight/thin-line", "thin line in two inks", (s) => s.draw("1 1 0 0 K 0.3 w 60 500 m 90 500 l S")],
  [
    "error preflight/font",
    "font not embedded",
    (s) => {
      s.find((dict) => dict.has(name("FontFile2"))).dict.delete(name("FontFile2"));
    },
  ],
  ...([0x0002, 0x0100, 0x0200] as const).map(
    (fsType): Mutation => [
      "error preflight/font",
      `font with the rights ${fsType}`,
      (s) => {
        const { dict } = s.find((one) => one.has(name("FontFile2")));
        const program = dict.lookup(name("FontFile2"));
        if (!(program instanceof PDFRawStream)) throw new Error("no font");
        const data = deflateSync(withRights(inflateSync(program.contents), fsType));
        dict.set(name("FontFile2"), s.context.register(s.context.stream(data, { Filter: "FlateDecode" })));
      },
    ],
  ),
  ["error preflight/missing-glyph", "notdef", (s) => text(s, "0 0 0 1 k", 12, "<0000>")],
  [
    "error preflight/glyph-width",
    "one width changed",
    (s) => {
      const widths = s
        .find((dict) => dict.has(name("W")))
        .dict.lookup(name("W"), PDFArray)
        .lookup(1, PDFArray);
      widths.set(1, PDFNumber.of(Number(widths.get(1)) + 5));
    },
  ],
  [
    "warning preflight/spot",
    "spot colour",
    (s) => {
      s.resource("ColorSpace", "Spot", separation(s, "PANTONE 300 C", 1, 0.5, 0, 0));
      s.draw("/Spot cs 1 scn 60 500 5 5 re f");
    },
  ],
  ["error preflight/blend-space", "RGB group", (s) => s.dict(s.page, "Group").set(name("CS"), name("DeviceRGB"))],
  [
    "error preflight/blend-mode",
    "overlay",
    (s) => {
      state(s, { BM: "Overlay" });
      s.draw("/X gs 0 0.4 0.85 0 k 60 500 5 5 re f");
    },
  ],
  ["error preflight/forbidden-feature", "transfer curve", (s) => state(s, { TR: "Identity" })],
  [
    "error preflight/forbidden-feature",
    "PostScript",
    (s) => {
      s.context.register(s.context.stream("showpage", { Type: "XObject", Subtype: "PS" }));
    },
  ],
  [
    "error preflight/active-content",
    "script on opening",
    (s) => s.root.set(name("OpenAction"), s.context.obj({ S: "JavaScript", JS: PDFString.of("1") })),
  ],
  [
    "error preflight/annotation",
    "link",
    (s) =>
      s.page.set(
        name("Annots"),
        s.context.obj([s.context.obj({ Type: "Annot", Subtype: "Link", Rect: [90, 90, 99, 99] })]),
      ),
  ],
  [
    "error preflight/layers",
    "layers without name",
    (s) => s.root.set(name("OCProperties"), s.context.obj({ OCGs: [], D: {} })),
  ],
  ["notice preflight/hidden", "panel beside the page", (s) => s.draw("0 0.4 0.85 0 k -900 400 50 50 re f")],
  ["error preflight/hidden", "text under a white panel", (s) => s.draw("0 0 0 0 k 30 235 300 40 re f")],
  [
    "error preflight/helpline",
    "helpline backwards",
    (s) => {
      const run = helplineRun(s);
      s.rewrite((content) => content.replace(run, (run.match(/<[0-9a-f]{4}>/g) ?? []).reverse().join(" ")));
    },
  ],
  [
    "error preflight/helpline",
    "two digits exchanged",
    (s) => {
      const run = helplineRun(s);
      s.rewrite((content) => content.replace(run, run.replace(/^(<....>) (<....>) (<....>)/, "$1 $3 $2")));
    },
  ],
];

/** Codes of the run whose third and eighth glyph are the 4 and 8 of `+84 98…`: the only one with that pattern of equal codes. */
function helplineRun(s: Surgery): string {
  const runs = [...s.content().matchAll(/\[([^\]]*)\] TJ/g)].map((match) => match[1] ?? "");
  const found = runs.find((run) => {
    const codes = run.match(/<[0-9a-f]{4}>/g) ?? [];
    return codes.length === HELPLINE.length && codes[1] === codes[8] && codes[1] === codes[11] && codes[2] === codes[9];
  });
  if (found === undefined) throw new Error("the helpline is not one run");
  return found;
}

describe("preflight", () => {
  it("finds nothing in a good PDF, before and after the surgeon's hands", async () => {
    expect((await preflight(good, EXPECTED)).diagnostics).toEqual([]);
    expect(await codesOf(await operate(good, () => undefined))).toEqual([]);
  });

  it.each(MUTATIONS)("%s: %s", async (code, _, change) => {
    expect(await codesOf(await operate(good, change))).toEqual([code]);
  });

  it("has a mutation for each of its rules", () => {
    const proven = new Set(MUTATIONS.map(([code]) => code.split(" ")[1]));
    expect(RULES.map(({ code }) => code).filter((code) => !proven.has(code))).toEqual([]);
    expect(new Set(RULES.map((rule) => rule.number)).size).toBe(RULES.length);
  });

  it("says which page and where, in millimetres from the trim box", async () => {
    const broken = await operate(good, (s) => s.draw("1 1 1 0.5 k 72 144 40 40 re f"));
    const { diagnostics } = await preflight(broken, EXPECTED);
    expect(diagnostics.map(({ place }) => place)).toEqual(["page 1 › 25.4 × 50.8 mm"]);
  });

  it("compares with the order: size, pages and helplines", async () => {
    const wrong = { pages: 2, trimMm: [210, 297] as const, helplines: [{ page: 1, display: "84 981 84 84 84" }] };
    const codes = (await preflight(good, wrong)).diagnostics.map(({ code }) => code);
    expect(codes).toEqual(["preflight/trim-size", "preflight/pages", "preflight/helpline"]);
  });

  it("sees pages of two sizes", async () => {
    const pdf = await renderGood([goodPage(), { ...goodPage(), width: 400 }]);
    const { diagnostics } = await preflight(pdf);
    expect(diagnostics.filter(({ code }) => code === "preflight/pages")).toHaveLength(1);
  });

  it("sums up what happens too often", async () => {
    const many = await operate(good, (s) => s.draw(`0 0 0 1 K 0.1 w ${"60 500 m 90 500 l S ".repeat(50)}`));
    const { diagnostics } = await preflight(many, EXPECTED);
    expect(diagnostics).toHaveLength(9);
    expect(diagnostics.at(-1)?.message).toContain("42 more");
  });
});
