import { describe, expect, it } from "vitest";
import { ariaTexts } from "../../../src/renderer/i18n/ariaTexts.ts";
import { everyText } from "./everyText.ts";

/** No English word reaches a Vietnamese or Arabic person, but for names that have no other. */

/** Names: the program, formats of files, colours and printing, keys of the keyboard, units, licences, persons. */
const NAMES = `Manara PDF PNG JPEG WebP SVG XLIFF CSV TMX XML XMP JSON UTF NFC TrueType OpenType PostScript JavaScript
  CMYK RGB sRGB DeviceCMYK DeviceGray ICC LZW Flate QR MIT SIL OFL Open Font Licence Readex Pro Alexandria Flesch Kincaid
  Ctrl Alt Tab Enter Escape MB mm pt px inch`;

/** Members of files and of PDF, written as they are written there; said only to people who make packs or read PDFs. */
const MEMBERS = `DOCTYPE Trapped True False UserUnit XObject HT HTP TR OPI OPM ID X Normal Multiply b c d f a e x y
  content evenodd nonzero fill rule helplines href id its leading list matrix rrggbb stop svg true false use in
  templates viewBox photograph json pack team manara ttf otf woff https example org event art crop tatweel ar EG ed base url SHA UUID i m s u`;

/** Loan words that every Vietnamese reader knows; the dictionaries have them. */
const LOANS = "web logo photocopy";

const ALLOWED = new Set(`${NAMES} ${MEMBERS} ${LOANS}`.split(/\s+/));

/** One syllable: Vietnamese writes each apart, and every other word of Latin letters is foreign. */
const SYLLABLE =
  /^(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?(?:uyê|iê|yê|ươ|uô|oă|oa|oe|uâ|uê|uy|ia|ua|ưa|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnptiyou])?$/;

/** Letters without their tones: "ệ" → "ê". */
function toneless(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "")
    .normalize("NFC");
}

function foreign(text: string, language: "vi" | "ar"): readonly string[] {
  const words = text.replace(/\{\{?\w+\}?\}/g, " ").match(/\p{Script=Latin}+/gu) ?? [];
  return words.filter((word) => !ALLOWED.has(word) && (language === "ar" || !SYLLABLE.test(toneless(word))));
}

describe("foreign words", () => {
  it.each(["vi", "ar"] as const)("are names alone in %s", (language) => {
    const wrong = [...everyText(language)].flatMap(([key, text]) => {
      const words = foreign(text, language);
      return words.length === 0 ? [] : [[key, ...words]];
    });
    expect(wrong).toEqual([]);
  });

  it("are found", () => {
    expect(foreign("Kéo vào DropZone", "vi")).toEqual(["DropZone"]);
    expect(foreign("Đã phê duyệt {{count}} ấn phẩm, nghiêng, khuỷu tay", "vi")).toEqual([]);
    expect(foreign("Lưu warnings", "vi")).toEqual(["warnings"]);
    expect(foreign("حفظ PDF أو warnings", "ar")).toEqual(["warnings"]);
  });

  it("are not what the library of components says", () => {
    for (const [language, word] of [
      ["en", "Dismiss"],
      ["vi", "Đóng"],
      ["ar", "تجاهل"],
    ] as const) {
      const dismiss = ariaTexts(() => language)["@react-aria/overlays"]?.dismiss as () => string;
      expect(dismiss()).toBe(word);
    }
  });
});
