import { describe, expect, it } from "vitest";
import { termHits } from "../../../../src/shared/localise/memory/termHits.ts";
import { PACK } from "../../../fakes/samplePack.ts";

const text = { en: "smuggling of migrants; people smuggling", vi: "đưa người di cư trái phép", ar: "تهريب المهاجرين" };
const pack = { ...PACK, terms: [{ id: "smuggling", text, note: "Not trafficking." }] };
const list = (...items: string[]) => [{ kind: "list" as const, items: items.map((one) => [{ text: one }]) }];

describe("terms for a translator", () => {
  it("come once, as the source spells them, with the approved words of the other language", () => {
    const hits = termHits(list("People smuggling is a crime", "people smuggling again"), pack, "en-VN", "vi-VN");
    expect(hits).toEqual([{ source: "people smuggling", target: text.vi, note: "Not trafficking." }]);
    expect(termHits(list("Nạn đưa người di cư trái phép"), pack, "vi-VN", "ar-EG")[0]?.target).toBe(text.ar);
  });

  it("do not come between editions of one language, nor across paragraphs", () => {
    expect(termHits(list("people smuggling"), pack, "en-VN", "en-EG")).toEqual([]);
    expect(termHits(list("smuggling of", "migrants"), pack, "en-VN", "vi-VN")).toEqual([]);
  });
});
