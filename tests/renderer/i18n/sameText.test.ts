import { describe, expect, it } from "vitest";
import { everyText, type Language } from "./everyText.ts";

/**
 * What is one text in English is one in each language, wherever it stands: two texts that changed places, or one that
 * was translated twice, show here.
 */

/** Said of another thing, or in a grammar that English does not have: they have words of their own. */
const APART: ReadonlySet<string> = new Set([
  // Stops work that is under way; elsewhere nothing has begun.
  "export cancel",
  // A room, and what is done there.
  "export review",
  "app commands.export",
  // Of commands and of entries; of a key, an approval and a helpline; of a window and a page; of words and a number.
  "app palette.none",
  "queue stages.withdrawn",
  "shell zoomWindow",
  "registry facts.source",
  "checks filter",
  "design overlays.label",
  // With its article, or without.
  "review changes.what.content",
  "review parts.remarks",
  // Which thing, where English leaves it out.
  "diagnostics localise_C30_unknown-host.hint",
  "diagnostics localise_unknown-slot.hint",
  "diagnostics localise_rejected-term.hint",
  "problems render_picture-format.hint",
  "review why.role.withdraw",
]);

type Texts = ReadonlyMap<string, string>;

/** Forms of one count are not texts of their own. */
const isForm = (key: string) => /_(?:zero|one|two|few|many|other)$/.test(key);

/** English text → its keys and what each says, where they say different things. */
function differences(english: Texts, other: Texts): string[] {
  const said = new Map<string, Map<string, string>>();
  for (const [key, text] of english) {
    const there = other.get(key);
    if (there === undefined || isForm(key) || APART.has(key)) continue;
    const all = said.get(text) ?? new Map<string, string>();
    said.set(text, all.set(key, there));
  }
  return [...said].flatMap(([text, all]) =>
    new Set(all.values()).size === 1
      ? []
      : [`${text} ← ${[...all].map(([key, there]) => `${key}: ${there}`).join(" | ")}`],
  );
}

describe("one text in English", () => {
  it.each<Language>(["vi", "ar"])("is one in %s", (language) => {
    expect(differences(everyText("en"), everyText(language))).toEqual([]);
  });

  it("is looked for", () => {
    const english = new Map([
      ["start open", "Open"],
      ["app open", "Open"],
      ["start new", "New"],
    ]);
    const turned = new Map([
      ["start open", "Mới"],
      ["app open", "Mở"],
      ["start new", "Mở"],
    ]);
    expect(differences(english, turned)).toEqual(["Open ← start open: Mới | app open: Mở"]);
    expect(
      differences(
        english,
        new Map([
          ["start open", "Mở"],
          ["app open", "Mở"],
          ["start new", "Mới"],
        ]),
      ),
    ).toEqual([]);
  });

  it("stands apart only where it is there", () => {
    expect([...APART].filter((key) => !everyText("en").has(key))).toEqual([]);
  });
});
