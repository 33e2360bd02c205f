import { describe, expect, it } from "vitest";
import { withFloor } from "../../../../src/shared/pack/parse/floorRules.ts";
import { parsePack } from "../../../../src/shared/pack/parse/parsePack.ts";
import { checkDocument, documentWith, paragraph } from "../../../fixtures/checkedDocument.ts";
import { pack, packFiles } from "../../../fixtures/safeMigration.ts";

/** The built-in pack with other content rules. */
function packWith(rules: readonly unknown[]) {
  const path = "data/rules.json";
  const data = JSON.parse(new TextDecoder().decode(packFiles.get(path)));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...data, rules: [], content_rules: rules }));
  const parsed = parsePack(new Map([...packFiles, [path, bytes]])).pack;
  if (parsed === null) throw new Error("a pack without rules is a pack");
  return parsed;
}

describe("withFloor", () => {
  it("leaves a pack with all of its rules as it is", () => {
    expect(withFloor(pack.contentRules)).toEqual(pack.contentRules);
  });

  it("lets no pack make a rule milder", () => {
    const milder = pack.contentRules.map((rule) => ({ ...rule, severity: "info" as const }));
    const held = withFloor(milder).filter(({ severity }) => severity !== "info");
    expect(held.map(({ id, severity }) => `${id} ${severity}`)).toEqual(["C03 block", "C22 block", "C30 warn"]);
  });
});

describe("a pack without a single rule", () => {
  it.each([
    ["Call 1800 1567 before you sign.", "localise/C03"],
    ["Meet us at {{place}}.", "localise/C22"],
    ["See jobs-abroad.biz for offers.", "localise/C30"],
    ["Call 4477 before you sign.", "localise/unknown-number"],
    ["Call 15508 before you sign.", "localise/out-of-reach"],
  ])("is no way around: %s", (text, code) => {
    const document = documentWith({ "en-VN": { body: paragraph(text) } });
    const found = checkDocument(document, "en-VN", packWith([])).filter(({ severity }) => severity === "error");
    expect(found.map((one) => one.code)).toContain(code);
  });
});
