import { beforeEach, describe, expect, it } from "vitest";
import { documentDelta } from "../../../src/renderer/typeset/documentDelta.ts";
import type { FromWorker, ToWorker } from "../../../src/renderer/typeset/messages.ts";
import { receivePages } from "../../../src/renderer/typeset/pageDelta.ts";
import { createWindowAnswers } from "../../../src/renderer/typeset/windowAnswers.ts";
import type { CampaignDocument, Picture } from "../../../src/shared/document/documentSchema.ts";
import { applyEdit } from "../../../src/shared/document/edits.ts";
import { helplinesFor, richFromPlain } from "../../../src/shared/document/plainText.ts";
import { documentWith, POSTER, paragraph } from "../../fixtures/checkedDocument.ts";
import { pack, packFiles, plainContent } from "../../fixtures/safeMigration.ts";

const EDITION = "vi-VN";
const edition = pack.editions.find(({ tag }) => tag === EDITION);
const helplines = edition === undefined ? [] : helplinesFor(pack, edition);
const HELPLINE = "VN-111";
const DIGEST = "a".repeat(64);
const slots = Object.fromEntries(
  Object.entries(plainContent(POSTER, EDITION)).map(([slot, value]) => [
    slot,
    richFromPlain([value].flat(), slot === "items" || slot === "helpline" ? "list" : "paragraphs", helplines),
  ]),
);
const document = documentWith({ [EDITION]: slots });
const changed = applyEdit(document, {
  kind: "set-slot",
  edition: EDITION,
  slot: "cta",
  content: paragraph("Chưa chắc? Hãy hỏi"),
}).document;

let answer: (message: ToWorker) => FromWorker;
beforeEach(() => {
  answer = createWindowAnswers();
  const loaded = answer({ say: "load", id: 1, pack: pack.id, files: packFiles, upkeep: [], engine: "test" });
  expect(loaded).toMatchObject({ say: "loaded", id: 1, pack: { id: pack.id } });
});

function compose(before: CampaignDocument | null, after: CampaignDocument, options: { readonly fresh: boolean }) {
  const piece = { template: POSTER, edition: EDITION };
  const delta = documentDelta(before, after);
  const answered = answer({ say: "compose", id: 2, pack: pack.id, document: delta, piece, proof: true, ...options });
  if (answered.say !== "composed") throw new Error(answered.say);
  return answered;
}
const numbers = ({ pages }: ReturnType<typeof compose>) =>
  pages.flatMap(({ items }) => items.filter((item) => typeof item === "number"));
const outlineCount = ({ outlines }: ReturnType<typeof compose>) =>
  Object.values(outlines).reduce((sum, glyphs) => sum + Object.keys(glyphs).length, 0);

function find(shown: CampaignDocument, today: string) {
  const whole = documentDelta(null, shown);
  const found = answer({ say: "find", id: 3, pack: pack.id, document: whole, edition: EDITION, today });
  if (found.say !== "found") throw new Error(found.say);
  return found.diagnostics;
}

describe("what the worker answers", () => {
  it("sends of a page what changed since the one before", () => {
    const first = compose(null, document, { fresh: true });
    const second = compose(document, changed, { fresh: false });
    expect(numbers(first)).toEqual([]);
    expect(numbers(second).length).toBeGreaterThan(20);
    const whole = compose(changed, changed, { fresh: true });
    expect(receivePages(receivePages([], first.pages), second.pages)).toEqual(whole.pages);
    expect(second.proof).toBe(whole.proof);
    expect(second.proof).not.toBe(first.proof);
  });

  it("sends everything to a window that lost its pages, with every outline on them", () => {
    const first = compose(null, document, { fresh: true });
    expect(outlineCount(compose(document, document, { fresh: false }))).toBe(0);
    const again = compose(document, document, { fresh: true });
    expect(again.pages).toEqual(first.pages);
    expect(numbers(again)).toEqual([]);
    expect(again.outlines).toEqual(first.outlines);
    expect(outlineCount(again)).toBeGreaterThan(40);
  });

  it("sends an outline once, unless everything may be lost", () => {
    const keys = ({ outlines }: ReturnType<typeof compose>) =>
      Object.entries(outlines).flatMap(([font, glyphs]) => Object.keys(glyphs).map((id) => `${font}/${id}`));
    const first = keys(compose(null, document, { fresh: true }));
    const lettered = applyEdit(document, {
      kind: "set-slot",
      edition: EDITION,
      slot: "cta",
      content: paragraph("WZJ ẵỡỹ, chưa chắc? Hãy hỏi"),
    }).document;
    const added = keys(compose(document, lettered, { fresh: false }));
    expect(added.length).toBeGreaterThan(3);
    expect(added.filter((key) => first.includes(key))).toEqual([]);
    expect(keys(compose(lettered, changed, { fresh: false })).filter((key) => added.includes(key))).toEqual([]);
    const again = keys(compose(changed, lettered, { fresh: true }));
    expect(new Set([...first, ...added])).toEqual(new Set([...first, ...again]));
  });

  it("sends whole pages where the window has none, whatever it says", () => {
    expect(numbers(compose(null, document, { fresh: false }))).toEqual([]);
  });

  it("refuses a pack that has errors, and says which", () => {
    const files = new Map([...packFiles].filter(([path]) => path !== "pack.json"));
    expect(answer({ say: "load", id: 9, pack: "broken", files, upkeep: [], engine: "test" })).toMatchObject({
      say: "failed",
      id: 9,
      code: "pack/invalid",
      message: expect.stringContaining("broken"),
      diagnostics: expect.arrayContaining([expect.objectContaining({ severity: "error" })]),
    });
  });

  it("finds a consent that ended yesterday, and a pack that changed", () => {
    const consent = { person: "Mai", date: "2025-01-01", uses: "posters", expires: "2026-06-30", withdraw: "call 111" };
    const picture: Picture = { name: "mai.jpg", type: "image/jpeg", width: 4000, height: 3000, consent };
    const placements = { photo: { digest: DIGEST, focus: { x: 0.5, y: 0.5 }, alt: { [EDITION]: "Một phụ nữ đọc." } } };
    const shown = { ...document, pictures: { [DIGEST]: picture }, placements };
    const codes = (today: string, one: CampaignDocument = shown) => find(one, today).map(({ code }) => code);
    expect(codes("2026-06-30")).not.toContain("picture/consent-expired");
    expect(codes("2026-07-01")).toContain("picture/consent-expired");
    expect(find(shown, "2026-07-01")).toContainEqual(
      expect.objectContaining({
        code: "picture/consent-expired",
        severity: "error",
        edition: EDITION,
        at: { slot: "photo" },
      }),
    );
    expect(codes("2026-06-30")).not.toContain("document/pack-changed");
    const older = { ...shown, pack: { ...shown.pack, digest: "0".repeat(64) } };
    expect(codes("2026-06-30", older)).toContain("document/pack-changed");
  });

  it("finds nothing in an edition that the document lacks", () => {
    const whole = documentDelta(null, document);
    const asked = { say: "find", id: 3, pack: pack.id, document: whole, today: "2026-07-01" } as const;
    expect(answer({ ...asked, edition: "ar-EG" })).toEqual({ say: "found", id: 3, diagnostics: [] });
  });

  it("takes another registry of a pack, and its own again", () => {
    const before = find(document, "2026-07-01");
    const withdrawn = { reason: "nobody answers", by: "Lan", on: "2026-06-30" };
    const note = { kind: "helpline", id: HELPLINE, confirmed: null, withdrawn } as const;
    const taken = answer({ say: "upkeep", id: 4, pack: pack.id, upkeep: [note] });
    expect(taken).toMatchObject({ say: "loaded", id: 4 });
    expect(find(document, "2026-07-01")).not.toEqual(before);
    answer({ say: "upkeep", id: 5, pack: pack.id, upkeep: [] });
    expect(find(document, "2026-07-01")).toEqual(before);
  });

  it("answers with the code of what went wrong, and goes on", () => {
    const whole = documentDelta(null, document);
    const asked = { say: "compose", id: 5, pack: pack.id, document: whole, proof: false, fresh: true } as const;
    const code = (piece: { template: string; edition: string }) => answer({ ...asked, piece });
    expect(code({ template: "no-such", edition: EDITION })).toMatchObject({
      say: "failed",
      id: 5,
      code: "pack/unknown-template",
      message: expect.stringContaining("no-such"),
      hint: expect.stringContaining(POSTER),
    });
    expect(code({ template: POSTER, edition: "fr-FR" })).toMatchObject({
      say: "failed",
      code: "document/unknown-edition",
    });
    expect(answer({ ...asked, pack: "no-such", piece: { template: POSTER, edition: EDITION } })).toMatchObject({
      say: "failed",
      code: "manara/fault",
      message: "pack no-such is loaded before it is used",
      hint: expect.stringContaining("report"),
    });
    expect(compose(document, changed, { fresh: true }).pages).toHaveLength(1);
  });
});
