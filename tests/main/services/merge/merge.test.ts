import { describe, expect, it } from "vitest";
import { decideOnPieces } from "../../../../src/main/services/approve/approvals.ts";
import { faultsOf, gateFor } from "../../../../src/main/services/approve/gateFor.ts";
import { approvedPages, keepPages } from "../../../../src/main/services/approve/proofPages.ts";
import {
  editDocument,
  newDocument,
  type OpenDocument,
  openDocument,
  saveDocument,
} from "../../../../src/main/services/document/documents.ts";
import {
  changeWords,
  type MergedCopies,
  mergeCopies,
  versionWords,
} from "../../../../src/main/services/merge/merge.ts";
import { type RecordedStatement, recordedText } from "../../../../src/shared/approve/approval.ts";
import { ONE_APPROVAL } from "../../../../src/shared/approve/decide.ts";
import { textBytes } from "../../../../src/shared/base/digest.ts";
import type { Piece } from "../../../../src/shared/piece/piece.ts";
import { fakePack } from "../../../fakes/fakeMachine.ts";
import { PACK } from "../../../fakes/samplePack.ts";
import { pageOf, pieceOf, signedMachine } from "../approve/signedPieces.ts";

/** Two people, two copies, real signatures and real files in memory. */

function apart() {
  const machine = signedMachine();
  const [lan, omar] = [machine.keys.generate("Lan"), machine.keys.generate("Omar")];
  const vi = pieceOf([pageOf("Call 111")]);
  const en = pieceOf([pageOf("Call 111", "en-VN")]);
  const empty = newDocument(machine, fakePack(), "poster-a3", "/doc.manara", null);
  const common = decideOnPieces(machine, empty, [vi], "submit", lan, "");
  const decide = (
    open: OpenDocument,
    piece: Piece,
    who: typeof lan,
    moment: string,
    what: "approve" | "withdraw" = "approve",
  ) => {
    machine.setNow(moment);
    return keepPages(machine, decideOnPieces(machine, open, [piece], what, who, ""), [piece]);
  };
  const ours = decide(common, vi, lan, "2026-02-01T00:00:00Z");
  const theirs = decide(decide(common, en, omar, "2026-02-02T00:00:00Z"), vi, omar, "2026-02-03T00:00:00Z");
  const merge = (one: OpenDocument, other: OpenDocument) =>
    mergeCopies(machine, { ours: one, theirs: other, base: null }, PACK, { take: null });
  const state = (open: OpenDocument, piece: Piece) => gateFor(machine, open.document, piece, ONE_APPROVAL).state;
  return { machine, lan, omar, vi, en, common, ours, theirs, decide, merge, state };
}

function openOf(merged: MergedCopies): OpenDocument {
  if (merged.state === "merged") return merged.open;
  throw new Error("in conflict");
}

const without = (open: OpenDocument, at: number): OpenDocument => ({
  ...open,
  document: { ...open.document, approvals: open.document.approvals.filter((_, place) => place !== at) },
});

describe("decisions of two copies", () => {
  it("become one record that holds, with every decision of both, in either order", () => {
    const { machine, vi, en, ours, theirs, merge, state } = apart();
    const merged = openOf(merge(ours, theirs));
    expect(merged.document.approvals).toHaveLength(4);
    expect(faultsOf(machine, merged.document)).toEqual([]);
    expect([state(merged, vi), state(merged, en)]).toEqual(["open", "open"]);
    expect(openOf(merge(theirs, ours)).document).toEqual(merged.document);
    expect(approvedPages(machine, merged, en)).toEqual(en.pages);
  });

  it("hold for their pages only", () => {
    const { ours, theirs, merge, state } = apart();
    expect(state(openOf(merge(ours, theirs)), pieceOf([pageOf("Call 112")]))).toBe("closed");
  });

  it("are joined by the next decision: from then on nothing can be taken out of either", () => {
    const { machine, lan, vi, en, ours, theirs, decide, merge, state } = apart();
    const withdrawn = decide(ours, vi, lan, "2026-02-04T00:00:00Z", "withdraw");
    const merged = openOf(merge(withdrawn, theirs));
    const joined = decide(merged, en, lan, "2026-02-05T00:00:00Z");
    const last = JSON.parse(joined.document.approvals.at(-1)?.statement ?? "") as RecordedStatement;
    expect(last.record).toMatchObject({ count: 5, joined: [expect.any(String)] });
    expect(faultsOf(machine, joined.document)).toEqual([]);
    for (const [at] of merged.document.approvals.entries()) {
      const cut = without(joined, at);
      expect(faultsOf(machine, cut.document).map(({ code }) => code)).toContain("approve/record-broken");
      expect(state(cut, en)).toBe("closed");
    }
    const [first, ...rest] = joined.document.approvals;
    const moved = { ...joined.document, approvals: first === undefined ? rest : [...rest, first] };
    expect(faultsOf(machine, moved)).not.toEqual([]);
    // A decision of another copy, put in afterwards, was not there when the last one was signed.
    const twice = {
      ...joined.document,
      approvals: joined.document.approvals.toSpliced(1, 0, ...joined.document.approvals.slice(0, 1)),
    };
    expect(faultsOf(machine, twice)).not.toEqual([]);
    // What follows is one chain again.
    const next = decide(joined, vi, lan, "2026-02-06T00:00:00Z");
    expect(JSON.parse(next.document.approvals.at(-1)?.statement ?? "").record).not.toHaveProperty("joined");
    expect(faultsOf(machine, next.document)).toEqual([]);
  });

  it("that name only one of the two ends are no part of the record", () => {
    const { machine, lan, en, ours, theirs, decide, merge } = apart();
    const joined = decide(openOf(merge(ours, theirs)), en, lan, "2026-02-05T00:00:00Z");
    const earlier = joined.document.approvals.slice(0, -1);
    const {
      manara: _,
      version: __,
      ...facts
    } = JSON.parse(joined.document.approvals.at(-1)?.statement ?? "") as RecordedStatement;
    const { count, previous } = facts.record;
    const resigned = (record: RecordedStatement["record"]) => {
      const statement = recordedText({ ...facts, record });
      const signature = machine.keys.sign(lan, textBytes(statement));
      return { ...joined.document, approvals: [...earlier, { statement, key: lan.key, signature }] };
    };
    expect(faultsOf(machine, resigned(facts.record))).toEqual([]);
    expect(faultsOf(machine, resigned({ count, previous }))).toMatchObject([{ code: "approve/record-broken", at: 4 }]);
    expect(faultsOf(machine, resigned({ count, previous: null }))).toMatchObject([{ code: "approve/record-broken" }]);
    const rolled = decide(ours, en, lan, "2026-02-06T00:00:00Z");
    expect(faultsOf(machine, openOf(merge(rolled, theirs)).document)).toEqual([]);
  });

  it("still hold where both copies were merged before, each with a third", () => {
    const { machine, lan, omar, vi, en, common, ours, theirs, decide, merge } = apart();
    const third = decide(common, en, lan, "2026-02-01T12:00:00Z");
    const one = decide(openOf(merge(ours, third)), vi, lan, "2026-02-07T00:00:00Z");
    const other = decide(openOf(merge(theirs, third)), en, omar, "2026-02-08T00:00:00Z");
    const all = openOf(merge(one, other));
    expect(faultsOf(machine, all.document)).toEqual([]);
    expect(all.document.approvals).toHaveLength(7);
    expect(openOf(merge(all, ours)).document).toEqual(all.document);
  });

  it("are not merged where one record is broken, or a signature was exchanged", () => {
    const { machine, theirs, ours, merge } = apart();
    expect(() => merge(ours, without(theirs, 1))).toThrowError(
      expect.objectContaining({ code: "approve/record-broken" }),
    );
    const [first, second] = ours.document.approvals;
    const forged = first && second && { ...second, signature: first.signature };
    const bad = {
      ...ours,
      document: { ...ours.document, approvals: [first, forged].filter((one) => one !== undefined) },
    };
    expect(faultsOf(machine, bad.document)).toEqual([]);
    expect(() => merge(ours, bad)).toThrowError(expect.objectContaining({ code: "document/merge-record" }));
  });
});

describe("copies on disk", () => {
  it("come together with pictures, and the file can be read again", async () => {
    const { machine, ours, theirs, merge } = apart();
    const title = editDocument(machine, ours, PACK, { kind: "set-title", title: "Fake jobs" });
    const merged = openOf(merge(title, theirs));
    await saveDocument(machine, { ...merged, path: "/merged.manara" });
    const again = await openDocument(machine, "/merged.manara");
    expect(again.document).toEqual(merged.document);
    expect(again.document.title).toBe("Fake jobs");
    expect(again.proofPages).toEqual(merged.proofPages);
  });

  it("are refused where they are not of one document, or not of one release of the pack", () => {
    const { machine, ours, theirs, merge } = apart();
    const code = (wanted: string) => expect.objectContaining({ code: wanted });
    const stranger = newDocument(machine, fakePack(), "poster-a3", "/other.manara", null);
    expect(() => merge(ours, stranger)).toThrowError(code("document/merge-other-document"));
    expect(() => mergeCopies(machine, { ours, theirs, base: stranger }, PACK, { take: null })).toThrowError(
      code("document/merge-other-document"),
    );
    const pack = { ...theirs.document.pack, digest: "d".repeat(64) };
    expect(() => merge(ours, { ...theirs, document: { ...theirs.document, pack } })).toThrowError(
      code("document/merge-other-pack"),
    );
  });

  it("bring nothing in that the templates do not have", () => {
    const { ours, theirs, merge } = apart();
    const editions = { "vi-VN": { slots: { nowhere: [] } } };
    expect(() => merge(ours, { ...theirs, document: { ...theirs.document, editions } })).toThrowError(
      expect.objectContaining({ code: "document/unknown-slot" }),
    );
  });

  it("are refused where they hold too much together", () => {
    const { ours, theirs, merge } = apart();
    const uses = (open: OpenDocument, from: number): OpenDocument => ({
      ...open,
      document: { ...open.document, templates: Array.from({ length: 15 }, (_, at) => `t-${from + at}`) },
    });
    expect(() => merge(uses(ours, 0), uses(theirs, 15))).toThrowError(
      expect.objectContaining({ code: "document/merge-too-large" }),
    );
  });
});

it("says in words where and what", () => {
  const change = { kind: "slot", edition: "vi-VN", slot: "headline" } as const;
  expect(changeWords(change)).toBe("vi-VN › headline");
  const call = [{ kind: "paragraph", content: [{ text: "Call " }, { helpline: "nobody" }] }];
  expect(versionWords(call, change, PACK)).toEqual(["Call [nobody]"]);
  expect(versionWords(null, change, PACK)).toEqual([]);
  expect(versionWords("Fake jobs", { kind: "title" }, PACK)).toEqual(["Fake jobs"]);
});
