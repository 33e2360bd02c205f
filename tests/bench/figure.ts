/** Times → median and 95th percentile, milliseconds, two decimals. */
export interface Figure {
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
}

const round = (value: number) => Math.round(value * 100) / 100;

export function figure(times: readonly number[]): Figure {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: round(at(0.5)), p95: round(at(0.95)), runs: sorted.length };
}
