import { z } from "zod";

/** Where somebody was in this window, so that a reload leads back there. The document itself is kept by the host. */

const lastView = z.strictObject({
  session: z.string(),
  room: z.enum(["start", "design", "localise", "review", "export"]),
  looking: z.strictObject({
    edition: z.string(),
    template: z.string(),
    page: z.number(),
    frame: z.string().nullable(),
  }),
});
export type LastView = z.infer<typeof lastView>;

const KEY = "manara.lastView";

/** Null where there is none, or none that can be read. */
export function readLastView(): LastView | null {
  try {
    const parsed = lastView.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function writeLastView(value: LastView | null): void {
  try {
    if (value === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // A window that may store nothing starts at the beginning after a reload.
  }
}
