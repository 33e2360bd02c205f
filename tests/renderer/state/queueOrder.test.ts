import { describe, expect, it } from "vitest";
import {
  daysSince,
  groupsOf,
  itemsOf,
  passes,
  QUEUE_FILTERS,
  waitingElsewhere,
} from "../../../src/renderer/state/queueOrder.ts";
import { QUEUE_STAGES, type QueueDocument, type QueuePiece } from "../../../src/shared/contract/queueCalls.ts";

function piece(edition: string, more: Partial<QueuePiece> = {}): QueuePiece {
  const rest = { last: null, since: null, remarks: 0, errors: 0, can: [], turn: null };
  return { template: "card", edition, stage: "in-review", ...rest, ...more };
}

function row(name: string, ...pieces: QueuePiece[]): QueueDocument {
  const document = { id: `id of ${name}`, title: name, pack: "safe-migration" };
  return { handle: name.padEnd(12, "-"), name, folder: "~", document, exact: true, pieces, problem: null };
}

const names = (rows: readonly { readonly row: QueueDocument }[]) => rows.map((one) => one.row.name);

describe("filters of the queue", () => {
  it("let every stage through one of them, and all through the last", () => {
    for (const stage of QUEUE_STAGES) {
      const through = QUEUE_FILTERS.filter((filter) => passes(piece("vi-VN", { stage }), filter));
      const own = { "in-review": "in-review", reviewed: "in-review" }[stage as "reviewed"] ?? stage;
      expect(through).toEqual(stage === "draft" || stage === "withdrawn" ? ["all"] : [own, "all"]);
    }
    expect(passes(piece("vi-VN", { stage: "draft", turn: "submit" }), "waiting")).toBe(true);
  });
});

describe("the order of the queue", () => {
  const old = piece("vi-VN", { turn: "approve", since: "2026-01-01T00:00:00Z" });
  const young = piece("vi-VN", { turn: "approve", since: "2026-03-01T00:00:00Z" });
  const unknown = piece("vi-VN", { turn: "submit", stage: "draft" });

  it("has the document that has waited longest first, and those without a moment last", () => {
    const rows = [row("unknown", unknown), row("young", young), row("mixed", young, old), row("none")];
    expect(names(groupsOf(rows, "waiting"))).toEqual(["mixed", "young", "unknown"]);
  });

  it("keeps the pieces of a document in their order", () => {
    const pieces = [young, { ...old, edition: "ar-EG" }];
    expect(itemsOf(groupsOf([row("one", ...pieces)], "waiting")).map((item) => item.piece.edition)).toEqual([
      "vi-VN",
      "ar-EG",
    ]);
  });

  it("goes on in the other documents, not in a copy's name alone", () => {
    const rows = [row("open", old), row("other", young), { ...row("copy", young), document: row("open").document }];
    expect(names(waitingElsewhere(rows, { id: "id of open", name: "open" }))).toEqual(["other", "copy"]);
  });
});

describe("days of waiting", () => {
  it("are whole days, none from tomorrow, and none from what is no moment", () => {
    expect(daysSince("2026-02-27T23:59:59Z", "2026-03-01")).toBe(2);
    expect(daysSince("2026-03-01T00:00:00Z", "2026-03-01")).toBe(0);
    expect(daysSince("2026-03-02T00:00:00Z", "2026-03-01")).toBe(0);
    expect(daysSince("soon", "2026-03-01")).toBe(0);
  });
});
