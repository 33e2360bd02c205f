/** Waiting, for a studio whose tests have no time to wait. */

export interface Timers {
  /** Milliseconds from any beginning; never goes back. */
  now(): number;
  /** @returns calls it off. */
  after(milliseconds: number, action: () => void): () => void;
}

export const nodeTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    // What waits here is no reason to keep a program alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
