import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/shared/typeset/text/analyse.ts";
import { breakOpportunities, unicodeBreaks } from "../../../../src/shared/typeset/text/breakOpportunities.ts";
import { isolate } from "../../../../src/shared/typeset/text/isolate.ts";
import type { StyledRun } from "../../../../src/shared/typeset/text/paragraph.ts";
import { directionOf, run } from "./packFonts.ts";

/** Unicode's own test of line breaking, from the Debian package unicode-data. */
const FILE = "/usr/share/unicode/auxiliary/LineBreakTest.txt";

/** Where `linebreak` (Unicode 13) and Unicode 15.0 part, by code points at the break. */
const EXCEPTIONS: Readonly<Record<string, RegExp>> = {
  "a break before the old left angle bracket, wide since LB30 looks at width": /÷ 2329 ÷/,
  "a break between a closing bracket and a per cent or dollar sign, which LB25 lets alone":
    /(?:007D|0029)(?: × 0308)? ÷ 002[45]/,
  "a break between a per cent or dollar sign and a bracket": /002[45](?: × 0308)? ÷ 0028/,
  "a break between a comma or slash and a lone digit": /002[CF](?: × 0308)? ÷ 0030/,
  "a break between a full stop and a digit after a letter or space": /002E ÷ 003\d/,
  "a break before a bracket after a backslash": /005C ÷ 00(?:28|7B)/,
  "a break before a wide bracket, wide since LB30 looks at width": /÷ FF08/,
  "no break inside a reserved emoji with a modifier": /1F02C × 1F3FF/,
};

function parts(text: string, language = "en-VN", more: Partial<StyledRun> = {}): string[] {
  return cut([run(text, language, more)], language);
}

function cut(runs: readonly StyledRun[], language: string): string[] {
  const isolated = isolate(analyse({ runs, direction: directionOf(language), language }));
  let from = 0;
  return breakOpportunities(isolated).map(({ offset }) => {
    const part = isolated.text.slice(from, offset);
    from = offset;
    return part;
  });
}

describe("unicodeBreaks", () => {
  it.skipIf(!existsSync(FILE))("agrees with LineBreakTest but for the exceptions named here", () => {
    const unexplained: string[] = [];
    const used = new Set<string>();
    let cases = 0;
    let differing = 0;
    for (const line of readFileSync(FILE, "utf8").split("\n")) {
      const data = line.split("#")[0]?.trim() ?? "";
      if (data === "") continue;
      cases += 1;
      const pieces = data
        .split("÷")
        .map((part) => part.replace(/×/g, " ").trim())
        .filter((part) => part !== "")
        .map((part) =>
          part
            .split(/\s+/)
            .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
            .join(""),
        );
      const expected: number[] = [];
      for (const piece of pieces) expected.push((expected.at(-1) ?? 0) + piece.length);
      const got = unicodeBreaks(pieces.join("")).map(({ offset }) => offset);
      if (got.join() === expected.join()) continue;
      differing += 1;
      const name = Object.keys(EXCEPTIONS).find((key) => EXCEPTIONS[key]?.test(data));
      if (name === undefined) unexplained.push(line);
      else used.add(name);
    }
    expect(unexplained).toEqual([]);
    expect([...used].sort()).toEqual(Object.keys(EXCEPTIONS).sort());
    expect(cases - differing).toBeGreaterThanOrEqual(7595);
    expect(cases).toBe(7654);
  });
});

describe("breakOpportunities", () => {
  it("keeps telephone numbers, dates, times, decrees and hosts whole", () => {
    expect(parts("Call +84 981 84 84 84 now")).toEqual(["Call ", "+84 981 84 84 84 ", "now"]);
    expect(parts("Call 1800-1567 now")).toEqual(["Call ", "1800-1567 ", "now"]);
    expect(parts("Tel. (024) 3850 0100.")).toEqual(["Tel. ", "(024) 3850 0100."]);
    expect(parts("on 25/7/2026 from 19:00–21:00 and 19:00 – 21:00.")).toEqual([
      "on ",
      "25/7/2026 ",
      "from ",
      "19:00–21:00 ",
      "and ",
      "19:00 – 21:00.",
    ]);
    expect(parts("Nghị định 162/2025/NĐ-CP", "vi-VN")).toEqual(["Nghị ", "định ", "162/2025/NĐ-CP"]);
    expect(parts("see dolab.gov.vn today")).toEqual(["see ", "dolab.gov.vn ", "today"]);
  });

  it("breaks the path of a link but not its host", () => {
    expect(parts("https://www.dolab.gov.vn/New/View.aspx")).toEqual([
      "https://www.dolab.gov.vn/",
      "New/",
      "View",
      ".aspx",
    ]);
  });

  it("ends no line after a hyphen in a link, nor begins one with a spaced dash", () => {
    expect(parts("https://refuge.vn/a-b/c")).toEqual(["https://refuge.vn/", "a-b/", "c"]);
    expect(parts("lương cao - thật hay lừa", "vi-VN")).toEqual(["lương ", "cao - ", "thật ", "hay ", "lừa"]);
    expect(parts("a well-known sign")).toEqual(["a ", "well-", "known ", "sign"]);
  });

  it.each([
    ["vi-VN", "theo khoản 2 của TP. Hồ Chí Minh", ["theo ", "khoản 2 ", "của ", "TP. Hồ ", "Chí ", "Minh"]],
    ["vi-VN", "từ 7h30 – 17h00, 25.000.000 ₫", ["từ ", "7h30 – 17h00, ", "25.000.000 ₫"]],
    ["ar-EG", "عند الساعة 7 مساء", ["عند ", "الساعة 7 ", "مساء"]],
    ["en-VN", "by 20 July 2026 at 9:30 am", ["by ", "20 July ", "2026 ", "at ", "9:30 am"]],
  ])("keeps a number with its word: %s: %s", (language, text, expected) => {
    expect(parts(text, language)).toEqual(expected);
  });

  it("keeps a helpline whole, whatever it looks like", () => {
    const runs = [run("Gọi ", "vi-VN"), run("Tổng đài 111", "vi-VN", { atom: { kind: "helpline", id: "VN-111" } })];
    expect(cut(runs, "vi-VN")).toEqual(["Gọi ", "Tổng đài 111"]);
  });

  it("keeps a number and its unit together", () => {
    expect(parts("about 27.6 % of 5 million people")).toEqual(["about ", "27.6 % ", "of ", "5 million ", "people"]);
    expect(parts("vay 30 triệu đồng", "vi-VN")).toEqual(["vay ", "30 triệu ", "đồng"]);
    expect(parts("دفع 5000 جنيه مصري", "ar-EG")).toEqual(["دفع ", "5000 جنيه ", "مصري"]);
  });

  it("never begins a line with a dividing or closing mark", () => {
    expect(parts("111 · free – always !")).toEqual(["111 · ", "free – ", "always !"]);
    expect(parts("مجانا ، دائما ؟", "ar-EG")).toEqual(["مجانا ، ", "دائما ؟"]);
  });

  it("hyphenates where an author says so, not in Arabic, and breaks at no no-break space nor inside a cluster", () => {
    expect(parts("nghiêng\u00a0ngả work\u00adshop", "vi-VN")).toEqual(["nghiêng\u00a0ngả ", "work\u00ad", "shop"]);
    expect(parts("كل\u00adمة", "ar-EG")).toEqual(["كل\u00adمة"]);
    expect(parts("👩‍👩‍👧👩‍👩‍👧")).toEqual(["👩‍👩‍👧", "👩‍👩‍👧"]);
  });

  it("must break at a line end", () => {
    const isolated = isolate(analyse({ runs: [run("a b\nc", "en-VN")], direction: "ltr", language: "en-VN" }));
    expect(breakOpportunities(isolated).map(({ offset, mandatory }) => [offset, mandatory])).toEqual([
      [2, false],
      [4, true],
      [5, true],
    ]);
  });

  it("dislikes a line that ends with a word of one letter", () => {
    const isolated = isolate(analyse({ runs: [run("Hãy ở nhà, nhé", "vi-VN")], direction: "ltr", language: "vi-VN" }));
    const [afterHay, afterO, afterNha] = breakOpportunities(isolated).map(({ dislike }) => dislike);
    expect(afterHay).toBe(0);
    expect(afterO).toBeGreaterThan(0);
    expect(afterNha).toBeLessThan(0);
  });

  it.each([
    ["en-VN", "go to work", "to"],
    ["vi-VN", "quyền của bạn", "của"],
    ["ar-EG", "اكتبوا إلى المكتب", "إلى"],
  ])("dislikes, less strongly, a line that ends with a preposition: %s", (language, text, word) => {
    const isolated = isolate(analyse({ runs: [run(text, language)], direction: directionOf(language), language }));
    const [first, leaning] = breakOpportunities(isolated);
    expect(text.slice(first?.offset, leaning?.offset).trim()).toBe(word);
    expect(first?.dislike).toBe(0);
    expect(leaning?.dislike).toBeGreaterThan(0);
    expect(leaning?.dislike).toBeLessThan(0.1);
  });
});
