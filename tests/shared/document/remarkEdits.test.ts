import { describe, expect, it } from "vitest";
import type { CampaignDocument, Remark } from "../../../src/shared/document/documentSchema.ts";
import { editSchema } from "../../../src/shared/document/editSchema.ts";
import { applyEdit, type Edit } from "../../../src/shared/document/edits.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";

const said = { by: "Lan", at: "2026-01-02T03:04:05Z" };
const POINT: Remark = {
  about: { edition: "vi-VN", template: "poster-a3", page: "front", x: 100.5, y: 20 },
  thread: [{ ...said, text: "Số này còn đúng không?" }],
  resolved: null,
};
const WORDS: Remark = { ...POINT, about: { edition: "vi-VN", slot: "headline" } };

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
const set = (id: string, remark: Remark | null): Edit => ({ kind: "set-remark", id, remark });

describe("remarks as edits", () => {
  it("are added, answered, resolved and taken away, and every step is taken back", () => {
    const answered: Remark = {
      ...POINT,
      thread: [...POINT.thread, { by: "Omar", at: said.at, text: "نعم" }],
      resolved: { by: "Omar", at: said.at },
    };
    let document = EMPTY;
    const inverses: { edit: Edit; before: CampaignDocument }[] = [];
    for (const edit of [
      set("one", POINT),
      set("two", WORDS),
      set("one", answered),
      set("two", null),
      set("one", null),
    ]) {
      const applied = applyEdit(document, editSchema.parse(edit));
      inverses.unshift({ edit: applied.inverse, before: document });
      document = parseDocument(applied.document);
    }
    expect(document).toEqual(EMPTY);
    for (const { edit, before } of inverses) {
      document = applyEdit(document, edit).document;
      expect(document).toEqual(before);
    }
  });

  it.for([
    ["no words", { ...POINT, thread: [{ ...said, text: "" }] }],
    ["no thread", { ...POINT, thread: [] }],
    ["a place that is none", { ...POINT, about: { edition: "vi-VN", x: Number.NaN, y: 0 } }],
    ["no name", { ...POINT, resolved: { ...said, by: "" } }],
  ] as const)("from outside are refused with %s", ([, remark]) => {
    expect(editSchema.safeParse({ kind: "set-remark", id: "one", remark }).success).toBe(false);
    expect(editSchema.safeParse(set("one", POINT)).success).toBe(true);
  });
});
