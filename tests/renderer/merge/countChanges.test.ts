import { expect, it } from "vitest";
import { COUNT_KINDS, countChanges } from "../../../src/renderer/merge/countChanges.ts";
import type { ReportedChange } from "../../../src/shared/document/mergeReport.ts";

it("counts every change once, in the kinds that people know, and leaves out what there is none of", () => {
  const changes: readonly ReportedChange[] = [
    { kind: "title" },
    { kind: "slot", edition: "vi-VN", slot: "headline" },
    { kind: "slot", edition: "ar-EG", slot: "headline" },
    { kind: "alt", edition: "ar-EG", slot: "photo" },
    { kind: "placement", slot: "photo" },
    { kind: "remark", id: "one" },
    { kind: "edition", edition: "en-VN" },
  ];
  expect(countChanges(changes)).toEqual({ texts: 2, pictures: 2, remarks: 1, others: 2 });
  expect(countChanges([])).toEqual({});
  const counted = COUNT_KINDS.reduce((sum, kind) => sum + (countChanges(changes)[kind] ?? 0), 0);
  expect(counted).toBe(changes.length);
});
