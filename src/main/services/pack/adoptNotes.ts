import { join } from "node:path";
import type { Machine } from "../ports.ts";
import { notesIn, readNote, type SignedNote, writeNotes } from "./registryNotes.ts";

/** Notes about registries in a folder of an older version → the notes of the shared folder, and no withdrawal is lost. */

/** Fails with `registry/damaged-notes` where notes to be joined are damaged, and with the codes of `Files.write`. */
export async function adoptNotes(machine: Machine, earlier: string): Promise<void> {
  const { files, registryFolder } = machine;
  if (registryFolder === undefined || !(await files.exists(earlier))) return;
  for (const name of (await files.listTree(earlier)).filter((one) => one.endsWith(".json"))) {
    const path = join(registryFolder, name);
    const old = join(earlier, name);
    if (!(await files.exists(path))) await files.write(path, await files.read(old));
    else await writeNotes(machine, path, joined(machine, await notesIn(machine, path), await notesIn(machine, old)));
  }
}

/** Oldest first. What is withdrawn in either list stays withdrawn, whatever the other one says of it. */
function joined(machine: Machine, mine: readonly SignedNote[], theirs: readonly SignedNote[]): SignedNote[] {
  const unique = new Map([...mine, ...theirs].map((one) => [one.statement, one]));
  const at = (one: SignedNote) => readNote(machine, one)?.at ?? "";
  const all = [...unique.values()].sort((one, other) => (at(one) < at(other) ? -1 : 1));
  const standing = new Map([...withdrawals(machine, mine), ...withdrawals(machine, theirs)]);
  const now = withdrawals(machine, all);
  const again = [...standing].flatMap(([entry, statement]) => (now.has(entry) ? [] : [statement]));
  const last = again.flatMap((statement) => unique.get(statement) ?? []);
  return [...all.filter((one) => !last.includes(one)), ...last];
}

/** Entry that is withdrawn → the statement that says so. */
function withdrawals(machine: Machine, notes: readonly SignedNote[]): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const one of notes) {
    const note = readNote(machine, one);
    if (note === null || note.what === "confirmed") continue;
    if (note.what === "withdrawn") entries.set(`${note.kind} ${note.id}`, one.statement);
    else entries.delete(`${note.kind} ${note.id}`);
  }
  return entries;
}
