import type { Cmyk } from "../../shared/base/colour.ts";
import { POINTS_PER_MM } from "../../shared/base/units.ts";

/**
 * Free stretches beside a page → patches by which the print shop measures ink, overprinting, dot gain and grey.
 *
 * Solids, overprints of two solids, and half tones. The last patch, 50/40/40, shall look as grey as the 50 % black
 * beside it: the grey balance of ISO 12647-2:2004 in the mid-tones, which FOGRA39 stands for.
 */

/** Patches that are read together and therefore stay together. */
const GROUPS: readonly (readonly Cmyk[])[] = [
  [
    [100, 0, 0, 0],
    [0, 100, 0, 0],
    [0, 0, 100, 0],
    [0, 0, 0, 100],
  ],
  [
    [0, 100, 100, 0],
    [100, 0, 100, 0],
    [100, 100, 0, 0],
  ],
  [
    [50, 0, 0, 0],
    [0, 50, 0, 0],
    [0, 0, 50, 0],
    [0, 0, 0, 50],
    [50, 40, 40, 0],
  ],
];

/** Side of a patch, in points: hand-held densitometers see 3 to 4 mm. */
export const PATCH = 5 * POINTS_PER_MM;

export interface Patch {
  /** Left edge, points. */
  readonly x: number;
  readonly inks: Cmyk;
}

/** From left to right, points. */
export type FreeStretch = readonly [from: number, to: number];

/** Fills the stretches from the left with whole groups; no bar at all where a group finds no room, since half of one measures nothing. */
export function placeColourBar(free: readonly FreeStretch[]): readonly Patch[] {
  const patches: Patch[] = [];
  const left = [...free];
  for (const group of GROUPS) {
    const long = group.length * PATCH;
    while (left[0] && left[0][1] - left[0][0] < long) left.shift();
    const [stretch] = left;
    if (!stretch) return [];
    const [from, to] = stretch;
    patches.push(...group.map((inks, nth) => ({ x: from + nth * PATCH, inks })));
    left[0] = [from + long, to];
  }
  return patches;
}
