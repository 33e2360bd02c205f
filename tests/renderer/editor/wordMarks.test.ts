import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toEditor } from "../../../src/renderer/editor/slotContent.ts";
import { slotExtensions } from "../../../src/renderer/editor/slotExtensions.ts";
import { fromPosition, toPositions } from "../../../src/renderer/editor/wordMarks.ts";
import type { RichText } from "../../../src/shared/document/documentSchema.ts";
import { plainFromRich, plainInline } from "../../../src/shared/document/plainText.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { anyInline } from "../../fixtures/wordsDocument.ts";

const edition = pack.editions.find(({ tag }) => tag === "ar-EG");
const slot = pack.content.flatMap(({ slots }) => slots).find(({ kind }) => kind === "text");
const keys = { leave: () => undefined, undo: () => undefined, redo: () => undefined };

function inEditor(content: RichText): Node {
  if (edition === undefined || slot === undefined) throw new Error("the pack has an Arabic edition and a text slot");
  return Node.fromJSON(getSchema(slotExtensions(slot, content, pack, edition, keys)), toEditor(content, "paragraph"));
}

/** What the editor holds there, with units of the registry as they read. */
function textAt(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, "\n", ({ type, attrs }) =>
    plainInline(type.name === "helpline" ? { helpline: attrs.id } : { fact: attrs.id }, pack, "ar-EG"),
  );
}

describe("places of findings in the editor", () => {
  it("hold the letters that the finding is about, whatever stands before them", () => {
    const paragraphs = fc.array(fc.array(anyInline, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(paragraphs, fc.boolean(), fc.nat(), fc.nat(), (contents, list, one, other) => {
        const content: RichText = list
          ? [{ kind: "list", items: contents }]
          : contents.map((part) => ({ kind: "paragraph", content: part }));
        const doc = inEditor(content);
        for (const [index, text] of plainFromRich(content, pack, "ar-EG").entries()) {
          const start = one % text.length;
          const end = start + 1 + (other % (text.length - start));
          const place = toPositions(doc, { paragraph: index + 1, start, end }, pack, "ar-EG");
          expect(place).not.toBeNull();
          if (place === null) continue;
          // A unit of the registry is taken whole: the letters are at least those of the finding.
          expect(textAt(doc, place.from, place.to)).toContain(text.slice(start, end));
          const back = fromPosition(doc, place.from, pack, "ar-EG");
          expect(back?.paragraph).toBe(index + 1);
          expect(back?.start).toBeLessThanOrEqual(start);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are none where the words are gone", () => {
    const doc = inEditor([{ kind: "paragraph", content: [{ text: "abc" }] }]);
    expect(toPositions(doc, { paragraph: 2, start: 0, end: 1 }, pack, "ar-EG")).toBeNull();
    expect(toPositions(doc, { paragraph: 1, start: 1, end: 9 }, pack, "ar-EG")).toBeNull();
    expect(toPositions(doc, { paragraph: 1, start: 2, end: 2 }, pack, "ar-EG")).toBeNull();
  });
});
