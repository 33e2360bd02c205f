import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { exportWords, importWords } from "../../../src/main/services/document/interchange.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../fixtures/wordsDocument.ts";

const formulas = ["=HYPERLINK(1)", "+84", "-1", "@SUM(1)", "\tx", "＝1", "'=already", "''+twice"];

function withHeadline(source: string, target: string): CampaignDocument {
  const words = (text: string) => ({ slots: { headline: [{ kind: "paragraph" as const, content: [{ text }] }] } });
  return {
    ...sampleDocument(pack.templates[0]?.id ?? ""),
    editions: { "en-VN": words(source), "vi-VN": words(target) },
  };
}

const csv = (document: CampaignDocument) =>
  exportWords(document, pack, { edition: "vi-VN", source: "en-VN", format: "csv" });

describe("a table for spreadsheets", () => {
  it("begins with the bytes that tell Excel its encoding, and ends rows as RFC 4180 says", () => {
    const bytes = csv(withHeadline("Ask", "Hỏi"));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).not.toMatch(/[^\r]\n/);
  });

  it.each(formulas)("%s is not a formula in any cell, and comes back as it was", (text) => {
    const document = withHeadline(text, `${text} x`);
    const bytes = csv(document);
    const rows: string[][] = parse(new TextDecoder().decode(bytes), { bom: true });
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(importWords(document, pack, bytes, null, { by: "x", at: "2026-01-01T00:00:00Z" })).toMatchObject({
      edit: null,
      units: [{ slot: "headline", outcome: "unchanged" }],
    });
  });

  it("takes a cell where somebody deleted the apostrophe for what it says", () => {
    const document = withHeadline("+84", "");
    const text = new TextDecoder().decode(csv(document)).replace("'+84,", "'+84,+84 là mã Việt Nam");
    const bytes = new TextEncoder().encode(text);
    const taken = importWords(document, pack, bytes, null, { by: "x", at: "2026-01-01T00:00:00Z" });
    expect(JSON.stringify(taken.edit)).toContain('"+84 là mã Việt Nam"');
  });

  it.each([";", ",", "\t"])("understands Excel's line sep=%s", (mark) => {
    const rows = ["id,source,target,to", "headline/p1,Ask,Hỏi,vi-VN"].map((row) => row.replaceAll(",", mark));
    const bytes = new TextEncoder().encode(`\ufeffsep=${mark}\r\n${rows.join("\r\n")}`);
    const taken = importWords(withHeadline("Ask", ""), pack, bytes, null, { by: "x", at: "2026-01-01T00:00:00Z" });
    expect(taken.units).toMatchObject([{ slot: "headline", outcome: "taken" }]);
  });

  it("joins the lines of a cell that a spreadsheet broke", () => {
    const table = 'id,source,target,to\r\nheadline/p1,Ask,"\n  Hỏi  \n\n  trước đã\n",vi-VN\r\n';
    const taken = importWords(withHeadline("Ask", ""), pack, new TextEncoder().encode(table), null, {
      by: "x",
      at: "2026-01-01T00:00:00Z",
    });
    expect(JSON.stringify(taken.edit)).toContain('"Hỏi trước đã"');
  });
});
