import { describe, expect, it } from "vitest";
import { decideOnPieces } from "../../../src/main/services/approve/approvals.ts";
import { approvalsOf, gateFor } from "../../../src/main/services/approve/gateFor.ts";
import { newDocument } from "../../../src/main/services/document/documents.ts";
import { signTeam } from "../../../src/main/services/trust/teams.ts";
import type { Decision, RecordedStatement } from "../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL, teamPolicy } from "../../../src/shared/approve/decide.ts";
import { proofChanges, proofChangeWords } from "../../../src/shared/approve/proofChanges.ts";
import { stageOf } from "../../../src/shared/approve/workflow.ts";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import { fakeMachine, fakePack } from "../../fakes/fakeMachine.ts";
import { pageOf, pieceOf, teamFactsOf } from "../../main/services/approve/signedPieces.ts";

const PIECE = pieceOf([pageOf("Call 111")]);
const WARNING: Diagnostic = { code: "localise/C03", severity: "warning", place: "headline", message: "m", hint: "h" };

function start() {
  const machine = fakeMachine();
  const lan = machine.keys.generate("Lan");
  const omar = machine.keys.generate("Omar");
  let open = newDocument(machine, fakePack(), "poster-a3", "/d.manara", null);
  const stage = (piece = PIECE) => {
    const gate = gateFor(machine, open.document, piece, ONE_APPROVAL);
    return stageOf(piece.proof, approvalsOf(machine, open.document), gate);
  };
  const say = (decision: Decision, key = lan) => {
    open = decideOnPieces(machine, open, [PIECE], decision, key, "");
    return stage();
  };
  return { machine, lan, omar, say, stage, document: () => open.document };
}

describe("the way of a piece", () => {
  it("goes from draft to review, back for changes, and out", () => {
    const { omar, say, stage } = start();
    expect(stage()).toBe("draft");
    expect(say("submit", omar)).toBe("in-review");
    expect(say("request-changes")).toBe("changes-requested");
    expect(say("review", omar)).toBe("changes-requested");
    expect(say("approve")).toBe("approved");
    expect(stage(pieceOf([pageOf("Call 112")]))).toBe("draft");
    expect(say("withdraw")).toBe("withdrawn");
    expect(say("approve")).toBe("approved");
  });

  it("says that an approval lapsed though the pages are identical, where only the version of Manara is another", () => {
    const { machine, say, document } = start();
    say("approve");
    const later = pieceOf([pageOf("Call 111")], "99.0.0");
    const gate = gateFor(machine, document(), later, ONE_APPROVAL);
    if (gate.state === "open") throw new Error("the gate is open");
    expect(gate.reasons).toMatchObject([
      { code: "approve/pages-changed", values: { case: "identical", changed: "version of Manara" } },
    ]);
    const other = gateFor(machine, document(), pieceOf([pageOf("Call 112")], "99.0.0"), ONE_APPROVAL);
    if (other.state === "open") throw new Error("the gate is open");
    expect(other.reasons[0]?.values).not.toHaveProperty("case");
  });

  it("keeps a request for changes of pages that another version of Manara sets alike", () => {
    const { say, stage } = start();
    say("request-changes");
    expect(stage(pieceOf([pageOf("Call 111")], "99.0.0"))).toBe("changes-requested");
    expect(stage(pieceOf([pageOf("Call 112")], "99.0.0"))).toBe("draft");
  });

  it("counts every event and names the one before", () => {
    const { say, document } = start();
    say("submit");
    say("approve");
    const records = document().approvals.map(({ statement }) => (JSON.parse(statement) as RecordedStatement).record);
    expect(records.map(({ count }) => count)).toEqual([0, 1]);
    expect(records[0]?.previous).toBeNull();
    expect(records[1]?.previous).toMatch(/^[0-9a-f]{64}$/);
    expect(
      document()
        .history.map(({ what }) => what)
        .slice(-2),
    ).toEqual(["submitted", "approved"]);
  });

  it("tells in the next approval what changed since the last one", () => {
    const { machine, lan } = start();
    const empty = newDocument(machine, fakePack(), "poster-a3", "/d.manara", null);
    const first = decideOnPieces(machine, empty, [PIECE], "approve", lan, "");
    const second = decideOnPieces(machine, first, [pieceOf([pageOf("Call 112")])], "approve", lan, "");
    const { changed } = JSON.parse(second.document.approvals[1]?.statement ?? "") as RecordedStatement;
    expect(changed?.what).toEqual([{ what: "content", slots: ["headline"] }]);
  });
});

describe("reasons for warnings", () => {
  it("are signed with the approval, and asked for where the team says so", () => {
    const { machine, lan } = start();
    const piece = { ...PIECE, diagnostics: [WARNING] };
    const empty = newDocument(machine, fakePack(), "poster-a3", "/d.manara", null);
    const facts = teamFactsOf({ Lan: [lan, "lead"] });
    const policy = teamPolicy(signTeam(machine, { ...facts, rules: { ...facts.rules, reasons: true } }, null, lan));
    const approve = (...reasons: { code: string; place: string; reason: string }[]) =>
      decideOnPieces(machine, empty, [piece], "approve", lan, "", { policy, reasons });
    expect(() => approve()).toThrow(expect.objectContaining({ code: "approve/needs-reasons", diagnostics: [WARNING] }));
    expect(() => approve({ code: "localise/C03", place: "body", reason: "elsewhere" })).toThrow(
      expect.objectContaining({ code: "approve/needs-reasons" }),
    );
    const reason = { code: "localise/C03", place: "headline", reason: "the ministry's own words" };
    const signed = approve(reason, { code: "localise/C99", place: "", reason: "about nothing" });
    const statement = JSON.parse(signed.document.approvals[0]?.statement ?? "") as RecordedStatement;
    expect(statement.reasons).toEqual([reason]);
    expect(statement).toMatchObject({ role: "lead", team: { id: "campaign", number: 1 } });
    expect(approve({ code: "localise/C03", place: "", reason: "all of them" }).document.approvals).toHaveLength(1);
  });
});

describe("proofChanges", () => {
  it("names what differs, and nothing where nothing does", () => {
    const one = pieceOf([pageOf("Call 111")]).proof.parts;
    expect(proofChanges(one, one)).toEqual([]);
    const other = pieceOf([pageOf("Call 111", "vi-VN", { blocks: [] })], "2.0.0").proof.parts;
    const changes = proofChanges(one, other);
    expect(changes).toEqual([
      { what: "content", slots: ["headline"] },
      { what: "engine", slots: [] },
    ]);
    expect(proofChangeWords(changes)).toBe("text (headline), version of Manara");
  });
});
