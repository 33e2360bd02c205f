import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setJsonMembers } from "../../../../src/main/services/pack/setJsonMembers.ts";

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('"\\ /', "{", "],", "\u2028"),
);
const entry = fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), {
  maxKeys: 4,
  noNullPrototype: true,
});

describe("setJsonMembers", () => {
  it("keeps a byte order mark, as editors of Windows write it", () => {
    expect(setJsonMembers('\ufeff{"a": 1}\n', [], { a: 2 })).toBe('\ufeff{"a": 2}\n');
  });

  it("changes what is asked for and nothing else, in every layout", () => {
    const indent = fc.constantFrom(undefined, 2, "\t");
    const newline = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 3 }),
        entry,
        indent,
        newline,
        fc.nat(),
        (list, members, space, end, at) => {
          fc.pre(!Object.hasOwn(members, "__proto__") && list.every((one) => !Object.hasOwn(one, "__proto__")));
          const text = `${JSON.stringify({ list, rest: "kept" }, null, space)}\n`.replaceAll("\n", end);
          const index = at % list.length;
          const changed = setJsonMembers(text, ["list", index], members);
          const expected = list.map((one, position) => (position === index ? { ...one, ...members } : one));
          expect(JSON.parse(changed)).toEqual({ list: expected, rest: "kept" });
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps every other line as its editor wrote it", () => {
    const text = '{ "a": [ { "id":"x",\n      "n": 1 },\n  { "id" : "y" } ],  "z":{} }\n';
    expect(setJsonMembers(text, ["a", 0], { n: 2, m: "new" })).toBe(
      '{ "a": [ { "id":"x",\n      "n": 2,\n      "m": "new" },\n  { "id" : "y" } ],  "z":{} }\n',
    );
  });

  it("changes the one of two members with one name that counts", () => {
    expect(setJsonMembers('{"a":1,"a":2}', [], { a: 3 })).toBe('{"a":1,"a":3}');
  });

  it("is a fault of ours where there is no such object", () => {
    expect(() => setJsonMembers('{"a":[1]}', ["b"], { a: 3 })).toThrow("the JSON has an object at b");
  });
});
