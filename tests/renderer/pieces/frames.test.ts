import { describe, expect, it } from "vitest";
import { roomLeft, slotSizeOf } from "../../../src/renderer/pieces/frameFacts.ts";
import { layersOf, neighbour, placedFrames, slotAt } from "../../../src/renderer/pieces/frames.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, plainContent } from "../../fixtures/safeMigration.ts";

const POSTER = "poster-fake-job-signs";
const typesetter = createTypesetter(fonts, pack.families);

function poster(tag: string) {
  const one = fill(POSTER, tag, plainContent(POSTER, tag));
  const [page] = composePages({ ...one, pack, typesetter, fonts }).pages;
  if (page === undefined) throw new Error("the poster has a page");
  return { page, template: one.template, edition: one.localised.edition };
}

describe("frames", () => {
  it("lie where their words are printed, in both directions", () => {
    for (const tag of ["en-VN", "ar-EG"]) {
      const { page, template, edition } = poster(tag);
      const frames = placedFrames(template, 0, edition.direction);
      expect(frames.length).toBeGreaterThan(3);
      for (const { role, frame, bounds } of page.blocks) {
        if (role === "figure" || bounds.height === 0) continue;
        const rect = frames.find((placed) => placed.frame.id === frame)?.rect;
        if (rect === undefined) throw new Error(`no frame ${frame}`);
        expect(bounds.x).toBeGreaterThanOrEqual(rect.x - 6);
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(rect.x + rect.width + 6);
      }
    }
  });

  it("have the small ones in front", () => {
    const { template } = poster("en-VN");
    const layers = layersOf(placedFrames(template, 0, "ltr"));
    expect(layers.get("headline")).toBeGreaterThan(layers.get("scene") ?? 99);
    expect(layers.get("sources")).toBeGreaterThan(layers.get("signs") ?? 99);
  });

  it("have neighbours as they are seen", () => {
    const { template } = poster("en-VN");
    const ltr = placedFrames(template, 0, "ltr");
    expect(neighbour(ltr, "signs", "down")?.frame.id).toBe("call");
    expect(neighbour(ltr, "sources", "right")?.frame.id).toBe("mark");
    expect(neighbour(placedFrames(template, 0, "rtl"), "sources", "left")?.frame.id).toBe("mark");
    expect(neighbour(ltr, "scene", "up")).toBeNull();
  });

  it("tell the slot under a point", () => {
    const { page, template } = poster("en-VN");
    const frame = placedFrames(template, 0, "ltr").find((placed) => placed.frame.id === "signs")?.frame;
    if (frame?.kind !== "text") throw new Error("the signs are text");
    for (const { slot, bounds } of page.blocks.filter((block) => block.frame === "signs")) {
      expect(slotAt(page, frame, { x: bounds.x + 1, y: bounds.y + bounds.height / 2 })).toBe(slot);
    }
  });

  it("tell size and room, and lose both when words are added", () => {
    const content = plainContent(POSTER, "en-VN");
    const facts = (body: string, items = content.items ?? []) => {
      const one = fill(POSTER, "en-VN", { ...content, body, items });
      const [page] = composePages({ ...one, pack, typesetter, fonts }).pages;
      const placed = placedFrames(one.template, 0, "ltr").find(({ frame }) => frame.id === "signs");
      if (page === undefined || placed?.frame.kind !== "text") throw new Error("the signs are text");
      const { edition } = one.localised;
      return { size: slotSizeOf(page, placed.frame, "body"), room: roomLeft(page, placed, pack, edition) };
    };
    const short = facts("One.", ["One", "Two"]);
    const long = facts(String(content.body).repeat(3));
    expect(short.size).toMatchObject({ least: 20, greatest: 23, unit: "pt" });
    expect(long.size?.size).toBeLessThan(short.size?.size ?? 0);
    expect(long.room).toBeLessThan(short.room);
  });
});
