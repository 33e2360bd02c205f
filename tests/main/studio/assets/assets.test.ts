import { describe, expect, it } from "vitest";
import { createAssets } from "../../../../src/main/studio/assets/assets.ts";
import { mediaTypeOf } from "../../../../src/main/studio/assets/mediaType.ts";
import { sha256 } from "../../../fakes/fakeMachine.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("assets", () => {
  it("drops what was not read for longest, by size and by count", async () => {
    for (const limits of [
      { bytes: 9, count: 100 },
      { bytes: 1000, count: 2 },
    ]) {
      const assets = createAssets(limits);
      const [one, two] = [assets.keep(bytes("aaaa")), assets.keep(bytes("bbbb"))];
      expect(one).toBe(sha256("aaaa"));
      await assets.read(one);
      assets.keep(bytes("cccc"));
      expect(await assets.read(two)).toBeNull();
      expect((await assets.read(one))?.bytes).toEqual(bytes("aaaa"));
    }
  });

  it("counts the same bytes once", async () => {
    const assets = createAssets({ bytes: 8, count: 2 });
    const one = assets.keep(bytes("aaaa"));
    for (let time = 0; time < 5; time += 1) assets.keep(bytes("bbbb"));
    expect(await assets.read(one)).not.toBeNull();
  });

  it("refuses what is larger than any photograph", () => {
    const assets = createAssets();
    expect(() => assets.upload(new Uint8Array(64 * 1024 ** 2 + 1))).toThrow(
      expect.objectContaining({ code: "asset/too-large" }),
    );
  });

  it("says what to do where an upload is gone", async () => {
    await expect(createAssets().take(sha256("x"))).rejects.toMatchObject({ code: "asset/unknown" });
  });
});

describe("mediaTypeOf", () => {
  it("never names what a browser would run", () => {
    for (const text of [
      "<html><script>",
      "<svg xmlns='http://www.w3.org/2000/svg'/>",
      "<?xml version='1.0'?>",
      "alert(1)",
    ]) {
      expect(mediaTypeOf(bytes(text))).toBe("application/octet-stream");
    }
  });

  it("knows data by its content", () => {
    expect(mediaTypeOf(bytes(' {"a": 1}'))).toBe("application/json");
    expect(mediaTypeOf(bytes('{"a": 1'))).toBe("application/octet-stream");
    expect(mediaTypeOf(bytes("%PDF-1.7"))).toBe("application/pdf");
    expect(mediaTypeOf(bytes("RIFF0000WEBPVP8 "))).toBe("image/webp");
    expect(mediaTypeOf(bytes("RIFF0000WAVE"))).toBe("application/octet-stream");
  });
});
