import { beforeAll, describe, expect, it } from "vitest";
import { nodeMachine } from "../../../../src/main/cli/nodeMachine.ts";
import { sampleContent } from "../../../../src/main/services/document/content.ts";
import { newDocument } from "../../../../src/main/services/document/documents.ts";
import { type LoadedPack, loadPack } from "../../../../src/main/services/pack/packs.ts";
import { plainContent } from "../../../fixtures/safeMigration.ts";

/** The sample that a pack brings: once for a family, or for one of its formats alone. */

const machine = nodeMachine({ SOURCE_DATE_EPOCH: "1780000000" }, null);
let loaded: LoadedPack;

beforeAll(async () => {
  loaded = await loadPack(machine, "safe-migration");
});

describe("sampleContent", () => {
  it("is there for every template, in the same editions as for the others of its family", () => {
    for (const { id, templates } of loaded.pack.content) {
      const [first, ...others] = templates.map((template) => sampleContent(loaded, template));
      expect(Object.keys(first?.editions ?? {}).length, id).toBeGreaterThanOrEqual(3);
      for (const other of others) expect(other, id).toEqual(first);
    }
  });

  it("fills a format without its own sample with that of its family", () => {
    const { document } = newDocument(machine, loaded, "story-30-july", "", sampleContent(loaded, "story-30-july"));
    expect(document.templates).toEqual(["story-30-july"]);
    const eyebrow = document.editions["vi-VN"]?.slots.eyebrow;
    expect(JSON.stringify(eyebrow)).toContain(`"${plainContent("banner-30-july", "vi-VN").eyebrow}"`);
  });

  it("prefers a format's own sample", () => {
    const own = { eyebrow: "30.7." };
    const file = new TextEncoder().encode(JSON.stringify(own));
    const files = new Map([...loaded.files, ["content/story-30-july/en-VN.json", file]]);
    expect(sampleContent({ ...loaded, files }, "story-30-july")).toEqual({ editions: { "en-VN": own } });
    expect(sampleContent({ ...loaded, files }, "banner-30-july")).toEqual(sampleContent(loaded, "banner-30-july"));
  });

  it("does not know a template of another pack", () => {
    expect(() => sampleContent(loaded, "story")).toThrow(expect.objectContaining({ code: "pack/unknown-template" }));
  });
});
