import type { ComponentType } from "react";
import type { Room } from "../state/app.ts";

/** What is handed to the shell, so that it knows no room. */
export interface Parts {
  readonly rooms: Readonly<Record<Room, ComponentType>>;
  readonly dialogs: Readonly<
    Record<"settings" | "registry" | "open" | "new" | "saveAs" | "merge" | "mergeFile", ComponentType>
  >;
  /** Opens a document that somebody brought as a file. */
  readonly useTakeDocument: () => (file: File) => Promise<void>;
}
