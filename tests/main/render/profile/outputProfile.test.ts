import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { createMemoryPictureCache, createPictureConverter } from "../../../../src/main/render/cmykPictures.ts";
import {
  checkOutputProfile,
  LARGEST_PROFILE,
  loadOutputProfile,
  loadSuppliedProfile,
  measureInk,
} from "../../../../src/main/render/profile/outputProfile.ts";
import { srgbProfile } from "../../../../src/main/render/profile/srgbProfile.ts";
import { renderPrintPdf } from "../../../../src/main/render/renderPrintPdf.ts";
import { samplePage } from "../../../shared/render/samplePage.ts";
import { flat, SIZE } from "../oddPictures.ts";
import { ask, need } from "../witness.ts";

const OURS = readFileSync(loadOutputProfile().path);
/** Of another press, where Ghostscript is installed. */
const SWOP = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
const folder = mkdtempSync(join(tmpdir(), "manara-profile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(bytes: Uint8Array, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Ours with some bytes changed. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(OURS);
  change(copy);
  return copy;
}

/** Ours under the name of a print shop: its description has 36 letters. */
const SHOP = changed((bytes) => bytes.write("Print shop of Hanoi (coated, 2026)  ", 324, "latin1"));

/** Offset of a tag's entry in the table. */
function entryOf(tag: string): number {
  for (let at = 132; at < 132 + 12 * OURS.readUInt32BE(128); at += 12) {
    if (OURS.toString("latin1", at, at + 4) === tag) return at;
  }
  throw new Error(`no tag ${tag}`);
}

/** Ours as version 4, whose description can be in any script. */
function inVietnamese(): Buffer {
  const text = Buffer.from("Tráng phủ", "utf16le").swap16();
  const records = Buffer.alloc(28);
  records.write("mluc", 0, "latin1");
  records.writeUInt32BE(1, 8);
  records.writeUInt32BE(12, 12);
  records.write("viVN", 16, "latin1");
  records.writeUInt32BE(text.length, 20);
  records.writeUInt32BE(28, 24);
  const element = Buffer.concat([records, text]);
  return changed((bytes) => {
    bytes[8] = 4;
    element.copy(bytes, OURS.readUInt32BE(entryOf("desc") + 4));
  });
}

describe("checkOutputProfile", () => {
  it("gives the description of versions 2 and 4", () => {
    expect(checkOutputProfile(SHOP, "shop.icc")).toBe("Print shop of Hanoi (coated, 2026)");
    expect(checkOutputProfile(inVietnamese(), "shop.icc")).toBe("Tráng phủ");
  });

  it.each<[string, () => Uint8Array, string]>([
    ["nothing", () => Buffer.alloc(0), "empty"],
    ["text", () => Buffer.from("a profile ".repeat(40)), "not-icc"],
    ["a header alone", () => OURS.subarray(0, 128), "not-icc"],
    ["what is too large", () => Buffer.alloc(LARGEST_PROFILE + 1), "too-large"],
    ["a profile that stops in the middle", () => OURS.subarray(0, 100_000), "damaged"],
    ["a profile with something behind it", () => Buffer.concat([OURS, Buffer.alloc(4)]), "damaged"],
    ["a table that lies outside", () => changed((b) => b.writeUInt32BE(b.length - 8, entryOf("B2A0") + 4)), "damaged"],
    ["an endless list of tables", () => changed((b) => b.writeUInt32BE(0x7fffffff, 128)), "damaged"],
    [
      "a profile without a way to the press",
      () => changed((b) => b.write("B2Ax", entryOf("B2A0"), "latin1")),
      "damaged",
    ],
    ["a profile without a way back", () => changed((b) => b.write("A2Bx", entryOf("A2B0"), "latin1")), "damaged"],
    [
      "three channels of ink",
      () => changed((b) => b.writeUInt8(3, b.readUInt32BE(entryOf("B2A0") + 4) + 9)),
      "damaged",
    ],
    ["a profile without a description", () => changed((b) => b.write("desx", entryOf("desc"), "latin1")), "damaged"],
    ["connection to nothing known", () => changed((b) => b.write("Luv ", 20, "latin1")), "damaged"],
    ["ICC version 5", () => changed((b) => b.writeUInt8(5, 8)), "version"],
    ["a screen", () => srgbProfile(), "not-cmyk"],
    ["a scanner of CMYK", () => changed((b) => b.write("scnr", 12, "latin1")), "not-output"],
    ["a link between devices", () => changed((b) => b.write("link", 12, "latin1")), "not-output"],
  ])("refuses %s", (_, make, code) => {
    let error: unknown;
    try {
      checkOutputProfile(make(), "shop.icc");
    } catch (caught) {
      error = caught;
    }
    // A sound profile that no press can use was the wrong choice; all others cannot be read.
    const kind = ["version", "not-cmyk", "not-output"].includes(code) ? "usage" : "failure";
    expect(error).toMatchObject({ code: `render/profile-${code}`, kind });
    expect(String(error)).toContain("shop.icc");
  });

  it("refuses a profile whose numbers no colour survives", async () => {
    const gone = changed((bytes) => bytes.fill(0, bytes.readUInt32BE(entryOf("B2A0") + 4) + 10, 170_000));
    const path = saved(gone, "gone.icc");
    await expect(measureInk(path, "gone.icc")).rejects.toMatchObject({ code: "render/profile-damaged" });
  });
});

describe("measureInk", () => {
  it("finds what ours was made for, and more than single dark colours need", async (context) => {
    const most = await measureInk(loadOutputProfile().path);
    expect(most).toBeGreaterThan(290);
    expect(most).toBeLessThan(301);
    need(context, "transicc");
    const colours = "0\n0\n0\n";
    const asked = ask("sh", "-c", `printf '${colours}' | transicc -n -t 0 -i '*sRGB' -o '${loadOutputProfile().path}'`);
    const black = asked.trim().split(/\s+/).slice(-4).map(Number);
    expect(most).toBeGreaterThanOrEqual(black.reduce((sum, value) => sum + value, 0) - 1.5);
  });
});

describe("a print PDF for a print shop's profile", () => {
  const page = samplePage(
    [
      {
        kind: "picture",
        picture: "p",
        rect: { x: 0, y: 0, width: 90, height: 60 },
        crop: { x: 0, y: 0, ...SIZE },
        block: null,
      },
    ],
    { pictures: { p: SIZE } },
  );
  const source = () => flat([200, 30, 40]).png().toBuffer();
  const render = async (path: string) => {
    const profile = loadSuppliedProfile(path);
    const pictures = createPictureConverter(source, profile, createMemoryPictureCache());
    const options = { title: "T", language: "vi-VN", date: new Date(0), engine: "Manara", contentHash: "0".repeat(64) };
    return renderPrintPdf([page], [], { ...options, marks: { crop: true, registration: true }, pictures, profile });
  };

  it("embeds it under its own name, and is the same twice", async () => {
    const path = saved(SHOP, "shop.icc");
    const pdf = await render(path);
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).toContain("/OutputConditionIdentifier (Custom)");
    expect(text).toContain("/Info (Print shop of Hanoi \\(coated, 2026\\))");
    expect(text).not.toContain("/RegistryName");
    expect(Buffer.from(pdf).includes(Buffer.from(loadSuppliedProfile(path).deflated))).toBe(true);
    expect(Buffer.compare(pdf, await render(saved(SHOP, "copy.icc")))).toBe(0);
  });

  it("writes a description of any script so that it can be read", async () => {
    const document = await PDFDocument.load(await render(saved(inVietnamese(), "vi.icc")));
    const intent = document.catalog.lookup(PDFName.of("OutputIntents"), PDFArray).lookup(0, PDFDict);
    for (const key of ["Info", "OutputCondition"]) {
      const text = intent.lookup(PDFName.of(key));
      expect(text instanceof PDFString || text instanceof PDFHexString ? text.decodeText() : "").toBe("Tráng phủ");
    }
  });

  it("separates photographs for that press", async (context) => {
    if (!existsSync(SWOP)) context.skip("not installed: Ghostscript's colour profiles");
    need(context, "transicc");
    const profile = loadSuppliedProfile(SWOP);
    const item = page.items[0];
    if (item?.kind !== "picture") throw new Error("the page has a picture");
    const { jpeg } = await createPictureConverter(source, profile, createMemoryPictureCache())(page, item);
    const numbers = await sharp(jpeg).pipelineColourspace("cmyk").toColourspace("cmyk").raw().toBuffer();
    const asked = ask("sh", "-c", `printf '200\\n30\\n40\\n' | transicc -n -t 0 -i '*sRGB' -o '${SWOP}'`);
    const expected = asked.trim().split(/\s+/).slice(-4).map(Number);
    for (const [at, value] of expected.entries()) {
      expect(Math.abs(((numbers[at] ?? 0) / 255) * 100 - value)).toBeLessThan(2);
    }
  });
});
