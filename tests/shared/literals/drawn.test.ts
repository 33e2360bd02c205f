import { existsSync, readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderMarks, writeMarks } from "../../../src/shared/literals/orderMarks.ts";
import { scan } from "../../../src/shared/literals/scan.ts";
import { embeddingLevels, visualOrder } from "../../../src/shared/typeset/text/resolveLevels.ts";
import { type DrawnLine, drawnLines } from "./drawnLines.ts";

/**
 * Lines as Chromium draws them, beside ours. Where the two part, drawnDifferences.json has the line, both orders and
 * the reason: a difference without a row fails, and so does a row without its difference.
 */

const CHROMIUM = "/usr/bin/chromium";
const FONT = new URL("../../../templates/safe-migration/fonts/Alexandria-400.ttf", import.meta.url);

interface Difference {
  readonly why: string;
  /** reads, ours, Chromium's: from left to right, letters unmirrored, Arabic words as they are read. */
  readonly lines: readonly (readonly [string, string, string])[];
}
const judged: Difference[] = JSON.parse(readFileSync(new URL("drawnDifferences.json", import.meta.url), "utf8"));

/** Runs in the page: the offsets of a line's characters from left to right. */
const ORDER_IN_PAGE = `
  function order({ text, direction }) {
    const p = document.getElementById("p");
    p.dir = direction;
    p.textContent = text;
    const range = document.createRange();
    const places = [];
    for (let at = 0; at < text.length; at += 1) {
      range.setStart(p.firstChild, at);
      range.setEnd(p.firstChild, at + 1);
      const { left, width } = range.getBoundingClientRect();
      if (width > 0) places.push({ at, middle: left + width / 2 });
    }
    return places.sort((one, other) => one.middle - other.middle).map(({ at }) => at);
  }`;

function shown(text: string, order: readonly number[]): string {
  return order
    .map((at) => text.charAt(at))
    .join("")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\u0620-\u0652]+/g, (word) => [...word].reverse().join(""));
}

const directionOf = ({ language }: DrawnLine) => (language === "ar" ? "rtl" : "ltr");

function ours(line: DrawnLine): string {
  const direction = directionOf(line);
  const { isolates } = scan(line.reads, { language: line.language, direction });
  const levels = embeddingLevels(line.reads, direction, isolates);
  return shown(line.reads, visualOrder(line.reads, direction, levels, 0, line.reads.length));
}

describe.skipIf(!existsSync(CHROMIUM))("lines drawn by Chromium", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
    page = await browser.newPage();
    const face = `@font-face { font-family: "A"; src: url(data:font/ttf;base64,${readFileSync(FONT).toString("base64")}); }`;
    await page.setContent(`<style>${face} p { font: 64px "A"; white-space: pre; width: max-content; font-kerning: none; font-variant-ligatures: none }</style>
      <p id="p"></p><script>${ORDER_IN_PAGE}</script>`);
    await page.evaluate(`document.fonts.load('16px "A"', "aع")`);
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function drawn(texts: readonly { readonly text: string; readonly direction: string }[]): Promise<string[]> {
    const orders: number[][] = await page.evaluate(`${JSON.stringify(texts)}.map(order)`);
    return texts.map(({ text }, at) => shown(text, orders[at] ?? []));
  }

  it("are as ours, or the difference is judged", async () => {
    const theirs = await drawn(drawnLines.map((line) => ({ text: line.reads, direction: directionOf(line) })));
    const differences = drawnLines.flatMap((line, at) => {
      const row = [line.reads, ours(line), theirs[at] ?? ""] as const;
      return row[1] === row[2] ? [] : [row];
    });
    const rows = judged.flatMap(({ lines }) => lines);
    expect(drawnLines.length).toBeGreaterThanOrEqual(600);
    expect(differences.toSorted()).toEqual(rows.toSorted());
  });

  it("are all as ours where our isolates are written out as controls", async () => {
    const written = drawnLines.map((line) => {
      const direction = directionOf(line);
      const { isolates } = scan(line.reads, { language: line.language, direction });
      return { text: writeMarks(line.reads, orderMarks(isolates)), direction };
    });
    expect(await drawn(written)).toEqual(drawnLines.map(ours));
  });
});
