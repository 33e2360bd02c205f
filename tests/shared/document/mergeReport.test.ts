import { describe, expect, it } from "vitest";
import { changeName, changeOfName, valueAt } from "../../../src/shared/document/change.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import { changeDigests } from "../../../src/shared/document/documentChanges.ts";
import type { CampaignDocument } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { mergeDocuments } from "../../../src/shared/document/mergeDocuments.ts";
import { reportMerge } from "../../../src/shared/document/mergeReport.ts";
import { PACK } from "../../fakes/samplePack.ts";

const words = (text: string) => [{ kind: "paragraph" as const, content: [{ text }] }];
const DIGEST = "a".repeat(64);
const START: CampaignDocument = withEdits(
  createDocument(PACK, "poster-a3", {
    id: "00000000-0000-4000-8000-000000000000",
    at: "2026-01-01T00:00:00Z",
    engine: "0.1.0",
  }),
  { kind: "set-edition", edition: "vi-VN", content: { slots: { headline: words("A"), body: words("A") } } },
);

function withEdits(document: CampaignDocument, ...edits: readonly Edit[]): CampaignDocument {
  return edits.reduce((before, edit) => applyEdit(before, edit).document, document);
}

const slot = (name: string, text: string): Edit => ({
  kind: "set-slot",
  edition: "vi-VN",
  slot: name,
  content: words(text),
});
const photo: readonly Edit[] = [
  {
    kind: "set-picture",
    digest: DIGEST,
    picture: { name: "hands", type: "image/png", width: 9, height: 9, consent: null },
  },
  {
    kind: "place-picture",
    slot: "left",
    placement: { digest: DIGEST, focus: { x: 0.5, y: 0.5 }, alt: { "vi-VN": "tay" } },
  },
];
const unit: Edit = {
  kind: "set-unit",
  edition: "vi-VN",
  slot: "body",
  unit: { source: { edition: "ar-EG", content: words("A") }, by: "Lan", at: "2026-01-01T00:00:00Z", reviewed: null },
};

function report(ours: CampaignDocument, theirs: CampaignDocument) {
  const merged = mergeDocuments(ours, theirs, {
    base: START,
    take: "ours",
    approvals: [],
    at: "2026-02-01T00:00:00Z",
  });
  if (merged.state === "conflicts") throw new Error("in conflict");
  return reportMerge(ours, theirs, merged.document, merged.settled);
}

describe("what a merge does, change by change", () => {
  it("is nothing where both are alike", () => {
    expect(report(START, START)).toEqual({ taken: [], kept: [] });
  });

  it("tells what comes from the other copy and what stays, and leaves conflicts to be asked", () => {
    const ours = withEdits(START, { kind: "set-title", title: "Mine" }, slot("headline", "B"));
    const theirs = withEdits(START, slot("headline", "C"), slot("body", "C"));
    expect(report(ours, theirs)).toEqual({
      taken: [{ kind: "slot", edition: "vi-VN", slot: "body" }],
      kept: [{ kind: "title" }],
    });
  });

  it("names a photograph once, with its description, and formats once", () => {
    const theirs = withEdits(START, ...photo, { kind: "set-templates", templates: ["poster-a3", "post", "card"] });
    const { taken } = report(START, theirs);
    expect(taken).toEqual([
      { kind: "alt", edition: "vi-VN", slot: "left" },
      { kind: "placement", slot: "left" },
      { kind: "templates" },
    ]);
  });

  it("names what else changed of a photograph that stays where it is", () => {
    const [base, renamed] = [
      withEdits(START, ...photo),
      withEdits(START, ...photo, {
        kind: "set-picture",
        digest: DIGEST,
        picture: { name: "two hands", type: "image/png", width: 9, height: 9, consent: null },
      }),
    ];
    const taken = (merged: CampaignDocument) => reportMerge(base, merged, merged, []).taken;
    expect(taken(renamed)).toEqual([{ kind: "picture", digest: DIGEST }]);
    const moved = withEdits(base, {
      kind: "place-picture",
      slot: "left",
      placement: { digest: DIGEST, focus: { x: 0, y: 0 }, alt: { "vi-VN": "tay" } },
    });
    expect(taken(moved)).toEqual([{ kind: "focus", slot: "left" }]);
  });

  it("tells who worked on words only where the words are the same", () => {
    expect(report(START, withEdits(START, unit)).taken).toEqual([{ kind: "unit", edition: "vi-VN", slot: "body" }]);
    expect(report(START, withEdits(START, slot("body", "B"), unit)).taken).toEqual([
      { kind: "slot", edition: "vi-VN", slot: "body" },
    ]);
  });
});

describe("changes", () => {
  it("are named as the digests of a document, and found again", () => {
    const document = withEdits(START, ...photo, {
      kind: "set-remark",
      id: "one/two:three",
      remark: {
        about: { edition: "vi-VN", slot: "body" },
        thread: [{ by: "Lan", at: "2026-01-01T00:00:00Z", text: "?" }],
        resolved: null,
      },
    });
    const names = [...changeDigests(document).keys()].filter((name) => !name.startsWith("template:"));
    for (const name of names) {
      const change = changeOfName(name);
      if (change.kind === "unit") continue;
      expect(changeName(change)).toBe(name);
      expect(valueAt(document, change)).not.toBeNull();
      expect(valueAt(START, change) === null || START === document || changeDigests(START).has(name)).toBe(true);
    }
    expect(names.length).toBeGreaterThan(7);
  });
});
