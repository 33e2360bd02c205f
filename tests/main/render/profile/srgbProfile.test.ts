import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { srgbProfile } from "../../../../src/main/render/profile/srgbProfile.ts";
import { inFolder } from "../witness.ts";

/** Colours that libvips converts from its own sRGB profile into this one, through lcms. */
async function convert(profile: Uint8Array): Promise<{ before: Buffer; after: Buffer }> {
  const before = Buffer.from(
    Array.from({ length: 9 ** 3 * 3 }, (_, at) => {
      const colour = Math.floor(at / 3);
      return Math.round((Math.floor(colour / 9 ** (at % 3)) % 9) * 31.875);
    }),
  );
  const raw = { width: 81, height: 9, channels: 3 } as const;
  const after = await inFolder(async (folder) => {
    writeFileSync(join(folder, "s.icc"), profile);
    const png = await sharp(before, { raw }).withIccProfile(join(folder, "s.icc"), { attach: false }).png().toBuffer();
    return sharp(png).raw().toBuffer();
  });
  return { before, after };
}

const worst = ({ before, after }: { before: Buffer; after: Buffer }) =>
  before.reduce((most, value, at) => Math.max(most, Math.abs(value - (after[at] ?? 0))), 0);

describe("srgbProfile", () => {
  it("is the sRGB that other programs know", async () => {
    expect(worst(await convert(srgbProfile()))).toBeLessThanOrEqual(1);
  });

  it("would show if a primary were wrong", async () => {
    const swapped = Buffer.from(srgbProfile());
    const red = swapped.indexOf("rXYZ");
    const green = swapped.indexOf("gXYZ");
    swapped.write("gXYZ", red, "latin1");
    swapped.write("rXYZ", green, "latin1");
    expect(worst(await convert(swapped))).toBeGreaterThan(40);
  });

  it("is always the same, and as long as it says", () => {
    const bytes = Buffer.from(srgbProfile());
    expect(bytes.equals(srgbProfile())).toBe(true);
    expect(bytes.readUInt32BE(0)).toBe(bytes.length);
  });
});
