import { type Cluster, clusterAt, comparable, isDash, type Shape, shapeOf } from "./clusters.ts";
import { wordAfter, wordsBefore } from "./context.ts";
import { freeNumber } from "./freeNumber.ts";
import { MOST_DIGITS, phoneRun } from "./phoneRun.ts";
import { readPhone } from "./phones.ts";
import { joinSpaced, readDashed, readFiled } from "./ranges.ts";
import type { FoundSpan, Reading } from "./reading.ts";
import type { Span } from "./span.ts";
import { ARABIC, ARABIC_SIGN, BREAK, DIGIT, LATIN, MARK, SPACE } from "./tokens.ts";
import { readClock } from "./vietnamese.ts";
import { CALLING, COUNTED } from "./vocabulary.ts";

/** Digits that no other pass has taken → numbers, times, dates, ranges and what a reader would dial. */

const CURRENCY = "$€£¥₫₹";

export function readNumbers(reading: Reading): void {
  let last: FoundSpan | null = null;
  for (let at = 0; at < reading.count; ) {
    if (!reading.isDigit(at)) {
      at += 1;
      continue;
    }
    const before = reading.spans.length;
    at = Math.max(at + 1, readNumber(reading, at));
    const now = reading.spans[before];
    if (now) last = joinSpaced(reading, last, now);
  }
}

/** The token after the span that begins at this group of digits. */
function readNumber(reading: Reading, at: number): number {
  if (reading.sign(at - 1) === "*") {
    const end = readUssd(reading, at - 1);
    if (end !== -1) return end;
  }
  if (standsAlone(reading, at)) return readCount(reading, { groups: [at], separators: [], end: at + 1, marked: false });
  const clock = readClock(reading, at);
  if (clock !== -1) return clock;
  const cluster = clusterAt(reading, at);
  if (reading.type(at - 1) === LATIN) return readGlued(reading, at, cluster);
  const decree = readDecree(reading, at, cluster);
  if (decree !== -1) return decree;
  const { end, marked } = cluster;
  if (reading.type(end) === LATIN && !reading.isTaken(end) && reading.phraseFrom(end, COUNTED) === -1) {
    // A word that begins with a number, such as 64bit: the passage takes it.
    reading.add("identifier", at, end, "ltr", { marked });
    return end;
  }
  const dashed = cluster.separators.some(isDash);
  const shape = dashed ? null : shapeOf(reading, cluster);
  if (shape === null || mayDial(reading, at, cluster, shape)) {
    const phone = readPhone(reading, at, cluster);
    if (phone !== -1) return phone;
  }
  return shape === null ? readDashed(reading, at, cluster) : readCount(reading, cluster, shape);
}

/** A short number with nothing around it that could join it: most numbers are, and need no second look. */
function standsAlone(reading: Reading, at: number): boolean {
  const [before, after, next] = [reading.type(at - 1), reading.type(at + 1), reading.type(at + 2)];
  if (reading.size(at) > 2 || before === LATIN || after === LATIN || after === MARK) return false;
  const closes = reading.sign(at + 1) === ")";
  // (1) is alone, (02) 2345 is not.
  if (reading.sign(at - 1) === "(") {
    return closes && next !== DIGIT && (next !== SPACE || reading.type(at + 3) !== DIGIT);
  }
  if (reading.sign(at - 1) === "+") return false;
  if (after === SPACE) return next !== DIGIT && reading.sign(at + 2) !== "(";
  if (closes || reading.sign(at + 1) === "" || reading.sign(at + 1) === "°") return true;
  return !(next === DIGIT || next === MARK || reading.isSign(at + 1, "/("));
}

/** A point between groups is an amount, unless the registry or a word before says that one dials it. */
function mayDial(reading: Reading, at: number, { groups, separators, end }: Cluster, shape: Shape): boolean {
  if (shape !== "amount") return shape === "plain" || shape === "dotted" || shape === "area";
  if (!separators.every((separator) => separator === ".") || wordAfter(reading, end) === "unit") return false;
  // 3866.115: no amount has four digits before its first point.
  const opens = !reading.isSign(at - 1, ".,/");
  if (opens && groups.every((group, index) => reading.size(group) > (index === 0 ? 3 : 2))) return true;
  const digits = groups.length > MOST_DIGITS ? "" : groups.map((group) => reading.digits(group)).join("");
  return (reading.options.known?.(digits) ?? false) || wordsBefore(reading, at).called;
}

/** `*234#`, `*868*2*⟨word⟩#`. */
function readUssd(reading: Reading, star: number): number {
  const before = reading.type(star - 1);
  if (before === LATIN || before === DIGIT) return -1;
  let at = star;
  for (let groups = 0; reading.sign(at) === "*" && groups < 12; groups += 1) {
    if (reading.type(at + 1) !== DIGIT && !reading.isWord(at + 1)) return -1;
    at += 2;
  }
  if (reading.sign(at) !== "#") return -1;
  const digits = reading.digits(star + 1);
  const dial = { digits: [digits], sure: true, called: true };
  reading.add("ussd", star, at + 1, "ltr", { dial, value: `tel:*${digits}` });
  return at + 1;
}

/** Digits glued to the word before them: `Hotline0982333444` is dialled, `EG38` is no number by itself. */
function readGlued(reading: Reading, at: number, cluster: Cluster): number {
  if (isBankAccount(reading, at)) return readFiled(reading, at);
  const run = phoneRun(reading, at, false, false);
  const wide = run !== null && run.end > cluster.end ? run : cluster;
  const groups = wide.groups.slice(0, MOST_DIGITS);
  const digits = groups.map((group) => reading.digits(group)).join("");
  const called = reading.phraseTo(at - 1, CALLING) !== -1;
  if (
    digits.length <= MOST_DIGITS &&
    ((digits.startsWith("0") && digits.length >= 9) || (called && digits.length >= 3))
  ) {
    const dial = { digits: [digits], sure: true, called: true };
    reading.add("phone", at, wide.end, "ltr", { dial, value: `tel:${digits}` });
    return wide.end;
  }
  // SOS7788, ISO9001.
  const before = wordsBefore(reading, at - 1);
  const free = digits.length >= FEWEST_GLUED && digits.length <= MOST_DIGITS && !before.counted;
  const dial = { digits: [digits], sure: false, called: before.called, doubtful: true };
  if (cluster.groups.length > 1 || free) reading.add("identifier", at, cluster.end, null, free ? { dial } : {});
  return cluster.end;
}

/** Fewer digits behind letters are part of a name: A4, MP3, B12. */
const FEWEST_GLUED = 3;

/** ISO 13616: the letters of a country and two digits before groups of four. */
function isBankAccount(reading: Reading, at: number): boolean {
  const country = reading.size(at - 1) === 2 && /^[A-Z]+$/.test(reading.word(at - 1));
  const group = (next: number) => reading.type(next - 1) === SPACE && reading.isDigit(next) && reading.size(next) === 4;
  return country && reading.size(at) === 2 && group(at + 2) && group(at + 4);
}

/** 162/2025/NĐ-CP: the letters behind make it the number of a law. */
function readDecree(reading: Reading, from: number, cluster: Cluster): number {
  const letters = cluster.end + 1;
  if (reading.sign(cluster.end) !== "/" || reading.type(letters) !== LATIN || reading.isTaken(letters)) return -1;
  if (!cluster.separators.every((separator) => separator === "/")) return -1;
  const goesOn = (at: number) => !reading.isTaken(at) && (reading.type(at) === LATIN || reading.type(at) === DIGIT);
  let end = letters;
  while (goesOn(end) || (reading.isSign(end, "-/") && goesOn(end + 1))) end += 1;
  const value = `decree:${reading.slice(from, end).replaceAll("Đ", "D").toUpperCase()}`;
  reading.add("decree", from, end, "ltr", { value, marked: cluster.marked });
  return end;
}

/** A number that counts, with the sign or currency before it and the degree behind it. */
function readCount(reading: Reading, cluster: Cluster, shape: Shape = "plain"): number {
  const { groups, end, marked } = cluster;
  const [at = 0] = groups;
  const signed = takesSign(reading, at, end);
  const degree = reading.sign(end) === "°";
  // After an Arabic letter a percent sign or currency falls to the left (W2, W5), elsewhere it would not: one way for all.
  const apart = !reading.isArabicIndic(at) && reading.isSign(end, `%٪‰${CURRENCY}`);
  const order = groups.length > 1 || signed || degree || apart ? "ltr" : null;
  const { kind, value } = readMeaning(reading, cluster, shape);
  const dial = signed || degree ? null : freeNumber(reading, cluster, shape);
  const details = { value, marked, ...(dial ? { dial } : {}) };
  reading.add(kind, signed ? at - 1 : at, degree ? end + 1 : end, order, details);
  return degree ? end + 1 : end;
}

function readMeaning(reading: Reading, cluster: Cluster, shape: Shape): { kind: Span["kind"]; value: string } {
  const value = comparable(reading, cluster, shape);
  if (shape === "time" || shape === "date" || shape === "reference") {
    const month = shape === "reference" ? vietnameseDate(reading, cluster) : "";
    return month === "" ? { kind: shape, value } : { kind: "date", value: month };
  }
  if (shape === "dotted") return { kind: "version", value };
  const day = shape === "fraction" ? vietnameseDate(reading, cluster) : "";
  return day === "" ? { kind: "number", value } : { kind: "date", value: day };
}

/** Vietnamese writes 30/7 for a day and 12/2025 for a month; 24/7 is round the clock. */
function vietnameseDate(reading: Reading, { groups }: Cluster): string {
  if (groups.length !== 2 || !reading.options.language.startsWith("vi")) return "";
  const [one = 0, two = 0] = groups.map((group) => reading.value(group));
  if (two >= 1900 && two < 2100) return one >= 1 && one <= 12 ? `date:${two}-${one}-` : "";
  return one >= 1 && one <= 31 && two >= 1 && two <= 12 && one !== 24 ? `date:-${two}-${one}` : "";
}

/** A currency sign, plus or minus that belongs to the number behind it, and is no dash between two things. */
function takesSign(reading: Reading, at: number, end: number): boolean {
  const left = reading.type(at - 2);
  if (reading.isSign(at - 1, CURRENCY)) return left !== LATIN && left !== DIGIT;
  if (reading.isArabicIndic(at) || !reading.isSign(at - 1, "-\u2212+")) return false;
  const opens = reading.isSign(at - 2, "([«“");
  const joined = left === ARABIC && reading.folded(at - 2).length === 1;
  const apart = left === SPACE || left === BREAK || left === ARABIC_SIGN || opens || joined;
  const alone = left === BREAK && reading.type(end) === SPACE && reading.type(end + 1) === BREAK;
  return apart && reading.type(at - 3) !== DIGIT && !alone;
}
