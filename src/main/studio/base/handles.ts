import { randomBytes } from "node:crypto";
import { StudioError } from "../../../shared/base/errors.ts";

/** Paths ⇄ opaque names: a window can only give back what a person chose, listed or opened here. */

type Kind = "document" | "folder";

export interface Handles {
  /** The same path gets the same handle as long as the studio runs. */
  give(kind: Kind, path: string): string;
  /** Fails with `document/unknown-handle`. */
  pathOf(kind: Kind, handle: string): string;
}

/** 128 bits that nobody can guess, in characters that addresses take. */
export function randomName(): string {
  return randomBytes(16).toString("base64url");
}

export function createHandles(): Handles {
  const paths = new Map<string, string>();
  const names = new Map<string, string>();
  return {
    give(kind, path) {
      const key = `${kind} ${path}`;
      const known = names.get(key);
      if (known !== undefined) return known;
      const name = randomName();
      names.set(key, name);
      paths.set(`${kind} ${name}`, path);
      return name;
    },
    pathOf(kind, handle) {
      const path = paths.get(`${kind} ${handle}`);
      if (path !== undefined) return path;
      throw new StudioError("document/unknown-handle", "usage", "Manara does not know this file any more.", {
        hint: "Choose it again.",
      });
    },
  };
}
