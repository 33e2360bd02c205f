import { describe, expect, it } from "vitest";
import { importWords } from "../../../src/main/services/document/interchange.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../fixtures/wordsDocument.ts";

/** A file with the words of several documents gives each document its own. */

const OTHER = "00000000-0000-4000-8000-000000000001";
const words = (text: string) => [{ kind: "paragraph" as const, content: [{ text }] }];
const document: CampaignDocument = {
  ...sampleDocument(pack.templates[0]?.id ?? ""),
  editions: {
    "en-VN": { slots: { headline: words("Ask before you sign"), safety: words("Use a phone of your own") } },
  },
};

interface Part {
  readonly original: string;
  readonly slot: string;
  readonly source: string;
}

function xliff12(parts: readonly Part[]): string {
  const files = parts.map(
    ({ original, slot, source }) =>
      `<file original="${original}" source-language="en-VN" target-language="vi-VN" datatype="plaintext"><body><trans-unit id="${slot}/p1"><source>${source}</source><target state="translated">Bản dịch ${source.length}</target></trans-unit></body></file>`,
  );
  return `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">${files.join("")}</xliff>`;
}

function xliff21(parts: readonly Part[]): string {
  const files = parts.map(
    ({ original, slot, source }, index) =>
      `<file id="f${index}" original="${original}"><unit id="${slot}"><segment id="p1" state="translated"><source>${source}</source><target>Bản dịch ${source.length}</target></segment></unit></file>`,
  );
  return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-VN" trgLang="vi-VN">${files.join("")}</xliff>`;
}

function csv(parts: readonly Part[]): string {
  const rows = parts.map(
    ({ original, slot, source }) => `${slot}/p1,${source},Bản dịch ${source.length},${original},vi-VN`,
  );
  return ["id,source,target,document,to", ...rows].join("\r\n");
}

const take = (text: string) =>
  importWords(document, pack, new TextEncoder().encode(text), null, { by: "x", at: "2026-01-01T00:00:00Z" });

const OWN: Part = { original: document.id, slot: "headline", source: "Ask before you sign" };

describe.each([
  ["XLIFF 1.2", xliff12],
  ["XLIFF 2.1", xliff21],
  ["a table", csv],
])("%s", (_, write) => {
  it.each(["safety", "headline"])("takes the document's own unit, and names the other's (%s)", (slot) => {
    const other = { original: OTHER, slot, source: "Bring warm clothes and a torch" };
    for (const parts of [
      [OWN, other],
      [other, OWN],
    ]) {
      const { units, edit } = take(write(parts));
      expect(units.map(({ outcome, reason }) => [outcome, reason])).toEqual(
        expect.arrayContaining([
          ["taken", null],
          ["skipped", "another-document"],
        ]),
      );
      expect(JSON.stringify(edit)).toContain("Bản dịch 19");
      expect(JSON.stringify(edit)).not.toContain("Bản dịch 30");
    }
  });
});

describe("a part whose document was renamed", () => {
  const renamed = { ...OWN, original: "C:\\jobs\\poster.docx" };

  it("is matched by its source", () => {
    expect(take(xliff12([renamed])).units).toMatchObject([{ outcome: "taken", warnings: [] }]);
    const near = { ...renamed, source: "Ask before you sign it" };
    expect(take(xliff12([near])).units).toMatchObject([{ outcome: "taken", warnings: ["stale-source"] }]);
  });

  it("is refused with both sources where only its id fits", () => {
    const { units, edit } = take(xliff12([{ ...renamed, source: "Bring warm clothes and a torch" }]));
    expect(edit).toBeNull();
    expect(units).toMatchObject([{ outcome: "skipped", reason: "other-source" }]);
    expect(units[0]?.message).toContain("Bring warm clothes and a torch");
    expect(units[0]?.message).toContain("Ask before you sign");
  });

  it("comes after a part that names this document", () => {
    const { units } = take(xliff12([renamed, OWN]));
    expect(units).toMatchObject([{ outcome: "taken" }, { outcome: "skipped", reason: "twice" }]);
  });
});
