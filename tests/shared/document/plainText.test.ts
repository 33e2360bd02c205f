import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { richText } from "../../../src/shared/document/documentSchema.ts";
import { helplinesFor, plainFromRich, richFromPlain } from "../../../src/shared/document/plainText.ts";
import { AR, EN, HELPLINES, PACK, VI } from "../../fakes/samplePack.ts";

/** Strings that look like copy: words, digits, helplines, isolates, combining marks and stray control characters. */
const copy = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "111",
        "+84 981 84 84 84",
        "15508",
        " ",
        " ",
        "·",
        "/",
        ".",
        "24/7",
        "\u2068",
        "\u2069",
        "*",
        "Gọi",
        "اتصل",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
      fc.constantFrom("e\u0302\u0323", "\u0007", "\u00a0", "\n"),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("richFromPlain", () => {
  it("recognises helplines and keeps the text around them", () => {
    expect(richFromPlain(["Call 111 before you pay"], "paragraphs", HELPLINES)).toEqual([
      { kind: "paragraph", content: [{ text: "Call " }, { helpline: "VN-111" }, { text: " before you pay" }] },
    ]);
  });

  it("drops isolates around a helpline", () => {
    expect(richFromPlain(["اتصل \u206615508\u2069."], "paragraphs", HELPLINES)).toEqual([
      { kind: "paragraph", content: [{ text: "اتصل " }, { helpline: "EG-15508" }, { text: "." }] },
    ]);
  });

  it("makes one list out of many strings", () => {
    expect(richFromPlain(["a", "b"], "list", [])).toEqual([
      { kind: "list", items: [[{ text: "a" }], [{ text: "b" }]] },
    ]);
  });

  it("does not read asterisks as markup", () => {
    expect(richFromPlain(["*now*"], "paragraphs", [])).toEqual([{ kind: "paragraph", content: [{ text: "*now*" }] }]);
  });

  it("composes Vietnamese letters (NFC)", () => {
    expect(richFromPlain(["Vie\u0302\u0323t"], "paragraphs", [])).toEqual([
      { kind: "paragraph", content: [{ text: "Việt" }] },
    ]);
  });

  it("always gives rich text that the schema accepts", () => {
    fc.assert(
      fc.property(fc.array(copy), fc.constantFrom("list" as const, "paragraphs" as const), (strings, kind) => {
        expect(richText.safeParse(richFromPlain(strings, kind, HELPLINES)).error).toBeUndefined();
      }),
    );
  });

  it("comes back the same from plain text", () => {
    fc.assert(
      fc.property(fc.array(copy), fc.constantFrom("list" as const, "paragraphs" as const), (strings, kind) => {
        const rich = richFromPlain(strings, kind, HELPLINES);
        expect(richFromPlain(plainFromRich(rich, PACK, "vi"), kind, HELPLINES)).toEqual(rich);
      }),
    );
  });

  it("keeps plain words exactly", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zđêộ ]*$/u)), (strings) => {
        const kept = strings.map((string) => string.trim().normalize("NFC")).filter((string) => string !== "");
        expect(plainFromRich(richFromPlain(strings, "paragraphs", HELPLINES), PACK, "en")).toEqual(kept);
      }),
    );
  });
});

describe("plainFromRich", () => {
  it("gives a fact in the language asked for", () => {
    const content = [{ kind: "paragraph" as const, content: [{ fact: "F1" }] }];
    expect(plainFromRich(content, PACK, "vi-VN")).toEqual(["Năm 2021 có 27,6 triệu người bị cưỡng bức lao động."]);
  });
});

describe("helplinesFor", () => {
  const ids = (edition: typeof EN) => helplinesFor(PACK, edition).map(({ id }) => id);

  it("has every line of the edition's own country", () => {
    expect(ids(AR)).toContain("EG-122");
    expect(ids(AR)).toContain("EG-15508");
  });

  it("leaves out short codes of other countries: they may be years", () => {
    expect(ids(EN)).not.toContain("EG-122");
    expect(ids(VI)).not.toContain("EG-15508");
  });

  it("has long numbers of other countries that the pack recommends", () => {
    expect(ids(AR)).toContain("VN-CONS");
  });
});
