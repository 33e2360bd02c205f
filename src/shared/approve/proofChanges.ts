import type { ProofParts } from "./proof.ts";

/** Parts of two proofs → what changed between them, in the order in which a person would look. */

/** `layout`: the pages differ though words, pictures, fonts, pack and engine are the same. */
export const PROOF_CHANGES = ["content", "pictures", "fonts", "pack", "engine", "layout"] as const;

export interface ProofChange {
  readonly what: (typeof PROOF_CHANGES)[number];
  /** Slots whose words changed, appeared or went; empty for the others. */
  readonly slots: readonly string[];
}

/** Empty for equal proofs. */
export function proofChanges(before: ProofParts, after: ProofParts): ProofChange[] {
  const slots = [...new Set([...Object.keys(before.content), ...Object.keys(after.content)])]
    .filter((slot) => before.content[slot] !== after.content[slot])
    .sort();
  const found: ProofChange[] = slots.length > 0 ? [{ what: "content", slots }] : [];
  for (const what of ["pictures", "fonts", "pack", "engine"] as const) {
    if (before[what] !== after[what]) found.push({ what, slots: [] });
  }
  if (found.length === 0 && !samePages(before, after)) found.push({ what: "layout", slots: [] });
  return found;
}

/** Whether nothing on the pages is different, whatever else is: their pack or the version of Manara. */
export function samePages(before: ProofParts, after: ProofParts): boolean {
  return before.pages.length === after.pages.length && before.pages.every((page, at) => page === after.pages[at]);
}

/** English, for messages: `text (headline, body), pictures`. */
export function proofChangeWords(changes: readonly ProofChange[]): string {
  const names = {
    content: "text",
    pictures: "pictures",
    fonts: "fonts",
    pack: "campaign pack",
    engine: "version of Manara",
    layout: "layout",
  };
  return changes
    .map(({ what, slots }) => (slots.length === 0 ? names[what] : `${names[what]} (${slots.join(", ")})`))
    .join(", ");
}
