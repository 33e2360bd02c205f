import { beforeEach, describe, expect, it } from "vitest";
import { newDocument } from "../../../../src/main/services/document/documents.ts";
import { exportWords, importWords } from "../../../../src/main/services/document/interchange.ts";
import { loadPack } from "../../../../src/main/services/pack/packs.ts";
import { applyEdit } from "../../../../src/shared/document/edits.ts";
import { markReviewed, writeWords } from "../../../../src/shared/localise/units/unitEdits.ts";
import { unitStatuses } from "../../../../src/shared/localise/units/unitStatus.ts";
import { createComposer } from "../../../../src/shared/piece/composer.ts";
import { type FakeMachine, fakeMachine } from "../../../fakes/fakeMachine.ts";
import { packFiles, plainContent } from "../../../fixtures/safeMigration.ts";

/** An edition that nobody thought of is data: a line in pack.json, and words. */

const TEMPLATE = "poster-fake-job-signs";
let machine: FakeMachine;

beforeEach(() => {
  machine = fakeMachine();
  machine.setNow("2026-07-01T10:00:00Z");
});

const sampleOf = (tag: string) =>
  Object.fromEntries(Object.entries(plainContent(TEMPLATE, tag)).map(([slot, value]) => [slot, [value].flat()]));

/** The pack with one more edition in pack.json; no other file of it is touched. @param leading of every style. */
async function packWith(tag: string, direction = "ltr", leading: Readonly<Record<string, number>> = {}) {
  for (const [path, bytes] of packFiles) machine.files.content.set(`/packs/safe-migration/${path}`, bytes);
  const pack = JSON.parse(new TextDecoder().decode(packFiles.get("pack.json")));
  pack.editions.push({ tag, direction, digits: "latn" });
  for (const style of Object.values<{ leading: object }>(pack.styles)) Object.assign(style.leading, leading);
  machine.files.content.set("/packs/safe-migration/pack.json", new TextEncoder().encode(JSON.stringify(pack)));
  return loadPack(machine, "safe-migration");
}

describe("an edition added to a pack by data alone", () => {
  it("en-EG is written, checked, reviewed, sent out, taken in, and proofed", async () => {
    const loaded = await packWith("en-EG");
    const { pack } = loaded;
    const words = {
      ...sampleOf("en-VN"),
      cta: "Not sure? Call 16000 before you sign",
      helpline: ["16000 · Child Helpline · free, 24/7"],
    };
    const { document } = newDocument(machine, loaded, TEMPLATE, "", {
      editions: { "en-VN": sampleOf("en-VN"), "en-EG": words },
    });
    expect(document.source).toBe("en-VN");
    const statuses = unitStatuses(document, pack, "en-EG", "en-VN");
    expect(statuses.headline?.state).toBe("draft");

    const who = { by: "Nour", at: "2026-07-01T10:00:00Z" };
    const place = { edition: "en-EG", slot: "headline" };
    const written = applyEdit(
      document,
      writeWords(document, place, [{ kind: "paragraph", content: [{ text: "Is this job real?" }] }], who),
    ).document;
    const review = markReviewed(written, place, who);
    const reviewed = review === null ? written : applyEdit(written, review).document;
    expect(unitStatuses(reviewed, pack, "en-EG", "en-VN").headline?.state).toBe("reviewed");

    const file = exportWords(reviewed, pack, { edition: "en-EG", source: null, format: "xliff" });
    const back = new TextDecoder().decode(file).replace("Is this job real?", "Is this job a trap?");
    const taken = importWords(reviewed, pack, new TextEncoder().encode(back), null, who);
    expect(taken.edition).toBe("en-EG");
    expect(taken.units.filter(({ outcome }) => outcome === "taken").map(({ slot }) => slot)).toEqual(["headline"]);

    const [piece, ...more] = createComposer(loaded, "test").pieces(reviewed, "en-EG", "2026-07-01");
    expect(more).toEqual([]);
    expect(piece?.proof.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(piece?.pages[0]?.edition).toBe("en-EG");
    // The helpline is Egypt's, as C01 wants of an edition for Egypt.
    const errors = piece?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
    expect(errors.map(({ code }) => code)).toEqual([]);
  });

  it("ar-MA is set from right to left, and told that readers in Morocco reach no helpline on it", async () => {
    const loaded = await packWith("ar-MA", "rtl");
    const { document } = newDocument(machine, loaded, TEMPLATE, "", {
      editions: { "en-VN": sampleOf("en-VN"), "ar-MA": sampleOf("ar-EG") },
    });
    const [piece] = createComposer(loaded, "test").pieces(document, "ar-MA", "2026-07-01");
    expect(piece?.pages[0]).toMatchObject({ edition: "ar-MA", direction: "rtl" });
    const errors = piece?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
    const codes = new Set(errors.map(({ code }) => code).filter((code) => code.startsWith("localise/")));
    expect([...codes].sort()).toEqual(["localise/C01", "localise/out-of-reach"]);
  });

  it("fr-FR is a language that no style knows, until the styles say its line height", async () => {
    await expect(packWith("fr-FR")).rejects.toMatchObject({
      code: "pack/invalid",
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: "pack/leading" })]),
    });
    const loaded = await packWith("fr-FR", "ltr", { fr: 1.2 });
    const { pack } = loaded;
    const headline = "Un vrai emploi n’a pas peur des questions";
    const { document } = newDocument(machine, loaded, TEMPLATE, "", {
      editions: { "en-VN": sampleOf("en-VN"), "fr-FR": { ...sampleOf("en-VN"), headline: [headline] } },
    });
    expect(unitStatuses(document, pack, "fr-FR", "en-VN").headline?.state).toBe("draft");
    const [piece] = createComposer(loaded, "test").pieces(document, "fr-FR", "2026-07-01");
    expect(piece?.pages[0]).toMatchObject({ edition: "fr-FR", direction: "ltr" });
    const words = piece?.pages[0]?.blocks.find(({ slot }) => slot === "headline");
    expect(words?.text).toContain("Un vrai emploi");
    const file = exportWords(document, pack, { edition: "fr-FR", source: null, format: "xliff" });
    const back = new TextDecoder().decode(file).replace("Un vrai emploi", "Un bon emploi");
    const who = { by: "Nour", at: "2026-07-01T10:00:00Z" };
    const taken = importWords(document, pack, new TextEncoder().encode(back), null, who);
    expect(taken.units.filter(({ outcome }) => outcome === "taken").map(({ slot }) => slot)).toEqual(["headline"]);
  });

  it("refuses a tag that is none, with its place", async () => {
    await expect(packWith("English")).rejects.toMatchObject({ code: "pack/invalid" });
  });
});
