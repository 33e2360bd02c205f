/** What a window of the desktop studio finds as `window.manara`: the only way from its sandbox to its host. */

export const CHANNELS = {
  call: "manara:call",
  cancel: "manara:cancel",
  progress: "manara:progress",
  event: "manara:event",
  put: "manara:put",
  drop: "manara:drop",
} as const;

/** Fixed functions: whoever takes over a window can say no more than this to the host. */
export interface Bridge {
  /** @param id made by the caller, new for each call. @returns a WireAnswer. */
  call(id: string, name: string, input: unknown): Promise<unknown>;
  cancel(id: string): void;
  /** @returns a WireAnswer whose value is the SHA-256 of the bytes. */
  put(bytes: Uint8Array): Promise<unknown>;
  /** @returns stops listening. */
  onProgress(listener: (id: string, value: unknown) => void): () => void;
  /** @returns stops listening. */
  onEvent(listener: (event: unknown) => void): () => void;
  /**
   * Hands a file over that a person dropped on the window; the document comes back as `host.documentChosen`.
   * The path never reaches the window. @returns a WireAnswer.
   */
  openDropped(file: object): Promise<unknown>;
}
