import type { Timers } from "../../src/main/studio/base/timers.ts";

/** Time that passes when a test says so. */
export interface ManualTimers extends Timers {
  /** Runs what is due, in order. */
  advance(milliseconds: number): void;
}

export function manualTimers(): ManualTimers {
  let now = 0;
  const waiting = new Set<{ readonly due: number; readonly action: () => void }>();
  return {
    now: () => now,
    after(milliseconds, action) {
      const timer = { due: now + milliseconds, action };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = [...waiting].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due);
        if (next === undefined) break;
        now = Math.max(now, next.due);
        waiting.delete(next);
        next.action();
      }
      now = end;
    },
  };
}
