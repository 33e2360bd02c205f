import { describe, expect, it } from "vitest";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { richFromPlain } from "../../../src/shared/document/plainText.ts";
import { composeEditions } from "../../../src/shared/piece/composeEditions.ts";
import { createComposer } from "../../../src/shared/piece/composer.ts";
import { diagnosticsOf } from "../../../src/shared/piece/piece.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { documentWith, POSTER, TODAY } from "../../fixtures/checkedDocument.ts";
import { fonts, pack, plainContent } from "../../fixtures/safeMigration.ts";

const EDITIONS = ["en-VN", "vi-VN", "ar-EG"];
const slots = (tag: string) =>
  Object.fromEntries(
    Object.entries(plainContent(POSTER, tag)).map(([slot, value]) => [
      slot,
      richFromPlain([value].flat(), Array.isArray(value) ? "list" : "paragraphs", []),
    ]),
  );
const document = documentWith(Object.fromEntries(EDITIONS.map((tag) => [tag, slots(tag)])));
const composer = createComposer({ pack, fonts, typesetter: createTypesetter(fonts, pack.families) }, "test");

describe("the composer", () => {
  it("looks at one edition alone where only its pages are asked for", () => {
    const editions = {
      "vi-VN": document.editions["vi-VN"],
      get "ar-EG"(): never {
        throw new Error("nobody asked about ar-EG");
      },
    };
    const watched = { ...document, editions } as unknown as CampaignDocument;
    const { pages } = composer.pages(watched, { template: POSTER, edition: "vi-VN" });
    expect(pages).toEqual(composer.pages(document, { template: POSTER, edition: "vi-VN" }).pages);
    expect(() => composer.findings(watched, "vi-VN", TODAY)).toThrow("nobody asked about ar-EG");
  });

  it("gives with each piece what is wrong with the edition and with its own pages, errors first", () => {
    const blank = { ...document, editions: { ...document.editions, "vi-VN": { slots: {} } } };
    const [piece, ...more] = composer.pieces(blank, "vi-VN", TODAY);
    const name = { template: POSTER, edition: "vi-VN" };
    const composed = composer.pages(blank, name);
    const found = composer.findings(blank, "vi-VN", TODAY);
    expect(more).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    expect(piece?.proof).toEqual(composer.proof(name, composed));
    expect(piece?.diagnostics).toHaveLength(found.length + composed.diagnostics.length);
    expect(piece?.diagnostics).toEqual(expect.arrayContaining([...found, ...composed.diagnostics]));
    expect(piece?.diagnostics.every(({ edition }) => edition === "vi-VN")).toBe(true);
    const severities = piece?.diagnostics.map(({ severity }) => severity) ?? [];
    expect(severities).toEqual([...severities].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(diagnosticsOf([...(piece === undefined ? [] : [piece, piece])])).toHaveLength(
      new Set(piece?.diagnostics.map((one) => JSON.stringify(one))).size,
    );
  });

  it("gives no pieces of an edition that the document lacks", () => {
    expect(composer.pieces(document, "ar-VN", TODAY)).toEqual([]);
    expect(composer.findings(document, "ar-VN", TODAY)).toEqual([]);
  });
});

const ORDER = ["error", "warning", "notice"];

describe("editions one after another", () => {
  const compose = (editions: readonly string[], options: { pause: () => Promise<unknown>; signal?: AbortSignal }) =>
    composeEditions(composer, document, { editions, today: TODAY, ...options });

  it("come in the pack's order, with a pause before each", async () => {
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
    };
    const pieces = await compose(["vi-VN", "ar-VN", "ar-EG", "xx-XX"], { pause });
    expect(pieces.map(({ edition }) => edition.tag)).toEqual(["ar-EG", "vi-VN"]);
    expect(pauses).toBe(2);
  });

  it("stop at the pause in which they are called off", async () => {
    const stop = new AbortController();
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      if (pauses === 2) stop.abort();
    };
    await expect(compose(EDITIONS, { pause, signal: stop.signal })).rejects.toMatchObject({
      code: "contract/cancelled",
    });
    expect(pauses).toBe(2);
  });
});
