import type { Diagnostic } from "../../base/diagnostics.ts";
import type { Page, PageBlock } from "../page/page.ts";

/** A block of a page, or the page alone → where a diagnostic about it is, for people and for programs. */

type Located = Pick<Diagnostic, "place"> & Required<Pick<Diagnostic, "edition" | "at">>;

export function locate(page: Page, block: PageBlock | undefined): Located {
  const parts = block ? [block.frame, ...(block.slot === null ? [] : [block.slot])] : [];
  return {
    edition: page.edition,
    place: [page.template, page.id, ...parts].join(" › "),
    at: {
      template: page.template,
      page: page.id,
      ...(block ? { frame: block.frame } : {}),
      ...(block && block.slot !== null ? { slot: block.slot } : {}),
    },
  };
}

/** Characters by which people know which text is meant. */
const OPENING = 60;

/** The beginning of a text, never cut inside a character. */
export function opening(text: string): string {
  return text.length <= OPENING ? text : [...text.slice(0, 2 * OPENING)].slice(0, OPENING).join("");
}
