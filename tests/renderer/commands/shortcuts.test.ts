import { describe, expect, it } from "vitest";
import { isPressed, type KeyPress, keysOf } from "../../../src/renderer/commands/shortcuts.ts";

function press(key: string, code: string, held: string): KeyPress {
  const has = (name: string) => held.split("+").includes(name);
  return {
    key,
    code,
    ctrlKey: has("Ctrl"),
    metaKey: has("Meta"),
    shiftKey: has("Shift"),
    altKey: has("Alt"),
    getModifierState: (name) => name === "AltGraph" && has("AltGr"),
  };
}

describe("shortcuts", () => {
  it("are Ctrl on Linux and Windows, and Cmd on a Mac", () => {
    expect(isPressed("Mod+K", press("k", "KeyK", "Ctrl"), "linux")).toBe(true);
    expect(isPressed("Mod+K", press("k", "KeyK", "Ctrl"), "mac")).toBe(false);
    expect(isPressed("Mod+K", press("k", "KeyK", "Meta"), "mac")).toBe(true);
    expect(isPressed("Mod+K", press("k", "KeyK", "Meta"), "windows")).toBe(false);
  });

  it("work on an Arabic keyboard, where the key K writes ن", () => {
    expect(isPressed("Mod+K", press("ن", "KeyK", "Ctrl"), "windows")).toBe(true);
  });

  it("follow the letter on the key, not its place, where it is Latin", () => {
    // A French keyboard has the letter A where an English one has Q.
    expect(isPressed("Mod+A", press("a", "KeyQ", "Ctrl"), "linux")).toBe(true);
    expect(isPressed("Mod+Q", press("a", "KeyQ", "Ctrl"), "linux")).toBe(false);
  });

  it("never take AltGr away from writing", () => {
    expect(isPressed("Mod+K", press("k", "KeyK", "Ctrl+Alt+AltGr"), "windows")).toBe(false);
    expect(isPressed("Mod+Alt+K", press("k", "KeyK", "Ctrl+Alt"), "windows")).toBe(false);
  });

  it("tell Shift apart", () => {
    expect(isPressed("Mod+Z", press("Z", "KeyZ", "Ctrl+Shift"), "linux")).toBe(false);
    expect(isPressed("Mod+Shift+Z", press("Z", "KeyZ", "Ctrl+Shift"), "linux")).toBe(true);
    expect(isPressed("Mod+Shift+S", press("s", "KeyS", "Ctrl"), "linux")).toBe(false);
  });

  it("take plus with and without Shift, as keyboards need it", () => {
    expect(isPressed("Mod+=", press("+", "Equal", "Ctrl+Shift"), "linux")).toBe(true);
    expect(isPressed("Mod+=", press("=", "Equal", "Ctrl"), "linux")).toBe(true);
  });

  it("are written as each machine writes them", () => {
    expect(keysOf("Mod+Shift+S", "linux")).toBe("Ctrl+Shift+S");
    expect(keysOf("Mod+Shift+S", "mac")).toBe("⌘⇧S");
  });
});
