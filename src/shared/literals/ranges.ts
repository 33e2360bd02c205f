import { type Cluster, comparable, isDash, isDate, shapeOf, termsOf } from "./clusters.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import type { Part } from "./span.ts";
import { SPACE } from "./tokens.ts";

/** Numbers, times and dates with a dash between them → ranges, dates with hyphens, and numbers of books and accounts. */

/** Adds the span of a cluster with dashes that nobody dials; the token after it. */
export function readDashed(reading: Reading, from: number, cluster: Cluster): number {
  const { groups, separators, end, marked } = cluster;
  const alike = separators.every((separator) => separator === separators[0]);
  if (groups.length === 3 && alike && isDate(reading, groups)) {
    reading.add("date", from, end, "ltr", { value: comparable(reading, cluster, "date"), marked });
    return end;
  }
  const terms = termsOf(cluster);
  const [one, two] = terms;
  if (terms.length !== 2 || !one || !two) {
    // Numbers of books and accounts never run from the right; 1-2-3 is left to UAX #9.
    const long = groups.reduce((sum, group) => sum + reading.size(group), 0) >= 8;
    reading.add("identifier", from, end, long ? "ltr" : null, { marked });
    return end;
  }
  const shapes = [shapeOf(reading, one), shapeOf(reading, two)];
  const kind = shapes[0] === "dotted" ? "version" : kindOfTwo(reading, one, two, shapes.join() === "plain,plain");
  if (kind === "version" || kind === "identifier") {
    reading.add(kind, from, end, "ltr", { marked });
    return end;
  }
  const parts = [one, two].map((term) => partOf(reading, term));
  reading.add(kind, from, end, "rtl", { parts, marked, value: parts.map(({ value }) => value).join("–") });
  return end;
}

function kindOfTwo(reading: Reading, one: Cluster, two: Cluster, plain: boolean): "range" | "pair" | "identifier" {
  const [from = 0] = one.groups;
  const [to = 0] = two.groups;
  if (!plain || reading.value(from) < reading.value(to)) return "range";
  if (reading.size(from) < 4) return "pair";
  return reading.size(to) > 2 ? "identifier" : "range";
}

function partOf(reading: Reading, term: Cluster): Part {
  const [from = 0] = term.groups;
  const value = comparable(reading, term, shapeOf(reading, term));
  return { start: reading.start(from), end: reading.start(term.end), value };
}

/** Two numbers, times or dates with a dash between spaces make one range. The span to go on from. */
export function joinSpaced(reading: Reading, one: FoundSpan | null, two: FoundSpan): FoundSpan | null {
  if (one === null || !counts(one) || !counts(two) || one.kind !== two.kind || two.from !== one.to + 3) return two;
  const dash = reading.sign(one.to + 1);
  const spaces = reading.type(one.to) === SPACE && reading.type(one.to + 2) === SPACE;
  if (!spaces || !isDash(dash) || dash === "~") return two;
  const parts = [one, two].map(({ start, end, value }) => ({ start, end, value }));
  reading.join(one, two, parts);
  return null;
}

function counts({ kind, dial, marked }: FoundSpan): boolean {
  return (kind === "number" || kind === "time" || kind === "date") && !dial?.sure && !marked;
}
