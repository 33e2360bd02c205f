import { expect, it } from "vitest";
import { digestForEyes } from "../../../src/renderer/i18n/names.ts";

it("shows the first digits of a digest in groups that two people can compare", () => {
  const digest = "6b3d23cf171fa0b1".padEnd(64, "0");
  expect(digestForEyes(digest)).toBe("6b3d 23cf 171f");
  expect(digestForEyes(digest, 16)).toBe("6b3d 23cf 171f a0b1");
});
