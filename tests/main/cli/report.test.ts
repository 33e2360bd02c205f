import { afterEach, describe, expect, it, vi } from "vitest";
import { printFailure, printResult } from "../../../src/main/cli/report.ts";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";

/** Programs that read `--json` find diagnostics in the shape they know, wherever these stand. */

const told: Diagnostic = {
  code: "typeset/overflow",
  severity: "error",
  place: "poster",
  message: "It does not fit.",
  hint: "Shorten it.",
  values: { text: "word" },
  at: { template: "poster" },
};
const plain = {
  code: "typeset/overflow",
  severity: "error",
  place: "poster",
  message: "It does not fit.",
  hint: "Shorten it.",
};

function printed(print: () => void): unknown {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  print();
  return JSON.parse(String(out.mock.calls[0]?.[0]));
}

afterEach(() => vi.restoreAllMocks());

describe("diagnostics in JSON", () => {
  it("have no more than their known members, however deep they stand", () => {
    const value = { values: { kept: true }, pieces: [{ diagnostics: [told] }] };
    expect(printed(() => printResult(true, value, []))).toEqual({
      values: { kept: true },
      pieces: [{ diagnostics: [plain] }],
    });
  });

  it("are the same in failures", () => {
    const error = new StudioError("export/has-errors", "content", "It has errors.", { diagnostics: [told] });
    expect(printed(() => printFailure(true, error))).toMatchObject({ diagnostics: [plain] });
    expect(JSON.stringify(printed(() => printFailure(true, error)))).not.toContain("template");
  });
});
