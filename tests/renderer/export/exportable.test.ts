import { describe, expect, it } from "vitest";
import { chosenPieces, isExportable, sizeIn, usualFormats } from "../../../src/renderer/export/exportable.ts";
import type { PieceState } from "../../../src/shared/contract/approvalCalls.ts";
import { templateOf } from "../../../src/shared/pack/lookUp.ts";
import { pack } from "../../fixtures/safeMigration.ts";

const piece = (edition: string, gate: PieceState["gate"], severity: "error" | "warning" = "warning"): PieceState => ({
  template: "card",
  edition,
  proof: "0".repeat(64),
  gate,
  reasons: [],
  decisions: [],
  diagnostics: [{ code: "x/y", severity, place: "", message: "", hint: "" }],
});

describe("what an export takes", () => {
  it("final files need an approval and no errors; drafts need neither", () => {
    expect(isExportable(piece("en-VN", "open"), false)).toBe(true);
    expect(isExportable(piece("en-VN", "closed"), false)).toBe(false);
    expect(isExportable(piece("en-VN", "open", "error"), false)).toBe(false);
    expect(isExportable(piece("en-VN", "closed", "error"), true)).toBe(true);
  });

  it("is everything that may leave, except what was left out", () => {
    const pieces = [piece("ar-EG", "open"), piece("vi-VN", "closed"), piece("en-VN", "open")];
    const editions = (draft: boolean) =>
      chosenPieces(pieces, new Set(["card/en-VN"]), draft).map(({ edition }) => edition);
    expect(editions(false)).toEqual(["ar-EG"]);
    expect(editions(true)).toEqual(["ar-EG", "vi-VN"]);
  });
});

describe("usual formats", () => {
  it("are PDFs for paper and pictures for screens", () => {
    const poster = templateOf(pack, "poster-fake-job-signs");
    const post = templateOf(pack, "post-5-questions");
    expect(usualFormats([poster])).toEqual(["print-pdf", "digital-pdf"]);
    expect(usualFormats([post])).toEqual(["png"]);
    expect(usualFormats([poster, post])).toEqual(["print-pdf", "digital-pdf", "png"]);
  });
});

describe("size of a file", () => {
  it.each([
    [1, 1, "kilobyte"],
    [52_345, 52, "kilobyte"],
    [999_499, 999, "kilobyte"],
    [999_500, 1, "megabyte"],
    [1_250_000, 1.3, "megabyte"],
  ])("%i bytes are %d %s", (bytes, value, unit) => {
    expect(sizeIn(bytes)).toEqual({ value, unit });
  });
});
