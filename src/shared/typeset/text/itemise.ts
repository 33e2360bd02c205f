import type { StyledRun } from "./paragraph.ts";
import type { LevelledText } from "./resolveLevels.ts";
import { scriptsOf } from "./scripts.ts";

/** Levelled text → items: the longest stretches of one level, script and run. */

export interface Item {
  readonly start: number;
  readonly end: number;
  readonly level: number;
  /** ISO 15924. */
  readonly script: string;
  readonly run: StyledRun;
}

export interface ItemisedText extends LevelledText {
  /** In logical order; they cover the text. */
  readonly items: readonly Item[];
}

export function itemise(levelled: LevelledText): ItemisedText {
  const { clusters, levels, spans } = levelled;
  const scripts = scriptsOf(levelled);
  const items: Item[] = [];
  let span = 0;
  for (let index = 0; index + 1 < clusters.length; index += 1) {
    const start = clusters[index] ?? 0;
    const end = clusters[index + 1] ?? start;
    while (span + 1 < spans.length && start >= (spans[span]?.end ?? 0)) span += 1;
    const run = spans[span]?.run;
    if (run === undefined) continue;
    // A cluster has one level, that of its first character: a mark never leaves its base.
    const level = levels[start] ?? 0;
    const script = scripts[index] ?? "Zyyy";
    const last = items.at(-1);
    if (last && last.level === level && last.script === script && last.run === run) {
      items[items.length - 1] = { ...last, end };
    } else items.push({ start, end, level, script, run });
  }
  return { ...levelled, items };
}
