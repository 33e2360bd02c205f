import { describe, expect, it } from "vitest";
import { pieceStatus } from "../../../src/renderer/pieces/pieceStatus.ts";
import type { PieceState } from "../../../src/shared/contract/approvalCalls.ts";

const piece = (gate: PieceState["gate"], codes: readonly string[] = [], errors = 0) => ({
  gate,
  reasons: codes.map((code) => ({ code, message: "" })),
  diagnostics: Array.from({ length: errors }, () => ({
    code: "x/y",
    severity: "error" as const,
    place: "",
    message: "",
    hint: "",
  })),
});

describe("state of a piece", () => {
  it.each([
    [piece("open"), "approved"],
    [piece("closed", ["approve/not-approved"]), "waiting"],
    [piece("closed", ["approve/pages-changed"]), "changed"],
    [piece("closed", ["approve/withdrawn"]), "withdrawn"],
    [piece("closed", ["approve/pages-changed", "approve/changes-requested"]), "changes"],
    [piece("closed", ["approve/bad-signature"]), "waiting"],
  ] as const)("of %j is %s", (facts, status) => {
    expect(pieceStatus(facts)).toBe(status);
  });

  it("is an approval that lapsed where the approved pages are identical to these", () => {
    const values = { name: "Lan", case: "identical" };
    const facts = { ...piece("closed"), reasons: [{ code: "approve/pages-changed", message: "", values }] };
    expect(pieceStatus(facts)).toBe("lapsed");
  });

  it("never hides errors behind an approval", () => {
    expect(pieceStatus(piece("open", [], 1))).toBe("errors");
  });
});
