/** What every campaign is given and gives: until when it goes on, and what it counted. */

export interface Campaign {
  readonly name: string;
  /** @param until milliseconds since 1970. */
  readonly run: (until: number) => Promise<Tally>;
}

export interface Tally {
  /** What was done and measured, in words of the table. */
  readonly counts: Readonly<Record<string, number | string>>;
  /** Every broken promise, in one sentence each; none is the goal. */
  readonly broken: readonly string[];
}

/** From 0 to below 1, the same row for the same seed (mulberry32), so that a campaign can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
