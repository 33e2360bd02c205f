import { describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import {
  type Decision,
  type ReadApproval,
  readApproval,
  type SignedApproval,
  statementText,
} from "../../../src/shared/approve/approval.ts";
import {
  type Circumstances,
  coversWarning,
  decide,
  type Gate,
  ONE_APPROVAL,
  type Policy,
  teamPolicy,
} from "../../../src/shared/approve/decide.ts";
import { makeProof } from "../../../src/shared/approve/proof.ts";
import { type Member, type ReadTeam, readTeam, type TeamRules, teamText } from "../../../src/shared/approve/team.ts";
import { textBytes } from "../../../src/shared/base/digest.ts";
import { plainPage } from "../../fakes/fakeMachine.ts";
import { type Key, momentAt, read, signFirstVersion, signRecorded } from "./signedEvents.ts";

const LAN = nodeKeys.generate("Lan");
const OMAR = nodeKeys.generate("Omar");
const INPUT = {
  engine: "1.0.0",
  pack: { id: "sample", release: "1", digest: "a".repeat(64) },
  template: "poster-a3",
  edition: "vi-VN",
  pages: [plainPage("vi-VN", "111")],
};
const PROOF = makeProof(INPUT);
const DOCUMENT = "00000000-0000-4000-8000-000000000001";

function sign(
  key: typeof LAN,
  decision: Exclude<Decision, "submit" | "review">,
  at: string,
  proof = PROOF.digest,
  document = DOCUMENT,
): ReadApproval {
  const by = { name: key.name, key: key.key };
  const statement = statementText({
    document,
    edition: "vi-VN",
    template: "poster-a3",
    proof,
    decision,
    by,
    at: `2026-01-01T00:00:0${at}Z`,
    note: "",
  });
  const signed = { statement, key: key.key, signature: nodeKeys.sign(key, textBytes(statement)) };
  const read = readApproval(signed, nodeKeys.verify);
  if (read === null) throw new Error("what was just signed can be read");
  return read;
}

const codes = (gate: Gate) => (gate.state === "open" ? "open" : gate.reasons.map((reason) => reason.code));
const gate = (...approvals: ReadApproval[]) => codes(decide(DOCUMENT, PROOF, approvals, ONE_APPROVAL));

describe("decide", () => {
  it("opens for one genuine approval of these pages", () => {
    expect(gate(sign(LAN, "approve", "1"))).toBe("open");
  });

  it("stays closed without any", () => {
    expect(gate()).toEqual(["approve/not-approved"]);
    expect(decide(DOCUMENT, PROOF, [], ONE_APPROVAL).state).toBe("closed");
  });

  it("closes when the pages changed", () => {
    expect(gate(sign(LAN, "approve", "1", "f".repeat(64)))).toEqual(["approve/pages-changed"]);
  });

  it("does not take an approval of another document", () => {
    expect(gate(sign(LAN, "approve", "1", PROOF.digest, DOCUMENT.replace("1", "2")))).toEqual(["approve/not-approved"]);
  });

  it("closes when the approval is withdrawn, and opens when it is given again", () => {
    expect(gate(sign(LAN, "approve", "1"), sign(LAN, "withdraw", "2"))).toEqual(["approve/withdrawn"]);
    expect(gate(sign(LAN, "approve", "1"), sign(LAN, "withdraw", "2"), sign(LAN, "approve", "3"))).toBe("open");
  });

  it("lets nobody approve over another's request for changes", () => {
    expect(gate(sign(OMAR, "request-changes", "1"), sign(LAN, "approve", "2"))).toEqual(["approve/changes-requested"]);
    expect(gate(sign(OMAR, "request-changes", "1"), sign(OMAR, "approve", "2"))).toBe("open");
  });

  it("goes by time, not by place in the list", () => {
    expect(gate(sign(LAN, "withdraw", "2"), sign(LAN, "approve", "1"))).toEqual(["approve/withdrawn"]);
  });

  it("refuses a statement that was changed after signing", () => {
    const { signed } = sign(LAN, "withdraw", "1");
    const forged = readApproval(
      { ...signed, statement: signed.statement.replace("withdraw", "approve") },
      nodeKeys.verify,
    );
    expect(forged?.genuine).toBe(false);
    if (forged !== null) expect(gate(forged)).toEqual(["approve/bad-signature"]);
  });

  it("refuses a statement in the name of one key signed with another", () => {
    const { signed } = sign(LAN, "approve", "1");
    const signature = nodeKeys.sign(OMAR, textBytes(signed.statement));
    expect(readApproval({ ...signed, key: OMAR.key, signature }, nodeKeys.verify)?.genuine).toBe(false);
  });

  it("asks for the number of people that the policy wants, each once", () => {
    const policy = { trusted: null, required: 2 };
    const twice = [sign(LAN, "approve", "1"), sign(LAN, "approve", "2")];
    expect(codes(decide(DOCUMENT, PROOF, twice, policy))).toEqual(["approve/too-few"]);
    expect(codes(decide(DOCUMENT, PROOF, [...twice, sign(OMAR, "approve", "1")], policy))).toBe("open");
  });

  it("asks for a key that may approve", () => {
    const policy = { trusted: [OMAR.key], required: 1 };
    expect(codes(decide(DOCUMENT, PROOF, [sign(LAN, "approve", "1")], policy))).toEqual(["approve/not-trusted"]);
  });
});

describe("readApproval", () => {
  it("does not read what is not a statement", () => {
    const { signed } = sign(LAN, "approve", "1");
    expect(readApproval({ ...signed, statement: "{}" }, nodeKeys.verify)).toBeNull();
    expect(readApproval({ ...signed, statement: "not json" }, nodeKeys.verify)).toBeNull();
  });
});

describe("makeProof", () => {
  it.each([
    ["the engine", { ...INPUT, engine: "1.0.1" }],
    ["the pack's files", { ...INPUT, pack: { ...INPUT.pack, digest: "b".repeat(64) } }],
    ["the edition", { ...INPUT, edition: "en-VN" }],
    ["a page", { ...INPUT, pages: [plainPage("vi-VN", "112")] }],
    ["the number of pages", { ...INPUT, pages: [...INPUT.pages, ...INPUT.pages] }],
  ])("changes with %s", (_, input) => {
    expect(makeProof(input).digest).not.toBe(PROOF.digest);
  });

  it("is the same for the same pages in another order of keys", () => {
    const [page] = INPUT.pages;
    const reversed = Object.fromEntries(Object.entries(page ?? {}).reverse());
    expect(makeProof({ ...INPUT, pages: [reversed as unknown as ReturnType<typeof plainPage>] })).toEqual(PROOF);
  });
});

describe("decide, among several people", () => {
  const ELSE = "f".repeat(64);
  /** As another page would be set. */
  const OTHER_PAGES = { proof: ELSE, parts: { ...PROOF.parts, pages: ["f".repeat(16)] } };
  const EVE = nodeKeys.generate("Eve");
  const closed = (gate: Gate) => (gate.state === "open" ? [] : gate.reasons);
  const judge = (policy: Policy, circumstances: Circumstances, ...signed: SignedApproval[]) =>
    decide(DOCUMENT, PROOF, signed.map(read), policy, circumstances);
  const judged = (policy: Policy, ...signed: SignedApproval[]) => judge(policy, {}, ...signed);
  const names = (all: readonly ReadApproval[]) => all.map(({ statement }) => statement.by.name);

  /** Lan leads, Omar reviews, Eve localises. */
  function teamOf(rules: Partial<TeamRules> = {}, until = "2027-01-01T00:00:00Z"): ReadTeam {
    const member = (key: Key, ...roles: Member["roles"]): Member => ({
      name: key.name,
      organisation: "",
      key: key.key,
      roles,
      editions: null,
    });
    const statement = teamText({
      id: "july",
      name: "July",
      number: 1,
      valid: { from: "2026-01-01T00:00:00Z", until },
      members: [member(LAN, "lead"), member(OMAR, "reviewer", "lead"), member(EVE, "localiser")],
      revoked: [],
      rules: { stages: "one", approvals: 1, authorMayRelease: true, reasons: false, ...rules },
      previous: null,
      at: "2026-01-01T00:00:00Z",
      by: { name: LAN.name, key: LAN.key },
    });
    const team = readTeam(
      { statement, key: LAN.key, signature: nodeKeys.sign(LAN, textBytes(statement)) },
      nodeKeys.verify,
    );
    if (team === null) throw new Error("what was just signed can be read");
    return team;
  }
  const twoStages = teamPolicy(teamOf({ stages: "two" }));

  it("asks for as many leads as the team's list says", () => {
    const policy = teamPolicy(teamOf({ approvals: 2 }));
    const one = judged(policy, signRecorded(LAN, 1));
    expect(closed(one).map(({ code, values }) => [code, values])).toEqual([
      ["approve/too-few", { count: 1, needed: 2 }],
    ]);
    expect(judged(policy, signRecorded(LAN, 1), signRecorded(OMAR, 2)).state).toBe("open");
  });

  it("opens with the approvals that open it, beside those who submitted or reviewed these very pages", () => {
    const open = judged(
      teamPolicy(teamOf()),
      signRecorded(EVE, 1, { decision: "submit" }),
      signRecorded(OMAR, 2, { decision: "review" }),
      signRecorded(LAN, 3),
    );
    if (open.state !== "open") throw new Error("it is open");
    expect(names(open.approvals)).toEqual(["Lan"]);
    expect(names(open.support)).toEqual(["Eve", "Omar"]);
  });

  it("names nobody who submitted or reviewed other pages", () => {
    const open = judged(
      teamPolicy(teamOf()),
      signRecorded(EVE, 1, { decision: "submit", proof: ELSE }),
      signRecorded(OMAR, 2, { decision: "review", proof: ELSE }),
      signRecorded(LAN, 3),
    );
    if (open.state !== "open") throw new Error("it is open");
    expect(open.support).toEqual([]);
  });

  it("waits for a reviewer of these very pages where the team works in two stages", () => {
    expect(codes(judged(twoStages, signRecorded(LAN, 1)))).toEqual(["approve/not-reviewed"]);
    const reviewed = (proof: string) => signRecorded(OMAR, 2, { decision: "review", proof });
    expect(codes(judged(twoStages, signRecorded(LAN, 1), reviewed(PROOF.digest)))).toBe("open");
    expect(codes(judged(twoStages, signRecorded(LAN, 1), reviewed(ELSE)))).toEqual(["approve/not-reviewed"]);
  });

  it("does not ask for a review before anybody has approved", () => {
    expect(codes(judged(twoStages))).toEqual(["approve/not-approved"]);
  });

  it("takes a reviewer's own review away with the request for changes that follows it", () => {
    const review = signRecorded(OMAR, 2, { decision: "review" });
    const asked = signRecorded(OMAR, 3, { decision: "request-changes", ...OTHER_PAGES });
    expect(codes(judged(twoStages, signRecorded(LAN, 1), review, asked))).toEqual(["approve/not-reviewed"]);
    const withdrawn = signRecorded(OMAR, 3, { decision: "withdraw" });
    expect(codes(judged(twoStages, signRecorded(LAN, 1), review, withdrawn))).toContain("approve/not-reviewed");
  });

  it("leaves a reviewer's review in force when the same person approves", () => {
    expect(codes(judged(twoStages, signRecorded(OMAR, 1, { decision: "review" }), signRecorded(OMAR, 2)))).toBe("open");
  });

  it("takes back a request for changes with the same person's review, and nobody else's", () => {
    const asked = signRecorded(OMAR, 1, { decision: "request-changes" });
    const policy = teamPolicy(teamOf());
    expect(codes(judged(policy, asked, signRecorded(OMAR, 2, { decision: "review" }), signRecorded(LAN, 3)))).toBe(
      "open",
    );
    expect(codes(judged(policy, asked, signRecorded(EVE, 2, { decision: "submit" }), signRecorded(LAN, 3)))).toEqual([
      "approve/changes-requested",
    ]);
  });

  it("keeps an approval when the same person reviews afterwards", () => {
    expect(codes(judged(twoStages, signRecorded(OMAR, 1), signRecorded(OMAR, 2, { decision: "review" })))).toBe("open");
  });

  it("forgets a request for changes of other pages", () => {
    const asked = signRecorded(OMAR, 1, { decision: "request-changes", ...OTHER_PAGES });
    expect(codes(judged(ONE_APPROVAL, asked, signRecorded(LAN, 2)))).toBe("open");
    // Of pages that only another pack or version set, it stands.
    const before = signRecorded(OMAR, 1, { decision: "request-changes", proof: ELSE });
    expect(codes(judged(ONE_APPROVAL, before, signRecorded(LAN, 2)))).toEqual(["approve/changes-requested"]);
    expect(codes(judged(ONE_APPROVAL, asked))).toEqual(["approve/not-approved"]);
  });

  it("wants a second person where nobody may release alone", () => {
    const policy = teamPolicy(teamOf({ authorMayRelease: false }));
    const alone = judged(policy, signRecorded(LAN, 1, { decision: "submit" }), signRecorded(LAN, 2));
    expect(closed(alone).map(({ code, values }) => [code, values])).toEqual([
      ["approve/author-alone", { name: "Lan" }],
    ]);
    const second = (decision: Decision, proof = PROOF.digest) =>
      codes(judged(policy, signRecorded(OMAR, 1, { decision, proof }), signRecorded(LAN, 2)));
    expect(second("submit")).toBe("open");
    expect(second("review")).toBe("open");
    expect(second("approve")).toBe("open");
    expect(second("submit", ELSE)).toEqual(["approve/author-alone"]);
    expect(second("review", ELSE)).toEqual(["approve/author-alone"]);
    expect(second("approve", ELSE)).toContain("approve/author-alone");
    // Whoever withdrew has not let the pages out.
    expect(second("withdraw")).toContain("approve/author-alone");
  });

  it("wants a reason and a second person for a number that somebody could dial, with a team or without", () => {
    const warnings = [{ code: "localise/free-number", place: "vi-VN › body › paragraph 1" }];
    const reasons = [{ code: "localise/free-number", place: "vi-VN › body › paragraph 1", reason: "a room" }];
    for (const policy of [ONE_APPROVAL, teamPolicy(teamOf())]) {
      const settled = (...all: SignedApproval[]) => codes(judge(policy, { warnings }, ...all));
      const submitted = signRecorded(OMAR, 1, { decision: "submit" });
      expect(settled(submitted, signRecorded(LAN, 2, { reasons }))).toBe("open");
      expect(settled(submitted, signRecorded(LAN, 2))).toEqual(["approve/needs-reasons"]);
      expect(settled(signRecorded(LAN, 2, { reasons }))).toEqual(["approve/author-alone"]);
      const own = signRecorded(LAN, 1, { decision: "submit" });
      expect(settled(own, signRecorded(LAN, 2, { reasons }))).toEqual(["approve/author-alone"]);
      // The words changed, and with them the pages.
      expect(settled(submitted, signRecorded(LAN, 2, { reasons, proof: ELSE }))).not.toBe("open");
    }
  });

  it("asks for a reason for each warning where the team wants one, and says how many are missing", () => {
    const policy = teamPolicy(teamOf({ reasons: true }));
    const warnings = [
      { code: "localise/C03", place: "headline" },
      { code: "localise/C03", place: "items" },
    ];
    const approve = (...places: string[]) =>
      judge(
        policy,
        { warnings },
        signRecorded(LAN, 1, { reasons: places.map((place) => ({ code: "localise/C03", place, reason: "meant" })) }),
      );
    expect(closed(approve()).map(({ code, values }) => [code, values])).toEqual([
      ["approve/needs-reasons", { name: "Lan", count: 2 }],
    ]);
    expect(closed(approve("items"))[0]?.values).toEqual({ name: "Lan", count: 1 });
    expect(codes(approve("items", "headline"))).toBe("open");
    expect(codes(approve(""))).toBe("open");
    expect(codes(judge(policy, { warnings }, signFirstVersion(LAN, 1)))).toEqual(["approve/needs-reasons"]);
    expect(codes(judge(teamPolicy(teamOf()), { warnings }, signRecorded(LAN, 1)))).toBe("open");
    expect(codes(judge(ONE_APPROVAL, { warnings }, signRecorded(LAN, 1)))).toBe("open");
  });

  it("opens for the lead who gave reasons, whatever another left out", () => {
    const reasons = [{ code: "localise/C03", place: "headline", reason: "meant" }];
    const warnings = [{ code: "localise/C03", place: "headline" }];
    const gate = judge(
      teamPolicy(teamOf({ reasons: true })),
      { warnings },
      signRecorded(LAN, 1, { reasons }),
      signRecorded(OMAR, 2),
    );
    if (gate.state !== "open") throw new Error("it is open");
    expect(names(gate.approvals)).toEqual(["Lan"]);
  });

  it("counts no decision from later than the latest moment, to the second", () => {
    const at = (second: number) => judge(ONE_APPROVAL, { latest: momentAt(5) }, signRecorded(LAN, second));
    expect(at(5).state).toBe("open");
    expect(closed(at(6)).map(({ code, values }) => [code, values])).toEqual([
      ["approve/from-the-future", { name: "Lan", at: momentAt(6) }],
    ]);
  });

  it("stays closed for a withdrawal or a request from later than the latest moment, and says that a clock was wrong", () => {
    const later = (policy: Policy, decision: "withdraw" | "request-changes" | "review", key = LAN) =>
      codes(
        judge(
          policy,
          { latest: momentAt(5) },
          signRecorded(LAN, 1),
          signRecorded(key, 9, { decision }),
          signRecorded(LAN, 3),
        ),
      );
    expect(later(ONE_APPROVAL, "withdraw")).toEqual(["approve/from-the-future", "approve/withdrawn"]);
    expect(later(ONE_APPROVAL, "request-changes", OMAR)).toEqual([
      "approve/from-the-future",
      "approve/changes-requested",
    ]);
    expect(later(ONE_APPROVAL, "review")).toBe("open");
    // The list is judged as of now: by the wrong date it would have ended.
    const ended = teamOf({}, momentAt(7));
    expect(later(teamPolicy(ended), "withdraw")).toContain("approve/withdrawn");
    const stranger = nodeKeys.generate("Stranger");
    expect(later(teamPolicy(teamOf()), "request-changes", stranger)).toBe("open");
  });

  it("stays closed for a fault of the record, and for a pack that nobody trusts, whoever approved", () => {
    const fault = { code: "approve/record-broken", at: 0, message: "m", values: { number: 1, count: 1 } } as const;
    const broken = judge(ONE_APPROVAL, { faults: [fault] }, signRecorded(LAN, 1));
    expect(closed(broken)).toEqual([{ code: fault.code, message: "m", values: fault.values }]);
    const pack = (by: string | null) =>
      closed(judged({ ...ONE_APPROVAL, untrustedPack: { pack: "sample 1", by } }, signRecorded(LAN, 1)));
    expect(pack(null).map(({ code, values }) => [code, values])).toEqual([
      ["approve/pack-not-trusted", { case: "unsigned", pack: "sample 1", by: "" }],
    ]);
    expect(pack("Eve")[0]?.values).toEqual({ case: "signed", pack: "sample 1", by: "Eve" });
  });

  it("tells whose decision closes the gate, and what the person said", () => {
    const values = (...signed: SignedApproval[]) => closed(judged(ONE_APPROVAL, ...signed)).map((one) => one.values);
    expect(values(signRecorded(LAN, 1, { decision: "withdraw" }))).toEqual([{ name: "Lan" }]);
    expect(values(signRecorded(LAN, 1, { decision: "request-changes" }))).toEqual([
      { name: "Lan", case: "plain", note: "" },
    ]);
    expect(values(signRecorded(LAN, 1, { decision: "request-changes", note: "wrong number" }))).toEqual([
      { name: "Lan", case: "said", note: "wrong number" },
    ]);
    expect(values({ ...signRecorded(LAN, 1), signature: "A".repeat(86) })).toEqual([{ name: "Lan" }]);
    expect(closed(judged({ trusted: [OMAR.key], required: 1 }, signRecorded(LAN, 1)))[0]?.values).toEqual({
      name: "Lan",
    });
  });

  it("tells what changed since an approval, where the approval knows its pages", () => {
    const parts = { ...PROOF.parts, engine: "2.0.0" };
    const [same] = closed(judged(ONE_APPROVAL, signRecorded(LAN, 1, { proof: ELSE, parts })));
    expect(same?.values).toEqual({ name: "Lan", changed: "version of Manara", case: "identical" });
    parts.pages = OTHER_PAGES.parts.pages;
    const [reason] = closed(judged(ONE_APPROVAL, signRecorded(LAN, 1, { proof: ELSE, parts })));
    expect(reason?.changes).toEqual([{ what: "engine", slots: [] }]);
    expect(reason?.values).toEqual({ name: "Lan", changed: "version of Manara" });
    expect(closed(decide(DOCUMENT, PROOF, [sign(LAN, "approve", "1", ELSE)], ONE_APPROVAL))).toEqual([
      expect.objectContaining({ code: "approve/pages-changed", values: { name: "Lan" } }),
    ]);
  });

  it("judges each template and each edition by itself", () => {
    expect(codes(judged(ONE_APPROVAL, signRecorded(LAN, 1, { template: "post" })))).toEqual(["approve/not-approved"]);
    expect(codes(judged(ONE_APPROVAL, signRecorded(LAN, 1, { edition: "ar-EG" })))).toEqual(["approve/not-approved"]);
  });

  it("goes by the place in the list where two decisions have the same moment", () => {
    const [approve, withdraw] = [signRecorded(LAN, 1), signRecorded(LAN, 1, { decision: "withdraw" })];
    expect(codes(judged(ONE_APPROVAL, approve, withdraw))).toEqual(["approve/withdrawn"]);
    expect(codes(judged(ONE_APPROVAL, withdraw, approve))).toBe("open");
  });

  it("says what the team's list refuses", () => {
    expect(codes(judged(teamPolicy(teamOf()), signRecorded(EVE, 1)))).toEqual(["approve/wrong-role"]);
  });
});

describe("coversWarning", () => {
  const warning = { code: "localise/C03", place: "headline" };
  it.each([
    [{ code: "localise/C03", place: "headline" }, warning, true],
    [{ code: "localise/C03", place: "items" }, warning, false],
    [{ code: "localise/C03", place: "" }, warning, true],
    [{ code: "localise/C04", place: "" }, warning, false],
    [{ code: "localise/C04", place: "headline" }, warning, false],
    // In an exported file only the code of a warning is known.
    [{ code: "localise/C03", place: "items" }, { code: "localise/C03", place: null }, true],
    [{ code: "localise/C04", place: "items" }, { code: "localise/C03", place: null }, false],
  ])("reason %j for warning %j: %s", (reason, about, covers) => {
    expect(coversWarning(reason, about)).toBe(covers);
  });
});
