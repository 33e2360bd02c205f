import tlds from "tlds" with { type: "json" };
import type { Reading } from "./reading.ts";
import { ARABIC, ARABIC_SIGN, BREAK, CONTROL, DIGIT, LATIN, MARK, SPACE } from "./tokens.ts";

/** Tokens → links, e-mail addresses, handles and hashtags. Each token is looked at a fixed number of times. */

/** IANA's list. A host counts only if it ends with one of them: `end.In` and `Co.Ltd` are words. */
const TOP_LEVEL: ReadonlySet<string> = new Set(tlds);
const LONGEST_TOP_LEVEL = 24;
const IN_NAMES = "._%+-";
/** What ends a sentence or opens a bracket, and no address. */
const ENDING = ".,:;!?…'’(*";
const NOT_IN_PATHS = '<>"«»“”،';

export function readAddresses(reading: Reading): void {
  for (let at = 0; at < reading.count; ) {
    if (isNamePart(reading, at)) at = readAddress(reading, at);
    else if (reading.isSign(at, "@#")) at = readTag(reading, at);
    else at += 1;
  }
}

function isNamePart(reading: Reading, at: number): boolean {
  return reading.type(at) === LATIN || reading.isEuropean(at);
}

function nameEnd(reading: Reading, from: number): number {
  let at = from;
  while (isNamePart(reading, at) || reading.isSign(at, IN_NAMES)) at += 1;
  return at;
}

/** Reads what begins at a word or number; the token to go on from. */
function readAddress(reading: Reading, from: number): number {
  const end = nameEnd(reading, from);
  if (reading.sign(end) === "@" && isNamePart(reading, end - 1)) {
    const host = hostEnd(reading, end + 1, false);
    if (host !== -1) return addMail(reading, from, from, host);
  }
  if (reading.sign(end) === ":" && reading.type(end - 1) === LATIN) {
    const after = readScheme(reading, end);
    if (after !== -1) return after;
  }
  const host = hostEnd(reading, from, reading.folded(from) !== "www");
  if (host === -1) return Math.max(end, from + 1);
  let to = host;
  if (reading.sign(to) === ":" && reading.isEuropean(to + 1)) to += 2;
  if (reading.isSign(to, "/?")) to = pathEnd(reading, to);
  return addLink(reading, from, to, from, host);
}

/** `https://…` and `mailto:…`, whose colon is at `colon`; -1 for anything else. */
function readScheme(reading: Reading, colon: number): number {
  if (reading.sign(colon + 1) === "/" && reading.sign(colon + 2) === "/") {
    const end = pathEnd(reading, colon + 3);
    if (end === colon + 3) return -1;
    let host = colon + 3;
    while (host < end && !reading.isSign(host, "/?#")) host += 1;
    return addLink(reading, colon - 1, end, colon + 3, host);
  }
  if (reading.folded(colon - 1) !== "mailto" || reading.type(colon + 1) !== LATIN) return -1;
  const at = nameEnd(reading, colon + 1);
  const host = reading.sign(at) === "@" ? hostEnd(reading, at + 1, false) : -1;
  return host === -1 ? -1 : addMail(reading, colon - 1, colon + 1, host);
}

function addMail(reading: Reading, from: number, nameFrom: number, to: number): number {
  reading.add("email", from, to, "ltr", { value: `email:${reading.slice(nameFrom, to).toLowerCase()}` });
  return to;
}

/** Hosts whose path begins with a telephone number. */
const DIALLING_HOST = /^(?:wa\.me|api\.whatsapp\.com|zalo\.me)\/\D{0,40}(\d{7,15})/;

function addLink(reading: Reading, from: number, to: number, hostFrom: number, host: number): number {
  const written = reading.slice(hostFrom, to).toLowerCase();
  const value = `link:${written.endsWith("/") ? written.slice(0, -1) : written}`;
  const [, dialled] = DIALLING_HOST.exec(written.slice(0, 80)) ?? [];
  const dial = dialled === undefined ? {} : { dial: { digits: [dialled], sure: true, called: true } };
  reading.add("link", from, to, "ltr", { value, keptTo: host, ...dial });
  return to;
}

/**
 * The token after the host that begins here, or -1.
 *
 * @param small the top level has to be in small letters.
 */
function hostEnd(reading: Reading, from: number, small: boolean): number {
  let best = -1;
  let labels = 0;
  for (let at = from; ; at += 1) {
    const labelFrom = at;
    while ((isNamePart(reading, at) || (at > labelFrom && reading.sign(at) === "-")) && !reading.isTaken(at)) at += 1;
    let end = at;
    while (end > labelFrom && reading.sign(end - 1) === "-") end -= 1;
    if (end === labelFrom) break;
    labels += 1;
    if (labels > 1 && end === labelFrom + 1 && isTopLevel(reading, labelFrom, small)) best = end;
    if (end < at || reading.sign(at) !== ".") break;
  }
  return best === -1 || goesOn(reading, best) ? -1 : best;
}

function isTopLevel(reading: Reading, at: number, small: boolean): boolean {
  if (reading.type(at) !== LATIN || reading.size(at) > LONGEST_TOP_LEVEL) return false;
  const label = reading.word(at);
  return TOP_LEVEL.has(label.toLowerCase()) && (!small || label === label.toLowerCase());
}

/** What is glued on behind makes another word of it: `file.md_v2`, `name.vn@…`. */
function goesOn(reading: Reading, at: number): boolean {
  if (reading.type(at) === LATIN || reading.type(at) === DIGIT || reading.isSign(at, "_@")) return true;
  return reading.sign(at) === "-" && isNamePart(reading, at + 1);
}

/** Up to a space or a quotation mark, with balanced brackets and without the punctuation that ends a sentence. */
function pathEnd(reading: Reading, from: number): number {
  let at = from;
  let open = 0;
  for (; at < reading.count && !endsPath(reading, at); at += 1) {
    if (reading.sign(at) === "(") open += 1;
    else if (reading.sign(at) === ")") {
      if (open === 0) break;
      open -= 1;
    }
  }
  while (at > from && reading.isSign(at - 1, ENDING)) at -= 1;
  return at;
}

function endsPath(reading: Reading, at: number): boolean {
  const type = reading.type(at);
  if (type === SPACE || type === BREAK || type === CONTROL || type === MARK || type === ARABIC_SIGN) return true;
  return reading.isSign(at, NOT_IN_PATHS);
}

/** `@name`, `#words`, `#5`; the token to go on from. */
function readTag(reading: Reading, from: number): number {
  const handle = reading.sign(from) === "@";
  let letters = 0;
  let at = from + 1;
  for (; at < reading.count; at += 1) {
    const type = reading.type(at);
    if (handle && type === ARABIC && letters === LATIN) break;
    if (reading.isWord(at)) letters ||= type;
    const inside = reading.isWord(at) || type === DIGIT || reading.sign(at) === "_";
    if (!inside && !(handle && reading.sign(at) === "." && isNamePart(reading, at + 1))) break;
  }
  const before = reading.type(from - 1);
  if (at === from + 1 || before === LATIN || before === DIGIT || reading.isSign(from - 1, "&/")) return from + 1;
  if (letters !== 0) {
    const value = `tag:${reading.slice(from, at).toLowerCase()}`;
    reading.add(handle ? "handle" : "hashtag", from, at, letters === ARABIC ? "rtl" : "ltr", { value });
  } else if (!handle && at === from + 2 && reading.sign(at) !== "*") {
    reading.add("hashNumber", from, at, "ltr", { value: `n:${reading.digits(from + 1)}` });
  }
  return at;
}
