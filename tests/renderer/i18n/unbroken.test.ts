import { describe, expect, it } from "vitest";
import { unbroken } from "../../../src/renderer/i18n/names.ts";
import { pack } from "../../fixtures/safeMigration.ts";

describe("telephone numbers in a sentence", () => {
  it.each(pack.helplines.map(({ display }) => display))(
    "keeps %s in one piece, and every digit in its place",
    (number) => {
      const shown = unbroken(`اتصلوا بالرقم ${number}؛ 111`);
      expect(shown.replaceAll("\u00a0", " ")).toBe(`اتصلوا بالرقم ${number}؛ 111`);
      expect(shown).not.toMatch(/\d \d/);
    },
  );

  it("leaves words as they are", () => {
    expect(unbroken("in the last 90 days: 111; 113")).toBe("in the last 90 days: 111; 113");
  });
});
