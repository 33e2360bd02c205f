import type { PDFDict } from "@cantoo/pdf-lib";
import { get, numbers } from "../pdf/pdfFile.ts";
import { type ColourSpace, type InkAmounts, inksOf, plainSpace } from "./colourSpace.ts";
import { type Box, intersect, type Matrix, multiply } from "./marks.ts";
import type { PdfFont } from "./pdfFont.ts";

/** What painting depends on (ISO 32000-1, 8.4), and the operators that set one number of it. */

export interface Colour {
  readonly space: ColourSpace;
  readonly inks: InkAmounts | null;
}

export interface State {
  readonly ctm: Matrix;
  readonly clip: Box | null;
  readonly fill: Colour;
  readonly stroke: Colour;
  readonly lineWidth: number;
  readonly font: PdfFont | null;
  readonly fontSize: number;
  readonly charSpace: number;
  readonly wordSpace: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly render: number;
  readonly overprintFill: boolean;
  readonly overprintStroke: boolean;
  readonly mode: number;
  readonly alphaFill: number;
  readonly alphaStroke: number;
  readonly blend: string;
  readonly masked: boolean;
}

export const UNMOVED: Matrix = [1, 0, 0, 1, 0, 0];
export const EVERYWHERE: Box = [-1e7, -1e7, 1e7, 1e7];

const BLACK: Colour = { space: plainSpace("DeviceGray"), inks: inksOf(plainSpace("DeviceGray"), [0]) };

export const START: State = {
  ctm: UNMOVED,
  clip: EVERYWHERE,
  fill: BLACK,
  stroke: BLACK,
  lineWidth: 1,
  font: null,
  fontSize: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  render: 0,
  overprintFill: false,
  overprintStroke: false,
  mode: 0,
  alphaFill: 1,
  alphaStroke: 1,
  blend: "Normal",
  masked: false,
};

/** @param n the operator's numbers, 0 where one is missing. Null for any other operator. */
export function setNumber(state: State, operator: string, n: (at: number) => number): State | null {
  switch (operator) {
    case "cm":
      return { ...state, ctm: multiply([n(0), n(1), n(2), n(3), n(4), n(5)], state.ctm) };
    case "w":
      return { ...state, lineWidth: n(0) };
    case "Tc":
      return { ...state, charSpace: n(0) };
    case "Tw":
      return { ...state, wordSpace: n(0) };
    case "Tz":
      return { ...state, scale: n(0) / 100 };
    case "TL":
      return { ...state, leading: n(0) };
    case "Ts":
      return { ...state, rise: n(0) };
    case "Tr":
      return { ...state, render: n(0) };
    case "TD":
      return { ...state, leading: -n(1) };
    case '"':
      return { ...state, wordSpace: n(0), charSpace: n(1) };
    default:
      return null;
  }
}

export function cut(clip: Box | null, box: Box | null): Box | null {
  return clip && box && intersect(clip, box);
}

/** Of a form or a pattern. */
export function matrixOf(dict: PDFDict | undefined): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(get(dict, "Matrix"));
  return [a, b, c, d, e, f];
}
