/** Shortcuts as text (`Mod+Shift+S`) ↔ key presses on any keyboard layout. `Mod` is Ctrl, and Cmd on a Mac. */

type Platform = "mac" | "windows" | "linux";

const MAC: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩" };
const OTHERS: Readonly<Record<string, string>> = { Mod: "Ctrl" };

/** As people of this machine write it. */
export function keysOf(shortcut: string, platform: Platform): string {
  const names = platform === "mac" ? MAC : OTHERS;
  return shortcut
    .split("+")
    .map((key) => names[key] ?? key)
    .join(platform === "mac" ? "" : "+");
}

/** What a key press says that matters here; a `KeyboardEvent` fits. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  getModifierState(key: string): boolean;
}

/** Never true for AltGr, with which people write letters: Windows reports it as Ctrl and Alt together. */
export function isPressed(shortcut: string, press: KeyPress, platform: Platform): boolean {
  if (press.getModifierState("AltGraph") || (press.ctrlKey && press.altKey)) return false;
  const parts = shortcut.split("+");
  const mac = platform === "mac";
  const has = (name: string) => parts.includes(name);
  return (
    (mac ? press.metaKey : press.ctrlKey) === has("Mod") &&
    (mac ? press.ctrlKey : press.metaKey) === false &&
    press.altKey === has("Alt") &&
    // Shift makes some signs: a plus needs it on many keyboards.
    (press.shiftKey === has("Shift") || !/^[A-Z0-9]$/.test(lastOf(parts))) &&
    keyOf(press) === lastOf(parts)
  );
}

function lastOf(parts: readonly string[]): string {
  return parts.at(-1) ?? "";
}

/** On an Arabic keyboard the key K writes ن: the place of the key decides where its sign is not Latin. */
function keyOf({ key, code }: KeyPress): string {
  if (key === "+" || key === "=") return "=";
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const place = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code);
  if (place !== null && key.length === 1) return place[1] ?? place[2] ?? key;
  return key;
}
