import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { renderDigitalPdf } from "../../../../src/main/render/renderDigitalPdf.ts";
import { renderPrintPdf } from "../../../../src/main/render/renderPrintPdf.ts";
import { languageOf } from "../../../../src/shared/base/locale.ts";
import { composePages } from "../../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../../../fixtures/safeMigration.ts";
import { need } from "../witness.ts";
import { READERS, type Reader } from "./readers.ts";

/**
 * Sentences of every kind set by the typesetter, written as print and as digital PDF and read back by four readers.
 * `sentences.json` has what is read, `misses.json` what is not yet found, each with its cause: a new miss fails, and so
 * does one that is none any more. `docs/copying.md` has the same as a table.
 */

interface Sentence {
  readonly edition: string;
  /** Must be there whole, in this order. */
  readonly text: string;
  /** What somebody would search for. */
  readonly find: readonly string[];
}

interface Case extends Sentence {
  readonly kind: string;
}

interface Misses {
  readonly reader: string;
  readonly cause: string;
  /** In the print PDF and in the digital one alike. */
  readonly lost: readonly string[];
}

const FOLDER = "tests/main/render/copying";
const load = <T>(name: string) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as T;
const kinds = load<Record<string, readonly Sentence[]>>("sentences.json");
const cases: readonly Case[] = Object.entries(kinds).flatMap(([kind, list]) => list.map((one) => ({ kind, ...one })));
const kept = load<readonly Misses[]>("misses.json");

const FORMATS = ["print", "digital"] as const;
type Format = (typeof FORMATS)[number];

const TRIFOLD = "trifold-safe-migration";
/** Other words around the sentence, as on every page: poppler asks them for the direction of the page. */
const AROUND: Readonly<Record<string, string>> = { ar: "ar-EG", vi: "vi-VN", en: "en-VN" };

let folder = "";
const editions = [...new Set(cases.map(({ edition }) => edition))];
const casesOf = (tag: string) => cases.filter(({ edition }) => edition === tag);
const fileOf = (tag: string, format: Format) => join(folder, `${tag}.${format}.pdf`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "manara-copying-"));
  const typesetter = createTypesetter(fonts, pack.families);
  const options = {
    ...{ title: "Sentences", date: new Date("2026-01-15T08:00:00Z"), engine: "Manara 0.1.0" },
    ...{ contentHash: "ab".repeat(32), pictures: () => Promise.reject(new Error("no photographs")) },
  };
  for (const tag of editions) {
    const { "decide-headline": title = "", "decide-items": items = [] } = plainContent(
      TRIFOLD,
      AROUND[languageOf(tag)] ?? tag,
    );
    const pages = casesOf(tag).map(({ text }): Page => {
      const content = { "decide-headline": title, "decide-body": text, "decide-items": items };
      const page = composePages({ ...fill(TRIFOLD, tag, content), pack, typesetter, fonts }).pages.at(-1);
      if (!page) throw new Error(`${TRIFOLD} has no page`);
      return page;
    });
    const marks = { crop: true, registration: true, colourBar: true };
    writeFileSync(fileOf(tag, "print"), await renderPrintPdf(pages, fonts, { ...options, language: tag, marks }));
    writeFileSync(fileOf(tag, "digital"), await renderDigitalPdf(pages, fonts, { ...options, language: tag }));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Characters that show nothing are no part of what is looked for: readers add some of them, and pass over others. */
const plain = (text: string) =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();

/** What of each sentence is not there, the sentence itself included. */
async function missesOf({ read }: Reader, format: Format): Promise<string[]> {
  const misses: string[] = [];
  for (const tag of editions) {
    const texts = (await read(fileOf(tag, format))).map(plain);
    for (const [at, { text, find }] of casesOf(tag).entries()) {
      misses.push(...[text, ...find].filter((wanted) => !texts[at]?.includes(plain(wanted))));
    }
  }
  return misses;
}

function needReader(context: TestContext, { program }: Reader): void {
  if (!program) return;
  need(context, program.command);
  const { stdout, stderr } = spawnSync(program.command, [...program.version], { encoding: "utf8" });
  const [found = "none"] = `${stdout}${stderr}`.match(/\d+(?:\.\d+)+/) ?? [];
  if (found !== program.kept) {
    context.skip(`${program.command} is ${found}; what it misses is known of ${program.kept} alone`);
  }
}

describe("what is copied and searched", () => {
  it.for(READERS)("is found by $name, but for the misses that are known", async (reader, context) => {
    needReader(context, reader);
    const expected = lostBy(reader.name).sort();
    for (const format of FORMATS) {
      expect((await missesOf(reader, format)).sort(), `${reader.name}, ${format}`).toEqual(expected);
    }
  });

  it("is looked for by what can say no", async () => {
    const [reader] = READERS.filter(({ name }) => name === "pdf.js");
    const other = await missesOf({ name: "", read: async () => [] }, "print");
    expect(other).toHaveLength(cases.reduce((sum, { find }) => sum + 1 + find.length, 0));
    const backwards = {
      name: "",
      read: async (file: string) => ((await reader?.read(file)) ?? []).map((text) => [...text].reverse().join("")),
    };
    expect((await missesOf(backwards, "print")).length).toBeGreaterThan(0.9 * other.length);
  });

  it("is an Arabic word with its vowel signs and without them", async () => {
    const bare = (text: string) => plain(text).normalize("NFD").replace(/\p{M}/gu, "");
    const sentences = kinds["Arabic vowel signs"] ?? [];
    expect(sentences.length).toBeGreaterThan(1);
    for (const reader of READERS.filter(({ program }) => !program)) {
      for (const format of FORMATS) {
        const texts = (await reader.read(fileOf("ar-EG", format))).map(bare);
        for (const { find } of sentences) {
          for (const word of find)
            expect(
              texts.some((text) => text.includes(bare(word))),
              word,
            ).toBe(true);
        }
      }
    }
  });

  it("has a cause for every miss", () => {
    const wanted = cases.flatMap(({ text, find }) => [text, ...find]);
    expect(new Set(wanted).size).toBe(wanted.length);
    for (const { reader, cause, lost } of kept) {
      expect(READERS.map(({ name }) => name)).toContain(reader);
      expect(cause).toMatch(/^[A-Z].{20,}\.$/);
      expect(lost.length).toBeGreaterThan(0);
    }
  });

  it("is never a character that PDF/UA forbids, nor one that changes the direction of what follows", () => {
    let maps = 0;
    for (const tag of editions) {
      for (const format of FORMATS) {
        for (const map of toUnicodeOf(readFileSync(fileOf(tag, format)))) {
          maps++;
          expect(map, `${tag} ${format}`).not.toMatch(
            /<(?:[0-9a-f]{4})*(?:0000|feff|fffe|202[a-e]|206[6-9])(?:[0-9a-f]{4})*>/i,
          );
        }
      }
    }
    expect(maps).toBeGreaterThan(2 * editions.length);
  });

  it("is told in the table of docs/copying.md", () => {
    const document = readFileSync("docs/copying.md", "utf8");
    expect(document).toContain(table());
    for (const { cause } of kept) expect(document).toContain(cause);
  });
});

/** The mappings of every font, without the code ranges that come before them. */
function toUnicodeOf(pdf: Buffer): string[] {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ 0: word, index }) => {
    const start = index + word.length;
    const stream = pdf.subarray(start, text.indexOf("endstream", start));
    const content = stream[0] === 0x78 ? inflateSync(stream).toString("latin1") : stream.toString("latin1");
    return content.includes("begincmap") ? [...content.matchAll(/\[(.*?)\]/gs)].map(([, list = ""]) => list) : [];
  });
}

const lostBy = (reader: string) => kept.filter((miss) => miss.reader === reader).flatMap(({ lost }) => lost);

/** Found of all, in Markdown: whole sentences, then what is searched for in them. */
function table(): string {
  const readers = READERS.map(({ name }) => name);
  const found = (reader: string, wanted: readonly string[]) =>
    `${wanted.filter((one) => !lostBy(reader).includes(one)).length}/${wanted.length}`;
  const rows = Object.entries(kinds).map(([kind, list]) => {
    const [sentences, parts] = [list.map(({ text }) => text), list.flatMap(({ find }) => find)];
    const cells = readers.map((reader) => `${found(reader, sentences)}, ${found(reader, parts)}`);
    return `| ${[kind, ...cells].join(" | ")} |`;
  });
  return [`| | ${readers.join(" | ")} |`, `|---|${"---|".repeat(readers.length)}`, ...rows].join("\n");
}
