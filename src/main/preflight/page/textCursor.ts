import { isBytes, type Operand } from "../pdf/tokens.ts";
import { COST, keep, spend } from "../pdf/work.ts";
import type { Canvas } from "./canvas.ts";
import { type State, UNMOVED } from "./graphicsState.ts";
import { apply, boxAround, type Matrix, multiply } from "./marks.ts";

/** Text operators → glyphs where they stand, and one mark for each string (ISO 32000-1, 9.4). */

/** Where a font does not say: above and below the baseline, in ems. Most letters lie within. */
const ASCENT = 0.75;
const DESCENT = 0.22;

export class TextCursor {
  private readonly canvas: Canvas;
  private text: Matrix = UNMOVED;
  private line: Matrix = UNMOVED;

  constructor(canvas: Canvas) {
    this.canvas = canvas;
  }

  /** Takes the operators that move; says whether this was one. `'` and `"` move before they show. */
  move(operator: string, n: (at: number) => number, { leading }: State): boolean {
    switch (operator) {
      case "BT":
        this.start(UNMOVED);
        return true;
      case "Tm":
        this.start([n(0), n(1), n(2), n(3), n(4), n(5)]);
        return true;
      case "Td":
      case "TD":
        this.start(multiply([1, 0, 0, 1, n(0), n(1)], this.line));
        return true;
      case "T*":
      case "'":
      case '"':
        this.start(multiply([1, 0, 0, 1, 0, -leading], this.line));
        return operator === "T*";
      default:
        return false;
    }
  }

  /** Strings, and numbers that pull the next one nearer. @param hidden the file says that it has no text. */
  show(parts: readonly Operand[], state: State, hidden: boolean): void {
    const { font } = state;
    if (!font) return;
    let text = "";
    const points: (readonly [number, number])[] = [];
    const size = Math.abs(state.fontSize) * Math.sqrt(areaOf(multiply(this.text, state.ctm)));
    for (const part of parts) {
      if (typeof part === "number") this.advance((-part / 1000) * state.fontSize * state.scale);
      if (!isBytes(part)) continue;
      for (let at = 0; at + font.bytes <= part.bytes.length; at += font.bytes) {
        const code =
          font.bytes === 2 ? ((part.bytes[at] ?? 0) << 8) + (part.bytes[at + 1] ?? 0) : (part.bytes[at] ?? 0);
        const shown = hidden ? "" : (font.unicode(code) ?? "\ufffd");
        text += shown;
        points.push(...this.glyph(code, shown, size, state));
      }
    }
    // Mode 3 shows nothing, 7 clips alone.
    if (points.length > 0 && state.render !== 3 && state.render !== 7) {
      const colour = state.render % 4 === 1 ? state.stroke : state.fill;
      this.canvas.addMark(state, "text", boxAround(points), colour, { size, text });
    }
  }

  /** Notes one glyph and moves past it; gives the corners of its box where it shows something. */
  private glyph(code: number, shown: string, size: number, state: State): (readonly [number, number])[] {
    const { font } = state;
    if (!font) return [];
    const { content, context, page } = this.canvas;
    spend(context, COST.operator);
    if (!font.used.has(code)) font.used.set(code, page);
    const m = multiply(this.text, state.ctm);
    const right = (font.width(code) / 1000) * state.fontSize * state.scale;
    // Upright text alone makes lines that can be read back.
    if (Math.abs(m[1]) < 1e-6 * Math.abs(m[0]) && m[0] > 0) {
      const [x, y] = apply(m, 0, state.rise);
      keep(context);
      content.glyphs.push({ x, y, size, advance: right * m[0], text: shown });
    }
    const space = font.bytes === 1 && code === 32 ? state.wordSpace : 0;
    this.advance(right + (state.charSpace + space) * state.scale);
    if (shown.trim() === "") return [];
    const low = state.rise - DESCENT * state.fontSize;
    const high = state.rise + ASCENT * state.fontSize;
    return [apply(m, 0, low), apply(m, 0, high), apply(m, right, low), apply(m, right, high)];
  }

  private start(matrix: Matrix): void {
    this.line = matrix;
    this.text = matrix;
  }

  private advance(x: number): void {
    this.text = multiply([1, 0, 0, 1, x, 0], this.text);
  }
}

/** By what a matrix multiplies areas. */
function areaOf([a, b, c, d]: Matrix): number {
  return Math.abs(a * d - b * c);
}
