import { canonicalBytes, digestBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument, Picture } from "../../../shared/document/documentSchema.ts";
import { parseDocument } from "../../../shared/document/parseDocument.ts";
import type { Archives } from "../ports.ts";

/** Document and pictures ⇄ the bytes of a `.manara` file. */

const DOCUMENT = "document.json";
/** Events kept; the schema allows no more. */
const HISTORY = 10_000;
const PICTURE = /^pictures\/([0-9a-f]{64})\.(?:jpg|png|webp)$/;
/** Pages as people decided on them, by the digest of their canonical JSON. */
const PAGE = /^pages\/([0-9a-f]{64})\.json$/;
const EXTENSION: Readonly<Record<Picture["type"], string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

export interface DocumentFile {
  readonly document: CampaignDocument;
  /** Digest → bytes of every picture that the document lists. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Digest → canonical JSON of pages as people decided on them; none where absent. */
  readonly proofPages?: ReadonlyMap<string, Uint8Array>;
}

/** The same document gives the same bytes. Fails with `document/missing-picture` where bytes are lacking. */
export async function writeDocumentFile(
  archives: Archives,
  { document, pictures, proofPages }: DocumentFile,
): Promise<Uint8Array> {
  // What cannot be read again is not written.
  const checked = parseDocument({ ...document, history: document.history.slice(-HISTORY) });
  const files = new Map<string, Uint8Array>([[DOCUMENT, canonicalBytes(checked)]]);
  for (const [digest, picture] of Object.entries(document.pictures)) {
    const bytes = pictures.get(digest);
    if (bytes === undefined) throw missingPicture(picture.name);
    files.set(`pictures/${digest}.${EXTENSION[picture.type]}`, bytes);
  }
  for (const [digest, page] of proofPages ?? []) files.set(`pages/${digest}.json`, page);
  return archives.write(files, (name) => PICTURE.test(name));
}

/** Fails with the codes of `Archives.read` and `parseDocument`, and with `document/missing-picture` or `document/damaged`. */
export async function readDocumentFile(archives: Archives, bytes: Uint8Array): Promise<DocumentFile> {
  const files = await archives.read(bytes, (name) => name === DOCUMENT || PICTURE.test(name) || PAGE.test(name));
  const json = files.get(DOCUMENT);
  if (json === undefined) {
    throw new StudioError("document/damaged", "failure", "The document is damaged: it has no document.json.", {
      hint: "Copy the file again, or open an earlier copy.",
    });
  }
  const document = parseDocument(jsonOf(json));
  const pictures = new Map<string, Uint8Array>();
  for (const [name, content] of files) {
    const digest = PICTURE.exec(name)?.[1];
    if (digest !== undefined && document.pictures[digest] !== undefined) pictures.set(digest, content);
  }
  for (const [digest, picture] of Object.entries(document.pictures)) {
    const content = pictures.get(digest);
    if (content === undefined) throw missingPicture(picture.name);
    if (digestBytes(content) !== digest) {
      throw new StudioError(
        "document/damaged",
        "failure",
        `The document is damaged: picture "${picture.name}" changed.`,
        {
          hint: "Copy the file again, or place the picture again.",
        },
      );
    }
  }
  const proofPages = readPages(files);
  return { document, pictures, ...(proofPages.size === 0 ? {} : { proofPages }) };
}

function readPages(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const pages = new Map<string, Uint8Array>();
  for (const [name, content] of files) {
    const digest = PAGE.exec(name)?.[1];
    if (digest === undefined) continue;
    if (digestBytes(content) !== digest) {
      throw new StudioError("document/damaged", "failure", "The document is damaged: a page that was signed changed.", {
        hint: "Copy the file again, or open an earlier copy.",
      });
    }
    pages.set(digest, content);
  }
  return pages;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new StudioError("document/wrong-json", "failure", "The document's document.json is not JSON.", {
      cause,
      hint: "Open an earlier copy of the document, or ask the sender for a new one.",
    });
  }
}

function missingPicture(name: string): StudioError {
  return new StudioError(
    "document/missing-picture",
    "failure",
    `The document does not have the file of picture "${name}".`,
    {
      hint: "Place the picture again, or open an earlier copy.",
    },
  );
}
