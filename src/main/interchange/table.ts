import { parse } from "csv-parse/sync";

/** Text of a spreadsheet → its rows of cells, exactly as they stand there. */

/** Characters of one row; above it a quotation mark is missing somewhere. */
const LONGEST_ROW = 1_000_000;

/**
 * Comma, semicolon or tab, as spreadsheets of different countries write it. Rows may differ in length, and an empty
 * line is a row as well, so that the number of a row is the one that people see. A first line `sep=;`, which Excel understands, is no row. Throws what the parser says.
 */
export function readTable(text: string): string[][] {
  const said = /^\uFEFF?sep=([,;\t])[\r\n]+/i.exec(text);
  if (said !== null) return parsed(text.slice(said[0].length), said[1] ?? ",");
  const header = /^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? "";
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  const best = counted.reduce((one, other) => (other.count > one.count ? other : one));
  return parsed(text, best.delimiter);
}

function parsed(text: string, delimiter: string): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
}
