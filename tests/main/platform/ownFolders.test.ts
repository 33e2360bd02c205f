import { describe, expect, it } from "vitest";
import { dataFolder, earlierDataFolder, machineLanguages, ownFolder } from "../../../src/main/platform/ownFolders.ts";

const around = (environment: Record<string, string>, platform: NodeJS.Platform = "linux") => ({
  environment,
  platform,
  home: "/home/lan",
  exists: () => false,
});

describe("own folders", () => {
  it("are where the person says, or where documents are", () => {
    expect(ownFolder(around({ MANARA_FOLDER: "/srv/campaign" }))).toBe("/srv/campaign");
    expect(ownFolder(around({ MANARA_FOLDER: "" }))).toBe("/home/lan/Manara");
    expect(ownFolder({ ...around({}), exists: (path) => path === "/home/lan/Documents" })).toBe(
      "/home/lan/Documents/Manara",
    );
  });

  it("follow each system", () => {
    expect(dataFolder(around({ MANARA_DATA: "/data" }, "darwin"))).toBe("/data");
    expect(dataFolder(around({}))).toBe("/home/lan/.local/share/manara");
    expect(dataFolder(around({ XDG_DATA_HOME: "/xdg" }))).toBe("/xdg/manara");
    expect(dataFolder(around({ XDG_DATA_HOME: "relative" }))).toBe("/home/lan/.local/share/manara");
    expect(dataFolder(around({}, "darwin"))).toBe("/home/lan/Library/Application Support/Manara");
    expect(dataFolder(around({ APPDATA: "/roaming" }, "win32"))).toBe("/roaming/Manara");
  });

  it("were elsewhere for the desktop program of release 0.1", () => {
    expect(earlierDataFolder(around({ MANARA_DATA: "/data" }))).toBe("/data/studio");
    expect(earlierDataFolder(around({}))).toBe("/home/lan/.config/Manara/studio");
    expect(earlierDataFolder(around({ XDG_CONFIG_HOME: "/config" }))).toBe("/config/Manara/studio");
    expect(earlierDataFolder(around({}, "darwin"))).toBe("/home/lan/Library/Application Support/Manara/studio");
    expect(earlierDataFolder(around({ APPDATA: "/roaming" }, "win32"))).toBe("/roaming/Manara/studio");
  });

  it("and languages come from the machine, in its order", () => {
    expect(machineLanguages({ LANGUAGE: "vi:ar_EG", LANG: "en_GB.UTF-8" }).slice(0, 3)).toEqual([
      "vi",
      "ar-EG",
      "en-GB",
    ]);
    expect(machineLanguages({ LANG: "C.UTF-8", LC_ALL: "POSIX" })).not.toContain("C");
  });
});
