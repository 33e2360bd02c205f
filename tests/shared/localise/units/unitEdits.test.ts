import { describe, expect, it } from "vitest";
import type { CampaignDocument, RichText } from "../../../../src/shared/document/documentSchema.ts";
import { editSchema } from "../../../../src/shared/document/editSchema.ts";
import { applyEdit, type Edit } from "../../../../src/shared/document/edits.ts";
import {
  keepForNewSource,
  markReviewed,
  takeReviewBack,
  withParagraph,
  writeWords,
} from "../../../../src/shared/localise/units/unitEdits.ts";
import { unitStatuses } from "../../../../src/shared/localise/units/unitStatus.ts";
import { familyOf, templateOf } from "../../../../src/shared/pack/lookUp.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../../fixtures/wordsDocument.ts";

const says = (text: string): RichText => [{ kind: "paragraph", content: [{ text }] }];
const who = { by: "Nour", at: "2026-11-01T10:00:00Z" };
const template = templateOf(pack, "trifold-safe-migration");
const slot = familyOf(pack, template.family).slots.find(({ kind }) => kind === "line")?.id ?? "";
const place = { edition: "ar-EG", slot };

/** Every edit goes through the schema that the host checks it by. */
function applied(document: CampaignDocument, edit: Edit | null): CampaignDocument {
  expect(edit).not.toBeNull();
  return edit === null ? document : applyEdit(document, editSchema.parse(edit)).document;
}

function stateOf(document: CampaignDocument): string | undefined {
  return unitStatuses(document, pack, "ar-EG", "en-VN")[slot]?.state;
}

const start: CampaignDocument = {
  ...sampleDocument(template.id),
  editions: { "en-VN": { slots: { [slot]: says("Ask first") } }, "ar-EG": { slots: {} } },
};
const written = applied(start, writeWords(start, place, says("اسأل أولًا"), who));
const reviewed = applied(written, markReviewed(written, place, { ...who, by: "Mai" }));
const changed = applied(reviewed, writeWords(reviewed, { ...place, edition: "en-VN" }, says("Ask before you go"), who));

describe("words of a slot on their way to be reviewed", () => {
  it("are missing, a draft, reviewed, and stale when the source changes", () => {
    expect([start, written, reviewed, changed].map(stateOf)).toEqual(["missing", "draft", "reviewed", "stale"]);
  });

  it("say from which edition they were written, and never change another's choice of it", () => {
    expect(written.source).toBe("en-VN");
    const other: CampaignDocument = { ...start, source: "vi-VN" };
    expect(applied(other, writeWords(other, place, says("اسأل"), who)).source).toBe("vi-VN");
  });

  it("come back in one step", () => {
    for (const edit of [writeWords(start, place, says("اسأل"), who), writeWords(start, place, null, who)]) {
      const { document, inverse } = applyEdit(start, edit);
      expect(applyEdit(document, inverse).document).toEqual(start);
    }
  });

  it("are stale no more when somebody says so, and keep their writer and reviewer", () => {
    const kept = applied(changed, keepForNewSource(changed, place));
    expect(stateOf(kept)).toBe("reviewed");
    expect(kept.editions["ar-EG"]?.units?.[slot]).toMatchObject({ by: "Nour", reviewed: { by: "Mai" } });
  });

  it("are a draft again when the review is taken back, or when they are others", () => {
    expect(stateOf(applied(reviewed, takeReviewBack(reviewed, place)))).toBe("draft");
    expect(stateOf(applied(reviewed, writeWords(reviewed, place, says("اسألي أولًا"), who)))).toBe("draft");
  });

  it("leave nothing behind when they are deleted", () => {
    const gone = applied(written, writeWords(written, place, null, who));
    expect(stateOf(gone)).toBe("missing");
    expect(gone.editions["ar-EG"]).toEqual({ slots: {} });
  });

  it("cannot be reviewed before they are there, nor in the source itself", () => {
    expect(markReviewed(start, place, who)).toBeNull();
    expect(markReviewed(start, { ...place, edition: "en-VN" }, who)).toBeNull();
    expect(takeReviewBack(written, place)).toBeNull();
    expect(keepForNewSource(start, place)).toBeNull();
  });
});

describe("a suggestion", () => {
  const list = (...items: string[]): RichText => [{ kind: "list", items: items.map((text) => [{ text }]) }];
  it("takes the place of its paragraph", () => {
    expect(withParagraph(list("a", "b"), list("x", "y"), 1, [{ text: "new" }])).toEqual(list("a", "new"));
  });
  it("is added where there are fewer, in the shape of the source", () => {
    expect(withParagraph([], list("x", "y"), 0, [{ text: "new" }])).toEqual(list("new"));
    expect(withParagraph(list("a"), list("x", "y"), 1, [{ text: "new" }])).toEqual(list("a", "new"));
    expect(withParagraph([], says("x"), 0, [{ helpline: "VN-111" }])).toEqual([
      { kind: "paragraph", content: [{ helpline: "VN-111" }] },
    ]);
  });
});
