import type { FileFindings } from "../file/findings.ts";
import { lookUp } from "../file/names.ts";
import type { PackFile } from "../file/packSchema.ts";
import { checkFont, checkImages } from "./checkPackFiles.ts";
import { checkPalette } from "./checkPalette.ts";

/** `pack.json` against itself and its files: editions, palette, fonts, styles, images and content groups. */

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export function checkPack(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: FileFindings): void {
  checkEditions(pack, findings);
  checkPalette(pack, findings);
  checkFamilies(pack, files, findings);
  checkStyles(pack, findings);
  checkImages(pack, files, findings);
  checkGroups(pack, findings);
}

function checkEditions(pack: PackFile, findings: FileFindings): void {
  findings.unique(
    pack.editions.map((edition) => edition.tag),
    ["editions"],
    "edition",
    "tag",
  );
  for (const [index, { tag, direction }] of pack.editions.entries()) {
    const language = tag.slice(0, tag.indexOf("-"));
    if ((direction === "rtl") !== RIGHT_TO_LEFT.has(language)) {
      const right = direction === "rtl" ? "ltr" : "rtl";
      findings.error(
        "direction",
        ["editions", index, "direction"],
        `"${language}" is not written in this direction.`,
        `Write "${right}".`,
        { language, right },
      );
    }
    for (const [style, { leading }] of Object.entries(pack.styles)) {
      if (leading[language] !== undefined) continue;
      findings.error(
        "leading",
        ["styles", style, "leading"],
        `The style "${style}" does not say the line height of "${language}".`,
        `Add "${language}": Latin letters want about 1.2, Vietnamese 1.25, Arabic 1.4.`,
        { style, language },
      );
    }
  }
}

function checkFamilies(pack: PackFile, files: ReadonlyMap<string, Uint8Array>, findings: FileFindings): void {
  const families = Object.keys(pack.families);
  for (const [name, family] of Object.entries(pack.families)) {
    if (Object.keys(family.weights).length === 0) {
      findings.error(
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
      findings.known(
        "family",
        fallback,
        families.filter((other) => other !== name),
        ["families", name, "fallback", index],
      );
    }
  }
}

function checkStyles(pack: PackFile, findings: FileFindings): void {
  for (const [id, style] of Object.entries(pack.styles)) {
    findings.known("family", style.family, Object.keys(pack.families), ["styles", id, "family"]);
    findings.known("colour", style.colour, Object.keys(pack.palette), ["styles", id, "colour"]);
    const weights = Object.keys(lookUp(pack.families, style.family)?.weights ?? {});
    for (const member of ["weight", "emphasis"] as const) {
      if (weights.length > 0 && !weights.includes(String(style[member]))) {
        findings.error(
          "weight",
          ["styles", id, member],
          `"${style.family}" has no weight ${style[member]}.`,
          `Use one of: ${weights.join(", ")}.`,
          { case: "unknown", family: style.family, weight: style[member], known: weights.join(", ") },
        );
      }
    }
  }
}

function checkGroups(pack: PackFile, findings: FileFindings): void {
  findings.unique(
    pack.content.map((group) => group.id),
    ["content"],
    "group",
  );
  const owner = new Map<string, string>();
  for (const [index, group] of pack.content.entries()) {
    findings.unique(
      group.slots.map((slot) => slot.id),
      ["content", index, "slots"],
      "slot",
    );
    for (const [at, template] of group.templates.entries()) {
      const other = owner.get(template);
      if (other !== undefined) {
        findings.error(
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
