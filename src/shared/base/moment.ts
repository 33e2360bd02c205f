/**
 * A clock → the moment as files write it, and the day that it is.
 *
 * The day is the one in UTC, everywhere: a consent that ends and a source that grows old hold on their last day until
 * midnight there. Whoever signs in Hanoi and whoever exports in Cairo judge one document at one
 * moment alike, and the same inputs give the same findings on every machine; the day of whoever looks would not.
 */

/** ISO 8601 in UTC, whole seconds. */
export function momentOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** ISO date of a moment in UTC. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

/** ISO date against which sources and consents expire. */
export function todayOf(clock: { now(): Date }): string {
  return dayOf(momentOf(clock.now()));
}
