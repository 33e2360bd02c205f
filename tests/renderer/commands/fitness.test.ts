import { describe, expect, it } from "vitest";
import { fitness } from "../../../src/renderer/commands/fitness.ts";

describe("search", () => {
  it("finds Vietnamese without its marks", () => {
    expect(fitness("Đóng tài liệu", "dong tai")).not.toBeNull();
    expect(fitness("Áp phích", "ap phich")).not.toBeNull();
  });

  it("finds Arabic without hamza, vowel signs and teh marbuta", () => {
    expect(fitness("إغلاق المستند", "اغلاق")).not.toBeNull();
    expect(fitness("المُراجعة", "المراجعه")).not.toBeNull();
  });

  it("takes words in any order, and letters in their order", () => {
    expect(fitness("Save as…", "as save")).not.toBeNull();
    expect(fitness("New campaign…", "ncmp")).not.toBeNull();
    expect(fitness("New campaign…", "pcmn")).toBeNull();
  });

  it("prefers the start of the name, then of a word, then the middle", () => {
    const fits = ["Open…", "Re-open", "Reopened"].map((name) => fitness(name, "open") ?? -1);
    expect(fits[0]).toBeGreaterThan(fits[1] ?? 9);
    expect(fits[1]).toBeGreaterThan(fits[2] ?? 9);
  });

  it("keeps everything while nothing is typed", () => {
    expect(fitness("Open…", " ")).toBe(0);
  });
});
