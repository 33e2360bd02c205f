import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { everyText, LANGUAGES, type Language } from "./everyText.ts";

/** `docs/glossary.md` is kept: no text says a thing with a word that the glossary replaces. */

const GLOSSARY = readFileSync("docs/glossary.md", "utf8");

/** Rows of the table whose first column has this title. */
function table(first: string): readonly string[][] {
  const lines = GLOSSARY.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${first} |`)) + 2;
  const rest = lines.slice(from);
  const length = rest.findIndex((line) => !line.startsWith("|"));
  return rest.slice(0, length < 0 ? rest.length : length).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

interface Row {
  readonly thing: string;
  readonly word: string;
  readonly not: readonly string[];
}

const THINGS = table("Thing");
const STAYS = table("Texts");

function readRows(language: Language): readonly Row[] {
  const column = 1 + 2 * LANGUAGES.indexOf(language);
  return THINGS.map((cells) => ({
    thing: cells[0] ?? "",
    word: cells[column] ?? "",
    not: (cells[column + 1] ?? "").split(";").flatMap((word) => (word.trim() === "" ? [] : [word.trim()])),
  }));
}

const ROWS = { en: readRows("en"), vi: readRows("vi"), ar: readRows("ar") };

const PATTERNS = new Map<string, RegExp>();

/** Words of Latin letters stand alone, English ones in the plural too; Arabic ones carry articles, prepositions and endings. */
function pattern(phrase: string, language: Language): RegExp {
  const known = PATTERNS.get(language + phrase);
  if (known !== undefined) return known;
  const letters = phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[ -]/g, "[\\s-]");
  const plural = language === "en" ? "(?:e?s)?" : "";
  const whole =
    language === "ar" && /\p{Script=Arabic}/u.test(phrase) ? letters : `(?<!\\p{L})${letters}${plural}(?!\\p{L})`;
  const made = new RegExp(whole, "iu");
  PATTERNS.set(language + phrase, made);
  return made;
}

/** One space between words, composed letters, and Arabic without marks over letters and without stretching. */
function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u064b-\u0652\u0640]/gu, "")
    .replace(/\s+/gu, " ");
}

/** What the glossary forbids in one text, as "word (thing)". */
function forbidden(key: string, text: string, language: Language): readonly string[] {
  const rest = STAYS.filter(([texts, tongue]) => tongue === language && key.startsWith(texts ?? "")).reduce(
    (left, cells) => left.split(pattern(cells[2] ?? "", language)).join(" "),
    text,
  );
  const said = plain(rest.replace(/\{\{[^}]*\}\}/g, " "));
  return ROWS[language].flatMap(({ thing, not }) =>
    not.filter((word) => pattern(word, language).test(said)).map((word) => `${word} (${thing})`),
  );
}

/** Sentences of the source that people can read: errors, problems, the command line. */
function sentences(): readonly [string, string][] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("i18n"))
    .flatMap((path) => {
      const source = readFileSync(join("src", path), "utf8").replace(/^\s*(?:\/?\*|\/\/).*$/gm, "");
      return [...source.matchAll(/"([A-Z][^"\n]* [^"\n]*[.?])"|`([A-Z][^`\n]* [^`\n]*[.?])`/g)].map(
        (match): [string, string] => [path, (match[1] ?? match[2] ?? "").replace(/\$\{[^}]*\}/g, " ")],
      );
    });
}

describe("the glossary", () => {
  it("has a word for every thing in every language", () => {
    expect(THINGS.length).toBeGreaterThan(50);
    for (const language of LANGUAGES) expect(ROWS[language].filter(({ word }) => word === "")).toEqual([]);
  });

  it("replaces words of every language", () => {
    for (const language of LANGUAGES) {
      expect(ROWS[language].flatMap(({ not }) => not).length, language).toBeGreaterThan(20);
    }
  });

  it.each(LANGUAGES)("is kept by every text in %s", (language) => {
    const wrong = [...everyText(language)].flatMap(([key, text]) =>
      forbidden(key, text, language).map((word) => [key, word, text]),
    );
    expect(wrong).toEqual([]);
  });

  it("is kept by the sentences of the source", () => {
    const said = sentences();
    expect(said.length).toBeGreaterThan(400);
    expect(said.flatMap(([path, text]) => forbidden(path, text, "en").map((word) => [path, word, text]))).toEqual([]);
  });

  it.each<[Language, string, string, string]>([
    ["en", "app title", "Call the hotline", "hotline (helpline)"],
    ["en", "app title", "Call  one of the hotlines", "hotline (helpline)"],
    ["en", "app title", "Mend this", "mend (correct)"],
    ["vi", "review status.reviewed", "Đã duyệt", "duyệt (approve)"],
    ["vi", "registry title", "Đường dây trợ giúp", "đường dây trợ giúp (helpline)"],
    ["ar", "review approve", "تمت الموافقة على الصفحات", "موافق (approve)"],
    ["ar", "registry title", "وأرقام المساعدة", "أرقام المساعدة (helpline)"],
    ["ar", "registry title", "وأرقـام المساعدةُ", "أرقام المساعدة (helpline)"],
  ])("finds what it forbids: %s %s %s", (language, key, text, word) => {
    expect(forbidden(key, text, language)).toContain(word);
  });

  it.each<[Language, string, string]>([
    ["vi", "review approve", "Phê duyệt…"],
    ["vi", "problems host_no-dialogs.title", "Trình duyệt"],
    ["ar", "design consent.title", "الموافقة"],
    ["en", "design room.lines_one", "Room for one more line."],
  ])("lets stay what it lets stay: %s %s %s", (language, key, text) => {
    expect(forbidden(key, text, language)).toEqual([]);
  });

  it("has no exception that nothing needs", () => {
    const idle = STAYS.filter(([texts = "", language, phrase = ""]) => {
      const tongue = LANGUAGES.find((one) => one === language);
      if (tongue === undefined) return true;
      return ![...everyText(tongue)].some(([key, text]) => key.startsWith(texts) && pattern(phrase, tongue).test(text));
    });
    expect(idle).toEqual([]);
  });
});
