import { type Cluster, comparable, isDash, isDate, shapeOf, termsOf } from "./clusters.ts";
import { wordAfter, wordsBefore } from "./context.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import type { Dial, Part } from "./span.ts";
import { SPACE } from "./tokens.ts";

/** Numbers, times and dates with a dash between them → ranges, dates with hyphens, and numbers of books and accounts. */

/** The same as of telephone numbers. */
const MOST_JOINED = 15;

type FreeDial = Omit<Dial, "inContact">;

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
    const details = { marked, ...doubtfulDial(reading, cluster) };
    reading.add("identifier", from, end, long ? "ltr" : null, details);
    return end;
  }
  const shapes = [shapeOf(reading, one), shapeOf(reading, two)];
  const kind = shapes[0] === "dotted" ? "version" : kindOfTwo(reading, one, two, shapes.join() === "plain,plain");
  if (kind === "version" || kind === "identifier") {
    reading.add(kind, from, end, "ltr", { marked, ...(kind === "identifier" ? doubtfulDial(reading, cluster) : {}) });
    return end;
  }
  const hours = isHours(reading, cluster) && reading.digits(from).startsWith("0");
  const parts = [one, two].map((term) => (hours ? hourOf(reading, term) : partOf(reading, term)));
  const value = parts.map(({ value }) => value).join("–");
  const dial = hours || shapes.join() !== "plain,plain" ? {} : doubtfulDial(reading, cluster);
  reading.add(kind, from, end, "rtl", { parts, marked, value, ...dial });
  return end;
}

const FEWEST_JOINED = 5;
const YEAR = /^(?:19|20)\d\d$/;

/** Digits with dashes that somebody could dial, though they look like a range or like the number of something. */
function doubtfulDial(reading: Reading, { groups, end }: Cluster): { readonly dial?: FreeDial } {
  const words = groups.map((group) => reading.digits(group));
  const digits = words.join("");
  const spelled = groups.length > 2 && words.every((word) => word.length === 1);
  if (digits.length > MOST_JOINED || (digits.length < FEWEST_JOINED && !spelled) || YEAR.test(words[0] ?? ""))
    return {};
  const { counted, announced, numbered } = wordsBefore(reading, groups[0] ?? 0);
  if (counted || (announced && !numbered) || wordAfter(reading, end) !== null) return {};
  return { dial: { digits: [digits], sure: false, called: false, doubtful: !spelled } };
}

/** Adds the number of an account, a card or a box as far as its groups go; the token after it. */
export function readFiled(reading: Reading, from: number): number {
  let end = from;
  for (let at = from; reading.isDigit(at); ) {
    end = at + 1;
    const step = reading.isSign(end, "-./") || (reading.type(end) === SPACE && reading.size(end) === 1);
    at = step ? end + 1 : end;
    if (!step) break;
  }
  const order = end > from + 1 ? "ltr" : null;
  reading.add("identifier", from, end, order);
  return end;
}

/** Opening hours without a colon: 0800-1700. */
export function isHours(reading: Reading, { groups, separators }: Cluster): boolean {
  const [from = 0, to = 0] = groups;
  return (
    groups.length === 2 &&
    isDash(separators[0] ?? "") &&
    isHour(reading.digits(from)) &&
    isHour(reading.digits(to)) &&
    reading.digits(from) < reading.digits(to)
  );
}

/** A whole, half or quarter hour in four digits. */
function isHour(digits: string): boolean {
  return /^(?:[01]\d|2[0-4])(?:00|15|30|45)$/.test(digits);
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

function hourOf(reading: Reading, { groups: [at = 0] }: Cluster): Part {
  const digits = reading.digits(at);
  const value = `time:${digits.slice(0, 2)}:${digits.slice(2)}`;
  return { start: reading.start(at), end: reading.start(at + 1), value };
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
