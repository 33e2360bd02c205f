import { describe, expect, it } from "vitest";
import { canonicalText, derivedUuid, digestBytes, digestValue, textBytes } from "../../../src/shared/base/digest.ts";

describe("canonicalText", () => {
  it("is as the example of RFC 8785, section 3.2.2", () => {
    const value = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
});

describe("digests", () => {
  it("are SHA-256 (FIPS 180-2, appendix B.1)", () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(digestBytes(textBytes("abc"))).toBe(abc);
    expect(digestValue("x")).toBe(digestBytes(textBytes('"x"')));
  });

  it("make a UUID of version 8 and the variant of RFC 9562, the same for the same seed alone", () => {
    for (const seed of ["", "variant Huế", "x".repeat(1000)]) {
      expect(derivedUuid(seed)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(derivedUuid(seed)).toBe(derivedUuid(seed));
    }
    expect(derivedUuid("a")).not.toBe(derivedUuid("b"));
  });
});
