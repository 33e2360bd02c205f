import { type Box, intersect, type Mark } from "../page/marks.ts";
import type { ExaminedPage, RuleFinding } from "./rule.ts";

/** Pages → everything painted on them that shows in the bleed box, and where a finding about it lies. */

export type VisibleMark = Mark & { readonly visible: Box };

export function* visibleMarks(
  pages: readonly ExaminedPage[],
): Iterable<{ page: ExaminedPage; mark: VisibleMark; place: Pick<RuleFinding, "page" | "at"> }> {
  for (const page of pages) {
    for (const mark of page.content.marks) {
      const visible = mark.visible && intersect(mark.visible, page.bleed);
      if (visible) yield { page, mark: { ...mark, visible }, place: { page: page.number, at: visible } };
    }
  }
}
