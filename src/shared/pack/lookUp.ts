import { StudioError } from "../base/errors.ts";
import { mirrorRect, type Rect } from "../base/geometry.ts";
import type { Direction } from "../base/locale.ts";
import type { Frame, Template, TemplateFamily, TemplatePack } from "./templatePack.ts";

/** An id → the template or the group of templates that has it; a frame → where it lies in an edition. */

/** Fails with `pack/unknown-template`. */
export function templateOf(pack: TemplatePack, id: string): Template {
  const template = pack.templates.find((candidate) => candidate.id === id);
  if (template !== undefined) return template;
  throw new StudioError("pack/unknown-template", "usage", `Pack ${pack.id} has no template "${id}".`, {
    hint: `Choose one of: ${pack.templates.map((candidate) => candidate.id).join(", ")}.`,
  });
}

/** Fails with `pack/unknown-family`. */
export function familyOf(pack: TemplatePack, id: string): TemplateFamily {
  const family = pack.content.find((candidate) => candidate.id === id);
  if (family !== undefined) return family;
  throw new StudioError("pack/unknown-family", "usage", `Pack ${pack.id} has no group of templates "${id}".`, {
    hint: "The document was made with another pack: install that one.",
  });
}

/** Where a frame lies on the pages of an edition: points, from the top-left corner of the trim box. */
export function frameRect(frame: Frame, template: Pick<Template, "width">, direction: Direction): Rect {
  return direction === "rtl" && frame.rtl === "mirror" ? mirrorRect(frame.at, template.width) : frame.at;
}
