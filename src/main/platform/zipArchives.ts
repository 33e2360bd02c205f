import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile as OpenZip, validateFileName } from "yauzl";
import { ZipFile } from "yazl";
import { StudioError } from "../../shared/base/errors.ts";
import type { Archives } from "../services/ports.ts";

/** Named files ⇄ the bytes of a zip; whatever a zip can do wrong has its own code, and nothing is written to disk. */

export const zipArchives: Archives = { write: writeZip, read: readZip };

const ZIP_LIMITS = {
  entries: 2000,
  entryBytes: 200 * 1024 ** 2,
  totalBytes: 1024 ** 3,
  /** Deflate of real text and pictures stays far below; a bomb is near 1000. */
  ratio: 200,
  /** Small entries of repeated text may exceed the ratio harmlessly. */
  ratioFrom: 1024 ** 2,
} as const;

/** Any one moment, so that the same files give the same bytes. Zip stores the local time without its zone. */
const MTIME = new Date(1980, 0, 1, 12);
const ENCRYPTED = 1;
const UNIX_TYPE = 0o170000;
const UNIX_LINK = 0o120000;

async function writeZip(
  files: ReadonlyMap<string, Uint8Array>,
  stored: (name: string) => boolean,
): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const name of [...files.keys()].sort()) {
    const bytes = files.get(name) ?? new Uint8Array();
    const options = { mtime: MTIME, mode: 0o100644, compress: !stored(name), forceDosTimestamp: true };
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, options);
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

async function readZip(
  bytes: Uint8Array,
  isKnown: (name: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await openZip(bytes);
  if (zip.entryCount > ZIP_LIMITS.entries) throw bomb(`it has ${zip.entryCount} files`);
  const entries = await listEntries(zip);
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const name = entry.fileName;
    checkName(name);
    if (files.has(name)) throw refused("duplicate-entry", `It contains "${name}" twice.`);
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) throw refused("encrypted", `"${name}" is encrypted.`);
    if (((entry.externalFileAttributes >>> 16) & UNIX_TYPE) === UNIX_LINK) {
      throw refused("link-entry", `"${name}" is a link to another file.`);
    }
    if (!isKnown(name)) throw refused("unknown-entry", `It contains "${name}", which no Manara document has.`);
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > ZIP_LIMITS.entryBytes) throw bomb(`"${name}" has ${entry.uncompressedSize} bytes`);
    if (total > ZIP_LIMITS.totalBytes) throw bomb(`unpacked it has more than ${ZIP_LIMITS.totalBytes} bytes`);
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    if (entry.uncompressedSize > ZIP_LIMITS.ratioFrom && ratio > ZIP_LIMITS.ratio) {
      throw bomb(`"${name}" grows ${Math.round(ratio)} times when unpacked`);
    }
    files.set(name, await readEntry(zip, entry));
  }
  return files;
}

async function openZip(bytes: Uint8Array): Promise<OpenZip> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    // Names are checked here, not by yauzl, so that a bad one gets its own code.
    return await fromBufferPromise(view, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
  } catch (cause) {
    const looksLikeZip = view.length >= 4 && view.readUInt32LE(0) === 0x04034b50;
    if (looksLikeZip) throw damaged("the end of the file is missing", cause);
    throw new StudioError("document/not-a-zip", "failure", "The file is not a Manara document.", {
      cause,
      hint: "Choose a file that ends in .manara and was saved by Manara.",
    });
  }
}

async function listEntries(zip: OpenZip): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const raw: unknown = entry.fileName;
      const name = Buffer.isBuffer(raw) ? new TextDecoder("utf-8", { fatal: true }).decode(raw) : String(raw);
      entries.push(Object.assign(entry, { fileName: name }));
      if (entries.length > ZIP_LIMITS.entries) throw bomb(`it has more than ${ZIP_LIMITS.entries} files`);
    }
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    throw damaged("its list of files cannot be read", cause);
  }
  return entries;
}

function checkName(name: string): void {
  if (name.includes("\\") || name.includes("\0") || validateFileName(name) !== null) {
    throw refused("path-outside", `It contains "${name}", which points outside of the document.`);
  }
}

async function readEntry(zip: OpenZip, entry: Entry): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    bytes = new Uint8Array(await buffer(stream));
  } catch (cause) {
    throw damaged(`"${entry.fileName}" cannot be unpacked`, cause);
  }
  if (crc32(bytes) !== entry.crc32) throw damaged(`"${entry.fileName}" is not what was saved`, undefined);
  return bytes;
}

function damaged(what: string, cause: unknown): StudioError {
  return new StudioError("document/damaged", "failure", `The document is damaged: ${what}.`, {
    cause,
    hint: "Copy the file again, or open an earlier copy.",
  });
}

function bomb(what: string): StudioError {
  return new StudioError("document/zip-bomb", "failure", `The document is refused: ${what}.`, {
    hint: "No Manara document is that large. Do not open this file; ask the sender what it is.",
  });
}

function refused(code: string, what: string): StudioError {
  return new StudioError(`document/${code}`, "failure", `The document is refused. ${what}`, {
    hint: "This file was not saved by Manara. Ask the sender for the original.",
  });
}
