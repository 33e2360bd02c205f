import { describe, expect, it } from "vitest";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import type { CampaignDocument, RichText } from "../../../src/shared/document/documentSchema.ts";
import { localise } from "../../../src/shared/localise/localise.ts";
import { AR, PACK, VI } from "../../fakes/samplePack.ts";

const FRESH = createDocument(PACK, "poster-a3", { id: "x", at: "2026-01-01T00:00:00Z", engine: "0" });

function withSlots(tag: string, slots: Record<string, RichText>): CampaignDocument {
  return { ...FRESH, editions: { [tag]: { slots } } };
}

describe("localise", () => {
  it("resolves helplines with the digits that people dial, and facts in the edition's language and digits", () => {
    const document = withSlots("ar-EG", {
      headline: [{ kind: "paragraph", content: [{ text: "اتصل 24/7: " }, { helpline: "EG-15508" }] }],
      items: [{ kind: "list", items: [[{ fact: "F1" }], [{ text: "نعم", emphasis: true }]] }],
    });
    const { localised, diagnostics } = localise(document, AR, PACK);
    expect(diagnostics).toEqual([]);
    expect(localised.slots).toEqual({
      headline: [
        {
          kind: "paragraph",
          runs: [
            { text: "اتصل ٢٤/٧: ", emphasis: false, written: { start: 0, text: "اتصل 24/7: " } },
            { text: "15508", emphasis: false, atom: { kind: "helpline", id: "EG-15508" } },
          ],
        },
      ],
      items: [
        {
          kind: "item",
          runs: [
            {
              text: "كان ٢٧٫٦ مليون شخص في العمل الجبري عام ٢٠٢١.",
              emphasis: false,
              atom: { kind: "fact", id: "F1" },
              written: { start: 0, text: "كان 27.6 مليون شخص في العمل الجبري عام 2021." },
            },
          ],
        },
        { kind: "item", runs: [{ text: "نعم", emphasis: true }] },
      ],
    });
  });

  it("reports what the registry lacks, with its place", () => {
    const document = withSlots("vi-VN", {
      headline: [{ kind: "paragraph", content: [{ helpline: "VN-999" }, { fact: "F9" }] }],
    });
    const { localised, diagnostics } = localise(document, VI, PACK);
    expect(diagnostics.map(({ code, edition, place }) => [code, edition, place])).toEqual([
      ["localise/unknown-helpline", "vi-VN", "Poster › headline"],
      ["localise/unknown-fact", "vi-VN", "Poster › headline"],
    ]);
    expect(localised.slots).toEqual({});
  });

  it("gives the alternative text of the edition, and reports a picture that is gone", () => {
    const digest = "d".repeat(64);
    const focus = { x: 0.5, y: 0.25 };
    const document: CampaignDocument = {
      ...FRESH,
      pictures: { [digest]: { name: "hands", type: "image/png", width: 30, height: 20, consent: null } },
      placements: {
        art: { digest, focus, alt: { "vi-VN": "Bàn tay" } },
        back: { digest: "e".repeat(64), focus, alt: {} },
      },
    };
    const { localised, diagnostics } = localise(document, VI, PACK);
    expect(localised.pictures).toEqual({ art: { digest, focus, width: 30, height: 20, alt: "Bàn tay" } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["localise/missing-picture"]);
  });

  it("leaves out slots without a word", () => {
    const { localised } = localise(
      withSlots("vi-VN", { headline: [], items: [{ kind: "list", items: [] }] }),
      VI,
      PACK,
    );
    expect(localised.slots).toEqual({});
  });
});
