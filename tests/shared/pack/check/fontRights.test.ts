import fc from "fast-check";
import { Blob, Face, Font } from "harfbuzzjs";
import { describe, expect, it } from "vitest";
import { readFontRights } from "../../../../src/shared/pack/check/fontRights.ts";
import { parsePack } from "../../../../src/shared/pack/parse/parsePack.ts";
import { withRights, withTable } from "../../../fixtures/fontSurgery.ts";
import { packFiles } from "../../../fixtures/safeMigration.ts";

const FILE = "fonts/Alexandria-700.ttf";
const original = packFiles.get(FILE) ?? new Uint8Array();

/** What the pack says when this font in it has other rights. */
function findings(font: Uint8Array): string[] {
  const files = new Map([...packFiles].filter(([path]) => !path.startsWith("content/")));
  files.set(FILE, font);
  const { pack, diagnostics } = parsePack(files);
  expect(pack === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
  return diagnostics
    .filter(({ place }) => place.startsWith("pack.json › families"))
    .map(({ severity, code, place, message, hint }) => {
      expect(message).toContain(FILE);
      expect(hint).not.toBe("");
      return `${severity} ${code} at ${place}`;
    });
}
const AT = "at pack.json › families › Alexandria › weights › 700";

describe("fonts that forbid embedding", () => {
  it("finds that every font of the built-in pack may be embedded, in part and without limits", () => {
    for (const [path, bytes] of packFiles) {
      if (!path.endsWith(".ttf")) continue;
      expect(readFontRights(bytes), path).toEqual({ embedding: "installable", subset: true, outlines: true });
    }
  });

  it.each<[string, number, string[]]>([
    ["nothing said", 0x0000, []],
    ["restricted licence", 0x0002, [`error pack/font-embedding ${AT}`]],
    ["preview and print", 0x0004, [`notice pack/font-print-only ${AT}`]],
    ["editable", 0x0008, []],
    ["restricted and print, of which the more generous counts", 0x0006, [`notice pack/font-print-only ${AT}`]],
    ["no subsetting", 0x0108, [`error pack/font-subsetting ${AT}`]],
    ["bitmaps only", 0x0200, [`error pack/font-bitmap-only ${AT}`]],
    [
      "everything forbidden",
      0x0302,
      ["embedding", "subsetting", "bitmap-only"].map((what) => `error pack/font-${what} ${AT}`),
    ],
  ])("%s", (_, fsType, expected) => {
    const font = withRights(original, fsType);
    expect(new Font(new Face(new Blob(font))).nominalGlyph(0x41), "the font is still one").toBeGreaterThan(0);
    expect(findings(font)).toEqual(expected);
  });

  it("says nothing where the font does not, however it is cut off", () => {
    expect(readFontRights(original.slice(0, 4))).toBeNull();
    expect(readFontRights(original.slice(0, 40))).toBeNull();
    expect(readFontRights(withTable(original, "OS/2", () => new Uint8Array()).slice(0, 300))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readFontRights(bytes)),
      { seed: 7 },
    );
  });
});
