import { StudioError } from "../base/errors.ts";
import { languageOf } from "../base/locale.ts";
import type { TemplatePack } from "../pack/templatePack.ts";
import { type CampaignDocument, DOCUMENT_VERSION } from "./documentSchema.ts";

/** Pack, template → an empty document with no editions. */

export interface NewDocument {
  /** UUID in lower case. */
  readonly id: string;
  /** Title; the template's English title where it is absent. */
  readonly title?: string;
  /** Tags of the editions that it begins with; those of the pack where it is absent. */
  readonly editions?: readonly string[];
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Version of Manara. */
  readonly engine: string;
}

/** The edition that others are most likely localised from: the English one, or the first. Null where there is none. */
export function likelySource(tags: readonly string[]): string | null {
  return tags.find((tag) => languageOf(tag) === "en") ?? tags[0] ?? null;
}

/** Fails with `pack/unknown-template` where the pack has no such template. */
export function createDocument(pack: TemplatePack, templateId: string, facts: NewDocument): CampaignDocument {
  const template = pack.templates.find((candidate) => candidate.id === templateId);
  if (template === undefined) {
    throw new StudioError("pack/unknown-template", "usage", `Pack ${pack.id} has no template "${templateId}".`, {
      hint: `Choose one of: ${pack.templates.map((candidate) => candidate.id).join(", ")}.`,
    });
  }
  const tags = pack.editions.map(({ tag }) => tag);
  const source = likelySource(tags.filter((tag) => facts.editions?.includes(tag) ?? true)) ?? likelySource(tags);
  return {
    version: DOCUMENT_VERSION,
    id: facts.id,
    title: facts.title ?? template.title.en,
    pack: { id: pack.id, release: pack.release, digest: pack.digest },
    family: template.family,
    templates: [template.id],
    ...(source === null ? {} : { source }),
    editions: {},
    pictures: {},
    placements: {},
    created: { at: facts.at, engine: facts.engine },
    approvals: [],
    history: [{ at: facts.at, what: "created" }],
  };
}
