import { digestValue } from "../../../shared/base/digest.ts";
import { createDocument } from "../../../shared/document/createDocument.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import { fillDocument, sampleContent } from "../document/content.ts";
import type { LoadedPack } from "../pack/packs.ts";

/** A pack → whether an edition of a document says just what the pack's own sample says, with no picture of its own. */

const NOBODY = { id: "00000000-0000-8000-8000-000000000000", at: "2000-01-01T00:00:00Z", engine: "0" };
const known = new WeakMap<LoadedPack, ReadonlySet<string>>();

export function isSampleEdition(loaded: LoadedPack, document: CampaignDocument, edition: string): boolean {
  if (Object.keys(document.placements).length > 0) return false;
  const samples = known.get(loaded) ?? samplesOf(loaded);
  known.set(loaded, samples);
  return samples.has(digestOf(document, edition));
}

function samplesOf(loaded: LoadedPack): ReadonlySet<string> {
  return new Set(
    loaded.pack.templates.flatMap(({ id }) => {
      const filled = fillDocument(
        createDocument(loaded.pack, id, NOBODY),
        loaded,
        sampleContent(loaded, id),
        NOBODY.at,
      );
      return Object.keys(filled.editions).map((tag) => digestOf(filled, tag));
    }),
  );
}

function digestOf({ family, editions, pack: { digest } }: CampaignDocument, edition: string): string {
  const { units: _, ...content } = editions[edition] ?? { slots: {} };
  return digestValue({ family, edition, pack: digest, content });
}
