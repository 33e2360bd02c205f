import type { Edition } from "../../shared/base/locale.ts";
import type { Inline } from "../../shared/document/documentSchema.ts";
import { plainInline } from "../../shared/document/plainText.ts";
import { type OrderMark, orderMarks } from "../../shared/literals/orderMarks.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { isolate } from "../../shared/typeset/text/isolate.ts";

/** A paragraph of a slot → the marks of its order as its page has it, at offsets as `plainFromRich` counts. */
export function paragraphOrder(
  inlines: readonly Inline[],
  pack: TemplatePack,
  { tag, direction }: Pick<Edition, "tag" | "direction">,
): OrderMark[] {
  let text = "";
  const spans = inlines.map((part) => {
    const start = text.length;
    text += plainInline(part, pack, tag);
    const language = ("text" in part && part.language) || tag;
    return { start, end: text.length, run: { language, ...atomOf(part) } };
  });
  return orderMarks(isolate({ text, direction, language: tag, spans }).isolates);
}

function atomOf(part: Inline) {
  if ("helpline" in part) return { atom: { kind: "helpline", id: part.helpline } } as const;
  return "fact" in part ? ({ atom: { kind: "fact", id: part.fact } } as const) : {};
}
