import { parse } from "csv-parse/sync";

/** Text of a spreadsheet → its rows of cells, exactly as they stand there. */

/** Characters of one row; above it a quotation mark is missing somewhere. */
const LONGEST_ROW = 1_000_000;

/**
 * Comma, semicolon or tab, as spreadsheets of different countries write it. Rows may differ in length, and an empty
 * line is a row as well, so that the number of a row is the one that people see. Throws what the parser says.
 */
export function readTable(text: string): string[][] {
  const header = /^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? "";
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one));
  return parse(text, {
    bom: true,
    delimiter: best.delimiter,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
}
