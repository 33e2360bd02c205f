import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { assert } from "../../shared/base/errors.ts";
import type { App, AppState, Looking, OpenCampaign } from "./app.ts";
import type { SessionView } from "./sessionStore.ts";

/** The window's state for components. */

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  assert(app !== null, "components are inside the app");
  return app;
}

export function useAppState<Part>(select: (state: AppState) => Part): Part {
  return useStore(useApp().store, select);
}

/** Rises whenever the gate may answer otherwise than before. */
export function useRules(): number {
  return useAppState((state) => state.rules);
}

/** The day that it is for the host, ISO date; another one from midnight on. */
export function useToday(): string {
  return useAppState((state) => state.today);
}

/** Inside the rooms of an open document only. */
export function useOpen(): OpenCampaign {
  const open = useAppState((state) => state.open);
  assert(open !== null, "a document is open in this room");
  return open;
}

/** Inside the rooms of an open document only. */
export function useLooking(): Looking {
  const looking = useAppState((state) => state.looking);
  assert(looking !== null, "a document is open in this room");
  return looking;
}

/** Inside the rooms of an open document only. */
export function useSession<Part>(select: (view: SessionView) => Part): Part {
  return useStore(useOpen().session.store, select);
}
