import { describe, expect, it } from "vitest";
import { choicesFor, missingAfterMine, waitsForMe } from "../../../../src/renderer/review/decide/choices.ts";
import type { Decision, Role } from "../../../../src/shared/approve/approval.ts";
import type { PieceState } from "../../../../src/shared/contract/approvalCalls.ts";

type Entry = NonNullable<PieceState["record"]>[number];

const entry = (decision: Decision, by = "me", current = true): Entry => ({
  decision,
  by,
  organisation: "",
  role: null,
  at: "2026-07-01T08:00:00Z",
  note: "",
  reasons: [],
  current,
  own: by === "me",
});
const error = { code: "x/y", severity: "error" as const, place: "", message: "", hint: "" };
const piece = (changes: Partial<PieceState> = {}) => ({
  gate: "closed" as const,
  stage: "draft" as const,
  record: [],
  refused: [],
  diagnostics: [],
  ...changes,
});
const team = (roles: readonly Role[], rules = {}) => ({
  rules: { stages: "two" as const, approvals: 1, authorMayRelease: false, reasons: true, ...rules },
  mine: { name: "me", roles: [...roles], editions: null },
});
const open = (...given: Parameters<typeof choicesFor>) =>
  choicesFor(...given)
    .filter(({ why }) => why === null)
    .map(({ decision }) => decision);

describe("decisions that are offered", () => {
  it("without a team, one person can do everything but sign the language apart", () => {
    expect(open(piece(), null, true)).toEqual(["approve", "submit", "request-changes"]);
  });

  it("before every page was on the screen nothing is released", () => {
    const why = Object.fromEntries(
      choicesFor(piece(), team(["reviewer"]), false).map((one) => [one.decision, one.why]),
    );
    expect(why.approve?.code).toBe("look");
    expect(why.review?.code).toBe("look");
    expect(why.submit).toBeNull();
  });

  it("errors stop an approval and nothing else", () => {
    const found = choicesFor(piece({ diagnostics: [error] }), team(["lead"]), true);
    expect(found.filter(({ why }) => why !== null)).toEqual([
      { decision: "approve", why: { code: "errors", values: {} } },
    ]);
  });

  it("what the team's list refuses says why, before anything else does", () => {
    const refused = [{ decision: "approve" as const, code: "approve/wrong-role", values: { roles: "officer" } }];
    const [first] = choicesFor(piece({ refused, diagnostics: [error] }), team(["officer"]), false);
    expect(first).toEqual({ decision: "approve", why: { code: "approve/wrong-role", values: { roles: "officer" } } });
  });

  it("only who approved takes it back", () => {
    const approved = (by: string) => piece({ gate: "open", stage: "approved", record: [entry("approve", by)] });
    expect(open(approved("me"), null, true)).toEqual(["request-changes", "withdraw"]);
    expect(open(approved("other"), null, true)).toEqual(["request-changes"]);
  });

  it("an approval of earlier pages is none of these", () => {
    const old = piece({ record: [entry("approve", "me", false)] });
    expect(open(old, null, true)).toContain("approve");
    expect(open(old, null, true)).not.toContain("withdraw");
  });

  it("the same decision is not asked for twice", () => {
    const mine = [entry("submit"), entry("review")];
    expect(open(piece({ stage: "in-review", record: mine }), team(["reviewer"]), true)).not.toContain("review");
    expect(open(piece({ stage: "in-review", record: mine }), team(["reviewer"]), true)).not.toContain("submit");
    // Whoever asks for changes afterwards has taken the review back.
    const asked = piece({ stage: "changes-requested", record: [...mine, entry("request-changes")] });
    expect(open(asked, team(["reviewer"]), true)).toContain("review");
    expect(open(asked, team(["reviewer"]), true)).not.toContain("request-changes");
  });
});

describe("what waits for a person", () => {
  const only = (decision: Decision) =>
    (["submit", "review", "approve", "request-changes", "withdraw"] as const)
      .filter((one) => one !== decision)
      .map((one) => ({ decision: one, code: "approve/wrong-role", values: {} }));

  it("is a sound piece that nobody has approved, without a team", () => {
    expect(waitsForMe(piece(), null)).toBe(true);
    expect(waitsForMe(piece({ diagnostics: [error] }), null)).toBe(false);
    expect(waitsForMe(piece({ gate: "open", stage: "approved", record: [entry("approve")] }), null)).toBe(false);
  });

  it("is for a reviewer what somebody submitted", () => {
    const refused = only("review");
    expect(waitsForMe(piece({ refused }), team(["reviewer"]))).toBe(false);
    expect(waitsForMe(piece({ refused, stage: "in-review" }), team(["reviewer"]))).toBe(true);
  });

  it("is for an officer what is not submitted yet", () => {
    const refused = only("submit");
    expect(waitsForMe(piece({ refused }), team(["officer"]))).toBe(true);
    expect(waitsForMe(piece({ refused, stage: "in-review" }), team(["officer"]))).toBe(false);
  });
});

describe("what is missing after an approval", () => {
  it("is a review and another person, where nobody has signed", () => {
    expect(missingAfterMine(piece(), team(["lead"]))).toEqual({ approvals: 0, review: true, second: true });
  });

  it("is nothing, where somebody else has signed the language", () => {
    const reviewed = piece({ record: [entry("review", "other")] });
    expect(missingAfterMine(reviewed, team(["lead"]))).toEqual({ approvals: 0, review: false, second: false });
  });

  it("counts the leads whose last word is an approval of these pages", () => {
    const three = team(["lead"], { approvals: 3, stages: "one", authorMayRelease: true });
    const record = [entry("approve", "a"), entry("approve", "b"), entry("withdraw", "b"), entry("approve", "c", false)];
    expect(missingAfterMine(piece({ record }), three).approvals).toBe(1);
  });

  it("own signatures are nobody else's", () => {
    const record = [entry("submit"), entry("review")];
    expect(missingAfterMine(piece({ record }), team(["lead"])).second).toBe(true);
  });
});
