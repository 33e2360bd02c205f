import type { CampaignDocument, Picture, Placement } from "../../../shared/document/documentSchema.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import type { App } from "../../state/app.ts";
import type { SessionStore } from "../../state/sessionStore.ts";

/** Files, focal points and consents → edits. A picture that no place shows any longer leaves the document. */

export interface NewPicture {
  readonly slot: string;
  readonly digest: string;
  readonly picture: Picture;
}

/** The host examines and keeps it; no page shows it yet. Fails with the codes of `pictures.add`. */
export async function uploadPicture(app: App, session: SessionStore, slot: string, file: File): Promise<NewPicture> {
  const upload = await app.client.put(new Uint8Array(await file.arrayBuffer()));
  const name = file.name.slice(-200) || "picture";
  return { slot, ...(await app.client.call("pictures.add", { session: session.id, upload, name })) };
}

const MIDDLE: Placement["focus"] = { x: 0.5, y: 0.5 };

/** The words of the picture before it are not those of this one. */
export function placeEdit(
  document: CampaignDocument,
  slot: string,
  digest: string,
  picture: Picture,
  alt: Placement["alt"],
): Edit {
  return {
    kind: "together",
    edits: [
      { kind: "set-picture", digest, picture },
      { kind: "place-picture", slot, placement: { digest, focus: MIDDLE, alt } },
      ...dropUnused(document, slot, digest),
    ],
  };
}

/** The template's own art comes back. */
export function removeEdit(document: CampaignDocument, slot: string): Edit {
  return {
    kind: "together",
    edits: [{ kind: "place-picture", slot, placement: null }, ...dropUnused(document, slot, null)],
  };
}

function dropUnused({ placements }: CampaignDocument, slot: string, next: string | null): Edit[] {
  const before = placements[slot]?.digest;
  if (before === undefined || before === next) return [];
  const used = Object.entries(placements).some(([other, { digest }]) => other !== slot && digest === before);
  return used ? [] : [{ kind: "set-picture", digest: before, picture: null }];
}
