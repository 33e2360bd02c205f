import { z } from "zod";
import { campaignDocument, picture, sha256, tag } from "../document/documentSchema.ts";
import { editSchema } from "../document/editSchema.ts";

/** Calls about documents and their pictures. A renderer never names a path: it gets handles and gives them back. */

/** Opaque, made by the host: stands for a file that a person chose. */
export const handle = z.string().regex(/^[A-Za-z0-9_-]{10,64}$/);
/** Opaque: a document that the host holds open. */
export const session = z.string().regex(/^[A-Za-z0-9_-]{10,64}$/);
const id = z.string().min(1).max(100);
const fileName = z.string().min(1).max(200);

export const sessionState = z.strictObject({
  session,
  /** Counts changes; rises by one with every `documents.changed`. */
  revision: z.number().int().min(0),
  document: campaignDocument,
  /** File name with its ending; null where it was never saved. */
  name: fileName.nullable(),
  /** The folder as people read it; only for showing. */
  folder: z.string().nullable(),
  /** Everything up to the present revision is in the file. */
  saved: z.boolean(),
  /** Somebody else has the file open: who, as people read it. Saving is off until `documents.editAnyway`. */
  heldBy: z.string().nullable(),
  /** Why changes do not reach the recovery folder, as the code of a failure; null where they do. */
  unkept: z.string().nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type SessionState = z.infer<typeof sessionState>;

export const documentEntry = z.strictObject({
  handle,
  name: fileName,
  folder: z.string(),
  title: z.string(),
  pack: id,
  template: id,
  editions: z.array(tag),
  /** ISO 8601 in UTC. */
  modified: z.string(),
});
export type DocumentEntry = z.infer<typeof documentEntry>;

const recovery = z.strictObject({
  recovery: handle,
  title: z.string(),
  /** File that it belongs to; null where it was never saved. */
  name: fileName.nullable(),
  at: z.string(),
});

const nothing = z.strictObject({});

export const documentCalls = {
  /** Opened lately, newest first; files that are gone are left out. */
  "documents.recent": { input: nothing, output: z.array(documentEntry) },
  /** Documents in Manara's own folder, newest first. */
  "documents.list": { input: nothing, output: z.array(documentEntry) },
  /** The machine's own dialog. Null where the person cancelled. Fails with `host/no-dialogs` in a browser. */
  "documents.choose": { input: nothing, output: z.strictObject({ handle }).nullable() },
  /** Takes a file that was put as an asset into Manara's own folder, under a free name. */
  "documents.import": { input: z.strictObject({ upload: sha256, name: fileName }), output: z.strictObject({ handle }) },
  /** The document for a thumbnail; nothing stays open. Its pictures can be read as assets. */
  "documents.peek": { input: z.strictObject({ handle }), output: campaignDocument },
  /** In memory until it is saved. `sample` fills it with the pack's own words. */
  "documents.create": {
    input: z.strictObject({
      pack: id,
      template: id,
      title: campaignDocument.shape.title.exactOptional(),
      /** Editions that start empty, besides those of the sample. */
      editions: z.array(tag).max(20),
      sample: z.boolean(),
    }),
    output: sessionState,
  },
  /** A file that is open already gives the session that holds it. */
  "documents.open": { input: z.strictObject({ handle }), output: sessionState },
  "documents.state": { input: z.strictObject({ session }), output: sessionState },
  /** Applied in the order of arrival; locks hold. Everybody who shows the session gets `documents.changed`. */
  "documents.edit": {
    input: z.strictObject({ session, edit: editSchema }),
    output: z.strictObject({ revision: z.number().int() }),
  },
  /**
   * What somebody is typing, before it is an edit: nobody sees it, but it outlives the window and the program. The
   * window's next edit takes its place; null gives it up.
   */
  "documents.draft": { input: z.strictObject({ session, edit: editSchema.nullable() }), output: nothing },
  "documents.undo": { input: z.strictObject({ session }), output: z.strictObject({ revision: z.number().int() }) },
  "documents.redo": { input: z.strictObject({ session }), output: z.strictObject({ revision: z.number().int() }) },
  /** Where there is no file yet, the machine's dialog asks, or Manara's own folder takes it. Null where the person cancelled. */
  "documents.save": { input: z.strictObject({ session }), output: sessionState.nullable() },
  /** Under another name: `name` in Manara's own folder, null for the machine's dialog. */
  "documents.saveAs": {
    input: z.strictObject({ session, name: fileName.nullable() }),
    output: sessionState.nullable(),
  },
  /** The `.manara` file as an asset, to be downloaded. */
  "documents.copy": {
    input: z.strictObject({ session }),
    output: z.strictObject({ asset: sha256, name: fileName }),
  },
  /** Somebody else holds the file; the person wants to write all the same. */
  "documents.editAnyway": { input: z.strictObject({ session }), output: sessionState },
  /** Unsaved changes stay in the recovery folder, unless `discard` says that they may go. */
  "documents.close": { input: z.strictObject({ session, discard: z.boolean() }), output: nothing },
  /** What a crash left behind. */
  "documents.recoveries": { input: nothing, output: z.array(recovery) },
  "documents.recover": { input: z.strictObject({ recovery: handle }), output: sessionState },
  "documents.discardRecovery": { input: z.strictObject({ recovery: handle }), output: nothing },
  /** Documents about the pack's own changes since the document was made. */
  /**
   * Examines a file that was put as an asset, and keeps it with the document. It appears on pages when an edit
   * records it (`set-picture`) and places it (`place-picture`). Fails with `picture/…`.
   */
  "pictures.add": {
    input: z.strictObject({ session, upload: sha256, name: fileName }),
    output: z.strictObject({ digest: sha256, picture }),
  },
} as const;

/** What everybody who shows a session hears. */
export const documentEvents = {
  "documents.changed": z.strictObject({
    session,
    revision: z.number().int(),
    /** Null where more than an edit happened (an approval, a merge): read `documents.state`. */
    edit: editSchema.nullable(),
    /** The window that did it; of an edit, it shows that already. Empty where the studio itself did it. */
    by: z.string(),
    saved: z.boolean(),
    canUndo: z.boolean(),
    canRedo: z.boolean(),
  }),
  "documents.saved": z.strictObject({ session, name: fileName, folder: z.string() }),
  /** The list of recent documents changed. */
  "documents.recentChanged": nothing,
} as const;
