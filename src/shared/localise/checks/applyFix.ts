import type { DiagnosticFix } from "../../base/diagnostics.ts";
import type { Inline, RichText } from "../../document/documentSchema.ts";
import { plainInline } from "../../document/plainText.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";

/** A slot's content, a fix → the content with the fix in it. */

/**
 * Emphasis and language of the text at the start of the range go on. Null where the fix does not belong there any
 * more: the paragraph is gone, too short, or a helpline or fact stands in the range.
 * @param language BCP 47 tag of the edition.
 */
export function applyFix(content: RichText, fix: DiagnosticFix, pack: TemplatePack, language: string): RichText | null {
  let number = 0;
  let done = false;
  const fixed = (inlines: readonly Inline[]): Inline[] => {
    number += 1;
    if (number !== fix.paragraph) return [...inlines];
    const replaced = replaceIn(inlines, fix, pack, language);
    done = replaced !== null;
    return replaced ?? [...inlines];
  };
  const changed = content.map((block) =>
    block.kind === "paragraph"
      ? { ...block, content: fixed(block.content) }
      : { ...block, items: block.items.map(fixed) },
  );
  return done ? changed : null;
}

function replaceIn(
  inlines: readonly Inline[],
  fix: DiagnosticFix,
  pack: TemplatePack,
  language: string,
): Inline[] | null {
  const out: Inline[] = [];
  let at = 0;
  let placed = false;
  for (const part of inlines) {
    const { length } = plainInline(part, pack, language);
    const from = Math.max(fix.start - at, 0);
    const to = Math.min(fix.end - at, length);
    at += length;
    if (from >= to) {
      out.push(part);
      continue;
    }
    if (!("text" in part)) return null;
    const text = part.text.slice(0, from) + (placed ? "" : fix.text) + part.text.slice(to);
    placed = true;
    if (text !== "") out.push({ ...part, text });
  }
  return placed && at >= fix.end ? out : null;
}
