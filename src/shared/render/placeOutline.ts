import { assert } from "../base/errors.ts";

/** Path data of a glyph → the same path moved, as absolute M L C Q Z. */

/** Operands of each command; all are pairs of coordinates. */
const OPERANDS: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, Z: 0 };

export interface PathCommand {
  readonly letter: "M" | "L" | "Q" | "C" | "Z";
  readonly values: readonly number[];
}

/** Commands of absolute M L C Q Z path data; a repeated operand group repeats its command, after M as L. */
export function parsePath(d: string): PathCommand[] {
  const commands: PathCommand[] = [];
  let letter = "";
  let values: number[] = [];
  const flush = () => {
    if (letter === "") return;
    const take = OPERANDS[letter] ?? 0;
    assert(
      take === 0 ? values.length === 0 : values.length > 0 && values.length % take === 0,
      `path data ends early: ${letter}`,
    );
    if (take === 0) commands.push({ letter: "Z", values: [] });
    for (let at = 0; at < values.length; at += take) {
      const name = letter === "M" && at > 0 ? "L" : letter;
      commands.push({ letter: name as PathCommand["letter"], values: values.slice(at, at + take) });
    }
    values = [];
  };
  for (const [token] of d.matchAll(/[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g)) {
    if (/^[A-Za-z]$/.test(token)) {
      flush();
      assert(token in OPERANDS, `path command ${token} is not one of M L C Q Z`);
      letter = token;
    } else {
      values.push(Number(token));
    }
  }
  flush();
  return commands;
}

const parsed = new Map<string, readonly PathCommand[]>();
/** Glyphs of all fonts of a pack that one campaign uses: some 300; past this the memory starts anew. */
const REMEMBERED = 5000;

/** Moves path data by (x, y); numbers are rounded to 1/10 of its unit, which is 1/10,000 em for glyphs. */
export function placeOutline(d: string, x: number, y: number): string {
  if (d === "") return "";
  let commands = parsed.get(d);
  if (!commands) {
    if (parsed.size >= REMEMBERED) parsed.clear();
    commands = parsePath(d);
    parsed.set(d, commands);
  }
  let out = "";
  for (const { letter, values } of commands) {
    out += letter;
    for (let at = 0; at < values.length; at += 2) {
      if (at > 0) out += " ";
      out += `${tenth((values[at] ?? 0) + x)} ${tenth((values[at + 1] ?? 0) + y)}`;
    }
  }
  return out;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0;
}
