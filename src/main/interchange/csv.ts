import { stringify } from "csv-stringify/sync";
import { StudioError } from "../../shared/base/errors.ts";
import { characterOf } from "../../shared/base/unicode.ts";
import type { Inline } from "../../shared/document/documentSchema.ts";
import type { Exchange, SegmentState } from "../../shared/localise/files/exchange.ts";
import type { Incoming, IncomingPart, IncomingSegment, IncomingUnit } from "../../shared/localise/files/incoming.ts";
import { readTable } from "./table.ts";
import { decodeText } from "./xmlText.ts";

/** Exchange ⇄ a table for Excel, LibreOffice and Google Sheets: one row a segment. */

/**
 * In a cell, `{VN-111}` stands for a helpline, `{fact F1}` for a fact, `{b}…{/b}` for emphasis, `{lang ar}…{/lang}` for
 * words in another language and `{br}` for a line break; `{{` and `}}` are the braces themselves.
 */
const COLUMNS = ["id", "source", "target", "state", "note", "digest", "document", "from", "to"] as const;
const STATES: readonly SegmentState[] = ["initial", "translated", "reviewed", "final"];

/** UTF-8 with a byte order mark, without which Excel takes it for a Windows encoding. Rows end in CR LF (RFC 4180). */
export function writeCsv(exchange: Exchange): string {
  const rows = exchange.units.flatMap((unit) =>
    unit.segments.map(({ id, source, target, state }, index) => [
      `${unit.slot}/${id}`,
      cellOf(source),
      cellOf(target),
      state,
      index > 0
        ? ""
        : [...unit.notes.map(({ text }) => text), ...unit.terms.map((term) => `${term.source} = ${term.target}`)].join(
            " ",
          ),
      unit.digest,
      exchange.document,
      exchange.source.tag,
      exchange.target.tag,
    ]),
  );
  return stringify(
    [COLUMNS, ...rows].map((row) => row.map(guard)),
    { bom: true, record_delimiter: "windows" },
  );
}

/**
 * Comma, semicolon or tab, as spreadsheets of different countries write it. Fails with `localise/not-csv` and the
 * codes of `decodeText`.
 */
export function readCsv(bytes: Uint8Array): Incoming {
  const rows = recordsOf(decodeText(bytes));
  const header = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const column = (name: (typeof COLUMNS)[number]) => header.indexOf(name);
  if (column("id") < 0 || column("target") < 0) throw notCsv('Its first row has no "id" and "target".');
  const cell = (row: readonly string[], name: (typeof COLUMNS)[number]) => unguard(row[column(name)] ?? "");
  const body = rows.slice(1).filter((row) => cell(row, "id").trim() !== "");
  const first = (name: (typeof COLUMNS)[number]) =>
    body.map((row) => cell(row, name).trim()).find((one) => one !== "") ?? null;

  const document = first("document")?.toLowerCase() ?? null;
  const units = new Map<string, IncomingUnit & { readonly segments: IncomingSegment[] }>();
  for (const row of body) {
    const id = cell(row, "id").trim();
    const cut = id.indexOf("/");
    const slot = cut < 0 ? id : id.slice(0, cut);
    const digest = /^[0-9a-f]{64}$/.exec(cell(row, "digest").trim())?.[0] ?? null;
    const named = cell(row, "document").trim().toLowerCase() || document;
    const key = `${named ?? ""} ${slot}`;
    const unit = units.get(key) ?? { document: named, slot, digest, segments: [] };
    units.set(key, unit);
    const target = partsOf(cell(row, "target"));
    unit.segments.push({
      id: cut < 0 ? null : id.slice(cut + 1),
      source: partsOf(cell(row, "source")).parts,
      target: target.parts,
      state: STATES.find((state) => state === cell(row, "state").trim().toLowerCase()) ?? null,
      refolded: target.refolded,
    });
  }
  return {
    source: first("from"),
    target: first("to"),
    units: [...units.values()],
  };
}

function recordsOf(text: string): string[][] {
  try {
    return readTable(text).filter((row) => row.some((cell) => cell !== ""));
  } catch (cause) {
    throw notCsv(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function notCsv(detail: string, cause?: unknown): StudioError {
  return new StudioError("localise/not-csv", "failure", `The file cannot be read as a table. ${detail}`, {
    cause,
    hint: "Save the table as CSV in UTF-8 with all its columns. Nothing was changed.",
  });
}

/**
 * A cell that begins like a formula gets an apostrophe, which spreadsheets take for "this is text" (OWASP, CSV
 * injection); one that begins with apostrophes and then like a formula gets one more, so that it can be undone.
 */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

function guard(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function unguard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function cellOf(inlines: readonly Inline[]): string {
  return inlines
    .map((part) => {
      if ("helpline" in part) return `{${part.helpline}}`;
      if ("fact" in part) return `{fact ${part.fact}}`;
      let text = part.text
        .replace(/[{}]/g, "$&$&")
        .replace(/\r\n?|\n/g, (found) => (found === "\n" ? "{br}" : `{${hex(found)}}`));
      if (part.language !== undefined) text = `{lang ${encodeURIComponent(part.language)}}${text}{/lang}`;
      return part.emphasis ? `{b}${text}{/b}` : text;
    })
    .join("");
}

function hex(text: string): string {
  return `u+${[...text].map((one) => (one.codePointAt(0) ?? 0).toString(16)).join(" u+")}`;
}

interface Marks {
  readonly emphasis?: true;
  readonly language?: string;
}

function partsOf(cell: string): { parts: IncomingPart[]; refolded: boolean } {
  const parts: IncomingPart[] = [];
  let marks: Marks = {};
  const refolded = /[\r\n]/.test(cell);
  const folded = refolded ? unfold(cell) : cell;
  for (const [token] of folded.matchAll(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (token === "{{" || token === "}}") parts.push({ text: token.slice(1), ...marks });
    else if (!/^\{.+\}$/s.test(token)) parts.push({ text: token, ...marks });
    else {
      const code = token.slice(1, -1).trim();
      const points = /^u\+[0-9a-f]{1,6}(?: u\+[0-9a-f]{1,6})*$/.test(code) ? code.split(" ") : [];
      const fact = /^fact ([A-Za-z0-9-]+)$/.exec(code)?.[1];
      const language = /^lang (\S+)$/.exec(code)?.[1];
      if (code === "b") marks = { ...marks, emphasis: true };
      else if (code === "/b") marks = marks.language === undefined ? {} : { language: marks.language };
      else if (code === "/lang") marks = marks.emphasis ? { emphasis: true } : {};
      else if (code === "br") parts.push({ text: "\n", ...marks });
      else if (points.length > 0) {
        const characters = points.map((point) => characterOf(Number.parseInt(point.slice(2), 16)));
        const known = characters.every((one) => one !== null);
        parts.push(known ? { text: characters.join(""), ...marks } : { unknown: token, text: "" });
      } else if (fact !== undefined) parts.push({ fact });
      else if (language !== undefined) marks = { ...marks, language: decoded(language) };
      else if (/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/.test(code)) parts.push({ helpline: code });
      else parts.push({ unknown: token, text: code });
    }
  }
  return { parts, refolded };
}

/** Lines become one; white space at a line's ends goes with its break. */
function unfold(cell: string): string {
  const lines = cell.split(/[\r\n]+/);
  const last = lines.length - 1;
  return lines
    .map((line, index) => {
      const begun = index === 0 ? line : line.trimStart();
      return index === last ? begun : begun.trimEnd();
    })
    .filter((line) => line !== "")
    .join(" ");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
