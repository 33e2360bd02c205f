import { describe, expect, it } from "vitest";
import type { CampaignDocument } from "../../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { refuseReview, slotErrors } from "../../../../src/shared/localise/checks/slotErrors.ts";
import { markReviewed } from "../../../../src/shared/localise/units/unitEdits.ts";
import { applyUpkeep } from "../../../../src/shared/pack/upkeep.ts";
import { documentWith, paragraph, TODAY } from "../../../fixtures/checkedDocument.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

const who = { by: "Mai", at: "2026-07-01T10:00:00Z" };
const place = { edition: "vi-VN", slot: "body" };

function review(document: CampaignDocument): CampaignDocument {
  const edit = markReviewed(document, place, who);
  if (edit === null) throw new Error("there are words to review");
  refuseReview(document, edit, pack, TODAY);
  return applyEdit(document, edit).document;
}
const has = (vi: string, en = "Ask before you go.", ar = "اسألوا قبل السفر.") =>
  documentWith({
    "en-VN": { body: paragraph(en) },
    "vi-VN": { body: paragraph(vi) },
    "ar-VN": { body: paragraph(ar) },
  });

describe("words that somebody calls reviewed", () => {
  it.each([
    ["a number that nobody knows", has("Gọi ngay 0999 888 777.")],
    ["another number than the source", has("Trước năm 2027, hãy hỏi.", "Ask before 2026.")],
    ["wording that harms", has("Cô ấy bị đem bán như hàng hóa.")],
  ])("must not have %s", (_, document) => {
    expect(() => review(document)).toThrow(expect.objectContaining({ code: "localise/has-errors" }));
    expect(slotErrors(document, pack, "vi-VN", TODAY).get("body")?.length).toBeGreaterThan(0);
  });

  it("may have warnings, and may stand beside an edition that has something wrong", () => {
    const long = `${"Hãy hỏi người quen và kiểm tra giấy phép của doanh nghiệp ".repeat(5)}trước khi đi.`;
    expect(review(has(long)).editions["vi-VN"]?.units?.body?.reviewed?.by).toBe("Mai");
    expect(review(has("Hãy hỏi trước khi đi.", "Ask first.", "اتصلوا بالرقم 0999 888 777 قبل 2030."))).toBeDefined();
  });

  it("stay so when a number in them is withdrawn later, until somebody reviews them anew", () => {
    const reviewed = review(has("Gọi 111 khi cần."));
    const unit = reviewed.editions["vi-VN"]?.units?.body;
    if (unit === undefined) throw new Error("a review makes a unit");
    const withdrawn = { reason: "Nobody answers.", by: "Lan", on: TODAY };
    const later = applyUpkeep(pack, [{ kind: "helpline", id: "VN-111", confirmed: null, withdrawn }]);
    const said = { kind: "set-unit", ...place, unit: { ...unit, by: "Nour" } } as const;
    expect(() => refuseReview(reviewed, said, later, TODAY)).not.toThrow();
    const again = markReviewed(reviewed, place, { ...who, by: "Nour" });
    if (again === null) throw new Error("there are words to review");
    expect(() => refuseReview(reviewed, again, later, TODAY)).toThrow(/111/);
  });
});
