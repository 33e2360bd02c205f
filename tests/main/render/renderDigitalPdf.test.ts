import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseXml } from "@rgrove/parse-xml";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type DigitalPdfOptions, renderDigitalPdf } from "../../../src/main/render/renderDigitalPdf.ts";
import { renderPng } from "../../../src/main/render/renderPng.ts";
import type { Page, PageBlock, PageItem } from "../../../src/shared/typeset/page/page.ts";
import {
  ACCENTED,
  FONTS,
  OUTLINES,
  rectangle,
  samplePage,
  setLine,
  solid,
  trilingualPage,
} from "../../shared/render/samplePage.ts";
import { needVeraPdf, validate } from "./verapdf.ts";
import { ask, askAbout, bytesOf, inFolder, need } from "./witness.ts";

const OPTIONS: DigitalPdfOptions = {
  title: "ملصق & Áp phích <A3>",
  language: "ar-EG",
  date: new Date("2026-01-15T08:00:00Z"),
  engine: "Manara 0.1.0",
  contentHash: "ab".repeat(32),
  pictures: () =>
    sharp({ create: { width: 600, height: 400, channels: 3, background: "#c03010" } })
      .jpeg()
      .toBuffer(),
};
const render = (pages: readonly Page[], options = OPTIONS) => renderDigitalPdf(pages, FONTS, options);

const BOUNDS = { x: 40, y: 40, width: 300, height: 60 };
const block = (role: PageBlock["role"], text: string, more: Partial<PageBlock> = {}): PageBlock => ({
  ...{ role, text, frame: "words", slot: "words", language: "ar-EG", list: null, bounds: BOUNDS },
  ...more,
});

/** A photograph, headings in the wrong order, a list, a foreign sentence, links, and decoration with letters in it. */
function richPage(more: Partial<Page> = {}): Page {
  const english = { font: "ReadexPro-400", size: 12, language: "en-VN" };
  const arabic = { font: "Alexandria-700", size: 14, language: "ar-EG", rtl: true, x: 400 };
  const photo: PageItem = {
    ...{ kind: "picture", picture: "photo", rect: { x: 30, y: 420, width: 90, height: 60 }, block: 6 },
    crop: { x: 0, y: 0, width: 600, height: 400 },
  };
  const number = setLine({ ...english, text: "+84 (0)24 3850 0100", x: 40, y: 330, language: "ar-EG", block: 5 });
  return samplePage(
    [
      rectangle({ x: -8, y: -8, width: 436, height: 611 }, solid("paper")),
      setLine({ ...arabic, text: "قبل السفر", y: 60, block: 0 }),
      setLine({ ...arabic, text: "الهجرة الآمنة", y: 100, block: 1 }),
      setLine({ ...arabic, text: ACCENTED, y: 140, block: 2 }),
      setLine({ ...english, text: "1", x: 405, y: 180 }),
      setLine({ ...arabic, text: "اتصل", y: 180, block: 3 }),
      setLine({ ...arabic, text: "اسأل", y: 210, block: 4 }),
      setLine({ ...english, text: "Write to help@example.org or see example.org/safe.", x: 40, y: 300, block: 5 }),
      { ...number, helpline: "VN-1" },
      photo,
      rectangle({ x: 10, y: 500, width: 60, height: 60 }, solid("sea"), { block: 7, opacity: 0.4 }),
    ],
    {
      pictures: { photo: { width: 600, height: 400 } },
      blocks: [
        block("h2", "قبل السفر"),
        block("h1", "الهجرة الآمنة"),
        block("p", ACCENTED),
        block("item", "اتصل", { list: 0 }),
        block("item", "اسأل", { list: 0 }),
        block("p", "Write to help@example.org or see example.org/safe. +84 (0)24 3850 0100"),
        block("figure", "صورة (قارب)", { bounds: { x: 30, y: 420, width: 90, height: 60 } }),
        block("figure", ""),
      ],
      ...more,
    },
  );
}

interface StructNode {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly StructNode[];
}

const openPdf = (bytes: Uint8Array) => getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;

/** Nested roles as pdf.js sees them; what is read out instead of a figure follows its role. */
async function outline(bytes: Uint8Array, page = 1): Promise<string> {
  const tree = (await (await (await openPdf(bytes)).getPage(page)).getStructTree()) as StructNode;
  const show = ({ role = "", alt, lang, children = [] }: StructNode): string => {
    const inner = children.filter((kid) => kid.role !== undefined).map(show);
    return `${role}${alt ? `"${alt}"` : ""}${lang ? `@${lang}` : ""}${inner.length > 0 ? `(${inner.join(" ")})` : ""}`;
  };
  return (tree.children ?? []).map(show).join(" ");
}

const edited = (bytes: Uint8Array, from: string, to: string) => {
  const text = Buffer.from(bytes).toString("latin1");
  expect(text, from).toContain(from);
  expect(to.length).toBe(from.length);
  return Buffer.from(text.replaceAll(from, to), "latin1");
};

describe("renderDigitalPdf", () => {
  it("tags what is read, in reading order, with levels that are never skipped", async () => {
    expect(await outline(await render([richPage()]))).toBe(
      'Document(H1 H1 P L(LI(LBody) LI(LBody)) P(Span@en-VN Link@en-VN Span@en-VN Link@en-VN Span@en-VN Link) Figure"صورة (قارب)")',
    );
    const none = {
      blocks: richPage().blocks.map((one) => (one.role === "h1" ? { ...one, role: "h2" as const } : one)),
    };
    expect(await outline(await render([richPage(none)]))).toMatch(/^Document\(H1 H2 P/);
  });

  it("gives every page of several a section and bookmarks of its headings", async () => {
    const two = await openPdf(await render([richPage(), richPage()]));
    expect(await outline(await render([richPage(), richPage()]), 2)).toMatch(/^Document\(Sect\(H2 H1 P/);
    const bookmarks = (await two.getOutline()) as { title: string; items: { title: string }[] }[];
    expect(bookmarks.map(({ title, items }) => [title, items.map((item) => item.title)])).toEqual([
      ["قبل السفر", []],
      ["الهجرة الآمنة", ["قبل السفر"]],
      ["الهجرة الآمنة", []],
    ]);
    expect(await (await openPdf(await render([richPage()]))).getOutline()).toBeNull();
  });

  it("links telephone numbers, mail and web addresses, where they stand, and nothing else", async () => {
    const page = await (await openPdf(await render([richPage()]))).getPage(1);
    const links = (await page.getAnnotations()) as {
      unsafeUrl: string;
      rect: number[];
      contentsObj: { str: string };
    }[];
    expect(links.map((link) => [link.unsafeUrl, link.contentsObj.str])).toEqual([
      ["mailto:help@example.org", "help@example.org"],
      ["https://example.org/safe", "example.org/safe"],
      ["tel:+842438500100", "+84 (0)24 3850 0100"],
    ]);
    const [mail, web, tel] = links.map(({ rect }) => rect);
    const [left = 0, bottom = 0, right = 0, top = 0] = mail ?? [];
    // The sentence begins at 40, its baseline is 300 below the top of a page 595 high.
    expect(left).toBeGreaterThan(60);
    expect(right).toBeLessThan(web?.[0] ?? 0);
    expect(bottom).toBeLessThan(295);
    expect(top).toBeGreaterThan(295);
    expect(tel?.[0]).toBeCloseTo(40, 1);
  });

  it("conforms to PDF/UA-1 and PDF/A-2b by veraPDF, which finds what is broken on purpose", async (context) => {
    needVeraPdf(context);
    const good = await render([richPage()]);
    const variants: Record<string, Uint8Array> = {
      good,
      several: await render([richPage(), trilingualPage(), samplePage([])]),
      alt: edited(good, "/Alt (", "/Alx ("),
      contents: edited(good, "/Contents (", "/Contentz ("),
      heading: edited(good, "/S /H1", "/S /H3"),
      language: edited(good, "/Lang (", "/Lanx ("),
      marked: edited(good, "/Marked true", "/Markxd true"),
      parents: edited(good, "/StructParents 0", "/StructParents 9"),
      order: edited(good, "/Tabs /S", "/Tabs /R"),
      title: edited(good, "/DisplayDocTitle true", "/DisplayDocTitle fals"),
      claim: edited(good, "<pdfuaid:part>1", "<pdfuaid:part>2"),
      intent: edited(good, "/GTS_PDFA1", "/GTS_PDFA9"),
      part: edited(good, "<pdfaid:part>2", "<pdfaid:part>7"),
      schema: edited(good, "<pdfaProperty:name>part", "<pdfaProperty:name>pert"),
    };
    await inFolder((folder) => {
      const files = Object.entries(variants).map(([name, bytes]) => {
        writeFileSync(join(folder, `${name}.pdf`), bytes);
        return join(folder, `${name}.pdf`);
      });
      const accessible = validate("ua1", files);
      const archivable = validate("2b", files);
      for (const name of ["good", "several"]) {
        expect(accessible.get(`${name}.pdf`), name).toEqual([]);
        expect(archivable.get(`${name}.pdf`), name).toEqual([]);
      }
      const rule = (name: string) => accessible.get(`${name}.pdf`) ?? [];
      expect(rule("alt")).toEqual(["7.3-1"]);
      expect(rule("contents")).toContain("7.18.5-2");
      expect(rule("heading")).toEqual(["7.4.2-1"]);
      expect(rule("language").length).toBeGreaterThan(1);
      expect(rule("marked")).toEqual(["6.2-1"]);
      expect(rule("parents")).toEqual(["7.1-3"]);
      expect(rule("order")).toEqual(["7.18.3-1"]);
      expect(rule("title")).toEqual(["7.1-10"]);
      expect(rule("claim")).toEqual(["5-2"]);
      for (const name of ["intent", "part", "schema"]) expect(archivable.get(`${name}.pdf`), name).not.toEqual([]);
    });
  });

  it("reads out nothing that is decoration", async (context) => {
    need(context, "pdfinfo");
    const text = await askAbout(await render([richPage()]), "pdfinfo", "-struct-text", null);
    expect(text).toContain("help@example.org");
    expect(text).not.toMatch(/^ *"1"$/m);
    const told = { ...richPage(), blocks: [...richPage().blocks, block("p", "1")] };
    const items = told.items.map((item) =>
      item.kind === "glyphs" && item.block === null ? { ...item, block: 8 } : item,
    );
    const other = await askAbout(await render([{ ...told, items }]), "pdfinfo", "-struct-text", null);
    expect(other).toMatch(/^ *"1"$/m);
  });

  it("puts a space between the lines of a paragraph, and none into an address", async (context) => {
    need(context, "pdfinfo", "pdftotext");
    const line = (text: string, y: number, at: number) =>
      setLine({ text, font: "ReadexPro-400", size: 12, x: 40, y, language: "en-VN", block: at });
    const words = [line("Ask before", 60, 0), line("you sign", 80, 0)];
    const address = [line("See example.org/very/", 120, 1), line("long/path today", 140, 1)];
    const blocks = [block("p", "Ask before you sign"), block("p", "See example.org/very/long/path today")];
    const page = samplePage([...words, ...address], { direction: "ltr", edition: "en-VN" });
    const bytes = await render([{ ...page, blocks: blocks.map((one) => ({ ...one, language: "en-VN" })) }], {
      ...OPTIONS,
      language: "en-VN",
    });
    const read = await askAbout(bytes, "pdfinfo", "-struct-text", null);
    const parts = [...read.matchAll(/^ *"(.*)"$/gm)].map(([, text]) => text);
    expect(parts.join("")).toBe("Ask before you signSee example.org/very/long/path today");
    const links = (await (await (await openPdf(bytes)).getPage(1)).getAnnotations()) as { unsafeUrl: string }[];
    expect(links.map((link) => link.unsafeUrl)).toEqual(Array(2).fill("https://example.org/very/long/path"));
  });

  it("holds nothing but sRGB, and says in XMP what Info says", async (context) => {
    need(context, "mutool", "qpdf");
    const page = trilingualPage();
    const trace = await askAbout(await render([page, richPage()]), "mutool", "trace", null);
    const spaces = new Set([...trace.matchAll(/colorspace="(\w+)"/g)].map((match) => match[1]));
    expect([...spaces]).toEqual(["DeviceRGB"]);
    const bytes = Buffer.from(await render([page])).toString("latin1");
    const packet = Buffer.from(bytes.match(/<x:xmpmeta[\s\S]*<\/x:xmpmeta>/)?.[0] ?? "", "latin1").toString("utf8");
    for (const text of [OPTIONS.title, "2026-01-15T08:00:00Z", "Manara 0.1.0", "ar-EG"])
      expect(parseXml(packet).text).toContain(text);
    expect(await askAbout(await render([richPage()]), "qpdf", "--check", null)).toContain(
      "No syntax or stream encoding",
    );
  });

  it("is as large as the trimmed page and shows what the PNG shows", async (context) => {
    need(context, "pdftoppm");
    const page = trilingualPage();
    const png = await renderPng(page, OUTLINES, { pictures: OPTIONS.pictures, ppi: 72 });
    const difference = (bytes: Uint8Array) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, "a.pdf"), bytes);
        // Poppler puts letters on whole pixels: at four times the size that is a quarter.
        ask("pdftoppm", "-png", "-r", "288", "-singlefile", join(folder, "a.pdf"), join(folder, "a"));
        const large = sharp(bytesOf(folder, "a.png"));
        expect(await large.metadata()).toMatchObject({ width: 4 * page.width, height: 4 * page.height });
        const small = large.resize({ width: page.width, height: page.height, fit: "fill" });
        const ours = await sharp(png).removeAlpha().raw().toBuffer();
        const theirs = await small.removeAlpha().raw().toBuffer();
        return ours.reduce((sum, value, at) => sum + Math.abs(value - (theirs[at] ?? 0)), 0) / ours.length;
      });
    const same = await difference(await render([page]));
    expect(same).toBeLessThan(1);
    // The measure can say no: half a point to one side.
    const shifted = page.items.map((item) =>
      item.kind === "glyphs" ? { ...item, origin: { x: item.origin.x + 0.5, y: item.origin.y } } : item,
    );
    expect(await difference(await render([{ ...page, items: shifted }]))).toBeGreaterThan(1.3 * same);
  });

  it("gives the same bytes for the same input", async () => {
    const [one, two] = [await render([richPage(), trilingualPage()]), await render([richPage(), trilingualPage()])];
    expect(Buffer.compare(one, two)).toBe(0);
  });
});
