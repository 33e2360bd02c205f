import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packChanges } from "../../src/shared/document/packChanges.ts";
import { lineChanges, readRef, STANDING } from "../ref/refs.ts";
import {
  contentOf,
  describeStanding,
  exportedFiles,
  openMarked,
  openRelease,
  packOfToday,
  piecesOf,
  RELEASE,
  type Release,
  type ReleasePiece,
  standing,
  underEngine,
  verdictsOf,
  wordingOf,
} from "./release01.ts";

/** What release 0.1 signed and shipped stays as it was, whatever changes in packs, schemas and the engine. */

const folder = mkdtempSync(join(tmpdir(), "manara-release-"));
let release: Release;

const expected = (name: string) => JSON.parse(readFileSync(join(RELEASE, name), "utf8"));
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

beforeAll(async () => {
  release = await openRelease(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the exported files of release 0.1", async () => {
  const files = await exportedFiles();

  it("are all there", () => {
    expect(files).toEqual(Object.keys(expected("verdicts.json")));
    for (const ending of ["print.pdf", "digital.pdf", "png", "jpg", "webp"]) {
      expect(files.some((file) => file.endsWith(ending))).toBe(true);
    }
  });

  it.each(files)("%s is judged as it was then", async (file) => {
    expect(asJson(await verdictsOf(release, file))).toEqual(expected("verdicts.json")[file]);
  });
});

describe("the documents of release 0.1", () => {
  it("open with every word, picture, consent, remark and decision", () => {
    const found = release.documents.map(({ name, open }) => [name, contentOf(release, open)]);
    expect(asJson(Object.fromEntries(found))).toEqual(expected("documents.json"));
  });

  it("open with every run of their words, where these come from and who reviewed them", () => {
    const found = release.documents.map(({ name, open }) => [name, wordingOf(open)]);
    expect(asJson(Object.fromEntries(found))).toEqual(expected("words.json"));
  });

  it("would open with words that are set off, in another language, and reviewed, of which none was kept", async () => {
    const set = [
      { text: "Có người " },
      { text: "lắng nghe", emphasis: true },
      { text: " always", language: "en" },
      { helpline: "VN-111" },
    ];
    const reviewed = { by: "Trần Minh", at: "2026-06-02T09:00:00Z", content: "5".repeat(64) };
    const open = await openMarked(release, "card", ({ editions }) => {
      const words = editions["vi-VN"];
      if (words === undefined) throw new Error("the card is not in Vietnamese");
      words.slots["front-headline"] = [{ kind: "paragraph", content: set }];
      words.slots.items = [{ kind: "list", items: [set] }];
      for (const unit of Object.values(words.units)) unit.reviewed = reviewed;
    });
    const { runs, units } = wordingOf(open)["vi-VN"] ?? {};
    expect(runs?.["front-headline"]).toEqual([set]);
    expect(runs?.items).toEqual([set]);
    expect(Object.keys(units ?? {})).toHaveLength(9);
    for (const unit of Object.values(units ?? {})) expect(unit).toMatchObject({ reviewed });
  });

  it("fit the pack of then, which can still be read", () => {
    expect(release.pack.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const { open } of release.documents) expect(packChanges(open.document, release.pack.pack)).toEqual([]);
  });
});

describe("the approvals of release 0.1", () => {
  let ofThen: readonly ReleasePiece[];

  beforeAll(async () => {
    ofThen = await piecesOf(release, release.pack);
  });

  it("stand, or it is known why not", async () => {
    const now = describeStanding(release, ofThen, await piecesOf(release, await packOfToday(release)));
    const changes = lineChanges(readRef(STANDING), now);
    const why =
      "Where one stood before, people have to approve again. If that is meant: npm run test:update, and say so in the changelog.";
    if (changes.length > 0) expect.fail(`Other approvals stand.\n${changes.join("\n")}\n${why}`);
  });

  it("come with the pages that people approved", () => {
    const approved = ofThen.map((one) => standing(release, one)).filter((line) => line.includes("changed since"));
    expect(approved).toHaveLength(14);
    for (const line of approved) expect(line).toMatch(/kept as approved$/);
  });

  it("lapse under another version of Manara that sets the same pages, and say that the pages are identical", () => {
    for (const piece of ofThen) {
      const now = standing(release, piece);
      const later = standing(release, underEngine(piece, release.pack, "99.0.0"));
      if (now.includes("| stands |")) {
        expect(later).toContain(
          "| closed, approve/pages-changed with identical pages | changed since: version of Manara |",
        );
      } else expect(later.split(" | ")[1]).toBe(now.split(" | ")[1]);
    }
  });
});
