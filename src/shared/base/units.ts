/** Lengths in files are millimetres or pixels; inside Manara every length is a point (1/72 in), origin top-left, y down. */

export type LengthUnit = "mm" | "px";

/** 1 mm = 72/25.4 pt. */
export const POINTS_PER_MM = 72 / 25.4;

/** 1 px = 0.75 pt: the CSS reference pixel (CSS Values 4, section 5.2), 96 px to the inch. */
const POINTS_PER_PX = 0.75;

export function toPoints(length: number, unit: LengthUnit): number {
  return length * (unit === "mm" ? POINTS_PER_MM : POINTS_PER_PX);
}

export function fromPoints(points: number, unit: LengthUnit): number {
  return points / (unit === "mm" ? POINTS_PER_MM : POINTS_PER_PX);
}

/** Rounds to 1/1000 pt, never to -0, so that digests of pages agree on every machine. */
export function roundPoints(points: number): number {
  return Math.round(points * 1000) / 1000 + 0;
}
