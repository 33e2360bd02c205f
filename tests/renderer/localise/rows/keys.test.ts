import { describe, expect, it } from "vitest";
import { KEYS, pressOf } from "../../../../src/renderer/localise/rows/keys.ts";

interface Held {
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
  readonly altGraph?: boolean;
}

function press(key: string, code: string, held: Held = {}) {
  return {
    key,
    code,
    ctrlKey: held.ctrl === true,
    altKey: held.alt === true,
    shiftKey: held.shift === true,
    metaKey: held.meta === true,
    getModifierState: (name: string) => name === "AltGraph" && held.altGraph === true,
  };
}

describe("keys of the rows", () => {
  it.each([
    ["next", press("ArrowDown", "ArrowDown", { alt: true })],
    ["done", press("Enter", "Enter", { ctrl: true })],
    ["review", press("Enter", "Enter", { ctrl: true, shift: true })],
    ["mend", press("Enter", "Enter", { alt: true })],
    ["nextOpen", press("F8", "F8")],
    ["openBefore", press("F8", "F8", { shift: true })],
    ["nextFinding", press("F9", "F9")],
    ["findingBefore", press("F9", "F9", { shift: true })],
    ["copy", press("c", "KeyC", { alt: true })],
  ])("%s", (key, pressed) => {
    expect(pressOf(pressed, "linux")).toEqual({ kind: "key", key });
  });

  it("are in the same place on an Arabic keyboard and with the Option key of a Mac", () => {
    expect(pressOf(press("ؤ", "KeyC", { alt: true }), "windows")).toEqual({ kind: "key", key: "copy" });
    expect(pressOf(press("ç", "KeyC", { alt: true }), "mac")).toEqual({ kind: "key", key: "copy" });
    expect(pressOf(press("١", "Digit1", { ctrl: true }), "windows")).toEqual({ kind: "suggestion", index: 0 });
    expect(pressOf(press("¡", "Digit1", { alt: true }), "mac")).toEqual({ kind: "term", index: 0 });
    expect(pressOf(press("3", "Digit3", { meta: true }), "mac")).toEqual({ kind: "suggestion", index: 2 });
  });

  it("leave writing alone", () => {
    for (const key of ["c", "1", "Enter", "ArrowDown", "."]) expect(pressOf(press(key, key), "linux")).toBeNull();
    // AltGr writes letters.
    expect(pressOf(press("c", "KeyC", { alt: true, altGraph: true }), "windows")).toBeNull();
    expect(pressOf(press("c", "KeyC", { ctrl: true }), "linux")).toBeNull();
  });

  it("mean one thing each", () => {
    expect(new Set(Object.values(KEYS)).size).toBe(Object.keys(KEYS).length);
  });
});
