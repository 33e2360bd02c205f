import { StudioError } from "../base/errors.ts";
import type { Digits } from "../base/locale.ts";
import { lookUp } from "../pack/file/names.ts";
import type { CampaignDocument, EditionContent, Picture, Placement, Remark, RichText, Unit } from "./documentSchema.ts";

/** Document, edit → changed document and the edit that takes it back. */

export type Edit =
  | { readonly kind: "set-title"; readonly title: string }
  | { readonly kind: "set-templates"; readonly templates: readonly string[] }
  /** Null removes the edition with all its content. */
  | { readonly kind: "set-edition"; readonly edition: string; readonly content: EditionContent | null }
  /** Null empties the slot. */
  | { readonly kind: "set-slot"; readonly edition: string; readonly slot: string; readonly content: RichText | null }
  /** Null where no edition is the one that the others are localised from. */
  | { readonly kind: "set-source"; readonly source: string | null }
  /** Null forgets where the slot's words come from; the words stay. */
  | { readonly kind: "set-unit"; readonly edition: string; readonly slot: string; readonly unit: Unit | null }
  /** Null: numbers are printed as typed, or as the pack says. */
  | { readonly kind: "set-digits"; readonly edition: string; readonly digits: Digits | null }
  /** Null takes the picture's record out; its placements must be gone. */
  | { readonly kind: "set-picture"; readonly digest: string; readonly picture: Picture | null }
  /** Null gives the slot back to the template's own art. */
  | { readonly kind: "place-picture"; readonly slot: string; readonly placement: Placement | null }
  /** A new or a changed thread; null takes it away. */
  | { readonly kind: "set-remark"; readonly id: string; readonly remark: Remark | null }
  /** All or nothing, in order. */
  | { readonly kind: "together"; readonly edits: readonly Edit[] };

export interface Applied {
  readonly document: CampaignDocument;
  /** Applying it gives back the document as it was. */
  readonly inverse: Edit;
}

/** The given document is not changed. Fails with `document/unknown-edition` or `document/unknown-picture`. */
export function applyEdit(document: CampaignDocument, edit: Edit): Applied {
  switch (edit.kind) {
    case "set-title":
      return { document: { ...document, title: edit.title }, inverse: { ...edit, title: document.title } };
    case "set-templates":
      return {
        document: { ...document, templates: [...edit.templates] },
        inverse: { ...edit, templates: document.templates },
      };
    case "set-edition":
      return {
        document: { ...document, editions: withEntry(document.editions, edit.edition, edit.content) },
        inverse: { ...edit, content: document.editions[edit.edition] ?? null },
      };
    case "set-slot": {
      const edition = document.editions[edit.edition];
      if (edition === undefined) throw unknownEdition(edit.edition, Object.keys(document.editions));
      const content = { ...edition, slots: withEntry(edition.slots, edit.slot, edit.content) };
      return {
        document: { ...document, editions: { ...document.editions, [edit.edition]: content } },
        inverse: { ...edit, content: lookUp(edition.slots, edit.slot) ?? null },
      };
    }
    case "set-source": {
      const { source, ...rest } = document;
      return {
        document: edit.source === null ? rest : { ...rest, source: edit.source },
        inverse: { ...edit, source: source ?? null },
      };
    }
    case "set-unit": {
      const edition = document.editions[edit.edition];
      if (edition === undefined) throw unknownEdition(edit.edition, Object.keys(document.editions));
      const { units = {}, ...rest } = edition;
      const changed = withEntry(units, edit.slot, edit.unit);
      // Without its last unit an edition is as if there had never been one.
      const content = Object.keys(changed).length === 0 ? rest : { ...rest, units: changed };
      return {
        document: { ...document, editions: { ...document.editions, [edit.edition]: content } },
        inverse: { ...edit, unit: lookUp(units, edit.slot) ?? null },
      };
    }
    case "set-digits": {
      const edition = document.editions[edit.edition];
      if (edition === undefined) throw unknownEdition(edit.edition, Object.keys(document.editions));
      const { digits, ...rest } = edition;
      const content = edit.digits === null ? rest : { ...rest, digits: edit.digits };
      return {
        document: { ...document, editions: { ...document.editions, [edit.edition]: content } },
        inverse: { ...edit, digits: digits ?? null },
      };
    }
    case "set-picture": {
      const user = Object.entries(document.placements).find(([, placed]) => placed.digest === edit.digest);
      if (edit.picture === null && user !== undefined) {
        throw new StudioError("document/picture-in-use", "usage", `The picture is still placed in slot "${user[0]}".`, {
          hint: "Take it out of the slot first.",
        });
      }
      return {
        document: { ...document, pictures: withEntry(document.pictures, edit.digest, edit.picture) },
        inverse: { ...edit, picture: document.pictures[edit.digest] ?? null },
      };
    }
    case "place-picture": {
      if (edit.placement !== null && document.pictures[edit.placement.digest] === undefined) {
        throw new StudioError(
          "document/unknown-picture",
          "usage",
          `The document has no picture ${edit.placement.digest}.`,
          {
            hint: "Add the picture before placing it.",
          },
        );
      }
      return {
        document: { ...document, placements: withEntry(document.placements, edit.slot, edit.placement) },
        inverse: { ...edit, placement: lookUp(document.placements, edit.slot) ?? null },
      };
    }
    case "set-remark": {
      const { comments: remarks = {}, ...rest } = document;
      const changed = withEntry(remarks, edit.id, edit.remark);
      return {
        document: Object.keys(changed).length === 0 ? rest : { ...rest, comments: changed },
        inverse: { ...edit, remark: lookUp(remarks, edit.id) ?? null },
      };
    }
    case "together": {
      let current = document;
      const inverses: Edit[] = [];
      for (const part of edit.edits) {
        const applied = applyEdit(current, part);
        current = applied.document;
        inverses.unshift(applied.inverse);
      }
      return { document: current, inverse: { kind: "together", edits: inverses } };
    }
  }
}

export function unknownEdition(edition: string, known: readonly string[]): StudioError {
  return new StudioError("document/unknown-edition", "usage", `The document has no edition "${edition}".`, {
    hint: known.length === 0 ? "It has no editions yet." : `Choose one of: ${[...known].sort().join(", ")}.`,
  });
}

/** A copy of the record with one entry set, or without it where the value is null. */
function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value | null,
): Record<string, Value> {
  const { [key]: _, ...rest } = record;
  return value === null ? rest : { ...rest, [key]: value };
}
