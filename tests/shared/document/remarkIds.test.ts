import { describe, expect, it } from "vitest";
import { remarkIdAt, remarksOfSlot } from "../../../src/shared/document/remarks.ts";

const EVENING = Date.UTC(2026, 10, 30, 18, 5, 7, 1);

describe("ids of new remarks", () => {
  it("number the remarks of one second in the order in which they were made", () => {
    const moments = Array.from({ length: 200 }, (_, index) => EVENING + index * 4);
    const comments = Object.fromEntries(
      moments
        .map((moment): [string, number] => [remarkIdAt(moment, crypto.randomUUID()), moment])
        .reverse()
        .map(([id, moment]) => [
          id,
          {
            about: { edition: "vi-VN", slot: "headline" },
            thread: [{ by: "Lan", at: "2026-11-30T18:05:07Z", text: String(moment) }],
            resolved: null,
          },
        ]),
    );
    const told = remarksOfSlot({ comments }, "vi-VN", "headline").map(({ thread }) => thread[0]?.text);
    expect(told).toEqual(moments.map(String));
  });

  it("are UUIDs of version 7, no two alike", () => {
    const ids = Array.from({ length: 200 }, () => remarkIdAt(EVENING, crypto.randomUUID()));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
