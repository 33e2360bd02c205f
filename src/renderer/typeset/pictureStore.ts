import type { Client } from "../../shared/contract/client.ts";

/** Digest of a picture → its pixels, fetched once, upright. */

export interface PictureStore {
  /** Null while it is on its way or could not be read. */
  readonly get: (digest: string) => ImageBitmap | null;
  /** Told whenever another picture is there. @returns stops telling. */
  readonly listen: (listener: () => void) => () => void;
}

export function createPictureStore(client: Client): PictureStore {
  const known = new Map<string, ImageBitmap | null>();
  const listeners = new Set<() => void>();
  const fetchPicture = async (digest: string) => {
    const response = await fetch(client.assetUrl(digest));
    if (!response.ok) return;
    // EXIF orientation is applied, as in every export.
    known.set(digest, await createImageBitmap(await response.blob(), { imageOrientation: "from-image" }));
    for (const listener of listeners) listener();
  };
  return {
    get(digest) {
      if (!known.has(digest)) {
        known.set(digest, null);
        // One that fails is tried again when it is next asked for.
        fetchPicture(digest).catch(() => known.delete(digest));
      }
      return known.get(digest) ?? null;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
