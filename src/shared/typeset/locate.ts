import type { Diagnostic } from "../base/diagnostics.ts";
import type { Page, PageBlock } from "./page.ts";

/** A block of a page, or the page alone → how a diagnostic names it, for people and for programs. */
export function locate(
  page: Page,
  block: PageBlock | undefined,
): Pick<Diagnostic, "place"> & Required<Pick<Diagnostic, "at">> {
  const parts = block ? [block.frame, ...(block.slot === null ? [] : [block.slot])] : [];
  return {
    place: [page.template, page.id, ...parts].join(" › "),
    at: {
      template: page.template,
      page: page.id,
      ...(block ? { frame: block.frame } : {}),
      ...(block && block.slot !== null ? { slot: block.slot } : {}),
    },
  };
}
