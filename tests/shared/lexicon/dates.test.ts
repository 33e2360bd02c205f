import { describe, expect, it } from "vitest";
import { lexiconOf } from "../../../src/shared/lexicon/lexicon.ts";
import { scan } from "../../../src/shared/literals/scan.ts";
import { readDates } from "../../../src/shared/localise/words/readDates.ts";
import { LANGUAGES } from "../../fixtures/wordTables.ts";

/** Names of months and weekdays. */

describe.each(LANGUAGES)("dates in %s", (language) => {
  const { months, weekdays } = lexiconOf(language).dates;
  const datesIn = (text: string) => readDates(text, scan(text, { language, direction: "ltr" }).spans);
  const spelt = (names: readonly (readonly string[])[]) =>
    names.flatMap((spellings, at) => spellings.map((name) => [name, at] as const));

  it("months: knows every spelling", () => {
    const known = spelt(months?.names ?? []).map(([name, at]) => [name, at, datesIn(`12 ${name} 2026`)[0]]);
    expect(known.filter(([, at, date]) => typeof date !== "object" || date.month !== Number(at) + 1)).toEqual([]);
    expect(datesIn("12 Brot 2026")).toEqual([]);
  });

  it("weekdays: knows every spelling", () => {
    const known = spelt(weekdays.names).map(([name, at]) => [name, at, datesIn(`${name} 12/3/2026`)[0]]);
    expect(known.filter(([, at, date]) => typeof date !== "object" || date.weekday !== at)).toEqual([]);
    expect(datesIn("Brot 12/3/2026")[0]?.weekday).toBeNull();
  });
});
