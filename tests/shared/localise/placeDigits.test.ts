import { describe, expect, it } from "vitest";
import { placeDigits } from "../../../src/shared/localise/placeDigits.ts";

describe("placeDigits", () => {
  it.each([
    ["كان 27.6 مليون عام 2021", "كان ٢٧٫٦ مليون عام ٢٠٢١"],
    ["202,478 ضحية", "٢٠٢٬٤٧٨ ضحية"],
    ["18.12.2025", "١٨.١٢.٢٠٢٥"],
    ["24/7", "٢٤/٧"],
    ["19:00–21:00", "١٩:٠٠–٢١:٠٠"],
    ["162/2025/ND-CP", "162/2025/ND-CP"],
    ["https://example.org/2026", "https://example.org/2026"],
    ["+84", "+84"],
    ["register2@example.org", "register2@example.org"],
  ])("sets %s in Arabic-Indic digits", (text, expected) => {
    expect(placeDigits(text, "arab")).toBe(expected);
  });

  it("leaves European digits where the edition uses them", () => {
    expect(placeDigits("27.6", "latn")).toBe("27.6");
  });
});
