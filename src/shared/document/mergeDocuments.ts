import { canonicalText, digestValue, shortDigest } from "../base/digest.ts";
import { changeName } from "./change.ts";
import { compareCopies } from "./compareCopies.ts";
import { changeDigests, type RecordedChange, recordedChanges } from "./documentChanges.ts";
import type {
  CampaignDocument,
  DocumentEvent,
  EditionContent,
  Picture,
  Placement,
  Remark,
  RichText,
  SignedStatement,
  Unit,
} from "./documentSchema.ts";
import { mergeRemarks } from "./mergeRemarks.ts";
import {
  type Addition,
  type ChoiceFacts,
  type Conflict,
  type CopySide,
  createVersionChooser,
} from "./versionChooser.ts";

/** Two copies of one document that people worked on apart → one document, or what only a person can decide. */

export interface MergeFacts extends ChoiceFacts {
  /** The decisions of both copies as one record. */
  readonly approvals: readonly SignedStatement[];
  /** ISO 8601 in UTC. */
  readonly at: string;
}

export type Merge =
  | {
      readonly state: "merged";
      readonly document: CampaignDocument;
      /** What `choices` and `take` decided. */
      readonly settled: readonly Conflict[];
      readonly additions: readonly Addition[];
    }
  /** All of them, decided or not. */
  | { readonly state: "conflicts"; readonly conflicts: readonly Conflict[] };

/**
 * Both copies are of one document, pack and family. Where nothing is in conflict the order of the copies does not
 * matter, and a copy that has everything comes back as it is, without an event of its own.
 */
export function mergeDocuments(ours: CampaignDocument, theirs: CampaignDocument, facts: MergeFacts): Merge {
  const copies = { ours, theirs };
  const compared = compareCopies(ours, theirs, facts.base);
  const { choose, pick, clash, conflicts, additions, waits } = createVersionChooser(copies, compared, facts);

  const title = pick({ kind: "title" }, (copy) => copy.title);
  const source = pick({ kind: "source" }, (copy) => copy.source);
  const templates = mergeTemplates();
  const editions: Record<string, EditionContent> = {};
  for (const tag of keysOf(ours.editions, theirs.editions)) {
    const edition = mergeEdition(tag);
    if (edition !== null) editions[tag] = edition;
  }
  const placements: Record<string, Placement> = {};
  for (const slot of keysOf(ours.placements, theirs.placements)) {
    const placed = mergePlacement(slot);
    if (placed !== undefined) placements[slot] = placed;
  }
  const pictures = mergePictures(placements);
  const remarks: Record<string, Remark> = {};
  for (const id of keysOf(ours.comments, theirs.comments)) {
    const remark = mergeThread(id);
    if (remark !== undefined) remarks[id] = remark;
  }
  if (waits()) return { state: "conflicts", conflicts };

  const { source: _, comments: __, ...rest } = ours;
  const merged: CampaignDocument = {
    ...rest,
    title,
    templates,
    ...(source === undefined ? {} : { source }),
    editions,
    pictures,
    placements,
    ...(Object.keys(remarks).length === 0 ? {} : { comments: remarks }),
    approvals: [...facts.approvals],
    history: [...compared.history],
  };
  const whole = (copy: CampaignDocument) => canonicalText(copy) === canonicalText(merged);
  // What a person decided is told even where one copy comes out of it unchanged.
  const seen = conflicts.length === 0 && [ours, theirs].some(whole) ? merged : null;
  return { state: "merged", document: seen ?? recorded(copies, merged, facts.at), settled: conflicts, additions };

  function mergeTemplates(): string[] {
    const listed = new Set([...ours.templates, ...theirs.templates].sort());
    const kept = [...listed].filter((id) => {
      const side = compared.side(`template:${id}`);
      return side === "same" || side === null || copies[side].templates.includes(id);
    });
    // Two copies that each removed what the other kept leave nothing to make.
    if (kept.length === 0) {
      return copies[clash({ kind: "templates" }, (copy) => copy.templates)].templates;
    }
    const orders = [ours.templates, theirs.templates].filter(
      (order) => order.length === kept.length && order.every((id) => kept.includes(id)),
    );
    return [...orders.sort((one, other) => (one.join() < other.join() ? -1 : 1)), kept][0] ?? kept;
  }

  function mergeEdition(tag: string): EditionContent | null {
    const [one, other] = [ours.editions[tag], theirs.editions[tag]];
    const slots: Record<string, RichText> = {};
    const units: Record<string, Unit> = {};
    for (const slot of keysOf(one?.slots, other?.slots, one?.units, other?.units)) {
      const change = { kind: "slot", edition: tag, slot } as const;
      const read = (copy: CampaignDocument) => copy.editions[tag]?.slots[slot];
      const side = choose(change, read);
      const content = read(copies[side ?? "ours"]);
      if (content !== undefined) slots[slot] = content;
      // Where words come from is known of these very words only.
      const unit = side === null ? mergeUnit(tag, slot, content ?? []) : copies[side].editions[tag]?.units?.[slot];
      if (unit !== undefined) units[slot] = unit;
    }
    const present = pick({ kind: "edition", edition: tag }, (copy) => tag in copy.editions);
    const digits = pick({ kind: "digits", edition: tag }, (copy) => copy.editions[tag]?.digits);
    const known = {
      ...(Object.keys(units).length === 0 ? {} : { units }),
      ...(digits === undefined ? {} : { digits }),
    };
    return present || Object.keys(slots).length > 0 ? { slots, ...known } : null;
  }

  /** Of words that both have alike: the review of these very words, then what was said last, is worth most. */
  function mergeUnit(tag: string, slot: string, content: RichText): Unit | undefined {
    const read = (copy: CampaignDocument) => copy.editions[tag]?.units?.[slot];
    const side = compared.side(`unit:${tag}/${slot}`);
    if (side !== null) return read(copies[side === "same" ? "ours" : side]);
    const digest = digestValue(content);
    const worth = (unit: Unit) =>
      `${unit.reviewed?.content === digest ? 1 : 0} ${unit.reviewed?.at ?? ""} ${unit.at} ${canonicalText(unit)}`;
    const [best] = [read(ours), read(theirs)]
      .filter((unit) => unit !== undefined)
      .sort((a, b) => (worth(a) > worth(b) ? -1 : 1));
    return best;
  }

  function mergePlacement(slot: string): Placement | undefined {
    const read = (copy: CampaignDocument) => copy.placements[slot];
    // Somebody whose consent ended must not come back because one copy still shows them.
    const side = choose({ kind: "placement", slot }, read, true);
    const [one, other] = [read(ours), read(theirs)];
    if (side !== null) return read(copies[side]);
    if (one === undefined || other === undefined) return undefined;
    const focus = pick({ kind: "focus", slot }, (copy) => (read(copy) ?? one).focus);
    const alt: Record<string, string> = {};
    for (const edition of keysOf(one.alt, other.alt)) {
      const text = pick({ kind: "alt", edition, slot }, (copy) => read(copy)?.alt[edition]);
      if (text !== undefined) alt[edition] = text;
    }
    return { digest: one.digest, focus, alt };
  }

  /** A photograph stays no longer than it is shown. */
  function mergePictures(placed: Readonly<Record<string, Placement>>): Record<string, Picture> {
    const shown = digestsOf(placed);
    const wasShown = new Set([...digestsOf(ours.placements), ...digestsOf(theirs.placements)]);
    const pictures: Record<string, Picture> = {};
    for (const digest of keysOf(ours.pictures, theirs.pictures)) {
      const [one, other] = [ours.pictures[digest], theirs.pictures[digest]];
      if (!shown.has(digest) && (wasShown.has(digest) || one === undefined || other === undefined)) continue;
      const read = (copy: CampaignDocument) => copy.pictures[digest];
      const picture =
        one === undefined || other === undefined ? (one ?? other) : pick({ kind: "picture", digest }, read);
      if (picture !== undefined) pictures[digest] = picture;
    }
    return pictures;
  }

  function mergeThread(id: string): Remark | undefined {
    const change = { kind: "remark", id } as const;
    const read = (copy: CampaignDocument) => copy.comments?.[id];
    const name = changeName(change);
    const side = compared.side(name);
    if (side === "same") return read(ours);
    // Where both went on, threads are joined even if one copy's history has what the other has now.
    if (side !== null && !compared.bothChanged(name)) return read(copies[side]);
    const [one, other] = [read(ours), read(theirs)];
    // One copy took the thread away while the other went on with it.
    if (one === undefined || other === undefined) return one ?? other;
    return mergeRemarks(one, other) ?? read(copies[clash(change, read)]);
  }
}

/** The names in any of the records, each once, sorted. */
function keysOf(...records: readonly (Readonly<Record<string, unknown>> | undefined)[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record ?? {})))].sort();
}

function digestsOf(placements: Readonly<Record<string, Placement>>): Set<string> {
  return new Set(Object.values(placements).map(({ digest }) => digest));
}

/** With an event that says what gave way, so that the same copies are not in conflict about it again. */
function recorded(
  copies: Readonly<Record<CopySide, CampaignDocument>>,
  merged: CampaignDocument,
  at: string,
): CampaignDocument {
  const both = [copies.ours, copies.theirs];
  const is = changeDigests(merged);
  const changes = new Map<string, RecordedChange>();
  for (const was of both.map(changeDigests)) {
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      if (was.get(name) === is.get(name)) continue;
      const change = { unit: name, was: shortDigest(was.get(name)), is: shortDigest(is.get(name)) };
      changes.set(canonicalText(change), change);
    }
  }
  const event: DocumentEvent = { at, what: "merged", ...recordedChanges([...changes.values()]) };
  return { ...merged, history: [...merged.history, event] };
}
