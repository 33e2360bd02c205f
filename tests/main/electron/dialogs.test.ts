import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDialogs } from "../../../src/main/electron/dialogs.ts";
import { parseFacts, type ShellFacts } from "../../../src/main/electron/shellState.ts";
import { makeElectron } from "../../fakes/electron.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manara-dialogs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  const electron = makeElectron(folder);
  let facts: ShellFacts = parseFacts({});
  const window = new electron.api.BrowserWindow({});
  const dialogs = createDialogs({
    api: electron.api,
    state: {
      read: () => facts,
      write: (some) => {
        facts = { ...facts, ...some };
      },
    },
    folder: join(folder, "Manara"),
    language: () => "ar",
    windowOf: (client) => (client === "window" ? window : null),
  });
  const defaultPath = (index: number) => (electron.asked[index] as { defaultPath?: string } | undefined)?.defaultPath;
  return { electron, dialogs, defaultPath, facts: () => facts };
}

describe("dialogs", () => {
  it("open in Manara's own folder, then where the person was, each kind for itself", async () => {
    const { electron, dialogs, defaultPath } = world();
    electron.answers.open.push([join(folder, "a.manara")], [], [folder], []);
    expect(await dialogs.chooseDocument("window")).toBe(join(folder, "a.manara"));
    expect(await dialogs.chooseDocument("window")).toBeNull();
    expect([defaultPath(0), defaultPath(1)]).toEqual([join(folder, "Manara"), folder]);
    expect(await dialogs.chooseFolder("window")).toBe(folder);
    expect(defaultPath(2)).toBe(join(folder, "Manara"));
    expect(electron.calls).toEqual([["addRecentDocument", join(folder, "a.manara")]]);
  });

  it("forgets a folder that is gone or no absolute path", async () => {
    const { electron, dialogs, defaultPath, facts } = world();
    electron.answers.open.push([join(folder, "gone", "a.manara")], []);
    await dialogs.chooseDocument("window");
    expect(facts().folders.document).toBe(join(folder, "gone"));
    await dialogs.chooseDocument("window");
    expect(defaultPath(1)).toBe(join(folder, "Manara"));
  });

  it("gives a file its ending", async () => {
    const { electron, dialogs, defaultPath } = world();
    electron.answers.save.push(join(folder, "ملصق"), join(folder, "b.manara"));
    expect(await dialogs.chooseSavePath("window", "ملصق.manara")).toBe(join(folder, "ملصق.manara"));
    expect(defaultPath(0)).toBe(join(folder, "Manara", "ملصق.manara"));
    expect(await dialogs.chooseSavePath("window", "b")).toBe(join(folder, "b.manara"));
  });

  it("asks again where the ending makes it another file's name", async () => {
    const { electron, dialogs } = world();
    writeFileSync(join(folder, "a.manara"), "");
    electron.answers.save.push(join(folder, "a"), join(folder, "a"));
    electron.answers.box.push(1, 0);
    expect(await dialogs.chooseSavePath("window", "a")).toBeNull();
    expect(await dialogs.chooseSavePath("window", "a")).toBe(join(folder, "a.manara"));
    // The dialog has asked already where the name was the whole one.
    electron.answers.save.push(join(folder, "a.manara"));
    expect(await dialogs.chooseSavePath("window", "a")).toBe(join(folder, "a.manara"));
    expect(electron.asked.filter((options) => "message" in options)).toHaveLength(2);
  });

  it("says that a window is gone instead of opening a dialog that nobody sees", async () => {
    const { dialogs } = world();
    await expect(dialogs.chooseDocument("another")).rejects.toMatchObject({ code: "host/no-window" });
  });

  it("opens nothing but https", async () => {
    const { electron, dialogs } = world();
    for (const url of ["http://a.example", "file:///etc/passwd", "https://user@a.example/", "ms-msdt:x"]) {
      await expect(dialogs.openAddress(url)).rejects.toMatchObject({ code: "host/unknown-address" });
    }
    await dialogs.openAddress("https://www.unodc.org/");
    expect(electron.calls).toEqual([["openExternal", "https://www.unodc.org/"]]);
  });

  it("says when a folder cannot be shown", async () => {
    await expect(world().dialogs.reveal("/missing")).rejects.toMatchObject({ code: "host/cannot-reveal" });
  });
});
