import { describe, expect, it } from "vitest";
import { everyText } from "./everyText.ts";

/** Plural forms are read, not only counted: what is said of one is said in the singular, and of two in the dual. */

/** English that says the same of one and of many: no noun follows the number, or nothing is counted aloud. */
const SAME_IN_ENGLISH = [
  "diagnostics approve_too-few.message",
  "localise reviewedOf",
  "localise written",
  "registry due",
  "review approvedOf",
  "review done.request-changes",
  "review reasons.same",
  "review remarks.settled",
];

/** Arabic that says the same of several numbers: a verb before a bare number, or nothing is counted aloud. */
const SAME_IN_ARABIC = ["localise reviewedOf", "review done.request-changes"];
/** Arabic whose noun is bound and stays as it is behind few and many alike. */
const BOUND_IN_ARABIC = [
  ...SAME_IN_ARABIC,
  "review reasons.same",
  "review remarks.seeNote",
  "settings team.rules.approvals",
];
/** Arabic in which none, one and several are asked or told of as one thing. */
const ZERO_AS_ONE = [...SAME_IN_ARABIC, "review ask.request-changes", "review ask.withdraw"];

function rowsOf(language: "en" | "ar", form: string): (readonly [string, string, (form: string) => string])[] {
  const texts = everyText(language);
  return [...texts]
    .filter(([key]) => key.endsWith(`_${form}`) && texts.has(key.replace(/_\w+$/, "_other")))
    .map(([key, text]) => {
      const stem = key.slice(0, -form.length - 1);
      return [stem, text, (other) => texts.get(`${stem}_${other}`) ?? ""] as const;
    });
}

const NUMBER = "#";

/** Words in their order; the counted number, or "One" in its place, is `#`, and other values are left out. */
function wordsOf(text: string): string[] {
  const plain = text.replace(/^One\b|\{\{count\}\}/g, NUMBER).replace(/\{\{\w+\}\}/g, " ");
  return plain.match(/[A-Za-z’'-]+|#/g) ?? [];
}

/** Nouns in the plural that the number counts: up to three words behind it, but not those of a whole ("2 of 5 pieces"). */
function countedIn(text: string): string[] {
  const words = wordsOf(/\{\{count\}\}[^,.:;]*/.exec(text)?.[0] ?? "");
  const at = words.indexOf(NUMBER);
  const behind = at < 0 ? [] : words.slice(at + 1, at + 4);
  const whole = behind.indexOf("of");
  return behind.slice(0, whole < 0 ? 3 : whole).filter((word) => /[^s]s$/.test(word) && !/^(?:is|was|has)$/.test(word));
}

const isPlural = (one: string, many: string) => [`${one}s`, `${one}es`, one.replace(/y$/, "ies")].includes(many);
/** A verb: "waits" of one and "wait" of many. */
const agrees = (one: string, many: string) =>
  one === `${many}s` || ["is are", "was were", "has have"].includes(`${one} ${many}`);

/** Whether one thing is told of as one, where `other` tells of many. */
function isSingular(one: string, other: string): boolean {
  const [single, many] = [wordsOf(one), wordsOf(other)];
  if (one === other || countedIn(other).some((noun) => single.includes(noun))) return false;
  if (!single.includes(NUMBER) || single.length !== many.length) return true;
  const at = single.findIndex((word, place) => word !== many[place]);
  const [a = "", b = ""] = [single[at], many[at]];
  // What follows the number at once is its noun, however it ends.
  return isPlural(a, b) || (at > single.indexOf(NUMBER) + 1 && agrees(a, b));
}

/** Whether two things are told of in the dual: with an ending that what is said of one does not have. */
function isDual(two: string, one: string): boolean {
  const words = (text: string): readonly string[] =>
    text
      .normalize("NFD")
      .replace(/[\u064B-\u0652]/g, "")
      .normalize("NFC")
      .match(/\p{Script=Arabic}+/gu) ?? [];
  const said = words(one);
  return words(two).some((word) => /(?:ان|آن|ين|ا|ي|اهما|يهما|انكم)$/.test(word) && !said.includes(word));
}

describe("plural forms", () => {
  it("tell in English of one thing in the singular", () => {
    const rows = rowsOf("en", "one");
    expect(rows.length).toBeGreaterThan(50);
    const wrong = rows.filter(([, one, of]) => !isSingular(one, of("other"))).map(([stem]) => stem);
    expect(wrong.sort()).toEqual(SAME_IN_ENGLISH);
  });

  it("are told apart", () => {
    expect(isSingular("{{count}} warning", "{{count}} warnings")).toBe(true);
    expect(isSingular("{{count}} warnings", "{{count}} warnings")).toBe(false);
    expect(isSingular("{{count}} warnings", "{{count}} warning")).toBe(false);
    expect(isSingular("{{count}} warnings is left", "{{count}} warnings are left")).toBe(false);
    expect(isSingular("Approve this piece?", "Approve {{count}} pieces?")).toBe(true);
    expect(isSingular("Approve pieces?", "Approve {{count}} pieces?")).toBe(false);
    expect(isDual("عضوان", "عضو واحد")).toBe(true);
    expect(isDual("عضو واحد", "عضوان")).toBe(false);
  });

  it.each(["zero", "one", "two"])("say %s in Arabic in a word, not in a digit", (form) => {
    const rows = rowsOf("ar", form);
    expect(rows.length).toBeGreaterThan(50);
    const wrong = rows.filter(([, text]) => text.includes("{{count}}")).map(([stem]) => stem);
    expect(wrong).toEqual(["localise reviewedOf"]);
  });

  it("tell in Arabic of two things in the dual", () => {
    const wrong = rowsOf("ar", "two").filter(([, two, of]) => !isDual(two, of("one")));
    expect(wrong.map(([stem]) => stem).sort()).toEqual(SAME_IN_ARABIC);
  });

  it("show in Arabic the number of more than two wherever English shows it", () => {
    const english = everyText("en");
    const wrong = ["few", "many", "other"].flatMap((form) =>
      rowsOf("ar", form)
        .filter(([stem, text]) => english.get(`${stem}_other`)?.includes("{{count}}") && !text.includes("{{count}}"))
        .map(([stem]) => `${stem}_${form}`),
    );
    expect(wrong).toEqual([]);
  });

  it("differ in Arabic where the noun does", () => {
    const alike = (form: string, other: string) =>
      rowsOf("ar", form)
        .filter(([, text, of]) => text === of(other))
        .map(([stem]) => stem)
        .sort();
    expect(alike("zero", "one")).toEqual([...ZERO_AS_ONE].sort());
    expect(alike("one", "two")).toEqual(SAME_IN_ARABIC);
    expect(alike("one", "few")).toEqual(SAME_IN_ARABIC);
    expect(alike("two", "few")).toEqual(SAME_IN_ARABIC);
    expect(alike("few", "many")).toEqual([...BOUND_IN_ARABIC].sort());
  });
});
