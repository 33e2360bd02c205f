import { join } from "node:path";
import { z } from "zod";
import { textBytes } from "../../../shared/base/digest.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import { todayOf } from "../../../shared/base/moment.ts";
import { factsFile, helplinesFile } from "../../../shared/pack/file/dataSchema.ts";
import type { LocalText } from "../../../shared/pack/file/packSchema.ts";
import type { Withdrawal } from "../../../shared/pack/templatePack.ts";
import type { Machine } from "../ports.ts";
import { packFolder } from "./packs.ts";
import { factValue, type RegistryNote, readNotes, upkeepOf } from "./registryNotes.ts";

/** The helplines and facts of a pack → who confirmed each of them, and which are due. */

export type EntryKind = "helpline" | "fact";

export interface RegistryEntry {
  readonly kind: EntryKind;
  readonly id: string;
  /** The number as printed, or the sentence in English. */
  readonly text: string;
  /** Whose number it is, or the sentence. */
  readonly name: LocalText;
  readonly country: string | null;
  /** Where it comes from, with its year where it has one. */
  readonly source: string;
  readonly owner: string | null;
  /** ISO dates. */
  readonly lastChecked: string | null;
  readonly reviewBy: string | null;
  /** `never`: nobody has confirmed it. `changed`: it is not what was confirmed. `due`: too long ago, or its day has come. */
  readonly state: "confirmed" | "due" | "never" | "changed" | "withdrawn";
  readonly confirmedBy: { readonly name: string; readonly key: string; readonly genuine: boolean } | null;
  /** How it was checked last; empty where nobody said. */
  readonly note: string;
  readonly withdrawn: Withdrawal | null;
}

/** Days that a confirmation of a helpline holds: rule C04 of the built-in pack for print. */
const HELPLINE_DAYS = 90;
/** Years that a figure holds without a day of its own. */
const FACT_DAYS = 365;
const LARGEST = 2 * 1024 * 1024;
/** Where an entry has no other day: a confirmation is good for so long. */
const DAYS: Readonly<Record<EntryKind, number>> = { helpline: HELPLINE_DAYS, fact: FACT_DAYS };

const statement = z.strictObject({
  manara: z.literal("confirmation"),
  version: z.literal(1),
  kind: z.enum(["helpline", "fact"]),
  id: z.string(),
  /** What was confirmed: the number as dialled, or the fact in every language with its source and year. */
  value: z.string(),
  on: z.iso.date(),
  by: z.strictObject({ name: z.string(), key: z.string() }),
  note: z.string(),
});

interface Entry extends Pick<RegistryEntry, "kind" | "id" | "text" | "name" | "country" | "source"> {
  readonly value: string;
  readonly use: boolean;
  readonly data: {
    readonly owner?: string | undefined;
    readonly review_by?: string | undefined;
    readonly last_checked?: string | null | undefined;
    readonly confirmation?:
      | { readonly statement: string; readonly key: string; readonly signature: string }
      | undefined;
  };
  /** File of the pack, and what leads to the entry in it. */
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** What is known of an entry, from the pack or from what was noted since. */
type Upkeep = Pick<RegistryEntry, "owner" | "lastChecked" | "reviewBy" | "confirmedBy" | "note"> & {
  /** Whether that is what the entry says now; null where nobody signed. */
  readonly same: boolean | null;
};

/**
 * In the order of the files, with what people on this machine noted. Fails with `pack/unknown`, `registry/damaged`
 * and `registry/damaged-notes`.
 * @param pack id of a pack, or the path of its folder.
 */
export async function listRegistry(machine: Machine, pack: string): Promise<RegistryEntry[]> {
  const { id: packId, entries } = await readEntries(machine, pack);
  const notes = await readNotes(machine, packId);
  const today = todayOf(machine.clock);
  return entries.map((entry) => {
    const { kind, id, text, name, country, source } = entry;
    const mine = notes.filter((note) => note.kind === kind && note.id === id);
    const [now] = upkeepOf(mine, () => entry.value);
    const withdrawn = now?.withdrawn ?? null;
    const { same, ...known } = latest(inPack(machine, entry), mine, entry.value);
    const state = withdrawn === null ? stateOf(entry, known, same, today) : "withdrawn";
    return { kind, id, text, name, country, source, ...known, state, withdrawn };
  });
}

function inPack(machine: Pick<Machine, "keys">, entry: Entry): Upkeep {
  const { data } = entry;
  const signed = signedOf(machine, entry);
  return {
    owner: data.owner ?? null,
    lastChecked: data.last_checked ?? null,
    reviewBy: data.review_by ?? null,
    confirmedBy: signed && { name: signed.name, key: signed.key, genuine: signed.genuine },
    note: signed?.note ?? "",
    same: signed?.same ?? null,
  };
}

function latest(before: Upkeep, notes: readonly RegistryNote[], value: string): Upkeep {
  let known = before;
  for (const { what, on, reviewBy, owner, by, note, value: seen } of notes) {
    if (what !== "confirmed" || (known.lastChecked !== null && known.lastChecked > on)) continue;
    // Somebody confirmed another number than the pack has now.
    if (seen !== value) known = { ...known, same: known.same ?? false };
    else {
      const still = known.reviewBy !== null && known.reviewBy > on ? known.reviewBy : null;
      known = {
        owner: owner ?? known.owner,
        lastChecked: on,
        reviewBy: reviewBy ?? still,
        confirmedBy: { ...by, genuine: true },
        note,
        same: true,
      };
    }
  }
  return known;
}

/** By id in any capitals, or a helpline by its digits. Fails with `registry/unknown-entry`. */
export function findEntry<E extends { readonly id: string; readonly kind: EntryKind; readonly text: string }>(
  entries: readonly E[],
  name: string,
): E {
  const digits = name.replace(/[\s().-]/g, "");
  const found =
    entries.find((entry) => entry.id === name) ??
    entries.find((entry) => entry.id.toLowerCase() === name.toLowerCase()) ??
    entries.find((entry) => entry.kind === "helpline" && entry.text.replace(/[\s().-]/g, "") === digits);
  if (found) return found;
  throw unknownEntry(name);
}

/** What the pack's registry does not have. */
export function unknownEntry(name: string): StudioError {
  return new StudioError("registry/unknown-entry", "usage", `The pack has no helpline or fact "${name}".`, {
    hint: 'See them with "manara registry list <pack>".',
  });
}

function stateOf(
  { use, kind }: Entry,
  { lastChecked: checked, reviewBy: due }: Pick<Upkeep, "lastChecked" | "reviewBy">,
  same: boolean | null,
  today: string,
): RegistryEntry["state"] {
  if (!use) return "withdrawn";
  if (same === false) return "changed";
  if (checked === null) return "never";
  if (due !== null && due <= today) return "due";
  return due === null && daysBetween(checked, today) > DAYS[kind] ? "due" : "confirmed";
}

function signedOf(machine: Pick<Machine, "keys">, { data, kind, id, value }: Entry) {
  const { confirmation } = data;
  if (!confirmation) return null;
  const said = statement.safeParse(jsonOf(confirmation.statement));
  const genuine =
    said.success &&
    said.data.by.key === confirmation.key &&
    said.data.kind === kind &&
    said.data.id === id &&
    said.data.on === data.last_checked &&
    machine.keys.verify(confirmation.key, textBytes(confirmation.statement), confirmation.signature);
  const same = genuine && said.data.value === value;
  return { name: said.data?.by.name ?? "", key: confirmation.key, genuine, same, note: said.data?.note ?? "" };
}

/** Entries with their places in the files, and the text of each file. */
export async function readEntries(machine: Pick<Machine, "files" | "packsFolder">, pack: string) {
  const folder = await packFolder(machine, pack);
  const texts = new Map<string, string>();
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      await machine.files.read(join(folder, file), LARGEST),
    );
    texts.set(file, text);
    const result = schema.safeParse(jsonOf(text.replace(/^\ufeff/, "")));
    if (result.success) return result.data;
    throw new StudioError("registry/damaged", "content", `${join(folder, file)} is not what a pack needs there.`, {
      hint: `Run "manara pack check ${pack}" and correct what it lists.`,
    });
  };
  const names = z.object({ id: z.string(), data: z.object({ helplines: z.string(), facts: z.string() }) });
  const { id, data } = await read("pack.json", names);
  const helplines = await read(data.helplines, helplinesFile);
  const facts = await read(data.facts, factsFile);
  const entries: Entry[] = [
    ...helplines.helplines.map((line, index) => ({
      kind: "helpline" as const,
      id: line.id,
      text: line.display,
      name: line.name,
      country: line.country,
      source: line.sources.map((key) => helplines.sources[key]?.title ?? key).join("; "),
      value: line.number,
      use: line.use_in_templates,
      data: line,
      file: data.helplines,
      path: ["helplines", index],
    })),
    ...facts.facts.map((fact, index) => ({
      kind: "fact" as const,
      id: fact.id,
      text: fact.text.en,
      name: fact.text,
      country: null,
      source: fact.source,
      value: factValue(fact),
      use: true,
      data: fact,
      file: data.facts,
      path: ["facts", index],
    })),
  ];
  return { id, entries, texts };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
