import { join } from "node:path";
import { z } from "zod";
import { canonicalText, textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import { cutText } from "../../../shared/base/unicode.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { packFolder } from "./packs.ts";
import { type EntryKind, findEntry, readEntries, unknownEntry } from "./registry.ts";
import { addNote, type RegistryNote } from "./registryNotes.ts";
import { setJsonMembers } from "./setJsonMembers.ts";

/** A person's signed word that a helpline or fact is right, or must not be printed → the pack's file, or notes beside it. */

export interface Confirmation {
  readonly id: string;
  /** ISO date on which it was checked; today where null. */
  readonly on: string | null;
  /** ISO date of the next look; left as it is where null. */
  readonly reviewBy: string | null;
  readonly owner: string | null;
  readonly note: string;
}

/**
 * Writes the date and the signed confirmation into the pack's own file and leaves the rest of it byte for byte.
 * A signature over the whole pack does not hold any more after that. Fails with `registry/unknown-entry`,
 * `registry/wrong-date`, `registry/damaged`, `pack/unknown` and the codes of `Files.write`.
 */
export async function confirmEntry(
  machine: Machine,
  pack: string,
  key: SigningKey,
  { id, on, reviewBy, owner, note }: Confirmation,
): Promise<{ readonly path: string; readonly kind: EntryKind; readonly id: string; readonly on: string }> {
  const today = todayOf(machine.clock);
  const date = isoDate(on ?? today);
  if (date > today) throw wrongDate(date, "lies in the future");
  const next = reviewBy === null ? null : isoDate(reviewBy);
  if (next !== null && next <= date) throw wrongDate(next, "is not after the confirmation");
  const folder = await packFolder(machine, pack);
  return machine.files.withLock(join(folder, "pack.json"), async () => {
    const { entries, texts } = await readEntries(machine, pack);
    const entry = findEntry(entries, id);
    const signed = canonicalText({
      manara: "confirmation",
      version: 1,
      kind: entry.kind,
      id: entry.id,
      value: entry.value,
      on: date,
      by: { name: key.name, key: key.key },
      note: cutText(note.normalize("NFC"), 1000),
    });
    const changed = setJsonMembers(texts.get(entry.file) ?? "", entry.path, {
      last_checked: date,
      ...(next === null ? {} : { review_by: next }),
      ...(owner === null ? {} : { owner }),
      confirmation: { statement: signed, key: key.key, signature: machine.keys.sign(key, textBytes(signed)) },
    });
    const path = join(folder, entry.file);
    await machine.files.write(path, textBytes(changed));
    return { path, kind: entry.kind, id: entry.id, on: date };
  });
}

export interface NoteFacts {
  readonly kind: RegistryNote["kind"];
  readonly id: string;
  readonly what: RegistryNote["what"];
  /** As in a `Confirmation`; null for today. */
  readonly on: string | null;
  readonly reviewBy: string | null;
  readonly owner: string | null;
  /** How it was checked, or why it is withdrawn. */
  readonly note: string;
}

/**
 * As `confirmEntry`, but beside the pack, which stays as its publisher signed it; and withdrawals. Fails with
 * `registry/unknown-entry`, `registry/wrong-date`, `registry/needs-reason` and the codes of `addNote`.
 */
export async function noteEntry(machine: Machine, pack: string, key: SigningKey, facts: NoteFacts): Promise<void> {
  const today = todayOf(machine.clock);
  const on = isoDate(facts.on ?? today);
  if (on > today) throw wrongDate(on, "lies in the future");
  const reviewBy = facts.reviewBy === null ? null : isoDate(facts.reviewBy);
  if (reviewBy !== null && reviewBy <= on) throw wrongDate(reviewBy, "is not after the confirmation");
  const note = cutText(facts.note.normalize("NFC").trim(), 1000);
  if (facts.what === "withdrawn" && note === "") {
    throw new StudioError("registry/needs-reason", "usage", "A withdrawal needs a reason.", {
      hint: "Write why it must not be printed any more.",
    });
  }
  const { id: packId, entries } = await readEntries(machine, pack);
  const entry = entries.find(({ kind, id }) => kind === facts.kind && id === facts.id);
  const value = facts.kind === "picture" ? facts.id : entry?.value;
  if (value === undefined) throw unknownEntry(facts.id);
  const owner = cutText(facts.owner?.normalize("NFC").trim() ?? "", 200);
  await addNote(machine, key, {
    pack: packId,
    what: facts.what,
    kind: facts.kind,
    id: facts.id,
    value,
    on,
    reviewBy,
    owner: owner === "" ? null : owner,
    note,
  });
}

function isoDate(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw wrongDate(text, "is no date");
}

function wrongDate(text: string, why: string): StudioError {
  return new StudioError("registry/wrong-date", "usage", `"${text}" ${why}.`, {
    hint: "Write a date as 2026-07-30.",
  });
}
