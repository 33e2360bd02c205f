import { expect, it } from "vitest";
import { COUNT_KINDS, countPlaces } from "../../../src/renderer/merge/countPlaces.ts";
import type { MergePlace } from "../../../src/shared/contract/mergeCalls.ts";

it("counts every place once, in the kinds that people know, and leaves out what there is none of", () => {
  const places: readonly MergePlace[] = [
    { kind: "title" },
    { kind: "slot", edition: "vi-VN", slot: "headline" },
    { kind: "slot", edition: "ar-EG", slot: "headline" },
    { kind: "alt", edition: "ar-EG", slot: "photo" },
    { kind: "placement", slot: "photo" },
    { kind: "remark", id: "one" },
    { kind: "edition", edition: "en-VN" },
  ];
  expect(countPlaces(places)).toEqual({ texts: 2, pictures: 2, remarks: 1, others: 2 });
  expect(countPlaces([])).toEqual({});
  const counted = COUNT_KINDS.reduce((sum, kind) => sum + (countPlaces(places)[kind] ?? 0), 0);
  expect(counted).toBe(places.length);
});
