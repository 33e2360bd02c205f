import { join } from "node:path";
import { z } from "zod";
import type { Diagnostic } from "../../../shared/base/diagnostics.ts";
import { canonicalText, textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { TemplatePack } from "../../../shared/pack/templatePack.ts";
import { REGISTRY_KINDS, type RegistryKind, type UpkeepEntry } from "../../../shared/pack/upkeep.ts";
import type { Machine, SigningKey } from "../ports.ts";
import { jsonIn } from "../readJsonFile.ts";

/** What people on this machine found out about a pack's registry ⇄ a file of signed notes beside no pack: packs stay as they were signed. */

const LARGEST = 16 * 1024 * 1024;
const MOST = 20_000;

const statement = z.strictObject({
  manara: z.literal("registry-note"),
  version: z.literal(1),
  pack: z.string(),
  /** `released` takes a withdrawal back. */
  what: z.enum(["confirmed", "withdrawn", "released"]),
  kind: z.enum(REGISTRY_KINDS),
  id: z.string(),
  /** What was looked at: the number as dialled, the fact in every language with source and year, the picture's digest. */
  value: z.string(),
  /** Day on which it was found so. */
  on: z.iso.date(),
  reviewBy: z.iso.date().nullable(),
  owner: z.string().max(200).nullable(),
  /** How it was checked, or why it is withdrawn. */
  note: z.string().max(1000),
  by: z.strictObject({ name: z.string(), key: z.string() }),
  at: z.iso.datetime({ offset: false }),
});
export type RegistryNote = z.infer<typeof statement>;

const signed = z.strictObject({ statement: z.string().max(10_000), key: z.string(), signature: z.string().max(200) });
export type SignedNote = z.infer<typeof signed>;
const notesFile = z.strictObject({
  manara: z.literal("registry-notes"),
  version: z.literal(1),
  notes: z.array(signed).max(MOST),
});

/**
 * Genuine notes about one pack, oldest first. A withdrawal whose signature does not fit counts all the same: of two
 * mistakes, printing a number that somebody took back is the worse. Fails with `registry/damaged-notes`.
 */
export async function readNotes(machine: Machine, pack: string): Promise<RegistryNote[]> {
  const path = notesPath(machine, pack);
  if (path === null || !(await machine.files.exists(path))) return [];
  return (await notesIn(machine, path)).flatMap((one) => {
    const note = readNote(machine, one);
    return note?.pack === pack ? [note] : [];
  });
}

/** Null where it does not count. */
export function readNote(machine: Pick<Machine, "keys">, one: SignedNote): RegistryNote | null {
  const read = statement.safeParse(jsonIn(textBytes(one.statement)));
  if (!read.success) return null;
  const genuine = read.data.by.key === one.key && machine.keys.verify(one.key, textBytes(one.statement), one.signature);
  return genuine || read.data.what === "withdrawn" ? read.data : null;
}

/** Appends one note. Fails with `registry/damaged-notes`, `registry/no-place`, `registry/too-many` and the codes of `Files.write`. */
export async function addNote(
  machine: Machine,
  key: SigningKey,
  facts: Omit<RegistryNote, "manara" | "version" | "by" | "at">,
): Promise<void> {
  const path = notesPath(machine, facts.pack);
  if (path === null) {
    throw new StudioError("registry/no-place", "usage", "This computer has no place to save confirmations.", {
      hint: "Write it into the pack itself: manara registry confirm.",
    });
  }
  const text = canonicalText({
    ...facts,
    manara: "registry-note",
    version: 1,
    by: { name: key.name, key: key.key },
    at: `${machine.clock.now().toISOString().slice(0, 19)}Z`,
  });
  const one = { statement: text, key: key.key, signature: machine.keys.sign(key, textBytes(text)) };
  await machine.files.withLock(path, async () => {
    const before = (await machine.files.exists(path)) ? await notesIn(machine, path) : [];
    if (before.length >= MOST) {
      throw new StudioError("registry/too-many", "failure", `There are ${MOST} notes about "${facts.pack}" already.`, {
        hint: `Move ${path} away and keep it: notes that still count can be made again.`,
      });
    }
    await writeNotes(machine, path, [...before, one]);
  });
}

/** Fails with the codes of `Files.write`. */
export async function writeNotes(
  machine: Pick<Machine, "files">,
  path: string,
  notes: readonly SignedNote[],
): Promise<void> {
  const file = { manara: "registry-notes", version: 1, notes };
  await machine.files.write(path, textBytes(`${JSON.stringify(file, null, 2)}\n`));
}

/** What the notes say now of each entry. @param valueNow null where the pack has no such entry. */
export function upkeepOf(
  notes: readonly RegistryNote[],
  valueNow: (kind: RegistryKind, id: string) => string | null,
): UpkeepEntry[] {
  const entries = new Map<string, UpkeepEntry>();
  for (const { what, kind, id, value, on, reviewBy, note, by } of notes) {
    const name = `${kind} ${id}`;
    const before = entries.get(name) ?? { kind, id, confirmed: null, withdrawn: null };
    if (what === "withdrawn") entries.set(name, { ...before, withdrawn: { reason: note, by: by.name, on } });
    else if (what === "released") entries.set(name, { ...before, withdrawn: null });
    // Somebody looked at another number than the one that the pack has now.
    else if (valueNow(kind, id) === value) entries.set(name, { ...before, confirmed: { on, reviewBy } });
  }
  return [...entries.values()];
}

/** Of a pack as it is; with a warning where its notes cannot be read. */
export async function packUpkeep(
  machine: Machine,
  pack: TemplatePack,
): Promise<{ readonly upkeep: readonly UpkeepEntry[]; readonly diagnostics: readonly Diagnostic[] }> {
  try {
    const notes = await readNotes(machine, pack.id);
    return { upkeep: upkeepOf(notes, (kind, id) => valueInPack(pack, kind, id)), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const { code, message, hint } = error;
    return {
      upkeep: [],
      diagnostics: [{ code, severity: "warning", place: pack.id, message, hint, values: { id: pack.id } }],
    };
  }
}

/** What a confirmation is about. Pictures are their digest, wherever they come from. */
function valueInPack(pack: TemplatePack, kind: RegistryKind, id: string): string | null {
  if (kind === "picture") return id;
  if (kind === "helpline") return pack.helplines.find((line) => line.id === id)?.number ?? null;
  const fact = pack.facts.find((one) => one.id === id);
  return fact === undefined ? null : factValue(fact);
}

export function factValue({ text, source, year }: { text: object; source: string; year: number }): string {
  return canonicalText({ text, source, year });
}

export function notesPath(machine: Pick<Machine, "registryFolder">, pack: string): string | null {
  // An id of a pack is safe as a name of a file; a folder's path is none.
  return machine.registryFolder === undefined || !/^[a-z0-9-]+$/.test(pack)
    ? null
    : join(machine.registryFolder, `${pack}.json`);
}

/** Fails with `registry/damaged-notes`. */
export async function notesIn(machine: Pick<Machine, "files">, path: string): Promise<SignedNote[]> {
  const parsed = notesFile.safeParse(jsonIn(await machine.files.read(path, LARGEST)));
  if (parsed.success) return parsed.data.notes;
  throw new StudioError(
    "registry/damaged-notes",
    "failure",
    `${path} is damaged: what was noted in it does not count.`,
    {
      hint: "Restore the file from a backup, or move it away and confirm the entries again.",
    },
  );
}
