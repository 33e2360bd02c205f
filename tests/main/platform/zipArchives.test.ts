import { describe, expect, it } from "vitest";
import { zipArchives } from "../../../src/main/platform/zipArchives.ts";
import { type RawEntry, rawZip } from "../../fakes/rawZip.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const known = (name: string) => name.endsWith(".json") || name.startsWith("pictures/");
const read = (entries: readonly RawEntry[]) => zipArchives.read(rawZip(entries), known);
const GOOD: RawEntry = { name: "document.json", data: bytes("{}") };

describe("zipArchives", () => {
  it("reads back what it wrote, and the same files give the same bytes in any order", async () => {
    const files = new Map([
      ["document.json", bytes('{"title":"Hải đăng"}'.repeat(50))],
      ["pictures/a", new Uint8Array([1, 2, 3])],
    ]);
    const written = await zipArchives.write(files, (name) => name.startsWith("pictures/"));
    const reversed = await zipArchives.write(new Map([...files].reverse()), (name) => name.startsWith("pictures/"));
    expect(reversed).toEqual(written);
    expect(await zipArchives.read(written, known)).toEqual(files);
  });

  it("reads a zip that it did not write", async () => {
    expect(await read([GOOD, { ...GOOD, name: "b.json", deflate: true }])).toEqual(
      new Map([
        ["document.json", bytes("{}")],
        ["b.json", bytes("{}")],
      ]),
    );
  });

  const zeros = new Uint8Array(4 * 1024 * 1024);
  it.each<[string, readonly RawEntry[], string]>([
    ["a path that climbs out", [{ ...GOOD, name: "../document.json" }], "document/path-outside"],
    ["an absolute path", [{ ...GOOD, name: "/etc/document.json" }], "document/path-outside"],
    ["a drive letter", [{ ...GOOD, name: "C:/document.json" }], "document/path-outside"],
    ["backslashes", [{ ...GOOD, name: "..\\document.json" }], "document/path-outside"],
    ["a name twice", [GOOD, GOOD], "document/duplicate-entry"],
    ["a link", [{ ...GOOD, mode: 0o120777 }], "document/link-entry"],
    ["an encrypted entry", [{ ...GOOD, deflate: true, flags: 1 }], "document/encrypted"],
    ["a name that no document has", [{ ...GOOD, name: "run.exe" }], "document/unknown-entry"],
    ["data that swells", [{ ...GOOD, data: zeros, deflate: true }], "document/zip-bomb"],
    ["a claim of too many bytes", [{ ...GOOD, deflate: true, claimedSize: 0x7fffffff }], "document/zip-bomb"],
    [
      "more data than it claims",
      [{ ...GOOD, data: zeros.subarray(0, 500_000), deflate: true, claimedSize: 10 }],
      "document/damaged",
    ],
    ["a wrong checksum", [{ ...GOOD, claimedCrc: 1 }], "document/damaged"],
    ["too many entries", Array.from({ length: 2001 }, (_, i) => ({ ...GOOD, name: `${i}.json` })), "document/zip-bomb"],
  ])("refuses %s", async (_, entries, code) => {
    await expect(read(entries)).rejects.toMatchObject({ code, kind: "failure" });
  });

  it("tells a damaged zip from something else", async () => {
    const whole = rawZip([{ ...GOOD, data: bytes("x".repeat(300)) }]);
    await expect(zipArchives.read(whole.subarray(0, 200), known)).rejects.toMatchObject({ code: "document/damaged" });
    await expect(zipArchives.read(bytes("hello"), known)).rejects.toMatchObject({ code: "document/not-a-zip" });
    await expect(zipArchives.read(new Uint8Array(), known)).rejects.toMatchObject({ code: "document/not-a-zip" });
  });

  it("fails with a code of its own wherever one byte is wrong", async () => {
    const whole = await zipArchives.write(new Map([["document.json", bytes('{"a":1}')]]), () => false);
    for (let at = 0; at < whole.length; at += 1) {
      const broken = whole.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      // Bytes that carry no content, such as times, may differ without harm; then what is read is unchanged.
      const outcome = await zipArchives.read(broken, known).then(
        (files) => new TextDecoder().decode(files.get("document.json")),
        (error: { code?: string }) => String(error.code),
      );
      expect(outcome === '{"a":1}' || outcome.startsWith("document/"), `byte ${at}: ${outcome}`).toBe(true);
    }
  });
});
