import { z } from "zod";
import { campaignDocument, sha256 } from "../document/documentSchema.ts";
import { REGISTRY_KINDS, upkeepEntry, withdrawal } from "../pack/upkeep.ts";
import { handle } from "./documentCalls.ts";

/** Calls about the helplines, facts and pictures of a pack: who confirmed them, and where a withdrawn one was printed. */

const pack = campaignDocument.shape.pack.shape.id;
const words = z.string().trim().max(1000);
const localText = z.strictObject({ en: z.string(), vi: z.string(), ar: z.string() });

const entry = z.strictObject({
  kind: z.enum(REGISTRY_KINDS),
  /** Of the pack's registry; the SHA-256 of a picture's file. */
  id: z.string(),
  /** Whose number it is, the sentence of a fact, or what a picture shows. */
  name: localText,
  /** As printed; null for anything but a helpline. */
  number: z.string().nullable(),
  /** Two letters; null where it holds everywhere. */
  country: z.string().nullable(),
  source: z.string(),
  owner: z.string().nullable(),
  /** ISO dates. */
  lastChecked: z.string().nullable(),
  reviewBy: z.string().nullable(),
  /** As in `RegistryEntry`; `listed`: a picture, which nobody has to ask about again. */
  state: z.enum(["confirmed", "due", "never", "changed", "withdrawn", "listed"]),
  confirmedBy: z.strictObject({ name: z.string(), key: z.string(), genuine: z.boolean() }).nullable(),
  /** How it was checked last. */
  note: z.string(),
  /** Null where it may be printed, or where the pack itself does not release it. */
  withdrawn: withdrawal.nullable(),
  /** File of a picture, as an asset; null for a drawing, which no window shows by itself. */
  asset: sha256.nullable(),
});
export type RegistryItem = z.infer<typeof entry>;

const named = z.strictObject({ pack, kind: z.enum(REGISTRY_KINDS), id: z.string().min(1).max(100) });
const list = z.array(entry);

export const registryCalls = {
  /**
   * Helplines, facts and pictures, the pack's and those of its open documents: what somebody has to look at first,
   * withdrawn ones last. Fails with `pack/unknown`, `registry/damaged` and `registry/damaged-notes`.
   */
  "registry.list": { input: z.strictObject({ pack }), output: list },
  /** Signed with the person's own key. Fails with `keys/none`, `registry/unknown-entry`, `registry/wrong-date`, `registry/damaged-notes`. */
  "registry.confirm": {
    input: named.extend({
      /** ISO dates; today, and none, where null. */
      on: z.string().max(10).nullable(),
      reviewBy: z.string().max(10).nullable(),
      owner: z.string().trim().max(200).nullable(),
      /** Whom somebody asked, and how. */
      note: words,
    }),
    output: list,
  },
  /** From now on it is an error in every document. Fails as `registry.confirm`, and with `registry/needs-reason`. */
  "registry.withdraw": { input: named.extend({ reason: words }), output: list },
  /** Takes a withdrawal back. Fails as `registry.withdraw`. */
  "registry.release": { input: named.extend({ reason: words }), output: list },
  /**
   * Every document and exported file that carries it, in Manara's own folder or one that a person chose. What cannot
   * be read is told and does not stop the search. Fails with `registry/unknown-entry` and `contract/cancelled`.
   */
  "registry.find": {
    input: named.extend({ folder: handle.nullable() }),
    progress: z.strictObject({ done: z.number().int(), total: z.number().int(), what: z.string() }),
    output: z.strictObject({
      folder: z.string(),
      documents: z.array(
        z.strictObject({
          handle,
          /** Relative to the folder. */
          path: z.string(),
          title: z.string(),
          places: z.array(z.strictObject({ edition: z.string(), slot: z.string() })),
        }),
      ),
      files: z.array(
        z.strictObject({
          path: z.string(),
          template: z.string(),
          edition: z.string(),
          draft: z.boolean(),
          /** False where the document is another by now: somebody has to look at the file. */
          certain: z.boolean(),
        }),
      ),
      skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
    }),
  },
  /** A folder for `registry.find`; null where the person cancelled. Fails with `host/no-dialogs` where the host has none. */
  "registry.chooseFolder": {
    input: z.strictObject({}),
    output: z.strictObject({ handle, folder: z.string() }).nullable(),
  },
} as const;

export const registryEvents = {
  /** The registry of a pack is another by now; open documents are judged by it at once. */
  "registry.changed": z.strictObject({ pack, upkeep: z.array(upkeepEntry) }),
} as const;
