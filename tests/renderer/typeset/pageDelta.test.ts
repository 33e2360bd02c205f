import { describe, expect, it } from "vitest";
import { damage, inkBox } from "../../../src/renderer/typeset/inkBox.ts";
import { receivePages, sendPages } from "../../../src/renderer/typeset/pageDelta.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../../fixtures/safeMigration.ts";

const POSTER = "poster-fake-job-signs";
const typesetter = createTypesetter(fonts, pack.families);

function pagesOf(tag: string, more: string): readonly Page[] {
  const content = plainContent(POSTER, tag);
  const one = fill(POSTER, tag, { ...content, body: `${String(content.body)}${more}` });
  return composePages({ ...one, pack, typesetter, fonts }).pages;
}

/** What a message between a worker and its window is. */
const copy = <Value>(value: Value): Value => structuredClone(value);

describe("pages on their way to the window", () => {
  it("arrive as they left, for a little of their size, and what stayed is the same object", () => {
    const [first, second] = [pagesOf("ar-EG", ""), pagesOf("ar-EG", " كلمة")];
    const before = receivePages([], copy(sendPages([], first)));
    expect(before).toEqual(first);
    const sent = copy(sendPages(first, second));
    const after = receivePages(before, sent);
    expect(after).toEqual(second);
    expect(JSON.stringify(sent).length).toBeLessThan(JSON.stringify(second).length / 2);
    const kept = after[0]?.items.filter((item) => before[0]?.items.includes(item)).length ?? 0;
    expect(kept).toBeGreaterThan((after[0]?.items.length ?? 0) / 2);
  });

  it("tells that the window lost what the worker builds on", () => {
    const [first, second] = [pagesOf("en-VN", ""), pagesOf("en-VN", " more")];
    expect(() => receivePages([], copy(sendPages(first, second)))).toThrow(/remember/);
  });

  it("damage holds every item that changed, and is nothing where nothing did", () => {
    const before = receivePages([], pagesOf("en-VN", ""))[0];
    const second = pagesOf("en-VN", " word");
    if (before === undefined) throw new Error("the poster has a page");
    const after = receivePages([before], sendPages([before], second))[0];
    if (after === undefined) throw new Error("the poster has a page");
    const rect = damage(before, after);
    if (rect === null) throw new Error("a word changes the page");
    const changed = after.items.filter((item) => !before.items.includes(item));
    expect(changed.length).toBeGreaterThan(0);
    for (const box of changed.map(inkBox)) {
      expect(box.x).toBeGreaterThanOrEqual(rect.x);
      expect(box.y + box.height).toBeLessThanOrEqual(rect.y + rect.height + 1e-9);
    }
    expect(rect.height).toBeLessThan(before.height / 2);
    expect(damage(before, receivePages([before], sendPages([before], [before]))[0] ?? after)).toBeNull();
  });
});
