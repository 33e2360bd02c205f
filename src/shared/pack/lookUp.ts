import { StudioError } from "../base/errors.ts";
import type { Template, TemplateFamily, TemplatePack } from "./templatePack.ts";

/** An id → the template or the group of templates that has it. */

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
