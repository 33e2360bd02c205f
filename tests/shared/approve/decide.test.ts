import { describe, expect, it } from "vitest";
import { nodeKeys } from "../../../src/main/platform/nodeKeys.ts";
import { type Decision, type ReadApproval, readApproval, statementText } from "../../../src/shared/approve/approval.ts";
import { decide, type Gate, ONE_APPROVAL } from "../../../src/shared/approve/decide.ts";
import { makeProof } from "../../../src/shared/approve/proof.ts";
import { textBytes } from "../../../src/shared/base/digest.ts";
import { plainPage } from "../../fakes/fakeMachine.ts";

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
