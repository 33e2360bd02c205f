import { describe, expect, it } from "vitest";
import type { LocalisedRun } from "../../../../src/shared/localise/localisedDocument.ts";
import { splitHelpline } from "../../../../src/shared/typeset/page/splitHelpline.ts";

const text = (words: string): LocalisedRun => ({ text: words, emphasis: false });
const helpline = (display: string): LocalisedRun => ({
  text: display,
  emphasis: false,
  atom: { kind: "helpline", id: display },
});
const words = (runs: readonly LocalisedRun[]) => runs.map((run) => run.text).join("");

describe("splitHelpline", () => {
  it("takes the number and leaves the words behind it", () => {
    const { number, label } = splitHelpline([helpline("111"), text(" · free, 24/7")]);
    expect([words(number), words(label)]).toEqual(["111", "free, 24/7"]);
  });

  it("keeps words in front of the number in front of the label, without their colon", () => {
    const { number, label } = splitHelpline([
      text("Outside Viet Nam: "),
      helpline("+84 981 84 84 84"),
      text(" · citizen protection"),
    ]);
    expect([words(number), words(label)]).toEqual(["+84 981 84 84 84", "Outside Viet Nam · citizen protection"]);
  });

  it("keeps two numbers together with the word between them", () => {
    const { number, label } = splitHelpline([helpline("15508"), text(" أو "), helpline("15115"), text("، مجانًا")]);
    expect([words(number), words(label)]).toEqual(["15508 أو 15115", "مجانًا"]);
  });

  it("leaves an item without a number whole", () => {
    const { number, label } = splitHelpline([text("In danger: call the police")]);
    expect([words(number), words(label)]).toEqual(["", "In danger: call the police"]);
  });
});
