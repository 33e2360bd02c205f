/** Text and the ranges over it → runs in which the same range holds. */

export interface Marked<Mark> {
  readonly text: string;
  /** Of the run in the text. */
  readonly start: number;
  readonly mark: Mark | null;
}

/** Of ranges that overlap, the one that comes first in the list wins. @param offset of the text among the ranges. */
export function sliceMarks<Mark extends { readonly start: number; readonly end: number }>(
  text: string,
  offset: number,
  marks: readonly Mark[],
): Marked<Mark>[] {
  const within = marks.filter(({ start, end }) => start < offset + text.length && end > offset && start < end);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of within) {
    cuts.add(Math.max(0, start - offset));
    cuts.add(Math.min(text.length, end - offset));
  }
  const places = [...cuts].sort((one, other) => one - other);
  const runs: Marked<Mark>[] = [];
  for (const [index, start] of places.slice(0, -1).entries()) {
    const mark = within.find((one) => one.start - offset <= start && one.end - offset > start) ?? null;
    const part = text.slice(start, places[index + 1]);
    const last = runs.at(-1);
    if (last !== undefined && last.mark === mark) runs[runs.length - 1] = { ...last, text: last.text + part };
    else if (part !== "") runs.push({ text: part, start, mark });
  }
  return runs;
}
