import { describe, expect, it } from "vitest";
import { fileSettings } from "../../../src/main/platform/fileSettings.ts";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings/settings.ts";
import { memoryFiles } from "../../fakes/memoryFiles.ts";

const PATH = "/data/settings.json";

describe("fileSettings", () => {
  it("keeps what was written", async () => {
    const files = memoryFiles();
    const store = await fileSettings(files, PATH);
    expect(store.read()).toEqual(DEFAULT_SETTINGS);
    await store.write({ ...DEFAULT_SETTINGS, zoom: 150 });
    expect(store.read().zoom).toBe(150);
    expect((await fileSettings(files, PATH)).read().zoom).toBe(150);
  });

  it("loses one wrong value alone", async () => {
    const files = memoryFiles();
    await files.write(PATH, new TextEncoder().encode('{"version":1,"theme":"dark","zoom":"huge"}'));
    expect((await fileSettings(files, PATH)).read()).toEqual({ ...DEFAULT_SETTINGS, theme: "dark" });
  });

  it("starts with the defaults where the file is damaged, and keeps it", async () => {
    const files = memoryFiles();
    const damaged = new TextEncoder().encode('{"version":1,"theme":"da');
    await files.write(PATH, damaged);
    expect((await fileSettings(files, PATH)).read()).toEqual(DEFAULT_SETTINGS);
    expect(files.content.get(`${PATH}.bad`)).toEqual(damaged);
  });

  it("holds the old settings where they cannot be written", async () => {
    const files = memoryFiles();
    const store = await fileSettings(files, PATH);
    files.failWritesAfter(0, 1);
    await expect(store.write({ ...DEFAULT_SETTINGS, zoom: 150 })).rejects.toMatchObject({ code: "storage/disk-full" });
    expect(store.read().zoom).toBe(100);
  });
});
