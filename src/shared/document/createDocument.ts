import { StudioError } from "../base/errors.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import { type CampaignDocument, DOCUMENT_VERSION } from "./documentSchema.ts";

/** Pack, template → an empty document with no editions. */

export interface NewDocument {
  /** UUID in lower case. */
  readonly id: string;
  /** Title; the template's English title where it is absent. */
  readonly title?: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Version of Manara. */
  readonly engine: string;
}

/** Fails with `pack/unknown-template` where the pack has no such template. */
export function createDocument(pack: TemplatePack, templateId: string, facts: NewDocument): CampaignDocument {
  const template = pack.templates.find((candidate) => candidate.id === templateId);
  if (template === undefined) {
    throw new StudioError("pack/unknown-template", "usage", `Pack ${pack.id} has no template "${templateId}".`, {
      hint: `Choose one of: ${pack.templates.map((candidate) => candidate.id).join(", ")}.`,
    });
  }
  return {
    version: DOCUMENT_VERSION,
    id: facts.id,
    title: facts.title ?? template.title.en,
    pack: { id: pack.id, release: pack.release, digest: pack.digest },
    family: template.family,
    templates: [template.id],
    editions: {},
    pictures: {},
    placements: {},
    created: { at: facts.at, engine: facts.engine },
    approvals: [],
    history: [{ at: facts.at, what: "created" }],
  };
}
