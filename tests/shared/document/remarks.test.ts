import { describe, expect, it } from "vitest";
import type { CampaignDocument, Remark } from "../../../src/shared/document/documentSchema.ts";
import { LONGEST_REMARK, MOST_SAID } from "../../../src/shared/document/documentSchema.ts";
import { editSchema } from "../../../src/shared/document/editSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import {
  answerRemark,
  canTakeBack,
  isAboutOthers,
  isFull,
  type ListedRemark,
  newRemark,
  type PinPoint,
  remarksOfPiece,
  remarksOfSlot,
  reopenRemark,
  resolveRemark,
  takeBackRemark,
} from "../../../src/shared/document/remarks.ts";

const PROOF = "0123456789abcdef".repeat(4);
const PIN: PinPoint = { edition: "ar-EG", template: "poster-a3", page: "front", x: 100.5, y: 20 };
const LAN = { by: "Lan", at: "2026-01-02T03:04:05Z" };
const OMAR = { by: "Omar", at: "2026-01-02T03:05:00Z" };

const EMPTY: CampaignDocument = {
  version: 1,
  id: "00000000-0000-4000-8000-000000000001",
  title: "Poster",
  pack: { id: "sample", release: "1", digest: "a".repeat(64) },
  family: "poster",
  templates: ["poster-a3"],
  editions: {},
  pictures: {},
  placements: {},
  created: { at: "2026-01-01T00:00:00Z", engine: "1" },
  approvals: [],
  history: [],
};

/** As the host applies them: through the schema of what comes from outside, and of the file. */
function documentAfter(...edits: readonly Edit[]): CampaignDocument {
  return edits.reduce((document, one) => parseDocument(applyEdit(document, editSchema.parse(one)).document), EMPTY);
}

const about = (place: Partial<PinPoint>): Remark["about"] => ({ ...PIN, ...place });
const pieceOf = (document: CampaignDocument, slots: readonly string[] = ["headline", "signs"]) =>
  remarksOfPiece(document, { template: "poster-a3", edition: "ar-EG" }, new Set(slots)).map(
    ({ number, id }) => `${number} ${id}`,
  );

describe("remarks", () => {
  it("of a piece are its pins and those about its words, in the order in which they were said", () => {
    const document = documentAfter(
      newRemark("later", about({}), "third", { by: "Lan", at: "2026-01-04T00:00:00Z" }),
      newRemark("words", { edition: "ar-EG", slot: "headline" }, "second", OMAR),
      newRemark("first", about({ page: "back" }), "first", LAN),
      newRemark("other-edition", about({ edition: "vi-VN" }), "no", LAN),
      newRemark("other-format", about({ template: "post" }), "no", LAN),
      newRemark("other-words", { edition: "ar-EG", slot: "sources" }, "no", LAN),
      newRemark("other-language", { edition: "vi-VN", slot: "headline" }, "no", LAN),
    );
    expect(pieceOf(document)).toEqual(["1 first", "2 words", "3 later"]);
    expect(pieceOf(document, ["sources"])).toEqual(["1 first", "2 other-words", "3 later"]);
  });

  it("keep their numbers when one is settled, and are in the same order in every window", () => {
    const made = [
      newRemark("b", about({}), "one second", LAN),
      newRemark("a", about({}), "the same second", LAN),
      newRemark("c", about({}), "later", OMAR),
    ];
    expect(pieceOf(documentAfter(...made))).toEqual(["1 a", "2 b", "3 c"]);
    expect(pieceOf(documentAfter(...made.toReversed()))).toEqual(["1 a", "2 b", "3 c"]);
    const document = documentAfter(...made);
    const settled = applyEdit(document, resolveRemark(listed(document, "a"), OMAR)).document;
    expect(pieceOf(settled)).toEqual(["1 a", "2 b", "3 c"]);
  });

  it("of a slot are the open ones, also those that are pinned to its words", () => {
    const document = documentAfter(
      newRemark("pinned", about({ slot: "headline" }), "on the page", OMAR),
      newRemark("said", { edition: "ar-EG", slot: "headline" }, "in the row", LAN),
      newRemark("elsewhere", about({}), "a picture", LAN),
    );
    const ids = (of: CampaignDocument) => remarksOfSlot(of, "ar-EG", "headline").map(({ id }) => id);
    expect(ids(document)).toEqual(["said", "pinned"]);
    const settled = applyEdit(document, resolveRemark(listed(document, "said"), OMAR)).document;
    expect(ids(settled)).toEqual(["pinned"]);
    expect(remarksOfSlot(document, "vi-VN", "headline")).toEqual([]);
  });

  it("are answered, settled, opened again and taken back as the document allows it", () => {
    const begun = documentAfter(
      newRemark("one", about({ slot: "headline", proof: PROOF.slice(0, 16) }), "Is it right?", LAN),
    );
    const at = (document: CampaignDocument) => listed(document, "one");
    expect(canTakeBack(remarkOf(begun, "one"), "Lan")).toBe(true);
    expect(canTakeBack(remarkOf(begun, "one"), "Omar")).toBe(false);
    expect(canTakeBack(remarkOf(begun, "one"), null)).toBe(false);
    const settled = applyEdit(begun, editSchema.parse(resolveRemark(at(begun), OMAR))).document;
    expect(remarkOf(settled, "one").resolved).toEqual(OMAR);
    expect(remarkOf(applyEdit(settled, reopenRemark(at(settled))).document, "one").resolved).toBeNull();
    const answered = applyEdit(settled, editSchema.parse(answerRemark(at(settled), "نعم", OMAR))).document;
    expect(remarkOf(answered, "one").thread.map(({ by, text }) => [by, text])).toEqual([
      ["Lan", "Is it right?"],
      ["Omar", "نعم"],
    ]);
    // Whoever answers a settled remark does not think that it is settled.
    expect(remarkOf(answered, "one").resolved).toBeNull();
    expect(canTakeBack(remarkOf(answered, "one"), "Lan")).toBe(false);
    expect(applyEdit(begun, takeBackRemark(at(begun))).document).toEqual(EMPTY);
  });

  it("say when the pages are others than those they were pinned to, and nothing where nobody knows", () => {
    const on = (proof?: string): Remark => ({
      about: about(proof === undefined ? {} : { proof }),
      thread: [{ ...LAN, text: "x" }],
      resolved: null,
    });
    expect(isAboutOthers(on(PROOF.slice(0, 16)), PROOF)).toBe(false);
    expect(isAboutOthers(on("f".repeat(16)), PROOF)).toBe(true);
    expect(isAboutOthers(on(), PROOF)).toBe(false);
    expect(isAboutOthers({ ...on(), about: { edition: "ar-EG", slot: "headline" } }, PROOF)).toBe(false);
  });

  it("are full exactly where the document takes no further answer, nor a longer one", () => {
    const thread = Array.from({ length: MOST_SAID - 1 }, () => ({ ...LAN, text: "x" }));
    const nearly: Remark = { about: PIN, thread, resolved: null };
    expect(isFull(nearly)).toBe(false);
    const last = answerRemark({ id: "one", ...nearly }, "y".repeat(LONGEST_REMARK), LAN);
    expect(editSchema.safeParse(last).success).toBe(true);
    const full = last.kind === "set-remark" && last.remark !== null ? last.remark : nearly;
    expect(isFull(full)).toBe(true);
    expect(editSchema.safeParse(answerRemark({ id: "one", ...full }, "z", LAN)).success).toBe(false);
    const long = newRemark("one", PIN, "y".repeat(LONGEST_REMARK + 1), LAN);
    expect(editSchema.safeParse(long).success).toBe(false);
  });

  it.for([
    ["half a digest", { proof: "0123" }],
    ["a slot that can be none", { slot: "Head Line" }],
  ] as const)("with %s are refused", ([, wrong]) => {
    expect(editSchema.safeParse(newRemark("one", about(wrong), "x", LAN)).success).toBe(false);
    expect(editSchema.safeParse(newRemark("one", about({}), "x", LAN)).success).toBe(true);
  });
});

function remarkOf({ comments: remarks = {} }: CampaignDocument, id: string): Remark {
  const remark = remarks[id];
  if (remark === undefined) throw new Error(`There is no remark ${id}.`);
  return remark;
}

function listed(document: CampaignDocument, id: string): ListedRemark {
  return { id, ...remarkOf(document, id) };
}
