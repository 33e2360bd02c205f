import { describe, expect, it } from "vitest";
import { diagnosticText } from "../../../src/renderer/checks/diagnosticText.ts";
import { startTexts } from "../../../src/renderer/i18n/texts.ts";
import { packChanges } from "../../../src/shared/document/packChanges.ts";
import { documentWith } from "../../fixtures/checkedDocument.ts";
import { pack } from "../../fixtures/safeMigration.ts";
import { everyText, LANGUAGES } from "./everyText.ts";

/** No text shows the name that a thing has in files (`front-headline`) to people who never saw those files. */

/** Values that are such names wherever a text shows them. */
const RAW = ["id", "twin", "other", "tag", "code", "family", "key", "property", "element"];

/** Read by whoever makes packs, PDFs or files of content: there the name in the file is what has to be found. */
const FOR_MAKERS = /^diagnostics (?:pack|preflight|content|schema)_/;

/** Why a text for everybody may show one all the same. */
const ALLOWED: Readonly<Record<string, string>> = {
  "diagnostics localise_missing-picture.message": "the window puts the title of the slot there",
  "diagnostics localise_unknown-fact.message": "what the pack does not have has no other name",
  "diagnostics localise_unknown-helpline.message": "what the pack does not have has no other name",
  "diagnostics localise_unknown-slot.message": "what the pack does not have has no other name",
  "diagnostics typeset_substituted-letters.message": "the name of a typeface is its name everywhere",
};

const shows = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? "");

describe("names in files", () => {
  it.each(LANGUAGES)("are shown to nobody who cannot know them, in %s", (language) => {
    const raw = [...everyText(language)]
      .filter(([key, text]) => !FOR_MAKERS.test(key) && shows(text).some((name) => RAW.includes(name)))
      .map(([key]) => key);
    expect(raw.sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it("are found", () => {
    expect(shows("Copy to {{ id }}, {{slot}}")).toEqual(["id", "slot"]);
  });

  it.each(LANGUAGES)("give way to the title of the pack where it changed, in %s", async (language) => {
    const [changed] = packChanges(documentWith({}), { ...pack, digest: "f".repeat(64) });
    if (changed === undefined) throw new Error("another pack is no change");
    const { message } = diagnosticText(await startTexts(language), changed, pack, language);
    expect(message).toContain(pack.title[language]);
    expect(message).not.toContain(pack.id);
  });
});
