import { z } from "zod";
import { digestBytes, textBytes } from "../base/digest.ts";

/** `manifest.json`: which files an export wrote into a folder, who approved it, and what was noticed. Its shape is stable. */

/** Formats that an export can name: `print-pdf` for a print shop, `digital-pdf` to read on a screen and to hear. */
export const EXPORT_FORMATS = ["print-pdf", "digital-pdf", "png", "jpeg", "webp"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestEntry = z.object({
  /** Relative to the manifest, forward slashes. */
  path: z.string(),
  /** UUID of the document. */
  document: z.string(),
  template: z.string(),
  edition: z.string(),
  format: z.enum(EXPORT_FORMATS),
  pages: z.number().int(),
  /** Width and height of the trimmed page, millimetres. */
  trimMm: z.tuple([z.number(), z.number()]),
  /** Bleed that the file holds on each side, millimetres. */
  bleedMm: z.number(),
  /** Width and height of raster files. */
  pixels: z.tuple([z.number(), z.number()]).nullable(),
  sha256,
  proof: sha256,
  /** Digest of the print shop's colour profile that a print PDF was made with; absent where it was Manara's own. */
  profile: sha256.optional(),
  /** Digest of the approval's signed text; the text itself is in `approvals`. Null for drafts. */
  approval: sha256.nullable(),
  draft: z.boolean(),
  /** The moment written into the file, ISO 8601 in UTC: the same moment gives the same bytes. */
  created: z.iso.datetime(),
});
export type ManifestEntry = z.infer<typeof manifestEntry>;

const manifestDiagnostic = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "notice"]),
  edition: z.string().optional(),
  template: z.string().optional(),
  place: z.string(),
  message: z.string(),
  hint: z.string(),
});
export type ManifestDiagnostic = z.infer<typeof manifestDiagnostic>;

export const manifest = z.object({
  engine: z.string(),
  /** UUID of the document; of several, separated by spaces. */
  document: z.string(),
  files: z.array(manifestEntry),
  diagnostics: z.array(manifestDiagnostic),
  /** Every approval that a file names, exactly as it was signed. */
  approvals: z.array(z.object({ statement: z.string(), key: z.string(), signature: z.string() })),
});
export type Manifest = z.infer<typeof manifest>;

/**
 * The earlier manifest of a folder with what a new export changed. Files of the same document, template and
 * edition are replaced format by format; what was noticed about them is replaced whole. Sorted by path.
 */
export function mergeManifests(earlier: Manifest | null, later: Manifest): Manifest {
  if (earlier === null) return sorted(later);
  const paths = new Set(later.files.map((file) => file.path));
  const pieces = new Set(later.files.map((file) => `${file.template}/${file.edition}`));
  const files = [...earlier.files.filter((file) => !paths.has(file.path)), ...later.files];
  const kept = earlier.diagnostics.filter(({ template, edition }) => !pieces.has(`${template}/${edition}`));
  const named = new Set(files.map((file) => file.approval));
  const wanted = earlier.approvals.filter(({ statement }) => named.has(digestBytes(textBytes(statement))));
  const approvals = new Map([...wanted, ...later.approvals].map((one) => [one.signature, one]));
  return sorted({
    engine: later.engine,
    document: [...new Set(files.map((file) => file.document))].sort().join(" "),
    files,
    diagnostics: [...kept, ...later.diagnostics],
    approvals: [...approvals.values()],
  });
}

function sorted(value: Manifest): Manifest {
  return { ...value, files: value.files.toSorted((one, other) => (one.path < other.path ? -1 : 1)) };
}
