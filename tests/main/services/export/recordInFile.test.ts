import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { factsOf, putRecord } from "../../../../src/main/services/export/recordInFile.ts";

let plain: Buffer;
beforeAll(async () => {
  const create = { width: 7, height: 5, channels: 3, background: "#c33" } as const;
  plain = await sharp({ create }).webp({ lossless: true }).toBuffer();
});

/** A chunk of a WebP file: an odd length is followed by one byte that is not counted (RFC 9649, 2.3). */
function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
function withChunk(file: Buffer, one: Buffer): Buffer {
  const whole = Buffer.concat([file, one]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

describe("a record in a WebP file", () => {
  it.each(["odd", "even"])("comes back behind a chunk of %s length", (length) => {
    const file = withChunk(plain, chunk("EXIF", Buffer.alloc(length === "odd" ? 3 : 4, 1)));
    for (const record of ['{"a":1}', '{"a":12}', '{"a":123}', '{"a":1234}']) {
      const written = putRecord(file, record);
      expect(factsOf(written)).toMatchObject({ container: "webp", record, pixels: [7, 5] });
      expect(factsOf(written)?.digest).toBe(factsOf(file)?.digest);
      // Chunks begin at even places, and the file says its own length.
      expect([written.length % 2, Buffer.from(written).readUInt32LE(4)]).toEqual([0, written.length - 8]);
    }
  });

  it("is still a picture for others", async () => {
    const written = putRecord(withChunk(plain, chunk("EXIF", Buffer.alloc(3))), '{"a":1}');
    expect(await sharp(written).metadata()).toMatchObject({ format: "webp", width: 7, height: 5 });
  });

  it("takes the place of the record before", () => {
    const twice = putRecord(putRecord(plain, "first"), "second");
    expect(twice).toEqual(putRecord(plain, "second"));
  });

  it("is not read from behind a chunk that ends beyond the file", () => {
    const cut = Buffer.from(putRecord(plain, '{"a":1}')).subarray(0, -4);
    expect(factsOf(cut)?.record).toBeNull();
  });
});
