import { StudioError } from "../../base/errors.ts";
import { languageOf } from "../../base/locale.ts";
import { dayOf } from "../../base/moment.ts";
import type { CampaignDocument, Unit } from "../../document/documentSchema.ts";
import { applyEdit, type Edit } from "../../document/edits.ts";
import { lockedSlots } from "../../document/locks.ts";
import { familyOf } from "../../pack/lookUp.ts";
import type { TemplatePack } from "../../pack/templatePack.ts";
import { slotErrors } from "../checks/slotErrors.ts";
import { reviewOf } from "../units/unitStatus.ts";
import { contentOf, digestContent, isBlank, sameContent, sourceEdition, type WhoAndWhen } from "../units/units.ts";
import { parseSegmentId } from "./exchange.ts";
import { gatherUnit } from "./gatherUnit.ts";
import type { Incoming, IncomingSegment, SkipReason, UnitWarning } from "./incoming.ts";

/** Document, what came back from a translator's tool → the edit that imports it, and the outcome for every unit. */

export interface UnitReport {
  readonly slot: string;
  /** `empty`: nobody filled it; what the document has is kept. */
  readonly outcome: "taken" | "unchanged" | "empty" | "skipped";
  readonly reason: SkipReason | null;
  /** What was skipped and what to do; empty where nothing was. */
  readonly message: string;
  readonly reviewed: boolean;
  readonly warnings: readonly UnitWarning[];
}

export interface TakenIn {
  readonly edition: string;
  readonly source: string;
  readonly units: readonly UnitReport[];
  /** Slots that the file does not speak of, and that the document has words for in the source. */
  readonly absent: readonly string[];
  /** Null where nothing changes. */
  readonly edit: Edit | null;
}

/**
 * A review that the file brings is recorded under the name of who takes it in.
 * Fails with `localise/wrong-document`, `localise/wrong-edition` or `localise/no-source`, and with
 * `document/unknown-edition` where the pack has no such edition.
 * @param edition BCP 47 tag, or null for the file's own.
 */
export function takeIn(
  document: CampaignDocument,
  pack: TemplatePack,
  incoming: Incoming,
  edition: string | null,
  who: WhoAndWhen,
): TakenIn {
  const others = new Set(incoming.units.filter((unit) => unit.document !== null && unit.document !== document.id));
  if (others.size > 0 && others.size === incoming.units.length) throw wrongDocument(document);
  const target = targetOf(pack, incoming, edition);
  const source = matchTag(pack, incoming.source) ?? sourceEdition(document);
  if (source === null || source === target || document.editions[source] === undefined) {
    throw new StudioError(
      "localise/no-source",
      "usage",
      `The document has no edition ${incoming.source ?? ""} to localise from.`,
      {
        hint: "Take the file into the document that it was exported from.",
      },
    );
  }
  const { slots } = familyOf(pack, document.family);
  const locked = lockedSlots(pack, document.templates);
  const seen = new Set<string>();
  const edits: Edit[] = [];
  // What names this document counts before what names none and may only have the same ids.
  const inOrder = incoming.units.toSorted(
    (one, other) => Number(one.document === null) - Number(other.document === null),
  );
  const units = inOrder.map((unit): UnitReport => {
    if (others.has(unit)) return skipped(unit.slot, "another-document", "It belongs to another document.");
    const slot = slots.find(({ id, kind }) => id === unit.slot && kind !== "picture");
    if (slot === undefined) {
      const known = slots.filter(({ kind }) => kind !== "picture").map(({ id }) => id);
      return skipped(
        unit.slot,
        "unknown-slot",
        `The document has no slot "${unit.slot}". It has: ${known.join(", ")}.`,
      );
    }
    if (locked.has(slot.id)) return skipped(slot.id, "locked", "The slot's text comes from the pack.");
    if (seen.has(slot.id)) return skipped(slot.id, "twice", "The file has the unit twice; the first one counts.");
    seen.add(slot.id);

    const now = contentOf(document, source, slot.id);
    const current = contentOf(document, target, slot.id);
    const gathered = gatherUnit(unit, { now, current, pack });
    if (gathered.kind === "skipped") return skipped(slot.id, gathered.reason, gathered.message);
    const { content, complete, from } = gathered;
    const warnings = [...gathered.warnings];
    if (gathered.filled === 0) return { ...plainReport(slot.id, "empty"), warnings };

    const known = document.editions[target]?.units?.[slot.id];
    const same = sameContent(content, current);
    const stale = !sameContent(from, now);
    if (stale) warnings.push("stale-source");
    if (unit.segments.some(tooLong(slot.characters))) warnings.push("too-long");
    const wasReviewed =
      known !== undefined &&
      known.source.edition === source &&
      sameContent(known.source.content, from) &&
      reviewOf(known, current) !== null;
    const reviewed = complete && gathered.reviewed;
    if (same && (!reviewed || wasReviewed))
      return { ...plainReport(slot.id, "unchanged"), reviewed: wasReviewed, warnings };
    if (!same) edits.push({ kind: "set-slot", edition: target, slot: slot.id, content });
    const made: Unit = {
      source: { edition: source, content: from },
      by: same && known !== undefined ? known.by : who.by,
      at: same && known !== undefined ? known.at : who.at,
      reviewed: reviewed ? { by: who.by, at: who.at, content: digestContent(content) } : null,
    };
    edits.push({ kind: "set-unit", edition: target, slot: slot.id, unit: made });
    return { ...plainReport(slot.id, "taken"), reviewed, warnings };
  });
  const absent = slots.flatMap(({ id, kind }) =>
    kind !== "picture" && !locked.has(id) && !seen.has(id) && !isBlank(contentOf(document, source, id)) ? [id] : [],
  );
  if (edits.length > 0 && document.editions[target] === undefined) {
    edits.unshift({ kind: "set-edition", edition: target, content: { slots: {} } });
  }
  if (edits.length === 0) return { edition: target, source, units, absent, edit: null };
  const edit: Edit = { kind: "together", edits };
  return { edition: target, source, absent, ...withoutWrongReviews(document, pack, { edit, units, target }, who.at) };
}

/** Words in which something is wrong come in as a draft, whatever the file says of them. */
function withoutWrongReviews(
  document: CampaignDocument,
  pack: TemplatePack,
  { edit, units, target }: { edit: Extract<Edit, { kind: "together" }>; units: readonly UnitReport[]; target: string },
  at: string,
): Pick<TakenIn, "units" | "edit"> {
  const errors = slotErrors(applyEdit(document, edit).document, pack, target, dayOf(at));
  const isWrong = ({ slot, outcome, reviewed }: UnitReport) => outcome === "taken" && reviewed && errors.has(slot);
  const wrong = new Set(units.filter(isWrong).map(({ slot }) => slot));
  if (wrong.size === 0) return { units, edit };
  const edits = edit.edits.map((one): Edit => {
    if (one.kind !== "set-unit" || one.unit === null || !wrong.has(one.slot)) return one;
    return { ...one, unit: { ...one.unit, reviewed: null } };
  });
  return {
    units: units.map((unit) =>
      isWrong(unit) ? { ...unit, reviewed: false, warnings: [...unit.warnings, "has-errors"] } : unit,
    ),
    edit: { kind: "together", edits },
  };
}

function plainReport(slot: string, outcome: UnitReport["outcome"]): UnitReport {
  return { slot, outcome, reason: null, message: "", reviewed: false, warnings: [] };
}

function skipped(slot: string, reason: SkipReason, message: string): UnitReport {
  return { ...plainReport(slot, "skipped"), reason, message };
}

function tooLong(most: number) {
  return ({ id, target }: IncomingSegment): boolean =>
    id !== null &&
    parseSegmentId(id) !== null &&
    (target ?? []).reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0) > most;
}

/** The file's edition has to be the one asked for, and one that the pack knows. */
function targetOf(pack: TemplatePack, incoming: Incoming, edition: string | null): string {
  const named = matchTag(pack, incoming.target);
  const wanted = edition ?? named;
  if (wanted === null || !pack.editions.some(({ tag }) => tag === wanted)) {
    throw new StudioError(
      "document/unknown-edition",
      "usage",
      incoming.target === null && edition === null
        ? "The file does not say for which edition it is."
        : `The pack has no edition "${edition ?? incoming.target}".`,
      { hint: `Choose one of: ${pack.editions.map(({ tag }) => tag).join(", ")}.` },
    );
  }
  // A file that only says `vi` may be for any Vietnamese edition, but not for an Arabic one.
  const fits = incoming.target === null || named === wanted || sameLanguageOnly(incoming.target, wanted);
  if (fits) return wanted;
  throw new StudioError("localise/wrong-edition", "usage", `The file is for ${incoming.target}, not for ${wanted}.`, {
    hint: "Choose the file of this edition. Nothing was changed.",
  });
}

function sameLanguageOnly(fileTag: string, wanted: string): boolean {
  return !/[-_]/.test(fileTag) && fileTag.toLowerCase() === languageOf(wanted);
}

/** Tools write `vi_VN`, `vi-vn` and `vi` for `vi-VN`. Null where none, or more than one, is meant. */
function matchTag(pack: TemplatePack, written: string | null): string | null {
  if (written === null) return null;
  const plain = written.replaceAll("_", "-").toLowerCase();
  const exact = pack.editions.find(({ tag }) => tag.toLowerCase() === plain);
  if (exact !== undefined) return exact.tag;
  const [only, ...others] = pack.editions.filter(({ tag }) => sameLanguageOnly(plain, tag));
  return only !== undefined && others.length === 0 ? only.tag : null;
}

function wrongDocument(document: CampaignDocument): StudioError {
  return new StudioError(
    "localise/wrong-document",
    "usage",
    `The file was exported from another document than "${document.title}".`,
    {
      hint: "Open the document that it was exported from. Nothing was changed.",
    },
  );
}
