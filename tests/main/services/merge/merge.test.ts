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
import { canonicalText, textBytes } from "../../../../src/shared/base/digest.ts";
import type { Change } from "../../../../src/shared/document/change.ts";
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

  it("bring their pages along, whichever copy keeps them, or none", () => {
    const { machine, lan, omar, vi, en, common, decide, merge } = apart();
    const one = decide(common, vi, lan, "2026-02-01T00:00:00Z");
    const other = decide(common, en, omar, "2026-02-02T00:00:00Z");
    for (const merged of [openOf(merge(one, other)), openOf(merge(other, one))]) {
      expect(approvedPages(machine, merged, vi)).toEqual(vi.pages);
      expect(approvedPages(machine, merged, en)).toEqual(en.pages);
    }
    const { proofPages: _, ...none } = one;
    const { proofPages: __, ...neither } = other;
    expect(openOf(merge(none, neither)).proofPages).toEqual(new Map());
    expect(approvedPages(machine, openOf(merge(none, other)), en)).toEqual(en.pages);
    expect(approvedPages(machine, openOf(merge(one, neither)), vi)).toEqual(vi.pages);
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

  const code = (wanted: string) => expect.objectContaining({ code: wanted });
  const holding = (open: OpenDocument, content: Partial<OpenDocument["document"]>): OpenDocument => ({
    ...open,
    document: { ...open.document, ...content },
  });
  const words = (text: string) => [{ kind: "paragraph" as const, content: [{ text }] }];
  const DIGESTS = ["1".repeat(64), "2".repeat(64), "3".repeat(64)] as const;
  const [first, second, third] = DIGESTS;
  const photo = { name: "hands", type: "image/png", width: 9, height: 9, consent: null } as const;
  const placed = (digest: string, alt = {}) => ({ digest, focus: { x: 0.5, y: 0.5 }, alt });

  it("are of one document, pack and family only", () => {
    const { ours, theirs, merge } = apart();
    const { document } = theirs;
    for (const stranger of [
      { id: "00000000-0000-4000-8000-0000000000ff" },
      { created: { ...document.created, at: "2025-01-01T00:00:00Z" } },
    ]) {
      expect(() => merge(ours, holding(theirs, stranger))).toThrowError(code("document/merge-other-document"));
    }
    for (const other of [{ pack: { ...document.pack, release: "1.0.1" } }, { family: "card" }]) {
      expect(() => merge(ours, holding(theirs, other))).toThrowError(code("document/merge-other-pack"));
    }
  });

  const takeTheirs = (ours: OpenDocument, theirs: OpenDocument) =>
    openOf(mergeCopies(apart().machine, { ours, theirs, base: null }, PACK, { take: "theirs" }));

  it("bring nothing in that the templates do not have", () => {
    const { ours, theirs } = apart();
    const brings = (content: Partial<OpenDocument["document"]>) => () => takeTheirs(ours, holding(theirs, content));
    expect(brings({ editions: { "vi-VN": { slots: { nowhere: [] } } } })).toThrowError(code("document/unknown-slot"));
    expect(brings({ editions: { "fr-FR": { slots: {} } } })).toThrowError(code("document/unknown-edition"));
    expect(brings({ source: "fr-FR" })).toThrowError(code("document/unknown-edition"));
    expect(brings({ templates: ["poster-a3", "banner"] })).toThrowError(code("pack/unknown-template"));
    const pictures = { [first]: photo };
    expect(brings({ pictures, placements: { nowhere: placed(first) } })).toThrowError(code("document/unknown-slot"));
  });

  it("are not refused for what our own copy has had all along", () => {
    const { ours, theirs } = apart();
    const held = { pictures: { [first]: photo }, placements: { nowhere: placed(first) } };
    const merged = takeTheirs(holding(ours, held), holding(theirs, { ...held, title: "B" }));
    expect(merged.document).toMatchObject({ title: "B", placements: held.placements });
  });

  it("bring the files of the pictures that are shown, and no others", () => {
    const { machine, ours, theirs } = apart();
    const bytes = (...digests: string[]) => new Map(digests.map((digest, at) => [digest, new Uint8Array([at])]));
    const base = holding(ours, { pictures: { [third]: photo }, placements: { headline: placed(third) } });
    const one = {
      ...holding(base, { pictures: { [first]: photo }, placements: { headline: placed(first) } }),
      pictures: bytes(first),
    };
    const other = {
      ...holding(base, {
        pictures: { [third]: photo, [second]: photo },
        placements: { headline: placed(third), items: placed(second) },
        approvals: theirs.document.approvals,
      }),
      pictures: bytes(third, second),
    };
    const merged = openOf(mergeCopies(machine, { ours: one, theirs: other, base }, PACK, { take: null }));
    expect([...merged.pictures.keys()]).toEqual([first, second]);
    expect(merged).toMatchObject({ path: "", revision: null });
  });

  it("are not merged where a record is broken, which names the file", () => {
    const { ours, theirs, merge } = apart();
    const broken = { ...without(ours, 0), path: "/broken.manara" };
    expect(() => merge(broken, theirs)).toThrowError(/^\/broken\.manara: /);
    expect(() => merge(theirs, broken)).toThrowError(code("approve/record-broken"));
  });

  it("take what was chosen, one by one or for all of the rest, and show what stood there before", () => {
    const { machine, ours, theirs } = apart();
    const of = (open: OpenDocument, text: string) =>
      holding(open, { title: text, source: text === "B" ? "vi-VN" : "ar-EG" });
    const base = holding(ours, { title: "A", source: "en-VN" });
    const decide = (decided: Parameters<typeof mergeCopies>[3], with_: OpenDocument | null = base) =>
      mergeCopies(machine, { ours: of(ours, "B"), theirs: of(theirs, "C"), base: with_ }, PACK, decided);
    expect(decide({ take: null })).toMatchObject({
      state: "conflicts",
      conflicts: [
        { name: "title", before: { value: "A" } },
        { name: "source", before: { value: "en-VN" } },
      ],
    });
    const chosen = decide({ take: "ours", choices: { title: "theirs" } });
    expect(openOf(chosen).document).toMatchObject({ title: "C", source: "vi-VN" });
    expect(chosen).toMatchObject({ settled: [{ name: "title" }, { name: "source" }], additions: [] });
    const moment = `${machine.clock.now().toISOString().slice(0, 19)}Z`;
    expect(openOf(chosen).document.history.at(-1)).toMatchObject({ at: moment, what: "merged" });
    expect(decide({ take: null }, null)).toMatchObject({ conflicts: [{ before: null }, { before: null }] });
  });

  it("say what only one of them has, where nothing tells whether it was added", () => {
    const { ours, theirs, merge } = apart();
    const added = holding(theirs, { editions: { "vi-VN": { slots: { headline: words("A") } } } });
    const edition = "vi-VN";
    expect(merge(ours, added)).toMatchObject({
      state: "merged",
      additions: [
        { change: { kind: "slot", edition, slot: "headline" }, from: "theirs" },
        { change: { kind: "edition", edition }, from: "theirs" },
      ],
    });
  });

  it("are refused where they hold too much together, which says where", () => {
    const { ours, theirs, merge } = apart();
    const uses = (open: OpenDocument, from: number) =>
      holding(open, { templates: Array.from({ length: 15 }, (_, at) => `t-${from + at}`) });
    expect(() => merge(uses(ours, 0), uses(theirs, 15))).toThrowError(code("document/merge-too-large"));
    expect(() => merge(uses(ours, 0), uses(theirs, 15))).toThrowError(/ in templates\.$/);
  });
});

describe("words for people", () => {
  it.each<[string, Change]>([
    ["title", { kind: "title" }],
    ["source", { kind: "source" }],
    ["templates", { kind: "templates" }],
    ["vi-VN › headline", { kind: "slot", edition: "vi-VN", slot: "headline" }],
    ["vi-VN › left › description of the picture", { kind: "alt", edition: "vi-VN", slot: "left" }],
    ["vi-VN as a whole", { kind: "edition", edition: "vi-VN" }],
    ["left › picture", { kind: "placement", slot: "left" }],
    ["left › crop of the picture", { kind: "focus", slot: "left" }],
    ["picture 0123456789abcdef › name and consent", { kind: "picture", digest: "0123456789abcdef0123" }],
    ["remark one", { kind: "remark", id: "one" }],
  ])("say where: %s", (said, change) => {
    expect(changeWords(change)).toBe(said);
  });

  it("say what stands there, a line for each paragraph", () => {
    const change = { kind: "slot", edition: "vi-VN", slot: "headline" } as const;
    const call = [
      { kind: "paragraph", content: [{ text: "Call " }, { helpline: "nobody" }] },
      { kind: "list", items: [[{ text: "B" }], [{ text: "C" }]] },
    ];
    expect(versionWords(call, change, PACK)).toEqual(["Call [nobody]", "B", "C"]);
    expect(versionWords(call, { kind: "remark", id: "one" }, PACK)).toEqual([canonicalText(call)]);
    expect(versionWords({ words: 1 }, change, PACK)).toEqual(['{"words":1}']);
    expect(versionWords(null, change, PACK)).toEqual([]);
    expect(versionWords(false, { kind: "edition", edition: "vi-VN" }, PACK)).toEqual([]);
    expect(versionWords(true, { kind: "edition", edition: "vi-VN" }, PACK)).toEqual(["true"]);
    expect(versionWords("Fake jobs", { kind: "title" }, PACK)).toEqual(["Fake jobs"]);
  });
});
