import { describe, expect, it } from "vitest";
import { keptEdits } from "../../../../src/main/studio/sessions/keptEdits.ts";

describe("kept edits", () => {
  it("of remarks are read in the words of the first Manara too, also inside a step of several edits", () => {
    const old = { kind: "set-comment", id: "one", comment: null };
    const now = { kind: "set-remark", id: "one", remark: null };
    const title = { kind: "set-title", title: "Poster" };
    expect(keptEdits.parse([old, title, { kind: "together", edits: [title, old] }])).toEqual([
      now,
      title,
      { kind: "together", edits: [title, now] },
    ]);
    expect(keptEdits.safeParse([{ kind: "set-comment", id: "one", remark: null }]).success).toBe(false);
    // Lists inside lists are no edits, however deep they go.
    expect(keptEdits.safeParse([{ kind: "together", edits: [{ kind: "together", edits: [now] }] }]).success).toBe(
      false,
    );
  });
});
