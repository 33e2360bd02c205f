import { describe, expect, it } from "vitest";
import { type DecisionOptions, decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { circumstances, gateFor } from "../../../../src/main/services/approve/gateFor.ts";
import { signOffNotices } from "../../../../src/main/services/approve/signOffNotices.ts";
import { newDocument, type OpenDocument } from "../../../../src/main/services/document/documents.ts";
import { signTeam } from "../../../../src/main/services/trust/teams.ts";
import { approvalDigest, type Decision, type RecordedStatement } from "../../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL, type Policy, teamPolicy } from "../../../../src/shared/approve/decide.ts";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import { fakePack } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";
import { pageOf, pieceOf, signedMachine, teamFactsOf } from "./signedPieces.ts";

const MACHINE = signedMachine();
const LAN = MACHINE.keys.generate("Lan");
const OMAR = { ...MACHINE.keys.generate("Omar"), organisation: "Union" };
const VI = pieceOf([pageOf("Call 111")]);
const EN = pieceOf([pageOf("Call 111", "en-VN")]);

function finding(severity: Diagnostic["severity"], place = "headline", code = "localise/C03"): Diagnostic {
  return { code, severity, place, message: "m", hint: "h" };
}
const withFindings = (...diagnostics: Diagnostic[]) => ({ ...VI, diagnostics });
const fresh = () => newDocument(MACHINE, fakePack(), "poster-a3", "/doc.manara", null);
const said = ({ document }: OpenDocument) =>
  document.approvals.map(({ statement }) => JSON.parse(statement) as RecordedStatement);
/** One decision by Lan about the Vietnamese piece, as it was signed. */
function decided(decision: Decision, piece = VI, options: DecisionOptions = {}, note = ""): RecordedStatement {
  const [statement] = said(decideOnPieces(MACHINE, fresh(), [piece], decision, LAN, note, options));
  if (statement === undefined) throw new Error("one decision was signed");
  return statement;
}
function refusal(decision: Decision, piece = VI, options: DecisionOptions = {}, key = LAN): unknown {
  try {
    decideOnPieces(MACHINE, fresh(), [piece], decision, key, "", options);
    return null;
  } catch (error) {
    return error;
  }
}
function teamOf(reasons = false): Policy {
  const facts = teamFactsOf({ Lan: [LAN, "lead"], Omar: [OMAR, "reviewer"] });
  return teamPolicy(signTeam(MACHINE, { ...facts, rules: { ...facts.rules, reasons } }, null, LAN));
}

describe("what is signed", () => {
  it("names the document, the piece, the proof, the person and the moment", () => {
    const open = fresh();
    const [statement] = said(decideOnPieces(MACHINE, open, [VI], "submit", OMAR, "please look"));
    expect(statement).toEqual({
      manara: "approval",
      version: 2,
      document: open.document.id,
      edition: "vi-VN",
      template: "poster-a3",
      proof: VI.proof.digest,
      parts: VI.proof.parts,
      decision: "submit",
      by: { name: "Omar", organisation: "Union", key: OMAR.key },
      role: null,
      team: null,
      changed: null,
      reasons: [],
      record: { count: 0, previous: null },
      at: "2026-01-02T03:04:05Z",
      note: "please look",
    });
    expect(decided("submit").by.organisation).toBe("");
  });

  it("holds a note in normal form, no longer than two thousand characters", () => {
    expect(decided("submit", VI, {}, "e\u0301").note).toBe("\u00e9");
    expect(decided("submit", VI, {}, "x".repeat(2001)).note).toBe("x".repeat(2000));
  });

  it("is one statement for each piece, each naming the one before it", () => {
    const [once] = decideOnPieces(MACHINE, fresh(), [VI], "submit", LAN, "").document.approvals;
    if (once === undefined) throw new Error("one decision was signed");
    const open = { ...fresh(), document: { ...fresh().document, approvals: [once] } };
    const { approvals } = decideOnPieces(MACHINE, open, [VI, EN, VI], "submit", LAN, "").document;
    expect(approvals).toHaveLength(4);
    const records = approvals.map(({ statement }) => (JSON.parse(statement) as RecordedStatement).record);
    expect(records.map(({ count }) => count)).toEqual([0, 1, 2, 3]);
    expect(records.map(({ previous }) => previous)).toEqual([null, ...approvals.slice(0, 3).map(approvalDigest)]);
  });

  it.each([
    ["submit", "submitted"],
    ["review", "reviewed"],
    ["approve", "approved"],
    ["request-changes", "changes-requested"],
    ["withdraw", "withdrawn"],
  ] as const)("is told once for each edition in the history: %s as %s", (decision, what) => {
    const open = fresh();
    const { history } = decideOnPieces(MACHINE, open, [VI, EN, VI], decision, LAN, "").document;
    const event = { at: "2026-01-02T03:04:05Z", what, by: "Lan" };
    expect(history).toEqual([...open.document.history, { ...event, edition: "vi-VN" }, { ...event, edition: "en-VN" }]);
  });
});

describe("an approval", () => {
  it("is not signed over an error, which is told; every other decision is", () => {
    const wrong = withFindings(finding("error"));
    expect(refusal("approve", wrong)).toMatchObject({ code: "approve/has-errors", diagnostics: [finding("error")] });
    expect(refusal("request-changes", wrong)).toBeNull();
    expect(refusal("submit", wrong)).toBeNull();
    expect(refusal("approve", withFindings(finding("warning"), finding("notice")))).toBeNull();
  });

  it("is not signed for a pack that nobody trusts; every other decision is", () => {
    for (const by of [null, "Eve"]) {
      const policy = { ...ONE_APPROVAL, untrustedPack: { pack: "sample 1", by } };
      expect(refusal("approve", VI, { policy })).toMatchObject({ code: "approve/pack-not-trusted" });
      expect(refusal("request-changes", VI, { policy })).toBeNull();
    }
  });

  it("gives a reason for every warning where the team asks for it, and for nothing else", () => {
    const piece = withFindings(finding("warning"), finding("warning", "items"), finding("notice", "foot"));
    const reason = { code: "localise/C03", place: "headline", reason: "the ministry's own words" };
    expect(refusal("approve", piece, { policy: teamOf(true), reasons: [reason] })).toMatchObject({
      code: "approve/needs-reasons",
      diagnostics: [finding("warning", "items")],
    });
    const reasons = [reason, { ...reason, place: "items" }];
    expect(refusal("approve", piece, { policy: teamOf(true), reasons })).toBeNull();
    expect(refusal("approve", piece, { policy: teamOf(false) })).toBeNull();
    expect(refusal("approve", piece)).toBeNull();
    expect(refusal("submit", piece, { policy: teamOf(true) })).toBeNull();
  });

  it("holds the reasons for its own warnings only, in normal form and not too long", () => {
    const piece = withFindings(finding("warning"), finding("notice", "foot"));
    const reason = (place: string, words: string) => ({ code: "localise/C03", place, reason: words });
    const { reasons } = decided("approve", piece, {
      reasons: [reason("headline", "e\u0301"), reason("items", "x"), reason("foot", "x"), reason("", "y".repeat(301))],
    });
    expect(reasons).toEqual([reason("headline", "\u00e9"), reason("", "y".repeat(300))]);
    const many = Array.from({ length: 61 }, (_, index) => reason("", String(index)));
    expect(decided("approve", piece, { reasons: many }).reasons).toEqual(many.slice(0, 60));
  });

  it("tells what changed since the last genuine approval of the same piece", () => {
    const changed = (...before: OpenDocument["document"]["approvals"]) => {
      const open = fresh();
      const document = { ...open.document, approvals: before };
      const next = pieceOf([pageOf("Call 112")]);
      return said(decideOnPieces(MACHINE, { ...open, document }, [next], "approve", LAN, "")).at(-1)?.changed;
    };
    const signed = (decision: Decision, piece = VI) => {
      const [one] = decideOnPieces(MACHINE, fresh(), [piece], decision, LAN, "").document.approvals;
      if (one === undefined) throw new Error("one decision was signed");
      return one;
    };
    expect(changed()).toBeNull();
    const approved = { ...signed("approve") };
    // Both documents have the same id only where the machine gave it; here the one that was signed for.
    const id = (JSON.parse(approved.statement) as RecordedStatement).document;
    const again = (piece = VI, ...before: OpenDocument["document"]["approvals"]) => {
      const open = fresh();
      const document = { ...open.document, id, approvals: before };
      const next = pieceOf([pageOf("Call 112", piece.edition.tag)]);
      return said(decideOnPieces(MACHINE, { ...open, document }, [next], "approve", LAN, "")).at(-1)?.changed;
    };
    expect(again(VI, approved)).toEqual({
      since: approvalDigest(approved),
      what: [{ what: "content", slots: ["headline"] }],
    });
    expect(again(EN, approved)).toBeNull();
    expect(changed(approved)).toBeNull();
    expect(again(VI, { ...approved, signature: "A".repeat(86) })).toBeNull();
    const submitted = decideOnPieces(
      MACHINE,
      { ...fresh(), document: { ...fresh().document, id } },
      [VI],
      "submit",
      LAN,
      "",
    );
    expect(again(VI, ...submitted.document.approvals)).toBeNull();
  });
});

describe("a person", () => {
  it("who is not trusted signs nothing", () => {
    const policy = { trusted: [OMAR.key], required: 1 };
    expect(refusal("submit", VI, { policy })).toMatchObject({ code: "approve/not-trusted" });
    expect(refusal("submit", VI, { policy }, OMAR)).toBeNull();
  });

  it("decides in the role that the team's list gives, or not at all", () => {
    const policy = teamOf();
    const { role, team } = decided("approve", VI, { policy });
    expect(role).toBe("lead");
    expect(team).toEqual({ id: "campaign", number: 1, digest: policy.team?.digest });
    const [reviewed] = said(decideOnPieces(MACHINE, fresh(), [VI], "review", OMAR, "", { policy }));
    expect(reviewed?.role).toBe("reviewer");
    expect(refusal("approve", VI, { policy }, OMAR)).toMatchObject({ code: "approve/wrong-role" });
  });
});

describe("the clock", () => {
  const at = (now: string, fixed = false) => ({ ...MACHINE, clock: { now: () => new Date(now), fixed } });
  const one = decideOnPieces(MACHINE, fresh(), [VI], "submit", LAN, "");
  const next = (now: string, fixed = false) =>
    said(decideOnPieces(at(now, fixed), one, [VI], "submit", LAN, "")).at(-1)?.at;

  it("gives the moment of a decision", () => {
    expect(next("2026-01-02T03:04:06Z")).toBe("2026-01-02T03:04:06Z");
  });

  it("may be ten minutes behind the last decision, and then takes its moment", () => {
    expect(next("2026-01-02T02:54:05Z")).toBe("2026-01-02T03:04:05Z");
    expect(() => next("2026-01-02T02:54:04Z")).toThrow(expect.objectContaining({ code: "approve/clock-behind" }));
    expect(next("2026-01-01T00:00:00Z", true)).toBe("2026-01-02T03:04:05Z");
  });

  it("lets a decision count that was made up to a day from now", () => {
    expect(circumstances(at("2026-01-01T03:04:05Z"))).toEqual({ latest: "2026-01-02T03:04:05Z" });
    expect(circumstances(at("2026-01-01T03:04:05Z", true))).toEqual({});
  });
});

describe("the gate of a piece", () => {
  it("asks for reasons for its warnings, not for its notices", () => {
    const policy = teamOf(true);
    const open = decideOnPieces(MACHINE, fresh(), [VI], "approve", LAN, "", { policy });
    const state = (...diagnostics: Diagnostic[]) =>
      gateFor(MACHINE, open.document, { ...VI, diagnostics }, policy).state;
    expect(state()).toBe("open");
    expect(state(finding("notice"))).toBe("open");
    expect(state(finding("warning"))).toBe("closed");
    const reasons = [{ code: "localise/C03", place: "headline", reason: "the ministry's own words" }];
    const warned = { ...VI, diagnostics: [finding("warning")] };
    const explained = decideOnPieces(MACHINE, fresh(), [warned], "approve", LAN, "", { policy, reasons });
    expect(gateFor(MACHINE, explained.document, warned, policy).state).toBe("open");
  });
});

describe("notices of what is not signed off", () => {
  const rule = (id: string) => ({ ...PACK, contentRules: [{ id }] as unknown as typeof PACK.contentRules });
  const notices = (open: OpenDocument, pack = rule("C32"), pieces = [VI, EN]) =>
    signOffNotices(MACHINE, open.document, pack, pieces, ONE_APPROVAL);

  it("name each edition with pages that may not leave, once, with all its formats", () => {
    const post = { ...VI, template: "post" };
    const [vi, en, ...more] = notices(fresh(), rule("C32"), [VI, post, EN]);
    expect(more).toEqual([]);
    expect(vi).toMatchObject({ code: "approve/C32", severity: "notice", edition: "vi-VN", place: "poster-a3, post" });
    expect(en).toMatchObject({ edition: "en-VN", place: "poster-a3" });
    // The reason is the same for both formats, and is told once.
    expect(vi?.message.match(/Nobody has approved/g)).toHaveLength(1);
  });

  it("leave out what is open", () => {
    const open = decideOnPieces(MACHINE, fresh(), [VI], "approve", LAN, "");
    expect(notices(open).map(({ edition }) => edition)).toEqual(["en-VN"]);
  });

  it("are given only where the pack has the rule", () => {
    expect(notices(fresh(), rule("C31"))).toEqual([]);
    expect(notices(fresh(), PACK)).toEqual([]);
    const two = { ...PACK, contentRules: [...rule("C31").contentRules, ...rule("C32").contentRules] };
    expect(notices(fresh(), two)).toHaveLength(2);
  });
});

describe("an address of the sample", () => {
  it("keeps the gate closed, whoever approved", () => {
    const piece = withFindings(finding("warning", "link", "localise/sample-address"));
    const { document } = decideOnPieces(MACHINE, fresh(), [VI], "approve", LAN, "");
    const gate = gateFor(MACHINE, document, piece, ONE_APPROVAL);
    expect(gate.state === "closed" && gate.reasons.map(({ code }) => code)).toEqual(["approve/sample-address"]);
    expect(gateFor(MACHINE, document, VI, ONE_APPROVAL).state).toBe("open");
  });
});

describe("a number that somebody could dial", () => {
  it("is approved with a reason alone", () => {
    const piece = withFindings(finding("warning", "body", "localise/free-number"));
    expect(refusal("approve", piece)).toMatchObject({ code: "approve/needs-reasons" });
    const reasons = [{ code: "localise/free-number", place: "body", reason: "a room" }];
    expect(decided("approve", piece, { reasons }).reasons).toEqual(reasons);
  });
});
