import { z } from "zod";
import type { TemplatePack, Withdrawal } from "./templatePack.ts";

/** A pack, and what people confirmed or withdrew since it was published → the pack with that applied; its digest stays. */

export const REGISTRY_KINDS = ["helpline", "fact", "picture"] as const;
export type RegistryKind = (typeof REGISTRY_KINDS)[number];

export const withdrawal: z.ZodType<Withdrawal> = z.strictObject({
  reason: z.string(),
  by: z.string(),
  on: z.string(),
});

export const upkeepEntry = z.strictObject({
  kind: z.enum(REGISTRY_KINDS),
  /** Of the pack's registry; the SHA-256 of a picture's file. */
  id: z.string(),
  /** ISO dates: when somebody found it right, and when somebody has to look again. */
  confirmed: z.strictObject({ on: z.string(), reviewBy: z.string().nullable() }).nullable(),
  withdrawn: withdrawal.nullable(),
});
export type UpkeepEntry = z.infer<typeof upkeepEntry>;

/** Entries that the pack does not have are left out, except pictures: documents bring their own. */
export function applyUpkeep(pack: TemplatePack, upkeep: readonly UpkeepEntry[]): TemplatePack {
  if (upkeep.length === 0) return pack;
  const noted = (kind: RegistryKind, id: string) => upkeep.find((one) => one.kind === kind && one.id === id);
  const pictures = upkeep.flatMap(({ kind, id, withdrawn }) =>
    kind === "picture" && withdrawn !== null ? [[id, withdrawn] as const] : [],
  );
  return {
    ...pack,
    helplines: pack.helplines.map((line) => {
      const found = noted("helpline", line.id);
      if (found === undefined) return line;
      const fresh = later(line, found.confirmed);
      return found.withdrawn === null ? fresh : { ...fresh, use: false, withdrawn: found.withdrawn };
    }),
    facts: pack.facts.map((fact) => {
      const found = noted("fact", fact.id);
      if (found === undefined) return fact;
      const { lastChecked: _, ...fresh } = later({ ...fact, lastChecked: null }, found.confirmed);
      return found.withdrawn === null ? fresh : { ...fresh, withdrawn: found.withdrawn };
    }),
    ...(pictures.length === 0 ? {} : { withdrawnPictures: Object.fromEntries(pictures) }),
  };
}

interface Dated {
  readonly lastChecked: string | null;
  readonly reviewBy?: string;
}

function later<Entry extends Dated>(entry: Entry, confirmed: UpkeepEntry["confirmed"]): Entry {
  if (confirmed === null || (entry.lastChecked !== null && entry.lastChecked > confirmed.on)) return entry;
  const { reviewBy: before, ...rest } = entry;
  // A day that had come before somebody looked is answered by that look.
  const reviewBy = confirmed.reviewBy ?? (before !== undefined && before > confirmed.on ? before : null);
  return { ...rest, lastChecked: confirmed.on, ...(reviewBy === null ? {} : { reviewBy }) } as Entry;
}
