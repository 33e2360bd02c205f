import { describe, expect, it } from "vitest";
import { pageChanges } from "../../../src/shared/approve/pageChanges.ts";
import { digestValue } from "../../../src/shared/base/digest.ts";
import type { Page } from "../../../src/shared/typeset/page/page.ts";
import { plainPage } from "../../fakes/fakeMachine.ts";

const PAGE = plainPage("vi-VN", "Call 111");
const changes = (before: readonly Page[], after: readonly Page[]) => pageChanges(before, after, digestValue);
const withBlock = (more: Partial<Page["blocks"][number]>): Page => ({
  ...PAGE,
  blocks: PAGE.blocks.map((block) => ({ ...block, ...more })),
});

describe("pageChanges", () => {
  it("finds nothing between the same pages", () => {
    expect(changes([PAGE], [PAGE])).toEqual({ blocks: [], otherwise: [] });
  });

  it("names the block whose words changed, with its place before and after", () => {
    const bounds = { x: 0, y: 0, width: 12, height: 10 };
    expect(changes([PAGE], [withBlock({ text: "Call 112", bounds })]).blocks).toEqual([
      {
        page: 0,
        frame: "f",
        slot: "headline",
        kind: "words",
        before: PAGE.blocks[0]?.bounds,
        after: bounds,
        wordsBefore: "Call 111",
        wordsAfter: "Call 112",
      },
    ]);
  });

  it("tells what moved, came, went, and what is only drawn otherwise", () => {
    const kinds = (before: readonly Page[], after: readonly Page[]) =>
      changes(before, after).blocks.map(({ kind }) => kind);
    expect(kinds([PAGE], [withBlock({ bounds: { x: 1, y: 0, width: 10, height: 10 } })])).toEqual(["moved"]);
    expect(kinds([PAGE], [PAGE, PAGE])).toEqual(["added"]);
    expect(kinds([PAGE], [])).toEqual(["removed"]);
    expect(changes([PAGE, PAGE], [PAGE, { ...PAGE, bleed: 0 }])).toEqual({ blocks: [], otherwise: [1] });
  });
});
