import { describe, expect, it } from "vitest";
import { createStage } from "../../../../src/renderer/design/canvas/stage.ts";

const SHEET = { x: 0, y: 0, width: 600, height: 800 };

function opened() {
  const stage = createStage();
  stage.resize({ width: 1000, height: 700 });
  stage.setSheet(SHEET);
  let heard = 0;
  const stop = stage.listen(() => {
    heard += 1;
  });
  return { stage, stop, heard: () => heard };
}

describe("createStage", () => {
  it("keeps a fitted sheet fitted, and a moved one where it is", () => {
    const { stage } = opened();
    const { scale } = stage.view();
    stage.resize({ width: 1000, height: 500 });
    expect(stage.view().scale).toBeLessThan(scale);
    stage.zoomTo(3);
    const moved = stage.view();
    stage.resize({ width: 900, height: 500 });
    expect(stage.view()).toEqual(moved);
  });

  it("tells when more or less of the sheet is seen, although it stays where it is", () => {
    const { stage, stop, heard } = opened();
    stage.zoomTo(3);
    const before = heard();
    stage.resize({ width: 900, height: 500 });
    expect(heard()).toBe(before + 1);
    stage.resize({ width: 900, height: 500 });
    expect(heard()).toBe(before + 1);
    stop();
    stage.fit();
    expect(heard()).toBe(before + 1);
  });
});
