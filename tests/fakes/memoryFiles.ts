import type { Files } from "../../src/main/services/ports.ts";
import { StudioError } from "../../src/shared/base/errors.ts";

/** Files in memory. Paths use forward slashes; folders exist as long as a file is in them. */
export interface MemoryFiles extends Files {
  readonly content: Map<string, Uint8Array>;
  /** After this many more writes and moves the disk is full, for so many of them. */
  failWritesAfter(count: number, times: number): void;
}

export function memoryFiles(): MemoryFiles {
  const content = new Map<string, Uint8Array>();
  const locks = new Set<string>();
  let writesLeft = Number.POSITIVE_INFINITY;
  let failuresLeft = 0;
  let stagings = 0;
  const spend = (path: string) => {
    writesLeft -= 1;
    if (writesLeft >= 0 || failuresLeft <= 0) return;
    failuresLeft -= 1;
    throw new StudioError("storage/disk-full", "failure", `The disk is full: ${path}`);
  };
  const missing = (path: string) => new StudioError("storage/missing", "usage", `There is no ${path}.`);
  return {
    content,
    failWritesAfter: (count, times) => {
      writesLeft = count;
      failuresLeft = times;
    },
    async read(path) {
      const bytes = content.get(path);
      if (bytes === undefined) throw missing(path);
      return bytes;
    },
    exists: async (path) => content.has(path) || [...content.keys()].some((other) => other.startsWith(`${path}/`)),
    async readTree(folder) {
      const inside = [...content].filter(([path]) => path.startsWith(`${folder}/`)).sort();
      return new Map(inside.map(([path, bytes]) => [path.slice(folder.length + 1), bytes]));
    },
    async listTree(folder) {
      const inside = [...content.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
      return inside.map((path) => path.slice(folder.length + 1));
    },
    async listFolders(folder) {
      const below = [...content.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(below.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))].sort();
    },
    async write(path, bytes, options) {
      spend(path);
      if (options?.fresh && content.has(path)) throw new StudioError("storage/exists", "usage", `${path} exists.`);
      content.set(path, bytes);
    },
    async append(path, bytes, at) {
      spend(path);
      content.set(path, new Uint8Array([...(content.get(path) ?? []).slice(0, at), ...bytes]));
    },
    async makeStaging(folder) {
      stagings += 1;
      return `${folder}/.staging-${stagings}`;
    },
    abandoned: async () => [],
    async move(from, to) {
      spend(to);
      const bytes = content.get(from);
      if (bytes === undefined) throw missing(from);
      content.set(to, bytes);
      content.delete(from);
    },
    async remove(path) {
      for (const other of [...content.keys()])
        if (other === path || other.startsWith(`${path}/`)) content.delete(other);
    },
    async withLock(path, action) {
      if (locks.has(path)) throw new StudioError("storage/busy", "failure", `${path} is being saved.`);
      locks.add(path);
      try {
        return await action();
      } finally {
        locks.delete(path);
      }
    },
  };
}
