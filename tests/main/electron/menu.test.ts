import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { menuTemplate } from "../../../src/main/electron/menu.ts";
import { fillText, SHELL_TEXTS } from "../../../src/main/electron/shellTexts.ts";
import { COMMANDS } from "../../../src/shared/contract/hostCalls.ts";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "../../../src/shared/settings/settings.ts";

const PLATFORMS = ["mac", "windows", "linux"] as const;

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

function menu(language: InterfaceLanguage, platform: (typeof PLATFORMS)[number], heard: string[] = []) {
  return menuTemplate({
    language,
    platform,
    recent: [{ handle: "handle-0001", name: "Q&A 30 July.manara" }],
    onCommand: (command) => heard.push(command),
    onRecent: (handle) => heard.push(handle),
  });
}

const CASES = INTERFACE_LANGUAGES.flatMap((language) => PLATFORMS.map((platform) => ({ language, platform })));

describe.each(CASES)("menu in $language on $platform", ({ language, platform }) => {
  it("labels everything that is no line", () => {
    const silent = items(menu(language, platform)).filter(({ type, label }) => type !== "separator" && !label);
    expect(silent).toEqual([]);
  });

  it("has every command once", () => {
    const heard: string[] = [];
    for (const item of items(menu(language, platform, heard))) {
      if (item.id !== undefined) item.click?.({} as never, undefined, {} as never);
    }
    expect(heard.toSorted()).toEqual([...COMMANDS].toSorted());
  });

  it("gives no key twice, and none with Ctrl and Alt, which type letters", () => {
    const keys = items(menu(language, platform)).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => /Alt/.test(key))).toEqual([]);
    expect(keys.filter((key) => !key.startsWith("CmdOrCtrl+"))).toEqual([]);
  });

  it("opens a recent document by its handle", () => {
    const heard: string[] = [];
    const recent = items(menu(language, platform, heard)).find(({ label }) => label?.includes("30 July"));
    // A single & would be an access key.
    expect(recent?.label).toBe("Q&&A 30 July.manara");
    recent?.click?.({} as never, undefined, {} as never);
    expect(heard).toEqual(["handle-0001"]);
  });
});

describe("texts of the shell", () => {
  it("are written in the script of their language", () => {
    const arabic = Object.entries(SHELL_TEXTS.ar).filter(([, text]) => !/\p{Script=Arabic}/u.test(text));
    expect(arabic).toEqual([]);
    const foreign = [...Object.entries(SHELL_TEXTS.vi), ...Object.entries(SHELL_TEXTS.en)].filter(([, text]) =>
      /\p{Script=Arabic}/u.test(text),
    );
    expect(foreign).toEqual([]);
  });

  it("are translated, except where languages agree", () => {
    const { vi, en } = SHELL_TEXTS;
    const same = Object.keys(en).filter((name) => vi[name as keyof typeof vi] === en[name as keyof typeof en]);
    expect(same).toEqual([]);
  });

  it("have the same places to fill in every language", () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    for (const name of Object.keys(SHELL_TEXTS.en) as (keyof typeof SHELL_TEXTS.en)[]) {
      expect([name, places(SHELL_TEXTS.ar[name])]).toEqual([name, places(SHELL_TEXTS.en[name])]);
      expect([name, places(SHELL_TEXTS.vi[name])]).toEqual([name, places(SHELL_TEXTS.en[name])]);
    }
  });

  it("isolates a name, so that it cannot turn its sentence round", () => {
    expect(fillText("«{name}»", { name: "a.manara" })).toBe("«\u2068a.manara\u2069»");
    expect(fillText("{name}", { other: "x" })).toBe("{name}");
  });
});
