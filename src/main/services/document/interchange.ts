import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { unknownEdition } from "../../../shared/document/edits.ts";
import { exchangeOf } from "../../../shared/localise/files/exchange.ts";
import { type TakenIn, takeIn } from "../../../shared/localise/files/takeIn.ts";
import { sourceEdition } from "../../../shared/localise/units/units.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { readCsv, writeCsv } from "../../interchange/csv.ts";
import { readXliff } from "../../interchange/readXliff.ts";
import { writeXliff12, writeXliff21 } from "../../interchange/writeXliff.ts";
import { decodeText, MOST_BYTES } from "../../interchange/xmlText.ts";

/** A document's words in one edition ⇄ a file for translators' tools and spreadsheets. */

export const EXCHANGE_FORMATS = ["xliff", "xliff12", "csv"] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

/** Of a file that comes back; above it, it is a mistake or an attack. */
export const MOST_IMPORT_BYTES = MOST_BYTES;

export interface ExportWish {
  /** BCP 47 tag; the document may lack it still. */
  readonly edition: string;
  /** Null for the document's own source. */
  readonly source: string | null;
  readonly format: ExchangeFormat;
}

/** The same document gives the same bytes. Fails with `document/unknown-edition` or `localise/same-edition`. */
export function exportWords(document: CampaignDocument, pack: TemplatePack, wish: ExportWish): Uint8Array {
  const { edition, format } = wish;
  const source = wish.source ?? sourceEdition(document);
  if (source === null || document.editions[source] === undefined) {
    throw unknownEdition(source ?? "", Object.keys(document.editions));
  }
  const tags = pack.editions.map(({ tag }) => tag);
  if (!tags.includes(edition)) throw unknownEdition(edition, tags);
  if (source === edition) {
    throw new StudioError("localise/same-edition", "usage", `${edition} is the source edition.`, {
      hint: "Choose another edition, or another source edition.",
    });
  }
  const exchange = exchangeOf(document, pack, edition, source);
  if (format === "csv") return textBytes(writeCsv(exchange));
  return textBytes(format === "xliff" ? writeXliff21(exchange, pack) : writeXliff12(exchange, pack));
}

/**
 * The format is told by the content. Nothing is changed: the answer holds the edit.
 * Fails with the codes of `readXliff`, `readCsv` and `takeIn`.
 * @param edition BCP 47 tag, or null for the file's own.
 */
export function importWords(
  document: CampaignDocument,
  pack: TemplatePack,
  bytes: Uint8Array,
  edition: string | null,
  who: { readonly by: string; readonly at: string },
): TakenIn {
  const xml = decodeText(bytes).trimStart().startsWith("<");
  return takeIn(document, pack, xml ? readXliff(bytes, pack) : readCsv(bytes), edition, who);
}
