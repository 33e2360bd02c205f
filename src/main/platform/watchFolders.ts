import { type FSWatcher, mkdirSync, watch } from "node:fs";

/** Folders of this machine → a word whenever a file in them changes, as far as the file system tells. */

export interface Watched {
  /** Only the files directly in them; made where they are missing. */
  readonly folders: readonly string[];
  /** Everything below them; passed over where they are missing. */
  readonly trees: readonly string[];
}

/** A file system that tells nothing, as some of a network do, is no failure. @returns stops watching. */
export function watchFolders({ folders, trees }: Watched, onChange: () => void): () => void {
  const watchers: FSWatcher[] = [];
  const start = (folder: string, recursive: boolean) => {
    try {
      if (!recursive) mkdirSync(folder, { recursive: true });
      const watcher = watch(folder, { recursive, persistent: false }, () => onChange());
      watcher.on("error", () => watcher.close());
      watchers.push(watcher);
    } catch {
      // Whoever asks looks at other moments, too.
    }
  };
  for (const folder of folders) start(folder, false);
  for (const tree of trees) start(tree, true);
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}
