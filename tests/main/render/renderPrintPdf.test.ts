import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseXml } from "@rgrove/parse-xml";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createMemoryPictureCache, createPictureConverter } from "../../../src/main/render/cmykPictures.ts";
import { loadOutputProfile } from "../../../src/main/render/profile/outputProfile.ts";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import { type PrintPdfOptions, renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import { POINTS_PER_MM } from "../../../src/shared/base/units.ts";
import type { Page, PageItem } from "../../../src/shared/typeset/page/page.ts";
import {
  ACCENTED,
  ARABIC,
  FONTS,
  INKS,
  OUTLINES,
  postPage,
  rectangle,
  samplePage,
  setLine,
  solid,
  trilingualPage,
  VIETNAMESE,
} from "../../shared/render/samplePage.ts";
import { ask, askAbout, bytesOf, inFolder, need } from "./witness.ts";

async function photograph(): Promise<Buffer> {
  const data = Buffer.alloc(600 * 400 * 3, 40);
  for (let at = 0; at < data.length; at += 3) data[at] = at % 251;
  return sharp(data, { raw: { width: 600, height: 400, channels: 3 } })
    .jpeg()
    .toBuffer();
}

const OPTIONS: PrintPdfOptions = {
  title: "ملصق & Áp phích <A3>",
  language: "ar-EG",
  date: new Date("2026-01-15T08:00:00Z"),
  engine: "Manara 0.1.0",
  contentHash: "ab".repeat(32),
  marks: { crop: true, registration: true },
  pictures: createPictureConverter(photograph, loadOutputProfile(), createMemoryPictureCache()),
};
const NO_MARKS = { ...OPTIONS, marks: { crop: false, registration: false } };

const render = (pages: readonly Page[], options = OPTIONS) => renderPrintPdf(pages, FONTS, options);

function withPhotograph(page: Page = trilingualPage()): Page {
  const picture: PageItem = {
    kind: "picture",
    picture: "photo",
    rect: { x: 250, y: 350, width: 144, height: 96 },
    crop: { x: 100.4, y: 50, width: 450, height: 300 },
    block: null,
  };
  return { ...page, pictures: { photo: { width: 600, height: 400 } }, items: [...page.items, picture] };
}

/** Letters only: nothing but black on white. */
function blackPage(): Page {
  const page = trilingualPage({ bleed: 0 });
  const ground = rectangle({ x: 0, y: 0, width: 420, height: 595 }, solid("paper"));
  const bar = rectangle({ x: 40, y: 400, width: 120, height: 30 }, solid("ink"));
  return { ...page, items: [ground, bar, ...page.items.filter((item) => item.kind === "glyphs")] };
}

interface QpdfJson {
  readonly qpdf: readonly [unknown, Record<string, { value?: Record<string, unknown> }>];
}

describe("renderPrintPdf", () => {
  it("has sound syntax, on every page", async (context) => {
    need(context, "qpdf");
    const pages = [withPhotograph(), trilingualPage({ folds: [140, 280] }), postPage()];
    const bytes = await render(pages);
    expect(await askAbout(bytes, "qpdf", "--check", null)).toContain("No syntax or stream encoding errors");
    expect((await askAbout(bytes, "qpdf", "--show-npages", null)).trim()).toBe("3");
    // The witness can say no.
    await expect(askAbout(bytes.slice(0, bytes.length / 2), "qpdf", "--check", null)).rejects.toThrow();
  });

  it("has the boxes of the format, its bleed and a slug for the marks", async (context) => {
    need(context, "qpdf");
    const a3 = samplePage([], { width: 297 * POINTS_PER_MM, height: 420 * POINTS_PER_MM, bleed: 3 * POINTS_PER_MM });
    const boxes = async (options: PrintPdfOptions) => {
      const json = JSON.parse(await askAbout(await render([a3], options), "qpdf", "--json", null)) as QpdfJson;
      const page = Object.values(json.qpdf[1]).find(({ value }) => value?.["/Type"] === "/Page")?.value ?? {};
      expect(page["/UserUnit"]).toBeUndefined();
      expect(page["/CropBox"]).toBeUndefined();
      return ["/MediaBox", "/BleedBox", "/TrimBox"].map((name) =>
        (page[name] as number[]).map((points) => Math.round((points / POINTS_PER_MM) * 100) / 100),
      );
    };
    expect(await boxes(OPTIONS)).toEqual([
      [0, 0, 319, 442],
      [8, 8, 311, 434],
      [11, 11, 308, 431],
    ]);
    expect(await boxes(NO_MARKS)).toEqual([
      [0, 0, 303, 426],
      [0, 0, 303, 426],
      [3, 3, 300, 423],
    ]);
  });

  it("embeds subsets of the fonts with a map to Unicode", async (context) => {
    need(context, "pdffonts");
    const fonts = (await askAbout(await render([trilingualPage()]), "pdffonts", null)).trim().split("\n").slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/);
  });

  it("lets words be found: Arabic with its ligatures and accents, Vietnamese, English", async (context) => {
    need(context, "pdftotext");
    const poster = trilingualPage({ width: 841.89, height: 1190.55 });
    const text = await askAbout(await render([poster]), "pdftotext", null, "-");
    // Direction marks around each line are pdftotext's own.
    const wordsOf = (line: string) => line.replace(/[\u200e-\u200f\u202a-\u202e]/g, "").split(/[\s:]+/);
    const found = new Set(wordsOf(text));
    for (const line of [ARABIC, ACCENTED, "بسم الله صلّى محمّد", VIETNAMESE, "office files, AVATAR"]) {
      for (const word of wordsOf(line)) expect(found).toContain(word);
    }
  });

  it.for([true, false])(
    "lets every accented word be found, accents in their letters' clusters: %s",
    async (graphemes, context) => {
      need(context, "pdftotext", "mutool");
      const lines = [
        "تُكلِّفُ حياتَك",
        "يُقامُ المهرجانُ في مدينةِ الدارِ",
        "إنَّ السفرَ الآمنَ حقٌّ للجميعِ",
        "الصلاة على الله والإسلام لا إله إلا الله",
      ];
      const sizes = [7.3, 16, 41.77];
      const cases = lines.flatMap((text) => FONTS.flatMap(({ id }) => sizes.map((size) => ({ text, font: id, size }))));
      const place = { x: 1290.123, y: 90, language: "ar", rtl: true, graphemes };
      const pages = cases.map((one) => samplePage([setLine({ ...one, ...place })], { width: 1300 }));
      const bytes = await render(pages, NO_MARKS);
      const split = (text: string) =>
        text.split("\f").map((page) => page.replace(/[\u200d-\u200f\u202a-\u202e]/g, "").trim());
      const poppler = split((await askAbout(bytes, "pdftotext", null, "-")).replaceAll("\u200d", "JOINER"));
      // MuPDF gives letters from left to right, and shows the joiners of raised accents at the end of a line.
      const mupdf = split(await askAbout(bytes, "mutool", "draw", "-q", "-F", "txt", null));
      for (const [at, { text, font, size }] of cases.entries()) {
        expect(poppler[at], `${font} ${size}`).toBe(text);
        expect(mupdf[at], `${font} ${size}`).toBe([...text].reverse().join(""));
      }
    },
  );

  it("gives pdf.js, the reader of Firefox, the same words", async () => {
    // An accent on the last letter of a word is left out: pdf.js puts a space before it.
    for (const text of ["لا تُسلِّم جوازَك لأحدٍ", "الصلاة على الله والإسلام لا إله إلا الله"]) {
      for (const { id: font } of FONTS) {
        const line = setLine({ text, font, size: 14, x: 410, y: 90, language: "ar", rtl: true, graphemes: true });
        const data = Uint8Array.from(await render([samplePage([line])], NO_MARKS));
        const page = await (await getDocument({ data, verbosity: 0 }).promise).getPage(1);
        const { items } = await page.getTextContent();
        expect(
          items
            .map((item) => ("str" in item ? item.str : ""))
            .join("")
            .trim(),
          font,
        ).toBe(text);
      }
    }
  });

  it("keeps a helpline's digits in order inside an Arabic line", async (context) => {
    need(context, "pdftotext", "mutool");
    const number = "+84 981 84 84 84";
    const arabic = { text: "اتصل بالرقم ", language: "ar-EG", rtl: true, x: 390, y: 90 };
    const line = setLine({ ...arabic, font: "Alexandria-700", size: 20 });
    const digits = { text: number, language: "ar-EG", x: line.origin.x - 200, y: 90 };
    const run = setLine({ ...digits, font: "Alexandria-700", size: 20 });
    const width = run.glyphs.reduce((sum, { advance }) => sum + advance, 0);
    const bytes = await render([samplePage([{ ...run, origin: { x: line.origin.x - width, y: 90 } }, line])]);
    expect(await askAbout(bytes, "pdftotext", null, "-")).toContain(number);
    expect(await askAbout(bytes, "mutool", "draw", "-q", "-F", "txt", null)).toContain(number);
  });

  it("gives MuPDF the same letters", async (context) => {
    need(context, "mutool");
    const page = samplePage([
      setLine({ text: "السلام", font: "ReadexPro-400", size: 30, x: 300, y: 90, language: "ar", rtl: true }),
    ]);
    const text = await inFolder(async (folder) => {
      writeFileSync(join(folder, "a.pdf"), await render([page]));
      return ask("mutool", "draw", "-F", "txt", join(folder, "a.pdf"));
    });
    // MuPDF gives letters from left to right.
    expect(text.trim()).toBe([..."السلام"].reverse().join(""));
  });

  it("puts black text on the black plate alone, printing over its ground", async (context) => {
    need(context, "gs");
    const plates = async (page: Page) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, "a.pdf"), await render([page], NO_MARKS));
        const files = ["-sDEVICE=tiffsep", "-r72", `-sOutputFile=${join(folder, "p.tif")}`, join(folder, "a.pdf")];
        ask("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dOverprint=/enable", ...files);
        const read = (ink: string) =>
          sharp(bytesOf(folder, `p(${ink}).tif`))
            .greyscale()
            .raw()
            .toBuffer();
        return Object.fromEntries(
          await Promise.all(["Cyan", "Magenta", "Yellow", "Black"].map(async (ink) => [ink, await read(ink)] as const)),
        );
      });
    const ground = rectangle({ x: 0, y: 0, width: 420, height: 595 }, solid("sea"));
    const black = await plates({
      ...blackPage(),
      items: [ground, ...blackPage().items.filter((i) => i.kind === "glyphs")],
    });
    const bare = await plates({ ...blackPage(), items: [ground] });
    for (const ink of ["Cyan", "Magenta", "Yellow"])
      expect(black[ink]?.equals(bare[ink] ?? Buffer.alloc(0)), ink).toBe(true);
    expect(black.Black?.equals(bare.Black ?? Buffer.alloc(0))).toBe(false);
    // The witness can say no: coloured text shows on the other plates.
    const colour = blackPage().items.map((item) => (item.kind === "glyphs" ? { ...item, ink: "sun" } : item));
    const loud = await plates({ ...blackPage(), items: [ground, ...colour.filter((item) => item.kind === "glyphs")] });
    expect(loud.Cyan?.equals(bare.Cyan ?? Buffer.alloc(0))).toBe(false);
  });

  it("holds nothing but CMYK", async (context) => {
    need(context, "mutool", "pdfimages");
    const bytes = await render([withPhotograph()]);
    const trace = await askAbout(bytes, "mutool", "trace", null);
    const spaces = new Set(Array.from(trace.matchAll(/colorspace="([^"]+)"/g), ([, name]) => name));
    expect([...spaces].sort()).toEqual(["DeviceCMYK", "Separation(DeviceCMYK,All)"]);
    expect(trace).toContain("<fill_image");
    const [image] = (await askAbout(bytes, "pdfimages", "-list", null)).trim().split("\n").slice(2);
    // 450.4 pixels of crop touch 451 columns; 450 over 2 inches are 225 ppi, not scaled.
    expect(image).toMatch(/^ +1 +0 image +451 +300 +cmyk +4 +8 +jpeg +no .* 225 +225 /);
  });

  it("throws on an ink without four percentages", async () => {
    const inks = { ...INKS, ink: { id: "ink", rgb: "#111111", cmyk: [17, 17, 17] as unknown as [0, 0, 0, 0] } };
    await expect(render([trilingualPage({ inks })])).rejects.toMatchObject({ code: "render/not-cmyk" });
  });

  it("throws on a font that is not the page's", async () => {
    const [first, second] = FONTS;
    const swapped = first && second ? [{ ...first, bytes: second.bytes, digest: second.digest }, second] : [];
    await expect(renderPrintPdf([trilingualPage()], swapped, OPTIONS)).rejects.toMatchObject({
      code: "render/font-differs",
    });
  });

  it("gives the same bytes for the same input, and another identity for other content", async () => {
    const one = await render([withPhotograph(), postPage()]);
    const two = await render([withPhotograph(), postPage()]);
    expect(Buffer.compare(one, two)).toBe(0);
    const id = (bytes: Uint8Array) =>
      Buffer.from(bytes)
        .toString("latin1")
        .match(/\/ID \[<(\w+)>/)?.[1];
    const other = await render([withPhotograph(), postPage()], { ...OPTIONS, contentHash: "cd".repeat(32) });
    expect(id(one)).toBe(id(two));
    expect(id(one)).not.toBe(id(other));
  });

  it("names the printing condition, and says the same in XMP as in Info", async (context) => {
    need(context, "qpdf");
    const bytes = Buffer.from(await render([trilingualPage()])).toString("latin1");
    const packet = Buffer.from(bytes.match(/<x:xmpmeta[\s\S]*<\/x:xmpmeta>/)?.[0] ?? "", "latin1").toString("utf8");
    const text = parseXml(packet).text;
    for (const part of [OPTIONS.title, "2026-01-15T08:00:00Z", "Manara 0.1.0", "PDF/X-4", "ar-EG"])
      expect(text).toContain(part);
    const json = JSON.parse(await askAbout(await render([trilingualPage()]), "qpdf", "--json", null)) as QpdfJson;
    const objects = Object.values(json.qpdf[1]).map(({ value }) => value);
    const intent = objects.find((value) => value?.["/Type"] === "/OutputIntent");
    expect(intent).toMatchObject({ "/S": "/GTS_PDFX", "/OutputConditionIdentifier": "u:FOGRA39" });
    expect(bytes).toContain("/False");
  });

  it("draws what the PNG shows", async (context) => {
    need(context, "mutool");
    const page = blackPage();
    const png = await renderPng(page, OUTLINES, { pictures: photograph, ppi: 144 });
    const difference = async (bytes: Uint8Array) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, "a.pdf"), bytes);
        ask("mutool", "draw", "-q", "-r", "144", "-c", "gray", "-o", join(folder, "a.png"), join(folder, "a.pdf"));
        // Black is 17 here and some 35 there: stretched to 0, what differs is place and shape.
        const grey = (image: Buffer) => sharp(image).greyscale().normalise({ lower: 0, upper: 100 }).raw().toBuffer();
        const [ours, theirs] = await Promise.all([grey(png), grey(bytesOf(folder, "a.png"))]);
        expect(theirs.length).toBe(ours.length);
        return ours.reduce((sum, value, at) => sum + Math.abs(value - (theirs[at] ?? 0)), 0) / ours.length;
      });
    const same = await difference(await render([page], NO_MARKS));
    expect(same).toBeLessThan(0.8);
    // The measure can say no: half a point, which is one pixel, to one side.
    const shifted = page.items.map((item) =>
      item.kind === "glyphs" ? { ...item, origin: { x: item.origin.x + 0.5, y: item.origin.y } } : item,
    );
    expect(await difference(await render([{ ...page, items: shifted }], NO_MARKS))).toBeGreaterThan(2 * same);
  });

  it("puts photographs where they belong, upright, neither mirrored nor negative", async (context) => {
    need(context, "pdftoppm");
    // Red, green; blue, white.
    const quarter = [
      [220, 20, 20],
      [20, 180, 20],
      [20, 20, 220],
      [255, 255, 255],
    ];
    const data = Buffer.alloc(400 * 400 * 3);
    for (let at = 0; at < 400 * 400; at++) {
      const [right, low] = [at % 400 >= 200, at >= 400 * 200];
      data.set(quarter[(low ? 2 : 0) + (right ? 1 : 0)] ?? [], at * 3);
    }
    const file = await sharp(data, { raw: { width: 400, height: 400, channels: 3 } })
      .png()
      .toBuffer();
    const pictures = createPictureConverter(async () => file, loadOutputProfile(), createMemoryPictureCache());
    const rect = { x: 20, y: 30, width: 40, height: 40 };
    const crop = { x: 100, y: 100, width: 200, height: 200 };
    const placed: PageItem = { kind: "picture", picture: "q", rect, crop, block: null };
    const size = { width: 100, height: 100, bleed: 0, pictures: { q: { width: 400, height: 400 } } };
    const bytes = await render([samplePage([placed], size)], { ...NO_MARKS, pictures });
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "a.pdf"), bytes);
      ask("pdftoppm", "-png", "-r", "72", "-singlefile", join(folder, "a.pdf"), join(folder, "a"));
      const shown = await sharp(bytesOf(folder, "a.png")).raw().toBuffer();
      const at = (x: number, y: number) => [...shown.subarray((y * 100 + x) * 3, (y * 100 + x) * 3 + 3)];
      const strongest = (x: number, y: number) => at(x, y).indexOf(Math.max(...at(x, y)));
      expect([strongest(30, 40), strongest(50, 40), strongest(30, 60)]).toEqual([0, 1, 2]);
      expect(Math.min(...at(50, 60))).toBeGreaterThan(250);
      for (const [x, y] of [
        [18, 50],
        [62, 50],
        [40, 28],
        [40, 72],
      ] as const)
        expect(at(x, y)).toEqual([255, 255, 255]);
      expect(Math.min(...at(22, 32))).toBeLessThan(100);
    });
  });

  it("keeps marks off the bleed, and shows folds", async (context) => {
    need(context, "pdftoppm");
    const blank = samplePage([], { width: 300, height: 200, bleed: 10, folds: [100] });
    const ink = async (page: Page) =>
      inFolder(async (folder) => {
        writeFileSync(
          join(folder, "a.pdf"),
          await render([page], { ...OPTIONS, marks: { crop: true, registration: false } }),
        );
        ask("pdftoppm", "-png", "-gray", "-r", "144", "-singlefile", join(folder, "a.pdf"), join(folder, "a"));
        const { data, info } = await sharp(bytesOf(folder, "a.png"))
          .greyscale()
          .raw()
          .toBuffer({ resolveWithObject: true });
        const dark = [...data.keys()].filter((at) => (data[at] ?? 255) < 200);
        return dark.map((at) => [(at % info.width) / 2, Math.floor(at / info.width) / 2] as const);
      });
    const slug = 10 + 8 * POINTS_PER_MM;
    const dark = await ink(blank);
    const inside = dark.filter(([x, y]) => x > slug - 10 && x < slug + 310 && y > slug - 10 && y < slug + 210);
    expect(inside).toEqual([]);
    const near = (x: number) => dark.filter((point) => Math.abs(point[0] - (slug + x)) < 1).length;
    expect(near(0)).toBeGreaterThan(20);
    expect(near(100)).toBeGreaterThan(10);
    expect(near(200)).toBe(0);
  });
});
