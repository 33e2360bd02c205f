import { digestValue, shortDigest } from "../base/digest.ts";
import { type Change, changeName } from "./change.ts";
import type { CopyComparison } from "./compareCopies.ts";
import type { CampaignDocument, DocumentEvent } from "./documentSchema.ts";

/** Of everything that can change, two versions and what a person chose → the version that holds, or a conflict. */

export type CopySide = "ours" | "theirs";

/** Name of a change (`changeName`) → whose version holds there. */
export type Choices = Readonly<Record<string, CopySide>>;

export interface ChoiceFacts {
  /** The copy that both started from; null where nobody kept it. */
  readonly base: CampaignDocument | null;
  /** What a person chose, change by change. What names no conflict is nothing. */
  readonly choices?: Choices;
  /** Whose version holds in all other conflicts; null leaves them to a person. */
  readonly take: CopySide | null;
  /** Earlier states of our copy, newest first: they only show what stood somewhere before. */
  readonly earlier?: readonly CampaignDocument[];
}

/** One of two versions of the same. */
export interface Version {
  /** JSON as the document holds it: rich text of a slot, a placement, a title …; null where it has none. */
  readonly value: unknown;
  /** Who localised it; null where the document does not say. */
  readonly by: string | null;
  /** When it was changed, as far as the document says. */
  readonly at: string | null;
}

export interface Conflict {
  /** Of the change, as `Choices` call it. */
  readonly name: string;
  readonly change: Change;
  /** What both started from; null where nothing tells. */
  readonly before: Pick<Version, "value"> | null;
  readonly ours: Version;
  readonly theirs: Version;
}

/** What one copy has and the other has not, where nothing tells whether it was added here or removed there. */
export interface Addition {
  readonly change: Change;
  readonly from: CopySide;
}

type Read<Value> = (copy: CampaignDocument) => Value;

export interface VersionChooser {
  /** Whose version holds; null where both are alike. With `needsProof` a version that only one copy has is a conflict. */
  readonly choose: (change: Change, read: Read<unknown>, needsProof?: boolean) => CopySide | null;
  /** The version that holds. */
  readonly pick: <Value>(change: Change, read: Read<Value>) => Value;
  /** Writes a conflict down; whose version holds in it, ours until somebody decides. */
  readonly clash: (change: Change, read: Read<unknown>) => CopySide;
  /** All conflicts so far, decided or not. */
  readonly conflicts: readonly Conflict[];
  readonly additions: readonly Addition[];
  /** Whether a person has to decide something before there can be one document. */
  readonly waits: () => boolean;
}

export function createVersionChooser(
  copies: Readonly<Record<CopySide, CampaignDocument>>,
  compared: CopyComparison,
  facts: ChoiceFacts,
): VersionChooser {
  const conflicts: Conflict[] = [];
  const additions: Addition[] = [];
  const chosen = (name: string): CopySide | null => facts.choices?.[name] ?? facts.take;
  const before = (name: string, read: Read<unknown>): Conflict["before"] => {
    if (facts.base !== null) return { value: read(facts.base) ?? null };
    const start = compared.start(name);
    if (start === undefined) return null;
    if (start === null) return { value: null };
    const isStart = (value: unknown) => value !== undefined && shortDigest(digestValue(value)) === start;
    const was = (facts.earlier ?? []).map(read).find(isStart);
    return was === undefined ? null : { value: was };
  };
  const clash = (change: Change, read: Read<unknown>): CopySide => {
    const name = changeName(change);
    const version = (side: CopySide): Version => ({
      value: read(copies[side]) ?? null,
      ...madeBy(copies[side], compared.own[side], change, name),
    });
    conflicts.push({ name, change, ours: version("ours"), theirs: version("theirs"), before: before(name, read) });
    return chosen(name) ?? "ours";
  };
  const choose = (change: Change, read: Read<unknown>, needsProof = false): CopySide | null => {
    const name = changeName(change);
    const side = compared.side(name);
    if (side === "same") return null;
    const guessed = side !== null && !compared.known(name);
    if (side === null || (guessed && needsProof)) return clash(change, read);
    if (guessed) additions.push({ change, from: side });
    return side;
  };
  const pick = <Value>(change: Change, read: Read<Value>): Value => read(copies[choose(change, read) ?? "ours"]);
  const waits = () => conflicts.some(({ name }) => chosen(name) === null);
  return { choose, pick, clash, conflicts, additions, waits };
}

function madeBy(
  copy: CampaignDocument,
  own: readonly DocumentEvent[],
  change: Change,
  name: string,
): Pick<Version, "by" | "at"> {
  const last = (changed: string) => own.findLastIndex((one) => one.changed?.some(({ unit }) => unit === changed));
  const event = own[last(name)];
  const unit = change.kind === "slot" ? copy.editions[change.edition]?.units?.[change.slot] : undefined;
  // Words that were changed since are not of the person who localised the ones before.
  const isOfUnit = change.kind === "slot" && last(`unit:${change.edition}/${change.slot}`) >= last(name);
  return { by: event?.by ?? (isOfUnit ? unit?.by : undefined) ?? null, at: event?.at ?? unit?.at ?? null };
}
