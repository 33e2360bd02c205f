import { describe, expect, it } from "vitest";
import { templateSize } from "../../../src/renderer/pieces/useSizeText.ts";
import { formatOf } from "../../../src/renderer/start/format.ts";
import { templateOf } from "../../../src/shared/pack/lookUp.ts";
import { pack } from "../../fixtures/safeMigration.ts";

const template = (id: string) => templateOf(pack, id);

describe("format of a template", () => {
  it.each([
    ["poster-fake-job-signs", "poster"],
    ["trifold-safe-migration", "leaflet"],
    ["flyer-forum-theatre", "leaflet"],
    ["card-helpline", "card"],
    ["post-5-questions", "social"],
    ["story-helpline", "social"],
    ["banner-30-july", "banner"],
  ])("calls %s a %s", (id, format) => {
    expect(formatOf(template(id))).toBe(format);
  });

  it("names a paper of the A series in either direction", () => {
    expect(templateSize(template("trifold-safe-migration"))).toEqual({
      unit: "mm",
      width: 297,
      height: 210,
      name: "A4",
    });
  });

  it("gives pixels as the template has them", () => {
    expect(templateSize(template("post-5-questions"))).toMatchObject({ unit: "px", width: 1080, name: null });
  });
});
