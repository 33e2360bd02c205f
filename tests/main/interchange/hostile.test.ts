import { describe, expect, it } from "vitest";
import { readTmx } from "../../../src/main/interchange/tmx.ts";
import { importWords } from "../../../src/main/services/document/interchange.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../fixtures/wordsDocument.ts";

/** Files made to harm, and files that are something else: refused with a code, and quickly. */

const document = sampleDocument(pack.templates[0]?.id ?? "");
const bytesOf = (text: string) => new TextEncoder().encode(text);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StudioError) return error.code;
    throw error;
  }
  return "none";
}

const take = (bytes: Uint8Array) =>
  codeOf(() => importWords(document, pack, bytes, null, { by: "x", at: "2026-01-01T00:00:00Z" }));
const XLIFF = '<xliff version="2.1" srcLang="en-VN" trgLang="vi-VN">';
const laughs = `<!DOCTYPE xliff [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY b${n} "&a;&a;&a;&a;&a;">`).join("")}]>`;

describe("hostile files", () => {
  it.each([
    ["an entity bomb", `${laughs}${XLIFF}<file id="f"><unit id="&b19;"/></file></xliff>`],
    ["a document type with a declaration", `<!DOCTYPE xliff SYSTEM "a.dtd" [<!ENTITY a "b">]>${XLIFF}</xliff>`],
    ["a document type without its end", `<!DOCTYPE xliff SYSTEM "a.dtd" ${XLIFF}</xliff>`],
    ["sections without their end, 300,000 times", `<xliff>${"<![CDATA[<!-- ".repeat(300_000)}`],
    ["comments without their end, 300,000 times", "<!-- ".repeat(300_000)],
    ["spaces before the end of a document type", `<!DOCTYPE xliff ${" ".repeat(400_000)}x`],
    ["a document type behind a comment", `<!-- <![CDATA[ --><!DOCTYPE xliff []>${XLIFF}</xliff>`],
    ["an unknown entity", `${XLIFF}<file id="f"><unit id="headline">&boom;</unit></file></xliff>`],
    ["elements in elements beyond the stack", `${"<g>".repeat(200_000)}${"</g>".repeat(200_000)}`],
    ["elements in elements that the parser still bears", `${XLIFF}${"<g>".repeat(1000)}${"</g>".repeat(1000)}</xliff>`],
    ["the end missing", `${XLIFF}<file id="f">`],
    ["nothing but a bracket", "<"],
  ])("%s", (_, text) => {
    expect(take(bytesOf(text))).toBe("localise/not-xml");
  });

  it.each([
    ["100 MB", new Uint8Array(100 * 1024 * 1024).fill(0x20), "localise/too-large"],
    [
      "letters of an old Windows encoding",
      new Uint8Array([0x69, 0x64, 0x2c, 0xe9, 0xe8, 0x20]),
      "localise/wrong-encoding",
    ],
    ["another kind of XML", bytesOf("<html/>"), "localise/not-xliff"],
    ["another version", bytesOf('<xliff version="1.0"/>'), "localise/not-xliff"],
    ["a table of something else", bytesOf("name,age\nLan,3\n"), "localise/not-csv"],
    ["a quote without its end", bytesOf('id,target\n"a,b\n'), "localise/not-csv"],
    ["nothing", new Uint8Array(), "localise/not-csv"],
  ])("%s", (_, bytes, code) => {
    expect(take(bytes)).toBe(code);
  });

  it("a document type that only names its DTD is left out unread", () => {
    expect(take(bytesOf(`<!DOCTYPE xliff SYSTEM "file:///etc/passwd">${XLIFF}</xliff>`))).toBe("none");
    const entity = `<!DOCTYPE xliff SYSTEM "a.dtd">${XLIFF}<file id="f"><unit id="&fromTheDtd;"/></file></xliff>`;
    expect(take(bytesOf(entity))).toBe("localise/not-xml");
    const tmx =
      '<!-- x -->\n<!DOCTYPE tmx PUBLIC "-//LISA//TMX" "tmx14.dtd">\n<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Ask</seg></tuv><tuv xml:lang="vi"><seg>Hỏi</seg></tuv></tu></body></tmx>';
    expect(readTmx(bytesOf(tmx), pack, "x.tmx").entries).toHaveLength(1);
  });

  it.each([
    ["spaces", " ".repeat(400_000)],
    ["line breaks", " \n".repeat(200_000)],
    ["brackets", "{".repeat(400_000)],
  ])("a cell of hundreds of thousands of %s is read in one pass", (_, cell) => {
    const table = `id,target,to\r\nheadline/p1,"${cell}x",vi-VN\r\n`;
    expect(take(bytesOf(table))).toBe("none");
  });

  it("a hundred thousand units cost seconds, not hours, and change nothing", () => {
    const units = Array.from(
      { length: 100_000 },
      (_, n) => `<unit id="u${n}"><segment id="p1"><source/></segment></unit>`,
    );
    const file = `${XLIFF}<file id="f">${units.join("")}</file></xliff>`;
    const taken = importWords(document, pack, bytesOf(file), null, { by: "x", at: "2026-01-01T00:00:00Z" });
    expect(taken.edit).toBeNull();
    expect(taken.units).toHaveLength(100_000);
  });

  it.each([
    ["one segment in a hundred thousand pieces", "<ph id='c.A.1'/>x".repeat(100_000), "too-large"],
    ["codes that nobody closes", Array.from({ length: 100_000 }, (_, n) => `<sc id='b.${n}'/>x`).join(""), "too-large"],
    ["more letters than a paragraph holds", "x".repeat(30_000), "too-large"],
    ["a language that is none", "<pc id='l.a.1'>x</pc>", "too-large"],
  ])("%s", (_, target, reason) => {
    const file = `${XLIFF}<file id="f"><unit id="headline"><segment id="p1"><source>x</source><target>${target}</target></segment></unit></file></xliff>`;
    const taken = importWords(document, pack, bytesOf(file), null, { by: "x", at: "2026-01-01T00:00:00Z" });
    expect(taken).toMatchObject({ edit: null, units: [{ outcome: "skipped", reason }] });
  });

  it("names that are also JavaScript's own are only names", () => {
    const file = `${XLIFF}<file id="f"><unit id="__proto__"><segment id="p1"><source>a</source><target>b</target></segment></unit>
      <unit id="constructor"><segment id="p1"><source>a</source><target>b</target></segment></unit></file></xliff>`;
    const taken = importWords(document, pack, bytesOf(file), null, { by: "x", at: "2026-01-01T00:00:00Z" });
    expect(taken.units.map(({ reason }) => reason)).toEqual(["unknown-slot", "unknown-slot"]);
  });

  it("a memory that is none", () => {
    expect(codeOf(() => readTmx(bytesOf("<xliff/>"), pack, "a.tmx"))).toBe("localise/not-tmx");
    expect(codeOf(() => readTmx(bytesOf(`${laughs}<tmx/>`), pack, "a.tmx"))).toBe("localise/not-xml");
  });
});
