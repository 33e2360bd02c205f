import type { CampaignDocument } from "./documentSchema.ts";

/** Where something stands in a document, as people are told of it ⇄ the name that `unitsOf` gives the unit. */

export type UnitPlace =
  | { readonly kind: "title" | "source" | "templates" }
  | { readonly kind: "slot"; readonly edition: string; readonly slot: string }
  | { readonly kind: "alt"; readonly edition: string; readonly slot: string }
  | { readonly kind: "edition"; readonly edition: string }
  | { readonly kind: "placement" | "focus"; readonly slot: string }
  | { readonly kind: "picture"; readonly digest: string }
  | { readonly kind: "remark"; readonly id: string };

/** Where words come from and who reviewed them: it changes beside words that stay as they are. */
export interface UnitOfWords {
  readonly kind: "unit";
  readonly edition: string;
  readonly slot: string;
}

export function placeName(place: UnitPlace): string {
  switch (place.kind) {
    case "slot":
      return `slot:${place.edition}/${place.slot}`;
    case "alt":
      return `alt:${place.edition}/${place.slot}`;
    case "edition":
      return `edition:${place.edition}`;
    case "placement":
      return `placed:${place.slot}`;
    case "focus":
      return `focus:${place.slot}`;
    case "picture":
      return `picture:${place.digest}`;
    case "remark":
      return `comment:${place.id}`;
    default:
      return place.kind;
  }
}

/** Each format of a document is a unit, and all of them are one place. */
export function placeOfUnit(name: string): UnitPlace | UnitOfWords {
  const [, kind = name, rest = ""] = /^([a-z]+):(.*)$/s.exec(name) ?? [];
  const edition = rest.slice(0, rest.indexOf("/"));
  const slot = rest.slice(rest.indexOf("/") + 1);
  switch (kind) {
    case "slot":
    case "alt":
    case "unit":
      return { kind, edition, slot };
    case "edition":
      return { kind, edition: rest };
    case "placed":
      return { kind: "placement", slot: rest };
    case "focus":
      return { kind, slot: rest };
    case "picture":
      return { kind, digest: rest };
    case "comment":
      return { kind: "remark", id: rest };
    case "title":
    case "source":
      return { kind };
    default:
      return { kind: "templates" };
  }
}

/** What stands there, as JSON of the document; null where there is nothing. */
export function valueAt(document: CampaignDocument, place: UnitPlace | UnitOfWords): unknown {
  switch (place.kind) {
    case "title":
      return document.title;
    case "source":
      return document.source ?? null;
    case "templates":
      return document.templates;
    case "slot":
      return document.editions[place.edition]?.slots[place.slot] ?? null;
    case "unit":
      return document.editions[place.edition]?.units?.[place.slot] ?? null;
    case "alt":
      return document.placements[place.slot]?.alt[place.edition] ?? null;
    case "edition":
      return place.edition in document.editions;
    case "placement":
      return document.placements[place.slot] ?? null;
    case "focus":
      return document.placements[place.slot]?.focus ?? null;
    case "picture":
      return document.pictures[place.digest] ?? null;
    case "remark":
      return document.comments?.[place.id] ?? null;
  }
}
