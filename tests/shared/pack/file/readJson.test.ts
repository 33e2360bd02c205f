import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Findings } from "../../../../src/shared/pack/file/findings.ts";
import { jsonFault, readJson, readText } from "../../../../src/shared/pack/file/readJson.ts";

describe("readText", () => {
  const decode = (bytes: Uint8Array) => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };

  it("agrees with the platform's strict decoder on any bytes", () => {
    const nearly = fc.array(
      fc.constantFrom(
        0x41,
        0x7f,
        0x80,
        0xbf,
        0xc0,
        0xc2,
        0xdf,
        0xe0,
        0xa0,
        0x9f,
        0xed,
        0xef,
        0xbb,
        0xf0,
        0x90,
        0x8f,
        0xf4,
        0xf5,
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          nearly.map((bytes) => Uint8Array.from(bytes)),
        ),
        (bytes) => {
          expect(readText(bytes)).toBe(decode(bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("reads long texts in every script", () => {
    const text = "Lời mời, عرض, offer, 😀. ".repeat(2000);
    expect(readText(utf8ToBytes(text))).toBe(text);
  });
});

describe("jsonFault", () => {
  it.each([
    ["", 0],
    ["{", 1],
    ["[1,]", 3],
    ["[1 2]", 3],
    ['{"a":1,}', 7],
    ["{'a':1}", 1],
    ['{"a" 1}', 5],
    ['{"a":tru}', 5],
    ["01", 1],
    ['["a\nb"]', 1],
    ["[1]]", 3],
    ["  nul", 2],
    ['"\\x"', 0],
    ["[1] // one", 4],
    ["[/* one */]", 1],
    ["[\u00a01]", 1],
  ])("%j stops being JSON at %i", (text, at) => {
    expect(jsonFault(text)).toBe(at);
  });

  it("lets DEL and the controls above it stand in a string", () => {
    for (const text of ['{"\u007f":0}', '["\u0085"]']) expect(jsonFault(text)).toBe(text.length);
  });

  it("gives up where a hostile file goes deeper than anything of ours", () => {
    expect(jsonFault("[".repeat(1_000_000))).toBe(200);
    const siblings = `[${"[{}],".repeat(10_000)}`;
    expect(jsonFault(siblings)).toBe(siblings.length);
  });

  it("ends at the end of every valid JSON, and inside every broken one", () => {
    const parses = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(",", '"', "}", "]", ":", "x", ""))
      .map(([text, at, other]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + other + text.slice(place + 1);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json({ noUnicodeString: false }), broken), (text) => {
        const at = jsonFault(text);
        if (parses(text)) expect(at).toBe(text.length);
        // What comes before the fault can be the beginning of some JSON; the fault itself cannot be its end.
        else expect(parses(text.slice(0, at)) && /^\s*$/.test(text.slice(at))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("readJson", () => {
  it("gives line and column of the fault", () => {
    const findings = new Findings();
    const files = new Map([["a.json", utf8ToBytes('{\n  "one": 1,\n  "two": 2,\n}')]]);
    expect(readJson(files, "a.json", 1000, findings)).toBeUndefined();
    expect(findings.all).toMatchObject([{ code: "pack/json", place: "a.json › line 4, column 1" }]);
  });
});
