import type { DiagnosticValues } from "../base/diagnostics.ts";
import type { Findings, JsonPath } from "./findings.ts";
import { readFontRights } from "./fontRights.ts";
import { lookUp, suggest, suggestedNames } from "./names.ts";
import type { PackFile } from "./packSchema.ts";

/** `pack.json` against itself and its files: editions, palette, fonts, styles, images and content groups. */

/** Per cent of ink that a coated sheet carries (Fogra 39: 300), and from where on drying slows. */
const MOST_INK = 300;
const MUCH_INK = 280;
/** Largest honest difference, per channel, between a screen colour and a plain conversion of its inks. */
const MOST_DRIFT = 110;
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);
const PACK = "pack.json";

export function checkPack(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: Findings): void {
  const error = (code: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues) =>
    findings.error(code, PACK, path, message, hint, values);
  const known = (noun: string, id: string, ids: readonly string[], path: JsonPath) => {
    if (ids.includes(id)) return;
    error(noun, path, `There is no ${noun} "${id}".`, suggest(id, ids), { id, known: suggestedNames(id, ids) });
  };
  const unique = (ids: readonly string[], path: JsonPath, noun: string, key: string) => {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) === index) continue;
      error("duplicate-id", [...path, index, key], `Two ${noun}s are called "${id}".`, "Give each its own.", { id });
    }
  };

  unique(
    pack.editions.map((edition) => edition.tag),
    ["editions"],
    "edition",
    "tag",
  );
  for (const [index, { tag, direction }] of pack.editions.entries()) {
    const language = tag.slice(0, tag.indexOf("-"));
    if ((direction === "rtl") !== RIGHT_TO_LEFT.has(language)) {
      const right = direction === "rtl" ? "ltr" : "rtl";
      error(
        "direction",
        ["editions", index, "direction"],
        `"${language}" is not written in this direction.`,
        `Write "${right}".`,
        { language, right },
      );
    }
    if (!["en", "vi", "ar"].includes(language)) {
      error(
        "leading",
        ["editions", index, "tag"],
        `No style says the line height of "${language}".`,
        "Use editions in English, Vietnamese or Arabic.",
        { language },
      );
    }
  }

  checkPalette(pack, findings);

  const families = Object.keys(pack.families);
  for (const [name, family] of Object.entries(pack.families)) {
    if (Object.keys(family.weights).length === 0) {
      error(
        "weight",
        ["families", name, "weights"],
        `The family "${name}" has no font.`,
        "Name at least one font file.",
        { case: "none", family: name },
      );
    }
    for (const [weight, file] of Object.entries(family.weights))
      checkFont(file, files, ["families", name, "weights", weight], findings);
    for (const [index, fallback] of family.fallback.entries()) {
      known(
        "family",
        fallback,
        families.filter((other) => other !== name),
        ["families", name, "fallback", index],
      );
    }
  }
  for (const [id, style] of Object.entries(pack.styles)) {
    known("family", style.family, families, ["styles", id, "family"]);
    known("colour", style.colour, Object.keys(pack.palette), ["styles", id, "colour"]);
    const weights = Object.keys(lookUp(pack.families, style.family)?.weights ?? {});
    for (const member of ["weight", "emphasis"] as const) {
      if (weights.length > 0 && !weights.includes(String(style[member]))) {
        error(
          "weight",
          ["styles", id, member],
          `"${style.family}" has no weight ${style[member]}.`,
          `Use one of: ${weights.join(", ")}.`,
          { case: "unknown", family: style.family, weight: style[member], known: weights.join(", ") },
        );
      }
    }
  }

  checkImages(pack, files, findings);

  unique(
    pack.content.map((group) => group.id),
    ["content"],
    "group",
    "id",
  );
  const owner = new Map<string, string>();
  for (const [index, group] of pack.content.entries()) {
    unique(
      group.slots.map((slot) => slot.id),
      ["content", index, "slots"],
      "slot",
      "id",
    );
    for (const [at, template] of group.templates.entries()) {
      const other = owner.get(template);
      if (other !== undefined) {
        error(
          "template-twice",
          ["content", index, "templates", at],
          `The template "${template}" is already in "${other}".`,
          "Name each template once.",
          { id: template, other },
        );
      }
      owner.set(template, group.id);
    }
  }
}

function checkPalette(pack: PackFile, findings: Findings): void {
  const byColour = new Map<string, string>();
  for (const [id, { rgb, cmyk }] of Object.entries(pack.palette)) {
    const path: JsonPath = ["palette", id];
    const twin = byColour.get(rgb);
    if (twin !== undefined) {
      findings.error(
        "palette-twin",
        PACK,
        [...path, "rgb"],
        `"${id}" and "${twin}" are both ${rgb}, so a drawing cannot tell them apart.`,
        "Change one of them, or remove it.",
        { id, twin, rgb },
      );
    }
    byColour.set(rgb, id);
    const ink = cmyk.reduce((sum, part) => sum + part, 0);
    if (ink > MOST_INK) {
      findings.error(
        "ink-limit",
        PACK,
        [...path, "cmyk"],
        `The inks sum to ${ink} %; paper carries ${MOST_INK} %.`,
        "Reduce cyan, magenta and yellow; black replaces all three.",
        { ink, most: MOST_INK },
      );
    } else if (ink > MUCH_INK) {
      findings.notice(
        "ink-much",
        PACK,
        [...path, "cmyk"],
        `The inks sum to ${ink} %, which dries slowly.`,
        `Stay at ${MUCH_INK} % or below if you can.`,
        { ink, most: MUCH_INK },
      );
    }
    const [cyan, magenta, yellow, black] = cmyk;
    const drift = [cyan, magenta, yellow].map((part, channel) => {
      const printed = 255 * (1 - part / 100) * (1 - black / 100);
      return Math.abs(printed - Number.parseInt(rgb.slice(1 + 2 * channel, 3 + 2 * channel), 16));
    });
    if (Math.max(...drift) > MOST_DRIFT) {
      findings.warning(
        "ink-differs",
        PACK,
        path,
        `"${id}" will print in another colour than ${rgb} on screens.`,
        "Check both recipes of the colour.",
        { id, rgb },
      );
    }
  }
  const black = lookUp(pack.palette, pack.black);
  if (!black) {
    findings.error(
      "colour",
      PACK,
      ["black"],
      `There is no colour "${pack.black}".`,
      suggest(pack.black, Object.keys(pack.palette)),
      { id: pack.black, known: suggestedNames(pack.black, Object.keys(pack.palette)) },
    );
  } else if (black.cmyk.join("/") !== "0/0/0/100") {
    findings.error(
      "black",
      PACK,
      ["palette", pack.black, "cmyk"],
      `Black text would print with ${black.cmyk.join("/")}: four plates blur small letters.`,
      "Write [0, 0, 0, 100].",
      { recipe: black.cmyk.join("/") },
    );
  }
}

/** TrueType and OpenType files begin with one of these (OpenType 1.9, "Table Directory"). */
const FONT_STARTS: ReadonlySet<string> = new Set(["0,1,0,0", "116,114,117,101", "79,84,84,79"]);
const MOST_FONT_BYTES = 20 * 1024 * 1024;

function checkFont(file: string, files: ReadonlyMap<string, Uint8Array>, path: JsonPath, findings: Findings): void {
  const bytes = files.get(file);
  if (!bytes) {
    const fonts = [...files.keys()].filter((name) => /\.(?:ttf|otf)$/i.test(name));
    findings.error("missing-file", PACK, path, `The pack has no file ${file}.`, suggest(file, fonts), {
      file,
      known: suggestedNames(file, fonts),
    });
  } else if (bytes.length > MOST_FONT_BYTES) {
    findings.error("file-size", PACK, path, `${file} is larger than 20 MB.`, "Use a font with fewer letters.", {
      case: "font",
      file,
      most: 20,
    });
  } else if (!FONT_STARTS.has(bytes.subarray(0, 4).join(","))) {
    findings.error(
      "font",
      PACK,
      path,
      `${file} is no TrueType or OpenType font.`,
      "Use a static .ttf or .otf file, not .woff or .woff2.",
      { file },
    );
  } else checkFontRights(file, bytes, path, findings);
}

/** Every PDF carries the glyphs it uses, so a font whose maker forbids that cannot be in a pack (preflight rule 34). */
function checkFontRights(file: string, bytes: Uint8Array, path: JsonPath, findings: Findings): void {
  const rights = readFontRights(bytes);
  const refuse = (code: string, message: string) =>
    findings.error(code, PACK, path, message, "Use a font whose licence allows embedding, such as the SIL OFL.", {
      file,
    });
  if (!rights) return;
  if (rights.embedding === "forbidden") refuse("font-embedding", `${file} forbids being embedded in documents.`);
  if (!rights.subset) refuse("font-subsetting", `${file} forbids embedding of only the letters that are used.`);
  if (!rights.outlines) refuse("font-bitmap-only", `${file} allows only its bitmaps to be embedded.`);
  if (rights.embedding === "print") {
    findings.notice(
      "font-print-only",
      PACK,
      path,
      `${file} may be embedded for reading and printing only.`,
      "Finished PDFs may be given away; ask the maker before others edit them.",
      { file },
    );
  }
}

function checkImages(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: Findings): void {
  for (const [id, image] of Object.entries(pack.images)) {
    const path: JsonPath = ["images", id];
    const bytes = files.get(image.file);
    if (!bytes) {
      const pictures = [...files.keys()].filter((name) => /\.(?:svg|jpe?g|png)$/i.test(name));
      findings.error(
        "missing-file",
        PACK,
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
          PACK,
          [...path, "file"],
          "A drawing is no SVG file.",
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
        PACK,
        [...path, "file"],
        `${image.file} is no JPEG or PNG picture.`,
        "Save the photograph as JPEG or PNG.",
        { case: "photograph", file: image.file },
      );
    }
    if (image.consent === null) {
      findings.error(
        "consent",
        PACK,
        [...path, "consent"],
        `The photograph "${id}" has no record of consent.`,
        "Record who agreed, when, for what, until when and whom to write to; or use a drawing.",
        { id },
      );
    }
    if (image.alt === null) {
      findings.warning(
        "alt",
        PACK,
        [...path, "alt"],
        `The photograph "${id}" has no description.`,
        "Describe it for people who cannot see it.",
        { id },
      );
    }
  }
}
