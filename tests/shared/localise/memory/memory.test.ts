import { describe, expect, it } from "vitest";
import type { Inline } from "../../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { createMemory, entriesOf, type MemoryEntry } from "../../../../src/shared/localise/memory/memory.ts";
import { localiseSlot, reviewSlot } from "../../../../src/shared/localise/units/units.ts";
import { pack } from "../../../fixtures/safeMigration.ts";
import { sampleDocument } from "../../../fixtures/wordsDocument.ts";

const text = (words: string): Inline[] => [{ text: words }];
const entry = (source: Inline[], target: Inline[], at = "2026-01-01T00:00:00Z", edition = "vi-VN"): MemoryEntry => ({
  source: { edition: "en-VN", content: source },
  target: { edition, content: target },
  by: "Lan",
  at,
  from: { file: "a.manara", title: "A", slot: "headline" },
});
const found = (entries: MemoryEntry[], source: Inline[], to = "vi-VN") =>
  createMemory(entries)
    .suggest(source, "en-VN", to, 5)
    .map(({ score, entry: one }) => [score, one.target.content]);

describe("a translation memory", () => {
  it("gives the same source first, then what is near, and nothing that is far", () => {
    const entries = [
      entry(text("Ask before you travel"), text("xa")),
      entry(text("Ask before you go"), text("đúng")),
      entry(text("Keep your passport yourself"), text("khác")),
    ];
    // `go` → `went`: four letters of nineteen. `travel` is further away than a quarter.
    expect(found(entries, text("Ask before you go"))).toEqual([[1, text("đúng")]]);
    expect(found(entries, text("Ask before you went"))).toEqual([[1 - 4 / 19, text("đúng")]]);
  });

  it("knows numbers and helplines apart without taking them for other words", () => {
    const entries = [entry([{ text: "Call " }, { helpline: "VN-111" }, { text: " before 30 July 2025" }], text("gọi"))];
    const [[score] = []] = found(entries, [
      { text: "Call " },
      { helpline: "VN-PEACE" },
      { text: " before 30 July 2026" },
    ]);
    expect(score).toBe(0.99);
    expect(found(entries, [{ text: "Call " }, { helpline: "VN-111" }, { text: " before 30 July 2025" }])[0]?.[0]).toBe(
      1,
    );
  });

  it("puts the edition's own country and the newest first, and the same words once", () => {
    const entries = [
      entry(text("Ask"), text("old"), "2025-01-01T00:00:00Z"),
      entry(text("Ask"), text("new"), "2026-01-01T00:00:00Z"),
      entry(text("Ask"), text("new"), "2024-01-01T00:00:00Z"),
      entry(text("Ask"), text("abroad"), "2027-01-01T00:00:00Z", "vi-EG"),
      entry(text("Ask"), text("عربي"), "2027-01-01T00:00:00Z", "ar-EG"),
    ];
    expect(found(entries, text("Ask")).map(([, words]) => words)).toEqual([text("new"), text("old"), text("abroad")]);
  });

  it("finds text whose letters are composed in another way, or set with other spaces", () => {
    const entries = [
      {
        ...entry(text("Hỏi trước khi đi"), text("Ask")),
        source: { edition: "vi-VN", content: text("Hỏi trước khi đi") },
      },
    ];
    const matches = createMemory(entries).suggest(text("Hỏi trước khi đi".normalize("NFD")), "vi-VN", "vi-VN", 5);
    expect(matches.map(({ score }) => score)).toEqual([1]);
  });

  it("learns from reviewed words alone", () => {
    const place = { edition: "vi-VN", source: "en-VN", slot: "headline" };
    const who = { by: "Lan", at: "2026-02-03T04:05:06Z" };
    const document = sampleDocument(pack.templates[0]?.id ?? "");
    const words = [{ kind: "paragraph" as const, content: text("Việc thật") }];
    const draft = applyEdit(document, localiseSlot(document, place, words, who)).document;
    expect(entriesOf(draft, "a.manara")).toEqual([]);
    const reviewed = applyEdit(draft, reviewSlot(draft, place, who)).document;
    expect(entriesOf(reviewed, "a.manara")).toMatchObject([
      {
        target: { edition: "vi-VN", content: text("Việc thật") },
        by: "Lan",
        from: { file: "a.manara", slot: "headline" },
      },
    ]);
    const changed = applyEdit(reviewed, {
      kind: "set-slot",
      edition: "vi-VN",
      slot: "headline",
      content: [{ kind: "paragraph", content: text("Khác") }],
    });
    expect(entriesOf(changed.document, "a.manara")).toEqual([]);
  });
});
