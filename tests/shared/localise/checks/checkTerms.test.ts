import { expect, it } from "vitest";
import { checkTerms } from "../../../../src/shared/localise/checks/checkTerms.ts";
import { CheckedText } from "../../../../src/shared/localise/checks/checkText.ts";
import { localise } from "../../../../src/shared/localise/localise.ts";
import { documentWith, paragraph, TODAY } from "../../../fixtures/checkedDocument.ts";
import { pack } from "../../../fixtures/safeMigration.ts";

/** @returns how often the check asks a translated passage for its words. */
function readsOf(count: number): number {
  const source = paragraph(...Array.from({ length: count }, (_, index) => `Trafficking in persons, ${index}`));
  const target = paragraph(...Array.from({ length: count }, (_, index) => `Mua bán người, ${index}`));
  const document = documentWith({ "en-VN": { body: source }, "vi-VN": { body: target } });
  const family = pack.content.find(({ id }) => id === document.family);
  const [original, own] = ["en-VN", "vi-VN"].map((tag) => {
    const edition = pack.editions.find((one) => one.tag === tag);
    if (!edition) throw new Error(`no ${tag}`);
    return localise(document, edition, pack).localised;
  });
  if (!family || !original || !own) throw new Error("no sample");
  const context = { pack, family, templates: [], today: TODAY, siblings: [original], source: "en-VN" };
  const checked = new CheckedText(own, context);
  let reads = 0;
  for (const passage of checked.passages) {
    const { text } = passage;
    Object.defineProperty(passage, "text", {
      get: () => {
        reads += 1;
        return text;
      },
    });
  }
  checkTerms(checked);
  return reads;
}

it("twice as many passages are twice the work, not four times", () => {
  const once = readsOf(100);
  expect(once).toBeGreaterThanOrEqual(100);
  expect(readsOf(200)).toBeLessThanOrEqual(2 * once);
});
