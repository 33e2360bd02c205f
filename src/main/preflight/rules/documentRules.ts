import { counted } from "../../../shared/base/diagnostics.ts";
import { digestBytes } from "../../../shared/base/digest.ts";
import { decodeStream, filtersOf } from "../pdf/decodeStream.ts";
import { asArray, asDict, asName, asStream, asText, get, items, keysIn } from "../pdf/pdfFile.ts";
import type { Examined, Rule } from "./rule.ts";

/** Rules about the file as a whole: syntax, metadata, printing condition, forbidden features (ISO 15930-7). */

const XMP_NEEDED = [
  "xmp:CreateDate",
  "xmp:ModifyDate",
  "xmp:MetadataDate",
  "dc:title",
  "xmpMM:DocumentID",
  "xmpMM:VersionID",
  "xmpMM:RenditionClass",
] as const;

const SAME_IN_INFO: readonly (readonly [info: string, xmp: string])[] = [
  ["Title", "dc:title"],
  ["Creator", "xmp:CreatorTool"],
  ["Producer", "pdf:Producer"],
  ["CreationDate", "xmp:CreateDate"],
  ["ModDate", "xmp:ModifyDate"],
];

/** Entries of the catalogue that came after PDF 1.6. */
const TOO_NEW = ["Collection", "Requirements", "Extensions", "DPartRoot", "AF", "DSS"];

export const DOCUMENT_RULES: readonly Rule[] = [
  {
    number: 11,
    code: "preflight/pdf-version",
    severity: "error",
    title: "PDF 1.6 at most",
    hint: "Export as PDF/X-4.",
    *check({ file }) {
      const version = asName(get(file.root, "Version")) ?? file.version;
      if (Number(version) > 1.6) yield { message: `The file is PDF ${version}.`, values: { case: "version", version } };
      for (const key of keysIn(file.root).filter((one) => TOO_NEW.includes(one))) {
        yield { message: `The catalogue has ${key}, which PDF 1.6 does not know.`, values: { case: "catalogue", key } };
      }
    },
  },
  {
    number: 12,
    code: "preflight/lzw",
    severity: "error",
    title: "No LZW compression",
    hint: "Export with Flate or JPEG compression.",
    *check({ dicts }) {
      const count = dicts.filter((dict) => filtersOf(dict).includes("LZWDecode")).length;
      if (count > 0) yield { message: `${counted(count, "stream")} compressed with LZW.`, values: { count } };
    },
  },
  {
    number: 13,
    code: "preflight/id",
    severity: "error",
    title: "The file has an identity",
    hint: "Export as PDF/X-4.",
    *check({ file }) {
      const parts = items(file.id).map((one) => asText(one) ?? "");
      if (parts.length !== 2 || parts.includes("")) yield { message: "The trailer has no ID of two parts." };
    },
  },
  {
    number: 14,
    code: "preflight/pdfx-version",
    severity: "error",
    title: "XMP declares PDF/X-4",
    hint: "Export as PDF/X-4.",
    *check({ xmp }) {
      const version = xmp?.get("pdfxid:GTS_PDFXVersion");
      if (!xmp) yield { message: "The file has no valid XMP packet.", values: { case: "no-xmp" } };
      else if (version !== "PDF/X-4")
        yield {
          message: `XMP declares ${version ?? "no PDF/X"}.`,
          values: version === undefined ? { case: "undeclared" } : { case: "declared", version },
        };
    },
  },
  {
    number: 15,
    code: "preflight/xmp",
    severity: "error",
    title: "XMP has title, dates and document identity",
    hint: "Export as PDF/X-4.",
    *check({ xmp }) {
      for (const key of XMP_NEEDED) {
        if (xmp && (xmp.get(key) ?? "") === "") yield { message: `XMP does not have ${key}.`, values: { key } };
      }
    },
  },
  {
    number: 16,
    code: "preflight/info-differs",
    severity: "error",
    title: "Document information and XMP say the same",
    hint: "Export again: another program has changed one of them.",
    *check({ file, xmp }) {
      for (const [key, property] of SAME_IN_INFO) {
        const info = asText(get(file.info, key));
        const value = xmp?.get(property);
        if (!xmp || info === undefined || (value === undefined && info === "")) continue;
        const same = key.endsWith("Date")
          ? millisecondsOf(info) === millisecondsOf(value ?? "")
          : info.trim() === value;
        if (!same)
          yield {
            message: `${key} is “${info}”, but ${property} is “${value ?? ""}”.`,
            values: { key, info, property, xmp: value ?? "" },
          };
      }
    },
  },
  {
    number: 17,
    code: "preflight/trapped",
    severity: "error",
    title: "The file says whether it is trapped",
    hint: "Export as PDF/X-4.",
    *check({ file, xmp }) {
      const trapped = get(file.info, "Trapped");
      const name = asName(trapped);
      const said = xmp?.get("pdf:Trapped");
      if (name !== "True" && name !== "False")
        yield { message: "Trapped is not the name True or False.", values: { case: "unsaid" } };
      else if (said !== undefined && said !== name)
        yield { message: `Trapped is ${name}, but ${said} in XMP.`, values: { case: "differs", name, xmp: said } };
    },
  },
  {
    number: 18,
    code: "preflight/output-intent",
    severity: "error",
    title: "One printing condition",
    hint: "Export with one output profile.",
    *check({ intents }) {
      const ours = intents.filter(({ subtype }) => subtype === "GTS_PDFX");
      if (ours.length !== 1)
        yield {
          message: `The file has ${ours.length} output intents for PDF/X.`,
          values: { case: "number", count: ours.length },
        };
      for (const { identifier } of ours) {
        if ((identifier ?? "") === "")
          yield { message: "The output intent does not name its printing condition.", values: { case: "nameless" } };
      }
    },
  },
  {
    number: 19,
    code: "preflight/output-profile",
    severity: "error",
    title: "The printing condition is the ICC profile of a CMYK press",
    hint: "Export with the print shop's CMYK profile, ICC version 4 or lower.",
    *check({ intents, expected }) {
      for (const { dict, subtype, components, profile } of intents) {
        if (subtype !== "GTS_PDFX") continue;
        const stream = expected.profile === undefined ? undefined : asStream(get(dict, "DestOutputProfile"));
        if (stream && digestBytes(decodeStream(stream).bytes) !== expected.profile) {
          yield { message: "The output profile is not the one that was ordered.", values: { case: "not-ordered" } };
        }
        if (!profile) yield { message: "The output intent has no valid ICC profile.", values: { case: "none" } };
        else {
          if (profile.deviceClass !== "prtr")
            yield {
              message: `The profile is of class ${profile.deviceClass}.`,
              values: { case: "class", class: profile.deviceClass },
            };
          if (profile.space !== "CMYK")
            yield { message: `The profile is for ${profile.space}.`, values: { case: "space", space: profile.space } };
          if (profile.version >= 5)
            yield {
              message: `The profile has ICC version ${profile.version}.`,
              values: { case: "version", version: profile.version },
            };
          if (components !== 4)
            yield {
              message: `The number of components in the profile stream is ${components ?? "no"}, not 4.`,
              values: { case: "components", components: components ?? 0 },
            };
        }
      }
    },
  },
  {
    number: 40,
    code: "preflight/forbidden-feature",
    severity: "error",
    title: "No transfer curves, halftones, OPI, PostScript or alternate images",
    hint: "Export as PDF/X-4.",
    *check(examined) {
      for (const feature of forbiddenFeatures(examined))
        yield { message: `The file has ${feature}.`, values: { feature } };
    },
  },
  {
    number: 41,
    code: "preflight/active-content",
    severity: "error",
    title: "No scripts, actions, forms or embedded files",
    hint: "Export as PDF/X-4.",
    *check({ file, dicts }) {
      const found = new Set<string>();
      if (items(asArray(get(asDict(get(file.root, "AcroForm")), "Fields"))).length > 0) found.add("form fields");
      if (get(file.root, "OpenAction") !== undefined) found.add("an action on opening");
      const names = asDict(get(file.root, "Names"));
      if (get(names, "EmbeddedFiles") !== undefined) found.add("embedded files");
      for (const dict of dicts) {
        if (get(dict, "JS") !== undefined || asName(get(dict, "S")) === "JavaScript") found.add("JavaScript");
        if (get(dict, "AA") !== undefined) found.add("actions");
        if (asName(get(dict, "Type")) === "EmbeddedFile") found.add("embedded files");
      }
      if (get(names, "JavaScript") !== undefined) found.add("JavaScript");
      for (const what of found) yield { message: `The file has ${what}.`, values: { feature: what } };
    },
  },
];

function forbiddenFeatures({ dicts }: Examined): Set<string> {
  const found = new Set<string>();
  for (const dict of dicts) {
    const keys = keysIn(dict);
    const subtype = asName(get(dict, "Subtype"));
    const isState = asName(get(dict, "Type")) === "ExtGState" || keys.includes("OPM") || keys.includes("TR");
    if (isState && keys.includes("TR")) found.add("a transfer curve (TR)");
    if (keys.includes("TR2") && asName(get(dict, "TR2")) !== "Default") found.add("a transfer curve (TR2)");
    if (keys.includes("HTP")) found.add("a halftone origin (HTP)");
    if (isState && keys.includes("HT")) found.add("a halftone (HT)");
    if (keys.includes("OPI")) found.add("OPI");
    if (subtype === "PS" || asName(get(dict, "Subtype2")) === "PS") found.add("PostScript");
    if (subtype === "Image" && keys.includes("Alternates")) found.add("alternate images");
    if (subtype === "Form" && asStream(get(dict, "Ref"))) found.add("reference XObjects");
  }
  return found;
}

/** `D:20260115080000+01'00` and `2026-01-15T08:00:00+01:00` → milliseconds; NaN for anything else. */
function millisecondsOf(text: string): number {
  const pdf = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?(?:\d\d'?)?)?/.exec(text);
  if (!pdf) return Date.parse(text);
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", zone = "Z"] = pdf;
  const offset = /^([+-])(\d\d)'?(\d\d)?/.exec(zone);
  const end = offset ? `${offset[1]}${offset[2]}:${offset[3] ?? "00"}` : "Z";
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${end}`);
}
