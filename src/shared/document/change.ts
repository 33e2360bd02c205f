import type { CampaignDocument } from "./documentSchema.ts";

/** What can change in a document without getting in the way of the rest, as people are told of it ⇄ its name in `changeDigests`. */

export type Change =
  | { readonly kind: "title" | "source" | "templates" }
  | { readonly kind: "slot"; readonly edition: string; readonly slot: string }
  | { readonly kind: "alt"; readonly edition: string; readonly slot: string }
  | { readonly kind: "edition" | "digits"; readonly edition: string }
  | { readonly kind: "placement" | "focus"; readonly slot: string }
  | { readonly kind: "picture"; readonly digest: string }
  | { readonly kind: "remark"; readonly id: string };

/** A unit of localisation: where words come from and who reviewed them, which changes beside words that stay as they are. */
export interface UnitChange {
  readonly kind: "unit";
  readonly edition: string;
  readonly slot: string;
}

export function changeName(change: Change): string {
  switch (change.kind) {
    case "slot":
      return `slot:${change.edition}/${change.slot}`;
    case "alt":
      return `alt:${change.edition}/${change.slot}`;
    case "edition":
    case "digits":
      return `${change.kind}:${change.edition}`;
    case "placement":
      return `placed:${change.slot}`;
    case "focus":
      return `focus:${change.slot}`;
    case "picture":
      return `picture:${change.digest}`;
    case "remark":
      return `comment:${change.id}`;
    default:
      return change.kind;
  }
}

/** Each format of a document has a name of its own, and all of them are one change. */
export function changeOfName(name: string): Change | UnitChange {
  const [, kind = name, rest = ""] = /^([a-z]+):(.*)$/s.exec(name) ?? [];
  const edition = rest.slice(0, rest.indexOf("/"));
  const slot = rest.slice(rest.indexOf("/") + 1);
  switch (kind) {
    case "slot":
    case "alt":
    case "unit":
      return { kind, edition, slot };
    case "edition":
    case "digits":
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
export function valueAt(document: CampaignDocument, change: Change | UnitChange): unknown {
  switch (change.kind) {
    case "title":
      return document.title;
    case "source":
      return document.source ?? null;
    case "templates":
      return document.templates;
    case "slot":
      return document.editions[change.edition]?.slots[change.slot] ?? null;
    case "unit":
      return document.editions[change.edition]?.units?.[change.slot] ?? null;
    case "alt":
      return document.placements[change.slot]?.alt[change.edition] ?? null;
    case "edition":
      return change.edition in document.editions;
    case "digits":
      return document.editions[change.edition]?.digits ?? null;
    case "placement":
      return document.placements[change.slot] ?? null;
    case "focus":
      return document.placements[change.slot]?.focus ?? null;
    case "picture":
      return document.pictures[change.digest] ?? null;
    case "remark":
      return document.comments?.[change.id] ?? null;
  }
}
