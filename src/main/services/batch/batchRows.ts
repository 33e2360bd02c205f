import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { familyOf } from "../../../shared/pack/lookUp.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { readTable } from "../../interchange/table.ts";
import { decodeText, MOST_BYTES } from "../../interchange/xmlText.ts";
import type { PlainContent } from "../document/content.ts";
import { safeName } from "../document/safeName.ts";

/** Table of a spreadsheet → the variants of a document: one a row, each with a name and its own words. */

export interface Variant {
  /** Names its folder and its document; no two differ only in upper and lower case. */
  readonly name: string;
  /** As a spreadsheet counts: the first below the header is 2. */
  readonly row: number;
  readonly content: PlainContent;
}

/** Of the file; above it, it is a mistake or an attack. */
export const MOST_TABLE_BYTES = MOST_BYTES;
export const MOST_ROWS = 10_000;
/** What a slot takes, see `parseContent`. */
const LONGEST_CELL = 20_000;
/** Problems that are told at once. */
const MOST_PROBLEMS = 50;

const NAME = "name";

interface Column {
  readonly slot: string;
  readonly editions: readonly string[];
}

/**
 * The header has `name`, and slots: `place` is for every edition that the document has, `place@ar-EG` for that one
 * alone, whatever `place` says. A cell is all that its slot says: an empty one leaves the slot empty, so that no place
 * or date of the document stays by mistake; a line break starts a new paragraph or item.
 *
 * Fails with `batch/not-a-table`, `batch/wrong-table` (with everything that is wrong) and the codes of `decodeText`.
 */
export function readVariants(bytes: Uint8Array, document: CampaignDocument, pack: TemplatePack): Variant[] {
  const [header = [], ...body] = rowsOf(bytes);
  const wrong: Diagnostic[] = [];
  const titles = header.map((cell) => cell.normalize("NFC").trim());
  // Spreadsheets write empty columns at the end.
  const names = titles.slice(0, titles.findLastIndex((title) => title !== "") + 1);
  const columns = columnsOf(names, document, pack, wrong);
  // Nothing of a row can be told while it is unknown what its cells are.
  if (wrong.length > 0) throw wrongTable(wrong);

  const filled = body
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) wrong.push(problem("row 2", "The table has no rows.", "Write a row for each variant."));
  if (filled.length > MOST_ROWS) {
    const message = `The table has ${filled.length} rows; ${MOST_ROWS} is the most.`;
    throw wrongTable([problem(`row ${MOST_ROWS + 2}`, message, "Divide it into several tables.")]);
  }
  const taken = new Map<string, number>();
  const variants = filled.map(({ cells, row }): Variant => {
    checkWidth(cells, names.length, row, wrong);
    const name = (cells[names.indexOf(NAME)] ?? "").normalize("NFC").trim();
    checkName(name, row, taken, wrong);
    for (const [index, cell] of cells.entries()) {
      if (cell.length <= LONGEST_CELL) continue;
      const message = `The cell has ${cell.length} characters; ${LONGEST_CELL} is the most.`;
      wrong.push(problem(`row ${row} › ${names[index]}`, message, "Look for a missing quotation mark."));
    }
    return { name, row, content: contentOf(cells, columns) };
  });
  if (wrong.length > 0) throw wrongTable(wrong);
  return variants;
}

function rowsOf(bytes: Uint8Array): string[][] {
  try {
    return readTable(decodeText(bytes));
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new StudioError("batch/not-a-table", "failure", `The file cannot be read as a table. ${detail}`, {
      cause,
      hint: "Save the table as CSV in UTF-8.",
    });
  }
}

/** A column of `name`, which is no slot, is null. */
function columnsOf(
  names: readonly string[],
  document: CampaignDocument,
  pack: TemplatePack,
  wrong: Diagnostic[],
): (Column | null)[] {
  const slots = familyOf(pack, document.family)
    .slots.filter(({ kind }) => kind !== "picture")
    .map(({ id }) => id);
  const tags = Object.keys(document.editions).sort();
  const say = (name: string, message: string, hint: string) => wrong.push(problem(`row 1 › ${name}`, message, hint));
  if (!names.includes(NAME)) {
    say(NAME, `No column is called "${NAME}".`, "It names the folder and the document of each row.");
  }
  if (names.every((name) => name === NAME)) {
    say("header", "No column is a slot, so nothing would vary.", `Choose among: ${slots.join(", ")}.`);
  }
  return names.map((name, index) => {
    if (names.indexOf(name) < index) say(name, `Two columns are called "${name}".`, "Leave one of them out.");
    if (name === NAME) return null;
    const at = name.indexOf("@");
    const slot = at < 0 ? name : name.slice(0, at);
    const edition = at < 0 ? null : name.slice(at + 1);
    if (!slots.includes(slot)) {
      say(name, `The document has no slot "${slot}" for text.`, `Choose among: ${slots.join(", ")}.`);
    }
    if (edition !== null && !tags.includes(edition)) {
      say(name, `The document has no edition "${edition}".`, `Choose among: ${tags.join(", ")}.`);
    }
    const others = tags.filter((tag) => !names.includes(`${slot}@${tag}`));
    return { slot, editions: edition === null ? others : [edition] };
  });
}

/** A cell too many or too few shifts words into slots where nobody wanted them. */
function checkWidth(cells: readonly string[], width: number, row: number, wrong: Diagnostic[]): void {
  const extra = cells.slice(width).some((cell) => cell.trim() !== "");
  if (cells.length >= width && !extra) return;
  const message = `The row has ${cells.length} cells under ${width} columns.`;
  wrong.push(problem(`row ${row}`, message, "Put words with a comma, a semicolon or a line break in quotation marks."));
}

function checkName(name: string, row: number, taken: Map<string, number>, wrong: Diagnostic[]): void {
  const place = `row ${row} › ${NAME}`;
  if (name === "") {
    wrong.push(problem(place, "The row has no name.", "Give each row a name of its own."));
    return;
  }
  const safe = safeName(name);
  if (safe !== name) {
    const message = `"${name}" is not a valid folder name on every computer.`;
    wrong.push(problem(place, message, `Write for example "${safe}".`));
  }
  // Windows and macOS take two names for one where only the case differs.
  const key = name.toLowerCase();
  const first = taken.get(key);
  if (first !== undefined) {
    wrong.push(problem(place, `Row ${first} has the name "${name}" already.`, "Give each row a name of its own."));
  } else taken.set(key, row);
}

function contentOf(cells: readonly string[], columns: readonly (Column | null)[]): PlainContent {
  const editions: PlainContent["editions"] = {};
  for (const [index, column] of columns.entries()) {
    for (const tag of column?.editions ?? []) {
      editions[tag] = { ...editions[tag], [column?.slot ?? ""]: cells[index] ?? "" };
    }
  }
  return { editions };
}

function problem(place: string, message: string, hint: string): Diagnostic {
  return { code: "batch/wrong-table", severity: "error", place, message, hint };
}

function wrongTable(diagnostics: readonly Diagnostic[]): StudioError {
  const [first] = diagnostics;
  const count = diagnostics.length === 1 ? "" : ` ${diagnostics.length} places are wrong.`;
  const message = `Nothing was made: the table is not right at ${first?.place}. ${first?.message}${count}`;
  return new StudioError("batch/wrong-table", "content", message, {
    hint: first?.hint ?? "",
    diagnostics: diagnostics.slice(0, MOST_PROBLEMS),
  });
}
