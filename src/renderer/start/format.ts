import type { Template } from "../../shared/pack/templatePack.ts";

/** A template → what people call it: a poster, a leaflet, a post. */

export const FORMATS = ["poster", "leaflet", "card", "social", "banner"] as const;
export type Format = (typeof FORMATS)[number];

const POINTS_PER_MM = 72 / 25.4;

/** From its measures alone, so that it is right for packs that nobody has seen yet. */
export function formatOf({ pixels, width, height, pages }: Template): Format {
  if (pixels !== null) return pixels.width / pixels.height > 1.6 ? "banner" : "social";
  const mm = Math.max(width, height) / POINTS_PER_MM;
  if (mm <= 130) return "card";
  if (pages.some(({ panels }) => panels.length > 0) || pages.length > 1 || mm < 250) return "leaflet";
  return Math.max(width, height) / Math.min(width, height) > 2 ? "banner" : "poster";
}
