import { mirrorRect, type Rect } from "../../base/geometry.ts";
import type { Direction } from "../../base/locale.ts";
import type { Frame, Template } from "../../pack/templatePack.ts";

/** Where a frame lies on the pages of an edition: points, from the top-left corner of the trim box. */
export function frameRect(frame: Frame, template: Pick<Template, "width">, direction: Direction): Rect {
  return direction === "rtl" && frame.rtl === "mirror" ? mirrorRect(frame.at, template.width) : frame.at;
}
