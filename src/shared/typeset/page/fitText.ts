/** Least and greatest sizes → the greatest common factor at which a stack of text fits its frame. */

/** Steps between the least and the greatest size: fine enough that no one sees them, few enough to search fast. */
const STEPS = 32;

export interface Fit<L> {
  readonly layout: L;
  /** 0: everything at its least size; 1: everything at its greatest. */
  readonly factor: number;
  readonly fits: boolean;
}

/**
 * Tries the greatest sizes first, then halves the range. A stack that does not fit even at its
 * least sizes comes back at those sizes with `fits: false`: text is never cut.
 */
export function fitText<L>(layOut: (factor: number) => L, fits: (layout: L) => boolean): Fit<L> {
  const whole = layOut(1);
  if (fits(whole)) return { layout: whole, factor: 1, fits: true };
  let best: Fit<L> | null = null;
  let low = 0;
  let high = STEPS - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const factor = middle / STEPS;
    const layout = layOut(factor);
    if (fits(layout)) {
      best = { layout, factor, fits: true };
      low = middle + 1;
    } else {
      if (middle === 0) return { layout, factor: 0, fits: false };
      high = middle - 1;
    }
  }
  return best ?? { layout: layOut(0), factor: 0, fits: false };
}

/** A size on the way from least to greatest. */
export function sizeAt([least, greatest]: readonly [number, number], factor: number): number {
  return least + (greatest - least) * factor;
}
