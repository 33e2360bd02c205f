import { describe, expect, it } from "vitest";
import type { LocalisedRun } from "../../../../src/shared/localise/localisedDocument.ts";
import { type Setting, shape } from "../../../../src/shared/typeset/page/textStack.ts";
import { createTypesetter } from "../../../../src/shared/typeset/text/typesetter.ts";
import { fonts, pack } from "../../../fixtures/safeMigration.ts";

const typesetter = createTypesetter(fonts, pack.families);

function settingFor(tag: string, styleId: string): Setting {
  const edition = pack.editions.find((candidate) => candidate.tag === tag);
  const style = pack.styles[styleId];
  if (!edition || !style) throw new Error(`no ${tag} or ${styleId}`);
  return { style, ink: style.colour, size: 12, align: "start", leading: 1.4, edition, typesetter };
}

describe("shape", () => {
  const runs: readonly LocalisedRun[] = [{ text: "Gọi 111, 24/7", emphasis: false }];
  const body = settingFor("vi-VN", "body");

  it("answers at once for the same runs at another size", () => {
    expect(shape(runs, { ...body, size: 30, leading: 2 })).toBe(shape(runs, body));
  });

  it("never answers with what was shaped for another setting", () => {
    const others: Setting[] = [
      { ...body, style: { ...body.style, weight: 800 } },
      { ...body, style: { ...body.style, family: "Alexandria" } },
      { ...body, ink: "another-ink" },
      { ...body, edition: settingFor("ar-EG", "body").edition },
      { ...body, typesetter: createTypesetter(fonts, pack.families) },
    ];
    for (const other of others) {
      const fresh = createTypesetter(fonts, pack.families);
      const expected = shape([...runs], { ...other, typesetter: fresh }).breakLines({ measure: 20, balance: false });
      shape(runs, body);
      const got = shape(runs, other);
      expect(got).not.toBe(shape(runs, body));
      expect(got.breakLines({ measure: 20, balance: false })).toEqual(expected);
    }
  });
});
