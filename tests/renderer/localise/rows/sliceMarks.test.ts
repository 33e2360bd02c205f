import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sliceMarks } from "../../../../src/renderer/localise/rows/sliceMarks.ts";

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
  .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));

describe("marks over text", () => {
  it("lose no letter, and every letter has the first mark that is over it", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 25 }),
        fc.integer({ min: 0, max: 15 }),
        fc.array(range, { maxLength: 5 }),
        (text, offset, marks) => {
          const runs = sliceMarks(text, offset, marks);
          expect(runs.map((run) => run.text).join("")).toBe(text);
          for (const run of runs) {
            for (let place = run.start; place < run.start + run.text.length; place += 1) {
              const at = place + offset;
              expect(run.mark).toBe(marks.find(({ start, end }) => start <= at && at < end) ?? null);
            }
          }
        },
      ),
    );
  });
});
