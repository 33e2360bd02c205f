import { describe, expect, it } from "vitest";
import { type Diagnostic, plainDiagnostic } from "../../../src/shared/base/diagnostics.ts";
import { manifest } from "../../../src/shared/export/manifest.ts";

/** What programs read of a diagnostic keeps its shape. */
describe("plainDiagnostic", () => {
  it("leaves out only what is for the window", () => {
    const told: Diagnostic = {
      code: "typeset/overflow",
      severity: "error",
      edition: "vi-VN",
      place: "poster › front",
      message: "It does not fit.",
      hint: "Shorten it.",
      values: { text: "word" },
      at: { template: "poster", page: "front" },
    };
    const { values: _values, at: _at, ...plain } = told;
    expect(plainDiagnostic(told)).toEqual(plain);
    const noticed = manifest.shape.diagnostics.element.strict();
    expect(noticed.safeParse(plainDiagnostic({ ...told, template: "poster" })).success).toBe(true);
    expect(noticed.safeParse({ ...told, template: "poster" }).success).toBe(false);
  });
});
