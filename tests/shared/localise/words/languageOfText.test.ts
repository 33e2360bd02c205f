import { describe, expect, it } from "vitest";
import { languageOfText } from "../../../../src/shared/localise/words/languageOfText.ts";
import { HARMLESS_NUMBER_LINES } from "../../../fixtures/harmlessNumberLines.ts";
import { HEADLINES, LINES_OF_OTHERS } from "../../../fixtures/headlines.ts";
import { WRONG_NUMBER_LINES } from "../../../fixtures/wrongNumberLines.ts";

/** Sentences and headlines of the field are told by their language; the figures stand in docs/measurements.md. */

/** Of a hundred lines, in the half that nobody tuned to. */
const RIGHT = 95;

describe.each(["en", "vi", "ar"] as const)("%s", (language) => {
  const held = [HEADLINES, WRONG_NUMBER_LINES, HARMLESS_NUMBER_LINES].flatMap((lines) => lines[language].held);
  const tuned = [HEADLINES, WRONG_NUMBER_LINES, HARMLESS_NUMBER_LINES].flatMap((lines) => lines[language].tuned);

  it("is recognised in most lines, and nothing else in any", () => {
    const right = held.filter((line) => languageOfText(line) === language);
    const wrong = held.filter((line) => ![language, null].includes(languageOfText(line) as typeof language | null));
    expect((100 * right.length) / held.length).toBeGreaterThanOrEqual(RIGHT);
    expect(wrong).toEqual([]);
  });

  it("is never taken for another in the lines that the rules were made with, but for a line that is mostly an address", () => {
    const wrong = tuned.filter((line) => ![language, null].includes(languageOfText(line) as typeof language | null));
    expect(wrong.filter((line) => !line.includes("@"))).toEqual([]);
  });
});

it.each(LINES_OF_OTHERS)("no edition's language: %s", (line) => {
  expect(languageOfText(line)).toBe("other");
});

it.each(["", "15508", "{{—}}", "ok", "Lan", "Email"])("cannot be told: %j", (text) => {
  expect(languageOfText(text)).toBeNull();
});
