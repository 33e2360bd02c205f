import { Refusal } from "./refusal.ts";

/** Sizes of bodies that are being read or handed on → a place for each, or a refusal: together they stay below a limit. */

export interface BodiesInFlight {
  /** @returns gives the place back; once is enough. Throws a `Refusal`. */
  enter(bytes: number): () => void;
}

/** @param most bytes of all bodies together. */
export function createBodiesInFlight(most: number): BodiesInFlight {
  let size = 0;
  return {
    enter(bytes) {
      // What is under way is not read, so the connection ends with the refusal.
      if (size + bytes > most) throw new Refusal("browser/too-busy", { Connection: "close", "Retry-After": "1" });
      size += bytes;
      let isIn = true;
      return () => {
        if (isIn) size -= bytes;
        isIn = false;
      };
    },
  };
}
