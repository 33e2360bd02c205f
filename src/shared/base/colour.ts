/** A campaign colour is one ink recipe for screens and one for print; nothing else ever reaches a page. */

/** DeviceCMYK in per cent, 0 to 100 each. */
export type Cmyk = readonly [cyan: number, magenta: number, yellow: number, black: number];

export interface Ink {
  /** Palette id, for example `deep-sea`. */
  readonly id: string;
  /** `#rrggbb`, sRGB, lower case. */
  readonly rgb: string;
  readonly cmyk: Cmyk;
}

/** WCAG 2.2 relative luminance of `#rrggbb`, 0 (black) to 1 (white). */
function luminance(rgb: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(rgb.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
