import { z } from "zod";
import { digestBytes, textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { CampaignDocument } from "../../../shared/document/documentSchema.ts";
import * as histories from "../../../shared/document/editHistory.ts";
import type { Edit } from "../../../shared/document/edits.ts";
import { keptEdit } from "./keptEdits.ts";

/** Steps of somebody's work ⇄ lines of a journal; a snapshot and the steps after it → the work. No disk. */

const step = z.strictObject({
  /** Counts the changes of one open document, without a gap. */
  step: z.number().int().min(1),
  how: z.enum(["edit", "undo", "redo", "draft"]),
  /** The window. */
  by: z.string().max(100),
  /** As it was applied; of a draft, null where it was given up. */
  edit: keptEdit.nullable(),
});
export type Step = z.infer<typeof step>;

/** What somebody is typing: not edited yet. */
export const draft = z.strictObject({ by: step.shape.by, edit: keptEdit });
export type Draft = z.infer<typeof draft>;

/** What a person would miss. */
export interface Work {
  readonly document: CampaignDocument;
  readonly past: readonly Edit[];
  readonly future: readonly Edit[];
}

/** Digits of the checksum before each line: a torn line is found, not a forged one. */
const DIGITS = 16;

export function journalLines(steps: readonly Step[]): Uint8Array {
  return textBytes(steps.map((one) => line(JSON.stringify(one))).join(""));
}

/** Up to the first line that is torn, damaged or of another shape. */
export function readJournal(bytes: Uint8Array): Step[] {
  const steps: Step[] = [];
  for (const text of new TextDecoder().decode(bytes).split("\n").slice(0, -1)) {
    const json = text.slice(DIGITS + 1);
    const parsed = line(json) === `${text}\n` ? step.safeParse(JSON.parse(json)) : null;
    if (!parsed?.success) break;
    steps.push(parsed.data);
  }
  return steps;
}

/**
 * Goes on from a snapshot as far as the steps follow without a gap; what was being typed counts as edited.
 * @param from the last step that the snapshot has. @param steps of one or more journals, in any order.
 */
export function replay(work: Work, drafts: readonly Draft[], from: number, steps: readonly Step[]): Work {
  let history: histories.EditHistory = work;
  const typed = new Map(drafts.map(({ by, edit }) => [by, edit]));
  const inOrder = steps.filter((one) => one.step > from).sort((one, other) => one.step - other.step);
  for (const [index, { step: count, how, by, edit }] of inOrder.entries()) {
    if (count !== from + index + 1) break;
    const next = how === "draft" ? history : taken(history, how, edit);
    if (next === null) break;
    history = next;
    if (how === "draft" && edit !== null) typed.set(by, edit);
    else typed.delete(by);
  }
  for (const edit of typed.values()) history = taken(history, "edit", edit) ?? history;
  return history;
}

/** Null where the step does not fit. */
function taken(history: histories.EditHistory, how: Step["how"], edit: Edit | null): histories.EditHistory | null {
  try {
    // A snapshot keeps only the newest steps of undo: what was taken back beyond them is here as it was applied.
    if (how === "undo" && history.past.length > 0) return histories.undo(history);
    if (how === "redo" && history.future.length > 0) return histories.redo(history);
    return edit === null ? history : histories.edit(history, edit);
  } catch (error) {
    if (error instanceof StudioError) return null;
    throw error;
  }
}

function line(json: string): string {
  return `${digestBytes(textBytes(json)).slice(0, DIGITS)} ${json}\n`;
}
