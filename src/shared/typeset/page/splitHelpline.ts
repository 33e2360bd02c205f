import type { LocalisedRun } from "../../localise/localisedDocument.ts";

/** One item of a helplines slot → the number to print large and the words that go under it. */

export interface SplitHelpline {
  /** Helplines with the words between them; empty where the item names no helpline. */
  readonly number: readonly LocalisedRun[];
  readonly label: readonly LocalisedRun[];
}

const isHelpline = (run: LocalisedRun) => run.atom?.kind === "helpline";

/** Words in front keep their place in front of the label, without the colon that led to the number. */
function trimLead(text: string): string {
  return text.replace(/[\s:：]+$/u, "");
}

/** Words behind lose the middle dot or comma that set them off from the number. */
function trimTail(text: string): string {
  return text.replace(/^[\s·•،,;؛–-]+/u, "");
}

function textRun(text: string): LocalisedRun {
  return { text, emphasis: false };
}

export function splitHelpline(runs: readonly LocalisedRun[]): SplitHelpline {
  const first = runs.findIndex(isHelpline);
  if (first < 0) return { number: [], label: runs };
  const last = runs.findLastIndex(isHelpline);
  const lead = runs.slice(0, first);
  const tail = runs.slice(last + 1);
  const [head, ...rest] = tail;
  const label: LocalisedRun[] = lead.map((run, at) =>
    at === lead.length - 1 ? { ...run, text: trimLead(run.text) } : run,
  );
  const trimmed = head ? [{ ...head, text: trimTail(head.text) }, ...rest] : [];
  const kept = (list: readonly LocalisedRun[]) => list.filter((run) => run.text !== "");
  const before = kept(label);
  const after = kept(trimmed);
  return {
    number: runs.slice(first, last + 1),
    label: before.length > 0 && after.length > 0 ? [...before, textRun(" · "), ...after] : [...before, ...after],
  };
}
