import Store from "electron-store";

/** What outlives the program on this machine: where the window and the dialogs were. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ShellFacts {
  readonly bounds: Bounds | null;
  readonly maximised: boolean;
  /** Last folder of each kind of dialog. */
  readonly folders: Readonly<Partial<Record<"document" | "export", string>>>;
}

export interface ShellState {
  readonly read: () => ShellFacts;
  readonly write: (facts: Partial<ShellFacts>) => void;
}

export function electronShellState(folder: string): ShellState {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: "window", clearInvalidConfig: true });
  return {
    read: () => parseFacts(store.store),
    write: (facts) => {
      store.store = { ...parseFacts(store.store), ...facts };
    },
  };
}

/** Anything → facts: what is wrong is left out. */
export function parseFacts(value: Readonly<Record<string, unknown>>): ShellFacts {
  const { bounds, maximised, folders } = value;
  const paths = typeof folders === "object" && folders !== null ? (folders as Readonly<Record<string, unknown>>) : {};
  const { document, export: exported } = paths;
  return {
    bounds: isBounds(bounds) ? bounds : null,
    maximised: maximised === true,
    folders: {
      ...(typeof document === "string" ? { document } : {}),
      ...(typeof exported === "string" ? { export: exported } : {}),
    },
  };
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== "object" || value === null) return false;
  const sides = value as Readonly<Record<string, unknown>>;
  return ["x", "y", "width", "height"].every((side) => Number.isSafeInteger(sides[side]));
}
