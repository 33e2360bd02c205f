import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, it } from "vitest";
import { menuTemplate } from "../../../src/main/electron/menu.ts";
import { shellTexts } from "../../../src/main/electron/shellTexts.ts";
import ar from "../../../src/main/electron/texts/ar.json" with { type: "json" };
import en from "../../../src/main/electron/texts/en.json" with { type: "json" };
import vi from "../../../src/main/electron/texts/vi.json" with { type: "json" };
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
    const arabic = Object.entries(ar).filter(([, text]) => !/\p{Script=Arabic}/u.test(text));
    expect(arabic).toEqual([]);
    const foreign = [...Object.entries(vi), ...Object.entries(en)].filter(([, text]) =>
      /\p{Script=Arabic}/u.test(text),
    );
    expect(foreign).toEqual([]);
  });

  it("are translated, except where languages agree", () => {
    const same = Object.entries(vi).filter(([name, text]) => (en as Readonly<Record<string, string>>)[name] === text);
    expect(same).toEqual([]);
  });

  it("isolate a name, so that it cannot turn its sentence round, and take it as it is", () => {
    const name = "$t(cancel) & {{count}}.manara";
    expect(shellTexts("ar")("replace", { name })).toContain(`«\u2068${name}\u2069»`);
  });

  it("count in the plural forms of their language", () => {
    const documents = (language: InterfaceLanguage, count: number) =>
      shellTexts(language)("saveChangesMany", { count });
    expect(documents("en", 2)).toBe("Save the changes to \u20682\u2069 documents?");
    expect(documents("vi", 2)).toContain("\u20682\u2069 tài liệu");
    expect(documents("ar", 2)).toContain("مستندين");
    expect(documents("ar", 3)).toContain("\u20683\u2069 مستندات");
    expect(documents("ar", 11)).toContain("\u206811\u2069 مستندًا");
    expect(documents("ar", 100)).toContain("\u2068100\u2069 مستند؟");
  });
});
