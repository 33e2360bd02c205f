import { describe, expect, it } from "vitest";
import { fitText, sizeAt } from "../../../../src/shared/typeset/page/fitText.ts";

describe("fitText", () => {
  const height = (factor: number) => sizeAt([10, 40], factor) * 3;

  it("keeps the greatest size when it fits", () => {
    expect(fitText(height, (laid) => laid <= 120)).toEqual({ layout: 120, factor: 1, fits: true });
  });

  it("finds the greatest step that fits, and no step above it does", () => {
    for (let limit = 30; limit < 120; limit++) {
      const fit = fitText(height, (laid) => laid <= limit);
      expect(fit.fits).toBe(true);
      expect(fit.layout).toBeLessThanOrEqual(limit);
      expect(height(fit.factor + 1 / 32)).toBeGreaterThan(limit);
    }
  });

  it("answers with the least size when nothing fits", () => {
    expect(fitText(height, (laid) => laid <= 29)).toEqual({ layout: 30, factor: 0, fits: false });
  });
});
