/** One fact of a thing before and after → what happened to it, in words. Lengths are points. */

export function factWords(name: string, was = "none", now = "none"): string {
  switch (name) {
    case "reads":
      return readsWords(bare(was), bare(now));
    case "at":
      return `moved by ${moveWords(numbersOf(was), numbersOf(now))}, from ${was} to ${now}`;
    case "box":
      return boxWords(was, now);
    case "width":
      return widthWords(Number(was), Number(now));
    case "starts":
      return startWords(numbersOf(was), numbersOf(now));
    case "glyphs":
      return `shows the same words with other glyphs, or other distances between them: ${now} instead of ${was}`;
    case "outline":
      return `has another outline: ${now} instead of ${was}`;
    case "set":
      return `is set in ${now} instead of ${was}`;
    default:
      return `${name} is ${now} instead of ${was}`;
  }
}

function widthWords(was: number, now: number): string {
  return `is ${Math.abs(rounded(now - was))} pt ${now < was ? "narrower" : "wider"}: ${now} instead of ${was}`;
}

function readsWords(was: string, now: string): string {
  const last = (text: string) => text.split(/\s+/).at(-1) ?? "";
  const sameStart = now.startsWith(was) || was.startsWith(now);
  const ends = `ends after “${last(now)}” instead of “${last(was)}”`;
  return sameStart ? ends : `${last(now) === last(was) ? "" : `${ends}; `}reads “${now}” instead of “${was}”`;
}

function boxWords(was: string, now: string): string {
  const [one, other] = [numbersOf(was), numbersOf(now)];
  const sameSize = near(one[2], other[2]) && near(one[3], other[3]);
  return sameSize
    ? `moved by ${moveWords(one, other)}, from ${was} to ${now}`
    : `lies in another box: ${now} instead of ${was}`;
}

function startWords(was: readonly number[], now: readonly number[]): string {
  if (was.length !== now.length) return `has ${now.length} words from left to right instead of ${was.length}`;
  const at = now.findIndex((start, index) => start !== was[index]);
  const by = rounded((now[at] ?? 0) - (was[at] ?? 0));
  return `word ${at + 1} from the left begins ${Math.abs(by)} pt further ${by < 0 ? "left" : "right"}`;
}

/** Lengths are rounded to 1/1000 pt at both ends of a difference. */
const ROUNDING = 0.0021;

function bare(text: string): string {
  return text.replace(/^“|”$/g, "");
}

export function numbersOf(text: string): number[] {
  return [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([one]) => Number(one));
}

export function near(one = 0, other = 0): boolean {
  return Math.abs(one - other) <= ROUNDING;
}

const MM_PER_POINT = 25.4 / 72;

export function moveWords(was: readonly number[], now: readonly number[]): string {
  const by = [0, 1].map((axis) => (now[axis] ?? 0) - (was[axis] ?? 0));
  const mm = by.map((one) => Math.round(one * MM_PER_POINT * 100) / 100 + 0);
  return `${by.map(rounded).join(" ")} pt (${mm.join(" ")} mm)`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
