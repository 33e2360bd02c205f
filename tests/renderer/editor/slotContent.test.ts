import { getSchema } from "@tiptap/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromEditor, toEditor } from "../../../src/renderer/editor/slotContent.ts";
import { slotExtensions } from "../../../src/renderer/editor/slotExtensions.ts";
import type { Inline, RichText } from "../../../src/shared/document/documentSchema.ts";
import { richText } from "../../../src/shared/document/documentSchema.ts";
import { pack } from "../../fixtures/safeMigration.ts";

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const text: fc.Arbitrary<Inline> = fc
  .record({ text: word, bold: fc.boolean(), tag: fc.option(fc.constantFrom("vi", "ar", "en-GB"), { nil: undefined }) })
  .map(({ text: written, bold, tag }) => ({
    text: written,
    ...(bold ? { emphasis: true as const } : {}),
    ...(tag === undefined ? {} : { language: tag }),
  }));
const inline = fc.oneof(
  text,
  fc.constantFrom("VN-111", "EG-x").map((helpline): Inline => ({ helpline })),
  fc.constantFrom("f-1", "f-2").map((fact): Inline => ({ fact })),
);
/** Neighbours that look the same are one run, as the editor keeps them. */
const inlines = fc.array(inline, { minLength: 1, maxLength: 6 }).map((parts) => {
  const out: Inline[] = [];
  for (const part of parts) {
    const before = out.at(-1);
    if (
      before !== undefined &&
      "text" in before &&
      "text" in part &&
      before.emphasis === part.emphasis &&
      before.language === part.language
    ) {
      out[out.length - 1] = { ...before, text: before.text + part.text };
    } else out.push(part);
  }
  return out;
});
const content: fc.Arbitrary<RichText> = fc.array(
  fc.oneof(
    inlines.map((one) => ({ kind: "paragraph" as const, content: one })),
    fc.array(inlines, { minLength: 1, maxLength: 4 }).map((items) => ({ kind: "list" as const, items })),
  ),
  { maxLength: 5 },
);

const slot = pack.content.flatMap(({ slots }) => slots).find(({ kind }) => kind === "text");
const [edition] = pack.editions;
if (slot === undefined || edition === undefined) throw new Error("the pack has a text slot and an edition");
const nothing = () => undefined;
const keys = { leave: nothing, undo: nothing, redo: nothing };

describe("slot content in the editor", () => {
  it("comes back as it went in", () => {
    fc.assert(
      fc.property(content, (given) => {
        expect(fromEditor(toEditor(given, "paragraph"))).toEqual(given);
      }),
    );
  });

  it("comes back through the editor's own schema, and is what documents allow", () => {
    const schema = getSchema(slotExtensions(slot, [], pack, edition, keys));
    fc.assert(
      fc.property(content, (given) => {
        const node = schema.nodeFromJSON(toEditor(given, "paragraph"));
        node.check();
        const back = fromEditor(node.toJSON());
        expect(back).toEqual(given);
        expect(richText.safeParse(back).success).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves out what has no words yet", () => {
    expect(fromEditor(toEditor([], "paragraph"))).toEqual([]);
    expect(fromEditor(toEditor([], "list"))).toEqual([]);
    const half: RichText = [
      { kind: "paragraph", content: [] },
      { kind: "list", items: [[], [{ text: "a" }], []] },
    ];
    expect(fromEditor(toEditor(half, "paragraph"))).toEqual([{ kind: "list", items: [[{ text: "a" }]] }]);
  });

  it("joins neighbours that look the same", () => {
    const parts: RichText = [
      { kind: "paragraph", content: [{ text: "a" }, { text: "b" }, { text: "c", emphasis: true }] },
    ];
    expect(fromEditor(toEditor(parts, "paragraph"))).toEqual([
      { kind: "paragraph", content: [{ text: "ab" }, { text: "c", emphasis: true }] },
    ]);
  });
});
