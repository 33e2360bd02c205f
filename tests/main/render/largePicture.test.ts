import { describe, expect, it } from "vitest";
import { costOfLargePicture, type Encode } from "../../bench/largePicture.ts";

/** Megabytes. 1 GiB is what an office laptop can give two exporters at once; far less is what they need. */
const MOST_MEMORY = 600;

describe("an A2 poster with a photograph at 300 ppi", () => {
  it.each<[string, Encode, boolean]>([
    ["a JPEG", (photo) => photo.jpeg({ quality: 90 }), false],
    ["a JPEG that lies on its side", (photo) => photo.jpeg({ quality: 90 }), true],
  ])("is drawn for print in far less than 1 GiB: %s", async (_, encode, turned) => {
    const { memory, megabytes } = await costOfLargePicture("print-pdf", encode, turned);
    expect(memory).toBeLessThan(MOST_MEMORY);
    // The whole photograph is in it.
    expect(megabytes).toBeGreaterThan(5);
  });
});
