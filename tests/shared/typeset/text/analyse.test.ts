import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { paragraph, run } from "./packFonts.ts";

/** Unicode's own test of grapheme clusters, from the Debian package unicode-data. */
const EXCEPTIONS = [
  // The library joins only pictographs that are emoji; scissors without colour are not, and nobody writes them so.
  "÷ 2701 × 200D × 2701 ÷",
];
const FILE = "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt";

describe("analyse", () => {
  it.skipIf(!existsSync(FILE))("finds the clusters of every case of GraphemeBreakTest", () => {
    let cases = 0;
    const failures: string[] = [];
    for (const line of readFileSync(FILE, "utf8").split("\n")) {
      const data = line.split("#")[0]?.trim() ?? "";
      if (data === "") continue;
      const clusters = data
        .split("÷")
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) =>
          part
            .split("×")
            .map((hex) => String.fromCodePoint(Number.parseInt(hex.trim(), 16)))
            .join(""),
        );
      const analysed = analyse(paragraph(clusters.join(""), "en-VN"));
      const got = analysed.clusters
        .slice(0, -1)
        .map((start, index) => analysed.text.slice(start, analysed.clusters[index + 1]));
      const expected = clusters.map((cluster) => cluster.normalize("NFC"));
      if (JSON.stringify(got) !== JSON.stringify(expected)) failures.push(data);
      cases += 1;
    }
    expect(failures).toEqual(EXCEPTIONS);
    expect(cases).toBeGreaterThan(600);
  });

  it("composes a letter and a mark that stand in two runs, in the style of the letter", () => {
    const analysed = analyse({
      runs: [run("Vie", "vi-VN"), run("\u0302\u0323t", "vi-VN", { weight: 700 })],
      direction: "ltr",
      language: "vi-VN",
    });
    expect(analysed.text).toBe("Việt");
    expect(analysed.spans.map((span) => analysed.text.slice(span.start, span.end))).toEqual(["Việ", "t"]);
  });

  it("joins a surrogate pair that two runs have torn and replaces a lone one", () => {
    const runs = [run("a\ud83d", "en-VN"), run("\ude00\ud83d", "en-VN")];
    expect(analyse({ runs, direction: "ltr", language: "en-VN" }).text).toBe("a😀\ufffd");
  });

  it("gives the same text as NFC of the whole, with spans that cover it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 5 }), (texts) => {
        const analysed = analyse({
          runs: texts.map((text) => run(text, "en-VN")),
          direction: "ltr",
          language: "en-VN",
        });
        expect(analysed.text).toBe(texts.join("").toWellFormed().normalize("NFC"));
        let at = 0;
        for (const span of analysed.spans) {
          expect(span.start).toBe(at);
          at = span.end;
        }
        expect(at).toBe(analysed.text.length);
      }),
    );
  });
});
