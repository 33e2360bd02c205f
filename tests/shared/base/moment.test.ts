import { describe, expect, it } from "vitest";
import { dayOf, momentOf, todayOf } from "../../../src/shared/base/moment.ts";

describe("moments and days", () => {
  it("writes whole seconds in UTC, whatever the zone of the machine is", () => {
    expect(momentOf(new Date("2026-07-01T06:59:59.999+07:00"))).toBe("2026-06-30T23:59:59Z");
    expect(dayOf("2026-06-30T23:59:59Z")).toBe("2026-06-30");
  });

  it("turns the day at midnight in UTC", () => {
    const at = (moment: string) => todayOf({ now: () => new Date(moment) });
    expect([at("2026-06-30T23:59:59.999Z"), at("2026-07-01T00:00:00Z")]).toEqual(["2026-06-30", "2026-07-01"]);
  });

  it.each(["Asia/Ho_Chi_Minh", "America/Los_Angeles"])("is the same on a machine in %s", (zone) => {
    const { TZ } = process.env;
    process.env.TZ = zone;
    try {
      const late = new Date("2026-12-01T23:30:00Z");
      const early = new Date("2026-12-01T00:30:00Z");
      // Otherwise the machine has not moved, and the test says nothing.
      expect([late.getDate(), early.getDate()]).not.toEqual([1, 1]);
      expect([late, early].map((now) => todayOf({ now: () => now }))).toEqual(["2026-12-01", "2026-12-01"]);
    } finally {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  });
});
