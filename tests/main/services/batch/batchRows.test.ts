import { describe, expect, it } from "vitest";
import { MOST_ROWS, readVariants } from "../../../../src/main/services/batch/batchRows.ts";
import { StudioError } from "../../../../src/shared/base/errors.ts";
import { createDocument } from "../../../../src/shared/document/createDocument.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

/** Tables as people save them, and tables that would do harm. */

const facts = { id: "00000000-0000-4000-8000-000000000001", at: "2026-01-01T00:00:00Z", engine: "test" };
const flyer = {
  ...createDocument(pack, "flyer-forum-theatre", facts),
  editions: { "vi-VN": { slots: {} }, "ar-VN": { slots: {} } },
};

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (table: string | Uint8Array) =>
  readVariants(typeof table === "string" ? bytes(table) : table, flyer, pack);

function refused(table: string | Uint8Array): StudioError {
  try {
    read(table);
  } catch (error) {
    if (error instanceof StudioError) return error;
    throw error;
  }
  throw new Error("the table was taken");
}

describe("readVariants", () => {
  it.each([
    ["commas", "name,place\r\nHue,Town hall\r\n"],
    ["semicolons and a byte order mark", "\uFEFFname;place\nHue;Town hall"],
    ["tabs", "name\tplace\nHue\tTown hall\n"],
    ["empty columns and rows at the end", "name;place;;\n;;;\nHue;Town hall;;\n;;;\n\n"],
  ])("reads %s", (_, table) => {
    expect(read(table)).toMatchObject([
      { name: "Hue", content: { editions: { "vi-VN": { place: "Town hall" }, "ar-VN": { place: "Town hall" } } } },
    ]);
  });

  it("reads UTF-16 as Excel's Unicode text", () => {
    const text = "name\tplace\nHuế\tقاعة\n";
    const utf16 = new Uint8Array(2 + text.length * 2);
    utf16.set([0xff, 0xfe]);
    for (const [index, letter] of text.split("").entries()) {
      utf16.set([letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8], 2 + index * 2);
    }
    expect(read(utf16)[0]).toMatchObject({ name: "Huế", content: { editions: { "ar-VN": { place: "قاعة" } } } });
  });

  it("keeps quotation marks, separators and line breaks of a cell", () => {
    const [row] = read('name,place@vi-VN\nHue,"Hall ""A"", 1\nfloor 2"\n');
    expect(row?.content.editions["vi-VN"]?.place).toBe('Hall "A", 1\nfloor 2');
  });

  it("gives a column of one edition to that edition alone, whatever the column of all editions says", () => {
    const [row] = read("name,place,place@ar-VN\nHue,Hall,قاعة\n");
    expect(row?.content.editions).toEqual({ "vi-VN": { place: "Hall" }, "ar-VN": { place: "قاعة" } });
    const [empty] = read("name,place,place@ar-VN\nHue,Hall,\n");
    expect(empty?.content.editions["ar-VN"]).toEqual({ place: "" });
  });

  it("takes decomposed letters for the composed ones, in names and columns", () => {
    const [row] = read(`${"name,place\nHuế,Hall".normalize("NFD")}\n`);
    expect(row?.name).toBe("Huế".normalize("NFC"));
  });

  it("counts rows as a spreadsheet does", () => {
    expect(read("name,place\n\nHue,Hall\n,\nHanoi,Hall\n").map(({ row }) => row)).toEqual([3, 5]);
  });

  it.each([
    ["../../etc", "row 2 › name"],
    ["a/b", "row 2 › name"],
    ["a\\b", "row 2 › name"],
    ["C:", "row 2 › name"],
    ["..", "row 2 › name"],
    [".hidden", "row 2 › name"],
    ["CON", "row 2 › name"],
    ["lpt1.txt", "row 2 › name"],
    ["ends with a dot.", "row 2 › name"],
    ["turns\u202Eround", "row 2 › name"],
    ["zero\u0000byte", "row 2 › name"],
    ["x".repeat(300), "row 2 › name"],
    ["", "row 2 › name"],
  ])("refuses the name %j", (name, place) => {
    expect(refused(`name,place\n"${name}",Hall\n`)).toMatchObject({
      code: "batch/wrong-table",
      diagnostics: [{ place }],
    });
  });

  it.each([
    ["the same name", "Hue", "Hue"],
    ["a name in other case", "Hue", "HUE"],
    ["a name in decomposed letters", "Huế", "Huế".normalize("NFD")],
  ])("refuses %s", (_, one, other) => {
    expect(refused(`name,place\n${one},Hall\n${other},Hall\n`).diagnostics).toMatchObject([{ place: "row 3 › name" }]);
  });

  it.each([
    ["no column of names", "place\nHall\n", "row 1 › name"],
    ["no slot", "name\nHue\n", "row 1 › header"],
    ["an unknown slot", "name,venue\nHue,Hall\n", "row 1 › venue"],
    ["a slot of pictures", "name,photo\nHue,x.jpg\n", "row 1 › photo"],
    ["an edition that the document lacks", "name,place@en-VN\nHue,Hall\n", "row 1 › place@en-VN"],
    ["a column twice", "name,place,place\nHue,Hall,Room\n", "row 1 › place"],
    ["a column without a name", "name,,place\nHue,x,Hall\n", "row 1 › "],
    ["a cell too many", "name,place\nHue,Hall, floor 2\n", "row 2"],
    ["a cell too few", "name,place,host\nHue,Hall\n", "row 2"],
    ["no rows", "name,place\n", "row 2"],
    ["a cell of a book's length", `name,place\nHue,${"x".repeat(20_001)}\n`, "row 2 › place"],
  ])("refuses %s", (_, table, place) => {
    const { code, kind, diagnostics } = refused(table);
    expect({ code, kind, place: diagnostics[0]?.place }).toEqual({ code: "batch/wrong-table", kind: "content", place });
  });

  it("tells everything that is wrong at once", () => {
    expect(refused("name,place\n,Hall\nHue\nCON,Hall\n").diagnostics.map(({ place }) => place)).toEqual([
      "row 2 › name",
      "row 3",
      "row 4 › name",
    ]);
  });

  it("takes ten thousand rows and not one more", () => {
    const rows = Array.from({ length: MOST_ROWS }, (_, index) => `n${index},Hall\n`).join("");
    expect(read(`name,place\n${rows}`)).toHaveLength(MOST_ROWS);
    expect(refused(`name,place\n${rows}last,Hall\n`).message).toContain("10001");
  });

  it("refuses what is no table, and a Windows encoding that has lost letters", () => {
    expect(refused('name,place\nHue,"Hall\n').code).toBe("batch/not-a-table");
    expect(refused(Uint8Array.from([...bytes("name,place\nHu"), 0xea, ...bytes(",Hall\n")])).code).toBe(
      "localise/wrong-encoding",
    );
  });
});
