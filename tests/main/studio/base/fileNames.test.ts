import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeName } from "../../../../src/main/services/document/safeName.ts";
import { freePath } from "../../../../src/main/studio/base/fileNames.ts";
import { memoryFiles } from "../../../fakes/memoryFiles.ts";

describe("safeName", () => {
  it("keeps titles in the three scripts as they are", () => {
    for (const title of ["سافروا بأمان", "Đi làm ở nước ngoài an toàn", "Know before you go"]) {
      expect(safeName(title)).toBe(title.normalize("NFC"));
    }
  });

  it("takes out what file systems refuse and what hides or turns text around", () => {
    expect(safeName('a/b\\c:d*e?f"g<h>i|j')).toBe("a b c d e f g h i j");
    expect(safeName("../../etc/passwd")).toBe("etc passwd");
    expect(safeName("trước\u202Eanaram.exe")).toBe("trước anaram.exe");
    expect(safeName(".hidden. ")).toBe("hidden");
    expect(safeName(" \u0000\t ")).toBe("Untitled");
  });

  it("avoids the names of devices on Windows", () => {
    for (const device of ["CON", "nul", "COM1", "lpt9.txt", "Com¹"]) expect(safeName(device)).toBe(`_${device}`);
    expect(safeName("console")).toBe("console");
  });

  it("cuts between letters, never inside one", () => {
    const letter = "👩‍👩‍👧";
    const name = safeName(letter.repeat(40));
    expect(name).toBe(letter.repeat(Math.floor(150 / Buffer.byteLength(letter))));
  });

  it("gives every title a name that Windows, macOS and Linux take", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (title) => {
        const name = safeName(title);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(160);
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+$/u);
        expect(name).not.toMatch(/^[. ]|[. ]$/);
        expect(safeName(name)).toBe(name);
      }),
    );
  });
});

describe("freePath", () => {
  it("counts on where the name is taken", async () => {
    const files = memoryFiles();
    const first = await freePath(files, "/m", "Lễ.manara");
    await files.write(first, new Uint8Array());
    expect([first, await freePath(files, "/m", "Lễ")]).toEqual(["/m/Lễ.manara", "/m/Lễ 2.manara"]);
  });
});
