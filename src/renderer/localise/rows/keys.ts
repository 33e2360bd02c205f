import { isPressed, type KeyPress } from "../../commands/shortcuts.ts";

/** Key presses in the rows → what they do. F keys and keys with Alt, Ctrl or Cmd only: letters are for writing. */

export const KEYS = {
  next: "Alt+ArrowDown",
  before: "Alt+ArrowUp",
  done: "Mod+Enter",
  review: "Mod+Shift+Enter",
  nextOpen: "F8",
  openBefore: "Shift+F8",
  nextFinding: "F9",
  findingBefore: "Shift+F9",
  mend: "Alt+Enter",
  copy: "Alt+C",
  help: "F1",
} as const;

export type RowKey = keyof typeof KEYS;

/** `Mod+1` … `Mod+9` take a suggestion, `Alt+1` … `Alt+9` write a term. */
export const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export type RowPress =
  | { readonly kind: "key"; readonly key: RowKey }
  | { readonly kind: "suggestion" | "term"; readonly index: number };

export function pressOf(press: KeyPress, platform: "mac" | "windows" | "linux"): RowPress | null {
  const is = (shortcut: string) =>
    isPressed(shortcut, press, platform) && press.shiftKey === shortcut.includes("Shift+");
  for (const [key, shortcut] of Object.entries(KEYS)) if (is(shortcut)) return { kind: "key", key: key as RowKey };
  for (const number of NUMBERS) {
    if (is(`Mod+${number}`)) return { kind: "suggestion", index: number - 1 };
    if (is(`Alt+${number}`)) return { kind: "term", index: number - 1 };
  }
  return null;
}

/** As it is shown: arrows as signs. */
export function shown(shortcut: string): string {
  return shortcut.replace("ArrowDown", "↓").replace("ArrowUp", "↑");
}
