import { z } from "zod";
import { DECISIONS } from "../approve/approval.ts";
import { tag } from "../document/documentSchema.ts";
import { handle } from "./documentCalls.ts";

/** Calls about what waits for whom, across all documents of a folder. */

const nothing = z.strictObject({});
const id = z.string().min(1).max(100);

/** As the stages of a piece; `reviewed`: in review, and a reviewer has signed the language of these very pages. */
export const QUEUE_STAGES = ["draft", "in-review", "reviewed", "changes-requested", "approved", "withdrawn"] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];

/** What a piece needs next. `mend`: words or pictures must change before anybody can sign. */
export const TURNS = ["review", "approve", "submit", "mend"] as const;
export type Turn = (typeof TURNS)[number];

const queuePiece = z.strictObject({
  template: id,
  edition: tag,
  stage: z.enum(QUEUE_STAGES),
  /** The last genuine decision about it; `current` where it is about these very pages. */
  last: z
    .strictObject({
      decision: z.enum(DECISIONS),
      by: z.string(),
      at: z.string(),
      note: z.string(),
      current: z.boolean(),
    })
    .nullable(),
  /** ISO 8601 in UTC: since when it is in this stage; null where no signature tells. */
  since: z.string().nullable(),
  /** Remarks that nobody has settled. */
  remarks: z.number().int().min(0),
  /** What is wrong with its pages; 0 where they were not set because nobody has signed anything about it. */
  errors: z.number().int().min(0),
  /** What this person may decide about it now; empty for drafts that nobody has signed. */
  can: z.array(z.enum(DECISIONS)),
  /** The next step, where it is this person's; null where it is somebody else's, or nobody's. */
  turn: z.enum(TURNS).nullable(),
});
export type QueuePiece = z.infer<typeof queuePiece>;

const queueDocument = z.strictObject({
  handle,
  /** File name with its ending. */
  name: z.string(),
  /** The folder as people read it. */
  folder: z.string(),
  /** Null where the file cannot be read. */
  document: z.strictObject({ id: z.string(), title: z.string(), pack: z.string() }).nullable(),
  /** Whether the gate was asked about the very pages; before that it is what the signatures say of themselves. */
  exact: z.boolean(),
  /** Editions first. */
  pieces: z.array(queuePiece),
  /** Why there are no pieces. */
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});
export type QueueDocument = z.infer<typeof queueDocument>;

const folder = z.strictObject({
  /** As people read it. */
  folder: z.string(),
  /** Manara's own folder. */
  own: z.boolean(),
});

export const queueCalls = {
  /**
   * Every piece of every document in the folder in use and in its folders, the newest documents first. Rows come as
   * they are known: first what the signatures say, then, with `exact`, what the gate says of the pages as they are.
   * Fails with `storage/missing` where a folder that somebody chose is gone.
   */
  "queue.read": {
    input: nothing,
    output: folder.extend({
      documents: z.array(queueDocument),
      /** Documents that were left out, because there are too many. */
      left: z.number().int().min(0),
    }),
    progress: z.strictObject({
      /** Documents of which everything is known. */
      done: z.number().int(),
      total: z.number().int(),
      row: queueDocument,
    }),
  },
  /** Another folder from now on, by the machine's dialog. Null where the person cancelled; fails with `host/no-dialogs` in a browser. */
  "queue.choose": { input: nothing, output: folder.nullable() },
  /** Manara's own folder again. */
  "queue.useOwn": { input: nothing, output: folder },
} as const;
