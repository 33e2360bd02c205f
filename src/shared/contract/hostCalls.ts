import { z } from "zod";
import { campaignDocument, sha256 } from "../document/documentSchema.ts";
import { upkeepEntry } from "../pack/upkeep.ts";
import { settings } from "../settings/settings.ts";
import { handle } from "./documentCalls.ts";

/** Calls about the host, its settings and the packs on it. */

const nothing = z.strictObject({});
const localText = z.strictObject({ en: z.string(), vi: z.string(), ar: z.string() });

const packSummary = z.strictObject({
  id: z.string(),
  release: z.string(),
  title: localText,
  publisher: z.string(),
  digest: sha256,
});

export const hostCalls = {
  "host.describe": {
    input: nothing,
    output: z.strictObject({
      engine: z.string(),
      host: z.enum(["electron", "browser", "process"]),
      /** `native`: the machine asks for files. `listed`: Manara's own folder is shown, and files are up- and downloaded. */
      dialogs: z.enum(["native", "listed"]),
      platform: z.enum(["mac", "windows", "linux"]),
      /** Languages of the machine, first choice first. */
      languages: z.array(z.string()),
      /** ISO date against which sources and consents expire; `host.dayTurned` tells the next one. */
      today: z.string(),
      /** Manara's own folder as people read it. */
      folder: z.string(),
      /** The window's own name in events. */
      client: z.string(),
    }),
  },
  /** A document that this window was opened for; null afterwards. */
  "host.takeDocument": { input: nothing, output: z.strictObject({ handle }).nullable() },
  /** Opens one of the few addresses that Manara knows in the machine's browser. Fails with `host/unknown-address`. */
  "host.openAddress": { input: z.strictObject({ url: z.string().max(500) }), output: nothing },
  "settings.read": { input: nothing, output: settings },
  "settings.change": { input: settings.omit({ version: true }).partial(), output: settings },
  "packs.list": { input: nothing, output: z.array(packSummary) },
  /** Every file of a pack as an asset: the renderer parses the pack with the same code as the host. */
  "packs.files": {
    input: z.strictObject({ id: campaignDocument.shape.pack.shape.id }),
    output: z.strictObject({
      digest: sha256,
      files: z.array(z.strictObject({ path: z.string(), asset: sha256 })),
      /** What people found out about its registry since: `applyUpkeep`. */
      upkeep: z.array(upkeepEntry),
    }),
  },
  /** A template filled with the pack's own words, in every edition that has some: what a gallery shows. Nothing is kept. */
  "packs.sample": {
    input: z.strictObject({ id: campaignDocument.shape.pack.shape.id, template: z.string().min(1).max(100) }),
    output: campaignDocument,
  },
} as const;

/** Commands of the menus; the renderer has one action for each, with the same name in its palette. */
export const COMMANDS = [
  "new",
  "open",
  "save",
  "saveAs",
  "merge",
  "close",
  "export",
  "undo",
  "redo",
  "palette",
  "settings",
  "zoomIn",
  "zoomOut",
  "zoomFit",
  "start",
  "design",
  "localise",
  "review",
] as const;

export const hostEvents = {
  "settings.changed": settings,
  /** Said by the transport itself: the stream of events broke, or is back. */
  "host.connection": z.strictObject({ connected: z.boolean() }),
  /** From the machine's menu. */
  "host.command": z.strictObject({ command: z.enum(COMMANDS) }),
  /** Another day began, or the machine slept over midnight. */
  "host.dayTurned": z.strictObject({ today: z.string() }),
  /** A document was opened from outside: double click, another start of the program. */
  "host.documentChosen": z.strictObject({ handle }),
} as const;
