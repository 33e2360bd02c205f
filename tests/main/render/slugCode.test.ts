import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { slugOf } from "../../../src/main/render/printMarks.ts";
import { renderPrintPdf } from "../../../src/main/render/renderPrintPdf.ts";
import { slugCode, slugCodeText } from "../../../src/main/render/slugCode.ts";
import { FONTS, samplePage, setLine } from "../../shared/render/samplePage.ts";
import { ask, askAbout, inFolder, need } from "./witness.ts";

const PROOF = "0123456789abcdef".repeat(4);
const MARKS = { crop: true, registration: true, colourBar: true };

describe("slugCode", () => {
  it("is 25 modules wide and lies outside the bleed, inside the sheet, away from every mark", () => {
    for (const bleed of [0, 8.504, 14]) {
      const page = samplePage([], { bleed });
      const path = slugCode(page, MARKS, 7.5, PROOF);
      const numbers = [...(path?.d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g) ?? [])].map(
        ([, x, y]) => [Number(x), Number(y)] as const,
      );
      const xs = numbers.map(([x]) => x);
      const ys = numbers.map(([, y]) => y);
      expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(20, 2);
      expect(Math.max(...xs)).toBeLessThanOrEqual(-3.2);
      expect(Math.min(...xs)).toBeGreaterThan(-slugOf(page, MARKS, 7.5));
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(page.height + Math.max(bleed, 3.2));
      expect(Math.max(...ys)).toBeLessThan(page.height + slugOf(page, MARKS, 7.5));
      // One row of a finder pattern is seven modules wide.
      const module = 20 / 25;
      expect(xs.some((x) => Math.abs(x - (Math.min(...xs) + 7 * module)) < 0.01)).toBe(true);
    }
  });

  it("says the first digits of the proof in capitals, which pack closest", () => {
    expect(slugCodeText(PROOF)).toBe("MANARA:0123456789ABCDEF0123456789ABCD");
    expect(slugCode(samplePage([]), { crop: false, registration: false }, 0, PROOF)).toBeNull();
  });

  it("prints in black alone and passes the checks of a print file", async (context) => {
    need(context, "mutool", "zbarimg");
    const line = setLine({ text: "Call 111", font: "Alexandria-700", size: 20, x: 60, y: 90, language: "vi-VN" });
    const print = (proof?: string) =>
      renderPrintPdf([samplePage([line])], FONTS, {
        ...{
          title: "a",
          language: "vi-VN",
          date: new Date(0),
          engine: "Manara 0",
          contentHash: "ab".repeat(32),
          marks: MARKS,
        },
        ...(proof === undefined ? {} : { proof }),
        pictures: () => Promise.reject(new Error("no pictures")),
      });
    const found = (await preflight(await print(PROOF), {})).diagnostics.map(({ code }) => code);
    const without = (await preflight(await print(), {})).diagnostics.map(({ code }) => code);
    expect(found).toEqual(without);
    const trace = await askAbout(await print(PROOF), "mutool", "trace", null);
    const paths = [...trace.matchAll(/<fill_path[^>]*color="([^"]+)"/g)].map(([, colour]) => colour);
    expect(paths).toContain("0 0 0 1");
    // A reader of codes finds it on the sheet as it is printed.
    const sheet = await inFolder(async (folder) => {
      const [pdf, png] = [join(folder, "sheet.pdf"), join(folder, "sheet.png")];
      writeFileSync(pdf, await print(PROOF));
      ask("mutool", "draw", "-q", "-r", "300", "-o", png, pdf, "1");
      return ask("zbarimg", "-q", "--raw", png);
    });
    expect(sheet.trim()).toBe(slugCodeText(PROOF));
  });
});
