import { expect, it } from "vitest";
import { problemsOfAll } from "../../../src/renderer/pieces/frameFacts.ts";
import { packChanges } from "../../../src/shared/document/packChanges.ts";
import { checkDocument, documentWith, paragraph } from "../../fixtures/checkedDocument.ts";
import { pack } from "../../fixtures/safeMigration.ts";

it("takes a changed pack for a problem of the whole, and those of slots and frames not", () => {
  const document = documentWith({ "en-VN": { body: paragraph("Call 1600 before you sign.") } });
  const [changed] = packChanges({ ...document, pack: { ...document.pack, digest: "0".repeat(64) } }, pack);
  const inSlots = checkDocument(document, "en-VN").filter(({ at }) => at?.slot !== undefined);
  expect(changed?.code).toBe("document/pack-changed");
  expect(inSlots.length).toBeGreaterThan(0);
  expect(problemsOfAll([...inSlots, ...(changed === undefined ? [] : [changed])])).toEqual([changed]);
});
