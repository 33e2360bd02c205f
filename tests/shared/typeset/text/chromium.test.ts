import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderMarks, writeMarks } from "../../../../src/shared/literals/orderMarks.ts";
import { breakGreedily } from "../../../../src/shared/typeset/text/breakLines.ts";
import { createFontChoice } from "../../../../src/shared/typeset/text/chooseFonts.ts";
import { prepareParagraph } from "../../../../src/shared/typeset/text/prepareParagraph.ts";
import { createLineSetter } from "../../../../src/shared/typeset/text/setLines.ts";
import { createPieceShaper } from "../../../../src/shared/typeset/text/shapeText.ts";
import { readGoldenLines, runsOf } from "./goldenLines.ts";
import { backwards, directionOf, packFamilies, packFonts, paragraph } from "./packFonts.ts";

/** Chromium as an independent witness: the same font files, size and width give the same advances and lines. */

const CHROMIUM = "/usr/bin/chromium";
/** Pixels per em; large, so that Chromium's layout unit of 1/64 px does not count. */
const EM = 64;
const MEASURES = [7, 11, 16, 24, 33];
const FONTS = ["Alexandria-400", "Alexandria-700", "ReadexPro-400"];

/** Where our lines end elsewhere on purpose, by the text around the place where Chromium begins a line. Each must occur. */
const REASONS: Readonly<Record<string, { readonly before: RegExp; readonly after: RegExp }>> = {
  "a line never begins with a middle dot": { before: /\s$/, after: /^·/ },
  "a telephone number stays whole": { before: /[\d+] $/, after: /^\d+/ },
  "a range of years stays whole": { before: /\d{4}–$/, after: /^\d{4}/ },
  "the number of a decree stays whole": { before: /\d\/[\p{L}\d]*[-/]$/u, after: /^\p{L}/u },
  "a number stays with the word that announces it": { before: /(?:[Ss]ố|Điều) $/u, after: /^\d/ },
};

const paragraphs: { name: string; language: string; text: string }[] = JSON.parse(
  readFileSync(new URL("../../../fixtures/paragraphs.json", import.meta.url), "utf8"),
);
const choice = createFontChoice(packFonts, packFamilies);
// Chromium leaves slashes as close to digits as the font draws them.
const shapePiece = createPieceShaper(() => 0);

interface Case {
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly font: (typeof packFonts)[number];
}

const cases: Case[] = FONTS.flatMap((id) => {
  const font = packFonts.find((candidate) => candidate.id === id);
  return font ? paragraphs.map((one) => ({ ...one, font })) : [];
});

function prepare({ text, language, font }: Case) {
  return prepareParagraph(paragraph(text, language, { family: font.family, weight: font.weight }), choice, shapePiece);
}

/** Runs in the page: the width of a text on one line, or the start of every line after the first. */
const MEASURE_IN_PAGE = `
  function measure({ text, language, direction, font, width }) {
    const p = document.getElementById("p");
    p.lang = language;
    p.dir = direction;
    p.textContent = text;
    p.style.fontFamily = '"' + font + '"';
    p.style.width = width === null ? "max-content" : width + "px";
    p.style.whiteSpace = width === null ? "nowrap" : "normal";
    const range = document.createRange();
    range.selectNodeContents(p);
    const natural = range.getBoundingClientRect().width;
    const lineStarts = [];
    let top = null;
    for (let at = 0; at < text.length; at += 1) {
      if (/\\s/.test(text.charAt(at))) continue;
      range.setStart(p.firstChild, at);
      range.setEnd(p.firstChild, at + 1);
      const box = range.getClientRects()[0];
      if (!box || box.height === 0) continue;
      if (top !== null && box.top > top + 1) lineStarts.push(at);
      if (top === null || box.top > top + 1) top = box.top;
    }
    return { natural, lineStarts };
  }
  function leftEdges({ text, direction, font }) {
    const p = document.getElementById("p");
    p.dir = direction;
    p.textContent = text;
    p.style.fontFamily = '"' + font + '"';
    p.style.width = "max-content";
    p.style.whiteSpace = "nowrap";
    const range = document.createRange();
    return [...text].map((character, at) => {
      range.setStart(p.firstChild, at);
      range.setEnd(p.firstChild, at + 1);
      return { character, left: range.getBoundingClientRect().left };
    });
  }`;

describe.skipIf(!existsSync(CHROMIUM))("Chromium agrees", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    page = await browser.newPage();
    const faces = FONTS.map((id) => {
      const bytes = readFileSync(new URL(`../../../../templates/safe-migration/fonts/${id}.ttf`, import.meta.url));
      return `@font-face { font-family: "${id}"; src: url(data:font/ttf;base64,${bytes.toString("base64")}); }`;
    });
    await page.setContent(`<style>${faces.join("\n")}
      body { margin: 0 }
      p { margin: 0; font-size: ${EM}px; line-height: 2; font-kerning: normal; letter-spacing: 0;
          text-rendering: geometricPrecision; text-wrap: wrap; font-synthesis: none; }
    </style><p id="p"></p><script>${MEASURE_IN_PAGE}</script>`);
    await page.evaluate(
      `Promise.all(${JSON.stringify(FONTS)}.map((id) => document.fonts.load('16px "' + id + '"', "aệع")))`,
    );
  });

  afterAll(async () => {
    await browser?.close();
  });

  const inChromium = async (one: Case, measure: number | null) => {
    const request = {
      text: one.text,
      language: one.language,
      direction: directionOf(one.language),
      font: one.font.id,
      width: measure === null ? null : measure * EM,
    };
    return (await page.evaluate(`measure(${JSON.stringify(request)})`)) as { natural: number; lineStarts: number[] };
  };

  it("on the advance width of whole paragraphs, within 0.5 %", async () => {
    const differing: string[] = [];
    for (const one of cases) {
      const { natural } = await inChromium(one, null);
      const ours = prepare(one).lines.width(0, one.text.length) * EM;
      if (Math.abs(ours / natural - 1) > 0.005)
        differing.push(`${one.font.id} ${one.language} ${one.name}: ${ours} ${natural}`);
    }
    expect(differing).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(36);
  });

  it("on every line end, and differs only where our rules say so", async () => {
    const unexplained: string[] = [];
    const used = new Set<string>();
    let agreed = 0;
    for (const one of cases) {
      const { lines, opportunities, shaped } = prepare(one);
      const { text } = shaped;
      for (const measure of MEASURES) {
        const { lineStarts } = await inChromium(one, measure);
        // Each of Chromium's lines on its own, so that one difference does not move all that follow.
        [0, ...lineStarts].forEach((start, index) => {
          const theirs = lineStarts[index] ?? text.length;
          const [ours] = breakGreedily(opportunities, lines, measure, start).ends;
          if (ours === theirs) {
            agreed += 1;
            return;
          }
          const reason = Object.entries(REASONS).find(
            ([, { before, after }]) => before.test(text.slice(0, theirs)) && after.test(text.slice(theirs)),
          );
          if (reason) used.add(reason[0]);
          else {
            const line = `${text.slice(start, theirs)}|${text.slice(theirs, theirs + 12)}`;
            unexplained.push(
              `${one.font.id} ${one.language} ${one.name} at ${measure} em: ${line} but we end at ${ours}`,
            );
          }
        });
      }
    }
    expect(unexplained).toEqual([]);
    expect([...used].sort()).toEqual(Object.keys(REASONS).sort());
    expect(agreed).toBeGreaterThan(1500);
  });

  it("on the place of every character of the golden lines, given our isolates as controls", async () => {
    const wrong: string[] = [];
    const kerned = new Set<string>();
    let placed = 0;
    for (const { name, language, reads } of readGoldenLines()) {
      const direction = directionOf(language);
      const { shaped, source } = prepareParagraph(
        { runs: runsOf(reads, language), direction, language },
        choice,
        shapePiece,
      );
      const line = createLineSetter(shaped, source, choice)(0, shaped.text.length);
      const request = { text: writeMarks(shaped.text, orderMarks(shaped.isolates)), direction, font: "Alexandria-400" };
      const edges = (await page.evaluate(`leftEdges(${JSON.stringify(request)})`)) as {
        character: string;
        left: number;
      }[];
      const theirs = edges.filter(({ character }) => DRAWN.test(character)).sort((one, other) => one.left - other.left);
      // Chromium tells the pen's place, without the shift of a kerned Arabic letter.
      let pen = 0;
      const ours = (line?.runs ?? [])
        .flatMap((set) => set.glyphs)
        .map(({ text, advance }) => {
          pen += advance;
          return { text, left: pen - advance };
        })
        .filter(({ text }) => DRAWN.test(text));
      const read = (characters: readonly string[]) => characters.map((text) => text.replace(/\p{M}/gu, "")).join("");
      if (read(ours.map(({ text }) => backwards(text))) !== read(theirs.map(({ character }) => character))) {
        wrong.push(`${name}: ${read(ours.map(({ text }) => text))}`);
        continue;
      }
      for (const glyph of ours.filter(({ text }) => text.length === 1)) {
        const nearest = Math.min(
          ...theirs
            .filter(({ character }) => character === glyph.text)
            .map(({ left }) => Math.abs(left / EM - glyph.left)),
        );
        if (nearest > 0.005 && nearest < 0.03 && KERNED_BY_US.includes(name)) kerned.add(name);
        else if (nearest > 0.005) wrong.push(`${name}: ${glyph.text} is ${nearest} em off`);
        placed += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect([...kerned]).toEqual(KERNED_BY_US);
    expect(placed).toBeGreaterThan(300);
  });
});

/**
 * Golden lines in which characters stand a little apart: Chromium gives the digits of the number to the Arabic word
 * before the isolate, we to the Latin letters inside it, so that only we kern the slash with the Q.
 */
const KERNED_BY_US = ["arabic-decree-number", "arabic-decree-number-with-vietnamese-letters"];
/** Not white space, a control or a mark alone. */
const DRAWN = /[^\s\p{C}\p{M}]/u;
