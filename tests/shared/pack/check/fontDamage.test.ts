import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFontDamage } from "../../../../src/shared/pack/check/fontDamage.ts";
import { parsePack } from "../../../../src/shared/pack/parse/parsePack.ts";
import { withTable } from "../../../fixtures/fontSurgery.ts";
import { packFiles } from "../../../fixtures/safeMigration.ts";

const FILE = "fonts/ReadexPro-500.ttf";
const original = packFiles.get(FILE) ?? new Uint8Array();

/** The font with one table changed, and its sums right. */
const changed = (tag: string, change: (table: DataView) => void) =>
  withTable(original, tag, (table) => {
    const next = Uint8Array.from(table);
    change(new DataView(next.buffer));
    return next;
  });
const cut = (tag: string, length: number) => withTable(original, tag, (table) => table.slice(0, length));
/** Where the bytes of a table begin in the file. */
function startOf(tag: string): number {
  const view = new DataView(original.buffer, original.byteOffset);
  for (let record = 12; ; record += 16) {
    if (String.fromCharCode(...original.subarray(record, record + 4)) === tag) return view.getUint32(record + 8);
  }
}
const START = 12 + 2;

describe("a damaged font", () => {
  it("is none of those of the built-in pack, nor one that was taken apart and put together", () => {
    for (const [path, bytes] of packFiles) if (path.endsWith(".ttf")) expect(findFontDamage(bytes), path).toBeNull();
    expect(findFontDamage(withTable(original, "glyf", (table) => table))).toBeNull();
  });

  it("is an error of the pack that names the file and the table", () => {
    const files = new Map([...packFiles].filter(([path]) => !path.startsWith("content/")));
    files.set(FILE, original.slice(0, 40_000));
    const { pack, diagnostics } = parsePack(files);
    expect(pack).toBeNull();
    const [found, ...more] = diagnostics.filter(({ severity }) => severity === "error");
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: "pack/font-damaged", values: { file: FILE, table: expect.any(String) } });
    expect(found?.message).toContain(FILE);
  });

  it.each(["glyf", "loca", "hmtx", "cmap", "GSUB", "head"])("is found where one byte of %s is another one", (tag) => {
    const font = Uint8Array.from(original);
    const at = startOf(tag) + START;
    font[at] = (font[at] ?? 0) ^ 0x40;
    expect(findFontDamage(font)).toBe(tag);
  });

  it("is found where a table is missing or too short, even with right sums", () => {
    expect(findFontDamage(cut("hmtx", 8))).toBe("hmtx");
    expect(findFontDamage(cut("loca", 8))).toBe("loca");
    expect(findFontDamage(cut("glyf", 20))).toBe("loca");
    expect(findFontDamage(cut("maxp", 4))).toBe("maxp");
    expect(findFontDamage(cut("head", 20))).toBe("head");
    expect(findFontDamage(cut("hhea", 20))).toBe("hhea");
  });

  it("is found where its outlines lie nowhere, backwards or beyond their end", () => {
    const zeroed = (table: DataView) => new Uint8Array(table.buffer).fill(0);
    expect(findFontDamage(changed("loca", zeroed))).toBe("loca");
    expect(findFontDamage(changed("glyf", zeroed))).toBeNull();
    const isLong = new DataView(original.buffer, original.byteOffset + startOf("head")).getInt16(50) === 1;
    expect(
      findFontDamage(changed("loca", (table) => (isLong ? table.setUint32(4, 0xffffff) : table.setUint16(2, 0xffff)))),
    ).toBe("loca");
    // More contours than the glyph has room for; a part that there is none of.
    expect(findFontDamage(changed("glyf", (table) => table.setInt16(0, 30_000)))).toBe("glyf");
    expect(
      findFontDamage(
        changed("glyf", (table) => {
          table.setInt16(0, -1);
          table.setUint16(10, 0);
          table.setUint16(12, 0xffff);
        }),
      ),
    ).toBe("glyf");
  });

  it("made of itself is found without an end", () => {
    const itself = changed("glyf", (table) => {
      table.setInt16(0, -1);
      table.setUint16(10, 0);
      table.setUint16(12, 0);
    });
    expect(findFontDamage(itself)).toBe("glyf");
  });

  it("with figures out of their bounds is found", () => {
    expect(findFontDamage(changed("head", (table) => table.setUint16(18, 0)))).toBe("head");
    expect(findFontDamage(changed("head", (table) => table.setInt16(50, 7)))).toBe("loca");
    expect(findFontDamage(changed("hhea", (table) => table.setUint16(34, 0)))).toBe("hhea");
    expect(findFontDamage(changed("maxp", (table) => table.setUint16(4, 0)))).toBe("maxp");
  });

  it("is answered, and never thrown at, whatever the bytes are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void findFontDamage(bytes)),
      { seed: 7 },
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (at, byte) => {
        const font = withTable(original, "glyf", (table) => {
          const next = Uint8Array.from(table);
          next[at % next.length] = byte;
          return next;
        });
        expect([null, "glyf"]).toContain(findFontDamage(font));
      }),
      { seed: 8, numRuns: 30 },
    );
  });
});
