import { createHash } from "node:crypto";
import { StudioError } from "../../../shared/base/errors.ts";
import type { Asset } from "../base/ports.ts";
import { mediaTypeOf } from "./mediaType.ts";

/** Bytes by their SHA-256: uploads on their way in, pictures, packs and exported files on their way out. */

/** Of one upload. A photograph of 100 megapixels is smaller. */
const LARGEST = 64 * 1024 ** 2;
const MOST_BYTES = 512 * 1024 ** 2;
const MOST = 4096;

export interface AssetLimits {
  readonly bytes: number;
  readonly count: number;
}

/** Where bytes are that the store itself does not hold. */
export type AssetSource = (digest: string) => Uint8Array | null | Promise<Uint8Array | null>;

export interface Assets {
  /** From a window. Fails with `asset/too-large`. */
  upload(bytes: Uint8Array): string;
  /** From the studio itself; what was not read for longest makes room. */
  keep(bytes: Uint8Array): string;
  addSource(source: AssetSource): void;
  /** Null where no call has named such bytes, or they made room for others. */
  read(digest: string): Promise<Asset | null>;
  /** Fails with `asset/unknown`. */
  take(digest: string): Promise<Uint8Array>;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function createAssets(limits: AssetLimits = { bytes: MOST_BYTES, count: MOST }): Assets {
  const kept = new Map<string, Uint8Array>();
  const sources: AssetSource[] = [];
  let total = 0;

  const drop = (digest: string) => {
    total -= kept.get(digest)?.length ?? 0;
    kept.delete(digest);
  };
  const keep = (bytes: Uint8Array) => {
    const digest = sha256Of(bytes);
    drop(digest);
    kept.set(digest, bytes);
    total += bytes.length;
    for (const oldest of kept.keys()) {
      if ((total <= limits.bytes && kept.size <= limits.count) || oldest === digest) break;
      drop(oldest);
    }
    return digest;
  };
  const find = async (digest: string): Promise<Uint8Array | null> => {
    const bytes = kept.get(digest);
    if (bytes !== undefined) {
      kept.delete(digest);
      kept.set(digest, bytes);
      return bytes;
    }
    for (const source of sources) {
      const found = await source(digest);
      if (found !== null) return found;
    }
    return null;
  };

  return {
    keep,
    upload(bytes) {
      if (bytes.length <= LARGEST) return keep(bytes);
      throw new StudioError("asset/too-large", "usage", `The file has ${bytes.length} bytes; ${LARGEST} is the most.`, {
        hint: "Make a smaller copy of it first.",
      });
    },
    addSource: (source) => sources.push(source),
    async read(digest) {
      const bytes = await find(digest);
      return bytes === null ? null : { bytes, type: mediaTypeOf(bytes) };
    },
    async take(digest) {
      const bytes = await find(digest);
      if (bytes !== null) return bytes;
      throw new StudioError(
        "asset/unknown",
        "usage",
        "The file was not received, or it was removed to make room for others.",
        {
          hint: "Choose it again.",
        },
      );
    },
  };
}
