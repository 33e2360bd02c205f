import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { embeddingLevels, visualOrder } from "../../../../src/shared/typeset/text/resolveLevels.ts";

/** Unicode's own conformance test, from the Debian package unicode-data. */
const FILE = "/usr/share/unicode/BidiCharacterTest.txt";

describe("embeddingLevels and visualOrder", () => {
  it.skipIf(!existsSync(FILE))("pass every case of BidiCharacterTest", () => {
    const failures: string[] = [];
    let cases = 0;
    for (const line of readFileSync(FILE, "utf8").split("\n")) {
      if (line === "" || line.startsWith("#")) continue;
      const [points = "", , level = "", levels = "", order = ""] = line.split(";");
      const text = points
        .split(" ")
        .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
        .join("");
      const direction = level === "1" ? "rtl" : "ltr";
      const expected = levels.split(" ");
      const got = embeddingLevels(text, direction, []);
      // A surrogate pair is one character of the test and two of our offsets.
      const starts = [0];
      for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
      const levelsAgree = expected.every((value, index) => value === "x" || Number(value) === got[starts[index] ?? 0]);
      const shown = visualOrder(text, direction, got, 0, text.length)
        .map((offset) => starts.indexOf(offset))
        .filter((index) => expected[index] !== "x");
      if (!levelsAgree || shown.join(" ") !== order.trim()) failures.push(line);
      cases += 1;
    }
    expect(failures.slice(0, 5)).toEqual([]);
    expect(cases).toBeGreaterThan(91_000);
  });

  it("sets a stretch apart without a character of its own", () => {
    const text = "א 1-2 ב";
    const alone = visualOrder(text, "rtl", embeddingLevels(text, "rtl", []), 0, text.length);
    const isolates = [{ start: 2, end: 5, direction: "rtl" as const, forced: false }];
    const apart = visualOrder(text, "rtl", embeddingLevels(text, "rtl", isolates), 0, text.length);
    const read = (order: number[]) => order.map((offset) => text[offset]).join("");
    expect(read(alone)).toBe("ב 1-2 א");
    expect(read(apart)).toBe("ב 1-2 א");
    const arabic = "ع 1-2 غ";
    const plain = visualOrder(arabic, "rtl", embeddingLevels(arabic, "rtl", []), 0, arabic.length);
    const kept = embeddingLevels(arabic, "rtl", [{ start: 2, end: 5, direction: "ltr", forced: false }]);
    expect(plain.map((offset) => arabic[offset]).join("")).toBe("غ 2-1 ع");
    expect(
      visualOrder(arabic, "rtl", kept, 0, 7)
        .map((offset) => arabic[offset])
        .join(""),
    ).toBe("غ 1-2 ع");
  });

  it("treats emoji as neutral, not as Latin letters", () => {
    const text = "ع 😀😎 غ";
    const levels = embeddingLevels(text, "rtl", []);
    const order = visualOrder(text, "rtl", levels, 0, text.length);
    expect(order.map((offset) => String.fromCodePoint(text.codePointAt(offset) ?? 0)).join("")).toBe("غ 😎😀 ع");
  });

  it("keeps Arabic-Indic digits in the order of writing where a stretch is forced", () => {
    const text = "ع ١-٢ غ";
    const order = (forced: boolean) => {
      const levels = embeddingLevels(text, "rtl", [{ start: 2, end: 5, direction: "ltr", forced }]);
      return visualOrder(text, "rtl", levels, 0, text.length).map((offset) => text[offset]);
    };
    expect(order(false).join("")).toBe("غ ٢-١ ع");
    expect(order(true).join("")).toBe("غ ١-٢ ع");
  });

  it("keeps nested isolates in order", () => {
    const text = "ع 1-2 غ";
    const nested = [
      { start: 2, end: 5, direction: "rtl" as const, forced: false },
      { start: 2, end: 3, direction: "ltr" as const, forced: false },
      { start: 4, end: 5, direction: "ltr" as const, forced: false },
    ];
    const order = visualOrder(text, "rtl", embeddingLevels(text, "rtl", nested), 0, text.length);
    expect(order.map((offset) => text[offset]).join("")).toBe("غ 2-1 ع");
  });
});
