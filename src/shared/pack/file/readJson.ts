import { visit } from "jsonc-parser";
import type { z } from "zod";
import { illFormedPlace } from "../../base/unicode.ts";
import { explainIssue } from "./explainIssue.ts";
import type { Findings } from "./findings.ts";

/** Bytes of a JSON file → a value of the schema, or findings with line and column or with the path inside. */

const KILOBYTE = 1024;
const MAX_ISSUES = 200;

/** Least code point of a sequence with 1, 2 or 3 further bytes: anything lower is written too long. */
const LEAST = [0, 0x80, 0x800, 0x10000];
/** Arguments of one call: engines allow far more, but not without end. */
const CHUNK = 4096;

/** Strict UTF-8 (RFC 3629) → text without byte order mark; null when the bytes are no UTF-8. */
export function readText(bytes: Uint8Array): string | null {
  let text = "";
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4)) return null;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let left = more; left > 0; left--) {
      const next = bytes[at++] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      code = (code << 6) | (next & 0x3f);
    }
    if (code < (LEAST[more] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
    codes.push(code);
    if (codes.length === CHUNK) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  text += String.fromCodePoint(...codes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** Undefined when the file is missing, too large, no UTF-8 or no JSON; `findings` then says which. */
export function readJson(
  files: ReadonlyMap<string, Uint8Array>,
  file: string,
  maxBytes: number,
  findings: Findings,
): unknown {
  const bytes = files.get(file);
  if (!bytes) {
    findings.of(file).error("missing-file", [], `The pack has no file ${file}.`, "Add the file, or correct the path.", {
      file,
      known: "",
    });
    return undefined;
  }
  if (bytes.length > maxBytes) {
    const size = `${Math.ceil(bytes.length / KILOBYTE)} KB`;
    const most = `${Math.floor(maxBytes / KILOBYTE)} KB`;
    findings
      .of(file)
      .error("file-size", [], `The file has ${size}; at most ${most} are read.`, "Make the file smaller.", {
        case: "json",
        size,
        most,
      });
    return undefined;
  }
  const text = readText(bytes);
  if (text === null) {
    findings.of(file).error("encoding", [], "The file is not UTF-8 text.", "Save it as UTF-8.", {});
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    const place = illFormedPlace(value);
    if (place === null) return value;
    findings.of(file).error("ill-formed-text", place.split(" › "), "Half of a character.", "Write it again.", {});
    return undefined;
  } catch {
    const at = jsonFault(text);
    const before = text.slice(0, at).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    const unexpected = JSON.stringify([...text.slice(at, at + 2)][0]);
    const found = at < text.length ? `Unexpected ${unexpected}` : "The file ends too early";
    findings
      .of(file)
      .error(
        "json",
        [place],
        `${found}: this is not JSON.`,
        "Look for a missing comma, quote or bracket just before this place.",
        at < text.length ? { case: "unexpected", found: unexpected } : { case: "early" },
      );
    return undefined;
  }
}

/** Undefined when the value does not fit; every misfit is a finding. An undefined value was reported when it was read. */
export function fitSchema<T extends z.ZodType>(
  schema: T,
  value: unknown,
  file: string,
  findings: Findings,
): z.output<T> | undefined {
  if (value === undefined) return undefined;
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues.slice(0, MAX_ISSUES)) {
    const path = issue.path.map((part) => (typeof part === "symbol" ? "?" : part));
    const { message, hint, values } = explainIssue(issue, file);
    findings.of(file).error("schema", path, message, hint, values);
  }
  return undefined;
}

class Fault extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super("not JSON");
    this.offset = offset;
  }
}

/** Nothing of ours goes a tenth as deep; the reader calls itself for every level. */
const MAX_DEPTH = 200;

/** Offset of the first token at which a text stops being JSON: engines word this differently, or leave it out. */
export function jsonFault(text: string): number {
  let depth = 0;
  const open = (offset: number) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Fault(offset);
  };
  const close = () => {
    depth -= 1;
  };
  const onError = (_code: number, offset: number) => {
    throw new Fault(offset);
  };
  const visitor = { onObjectBegin: open, onArrayBegin: open, onObjectEnd: close, onArrayEnd: close, onError };
  try {
    visit(text, visitor, { disallowComments: true });
    return text.length;
  } catch (fault) {
    if (fault instanceof Fault) return fault.offset;
    throw fault;
  }
}
