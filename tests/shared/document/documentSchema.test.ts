import { describe, expect, it } from "vitest";
import { campaignDocument, type EditionContent, richText } from "../../../src/shared/document/documentSchema.ts";

const paragraph = (length: number) => ({ kind: "paragraph" as const, content: [{ text: "a".repeat(length) }] });
const issues = (value: unknown, schema: typeof richText | typeof campaignDocument.shape.editions = richText) =>
  schema.safeParse(value).error?.issues.map(({ code, path }) => [code, ...path].join(" ")) ?? [];

describe("how much a document may say", () => {
  it("is 20,000 characters in one slot, however many runs and paragraphs they are in", () => {
    expect(issues([paragraph(10_000), paragraph(10_000)])).toEqual([]);
    expect(issues([paragraph(10_000), paragraph(10_001)])).toEqual(["too_big"]);
  });

  it("is 500 items in one slot, in all its lists", () => {
    const list = (length: number) => ({ kind: "list" as const, items: Array.from({ length }, () => [{ text: "a" }]) });
    expect(issues([list(200), list(200), list(100)])).toEqual([]);
    expect(issues([list(200), list(200), list(101)])).toEqual(["too_big items"]);
  });

  it("is 200,000 characters in all editions together", () => {
    const edition = (slots: number): EditionContent => ({
      slots: Object.fromEntries(Array.from({ length: slots }, (_, at) => [`slot-${at}`, [paragraph(20_000)]])),
    });
    const schema = campaignDocument.shape.editions;
    expect(issues({ "ar-EG": edition(5), "vi-VN": edition(5) }, schema)).toEqual([]);
    expect(issues({ "ar-EG": edition(5), "vi-VN": edition(6) }, schema)).toEqual(["too_big"]);
  });
});
