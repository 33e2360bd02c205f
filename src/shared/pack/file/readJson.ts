import { visit } from "jsonc-parser";
import type { z } from "zod";
import type { DiagnosticValues } from "../../base/diagnostics.ts";
import { illFormedPlace } from "../../base/unicode.ts";
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
    const { message, hint, values } = explain(issue);
    findings.of(file).error("schema", path, message, hint, values);
  }
  return undefined;
}

interface Explained {
  readonly message: string;
  readonly hint: string;
  readonly values: DiagnosticValues;
}

function explain(issue: z.core.$ZodIssue): Explained {
  const key = String(issue.path.at(-1) ?? "");
  const name = issue.path.length > 0 ? `"${String(issue.path.at(-1))}"` : "The file";
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        message: `Not expected here: ${issue.keys.map((one) => `"${one}"`).join(", ")}.`,
        hint: "Remove it, or correct its spelling.",
        values: { case: "unrecognised", keys: issue.keys.join(", ") },
      };
    case "invalid_type":
      if (issue.input === undefined)
        return {
          message: `${name} is missing.`,
          hint: `Add it: ${article(issue.expected)}.`,
          values: { case: "missing", key, expected: issue.expected },
        };
      return {
        message: `${name} has the wrong kind of value.`,
        hint: `Write ${article(issue.expected)}.`,
        values: { case: "type", key, expected: issue.expected },
      };
    case "invalid_value":
      return {
        message: issue.input === undefined ? `${name} is missing.` : `${name} has a value that is not allowed.`,
        hint: `Use one of: ${issue.values.map(String).join(", ")}.`,
        values: {
          case: issue.input === undefined ? "missing-choice" : "choice",
          key,
          known: issue.values.map(String).join(", "),
        },
      };
    case "too_small":
      return {
        message: `${name} is too small or too short.`,
        hint: `At least ${issue.minimum}.`,
        values: { case: "too-small", key, least: String(issue.minimum) },
      };
    case "too_big":
      return {
        message: `${name} is too large or too long.`,
        hint: `At most ${issue.maximum}.`,
        values: { case: "too-big", key, most: String(issue.maximum) },
      };
    case "invalid_union":
      return {
        message: `${name} has none of the possible forms.`,
        hint: unionHint(issue),
        values: { case: "union", key, known: unionOptions(issue).join(", ") },
      };
    case "invalid_key":
      return {
        message: `The name ${name} is not allowed here.`,
        hint: sentence(issue.issues[0]?.message ?? ""),
        values: { case: "name", key, detail: issue.issues[0]?.message ?? "" },
      };
    default:
      return {
        message: `${name} cannot be used as it is.`,
        hint: sentence(issue.message),
        values: { case: "other", key, detail: issue.message },
      };
  }
}

function unionHint(issue: z.core.$ZodIssueInvalidUnion): string {
  const options = unionOptions(issue);
  if (options.length > 0) return `Use one of: ${options.join(", ")}.`;
  return "Compare it with the same member elsewhere in the pack.";
}

function unionOptions(issue: z.core.$ZodIssueInvalidUnion): string[] {
  return "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text in quotes",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list in [ ]",
    tuple: "a list in [ ]",
    object: "an object in { }",
    record: "an object in { }",
  };
  return words[expected] ?? expected;
}

function sentence(text: string): string {
  const trimmed = text.trim() || "Correct the value.";
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? "" : "."}`;
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
