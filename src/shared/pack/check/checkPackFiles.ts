import type { FileFindings, JsonPath } from "../file/findings.ts";
import { suggest, suggestedNames } from "../file/names.ts";
import type { PackFile } from "../file/packSchema.ts";
import { findFontDamage } from "./fontDamage.ts";
import { readFontRights } from "./fontRights.ts";

/** Fonts and images that `pack.json` names: they are there, are what they seem, and may be used. */

/** TrueType and OpenType files begin with one of these (OpenType 1.9, "Table Directory"). */
const FONT_STARTS: ReadonlySet<string> = new Set(["0,1,0,0", "116,114,117,101", "79,84,84,79"]);
const MOST_FONT_BYTES = 20 * 1024 * 1024;

export function checkFont(
  file: string,
  files: ReadonlyMap<string, Uint8Array>,
  path: JsonPath,
  findings: FileFindings,
): void {
  const bytes = files.get(file);
  if (!bytes) {
    const fonts = [...files.keys()].filter((name) => /\.(?:ttf|otf)$/i.test(name));
    findings.error("missing-file", path, `The pack has no file ${file}.`, suggest(file, fonts), {
      file,
      known: suggestedNames(file, fonts),
    });
  } else if (bytes.length > MOST_FONT_BYTES) {
    findings.error("file-size", path, `${file} is larger than 20 MB.`, "Use a font with fewer letters.", {
      case: "font",
      file,
      most: 20,
    });
  } else if (!FONT_STARTS.has(bytes.subarray(0, 4).join(","))) {
    findings.error(
      "font",
      path,
      `${file} is not a TrueType or OpenType font.`,
      "Use a static .ttf or .otf file, not .woff or .woff2.",
      { file },
    );
  } else {
    checkFontRights(file, bytes, path, findings);
    const table = findFontDamage(bytes);
    if (table === null) return;
    const message = `${file} is damaged: its table "${table}" does not hold together.`;
    findings.error("font-damaged", path, message, "Get the font again from where it came from.", { file, table });
  }
}

/** Every PDF carries the glyphs it uses, so a font whose maker forbids that cannot be in a pack (preflight rule 34). */
function checkFontRights(file: string, bytes: Uint8Array, path: JsonPath, findings: FileFindings): void {
  const rights = readFontRights(bytes);
  const refuse = (code: string, message: string) =>
    findings.error(code, path, message, "Use a font whose licence allows embedding, such as the SIL OFL.", {
      file,
    });
  if (!rights) return;
  if (rights.embedding === "forbidden") refuse("font-embedding", `${file} forbids being embedded in documents.`);
  if (!rights.subset) refuse("font-subsetting", `${file} forbids embedding of only the letters that are used.`);
  if (!rights.outlines) refuse("font-bitmap-only", `${file} allows only its bitmaps to be embedded.`);
  if (rights.embedding === "print") {
    findings.notice(
      "font-print-only",
      path,
      `${file} may be embedded for reading and printing only.`,
      "Finished PDFs may be given away; ask the maker before others edit them.",
      { file },
    );
  }
}

export function checkImages(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: FileFindings): void {
  for (const [id, image] of Object.entries(pack.images)) {
    const path: JsonPath = ["images", id];
    const bytes = files.get(image.file);
    if (!bytes) {
      const pictures = [...files.keys()].filter((name) => /\.(?:svg|jpe?g|png)$/i.test(name));
      findings.error(
        "missing-file",
        [...path, "file"],
        `The pack has no file ${image.file}.`,
        suggest(image.file, pictures),
        { file: image.file, known: suggestedNames(image.file, pictures) },
      );
      continue;
    }
    if (image.kind === "drawing") {
      if (!image.file.toLowerCase().endsWith(".svg")) {
        findings.error(
          "image-format",
          [...path, "file"],
          "A drawing is not an SVG file.",
          "Save it as SVG, or give the image the kind photograph.",
          { case: "drawing" },
        );
      }
      continue;
    }
    const start = bytes.subarray(0, 3).join(",");
    if (start !== "255,216,255" && start !== "137,80,78") {
      findings.error(
        "image-format",
        [...path, "file"],
        `${image.file} is not a JPEG or PNG picture.`,
        "Save the photograph as JPEG or PNG.",
        { case: "photograph", file: image.file },
      );
    }
    if (image.consent === null) {
      findings.error(
        "consent",
        [...path, "consent"],
        `The photograph "${id}" has no record of consent.`,
        "Record who agreed, when, for what, until when and whom to write to; or use a drawing.",
        { id },
      );
    }
    if (image.alt === null) {
      findings.warning(
        "alt",
        [...path, "alt"],
        `The photograph "${id}" has no description.`,
        "Describe it for people who cannot see it.",
        { id },
      );
    }
  }
}
