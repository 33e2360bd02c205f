import type { Inline } from "../../document/documentSchema.ts";
import type { SegmentState } from "./exchange.ts";

/** What a translator's tool gave back, in no file format any more, and what can be said about it. */

/** A part that a tool left behind and nobody knows: `text` is what it shows. */
export interface UnknownCode {
  readonly unknown: string;
  readonly text: string;
}
/** A helpline or fact whose words somebody retyped inside their tag; the registry's own are taken. */
export type IncomingPart = (Inline & { readonly retyped?: string }) | UnknownCode;

export interface IncomingSegment {
  /** As `exchangeOf` gave it; null where the tool made the segment itself. */
  readonly id: string | null;
  readonly source: readonly IncomingPart[];
  /** Null or blank where nobody filled it. */
  readonly target: readonly IncomingPart[] | null;
  readonly state: SegmentState | null;
  /** The tool had broken and indented its lines, which was undone. */
  readonly refolded: boolean;
}

export interface IncomingUnit {
  /** UUID of the document that its part of the file names; null where the tool dropped or renamed it. */
  readonly document: string | null;
  readonly slot: string;
  /** Of the source that it was made from; null where the tool dropped it. */
  readonly digest: string | null;
  readonly segments: readonly IncomingSegment[];
}

export interface Incoming {
  /** Null where the tool dropped it. */
  readonly source: string | null;
  readonly target: string | null;
  readonly units: readonly IncomingUnit[];
}

/** Why a unit was left as it was. */
export type SkipReason =
  | "another-document"
  | "other-source"
  | "unknown-slot"
  | "locked"
  | "lost"
  | "added"
  | "unknown-code"
  | "merged"
  | "unknown-segments"
  | "twice"
  | "too-large";
/** What a person should look at although the unit was taken. */
export type UnitWarning =
  | "stale-source"
  | "partly-filled"
  | "split"
  | "re-indented"
  | "direction-marks"
  | "retyped-number"
  | "number-as-text"
  | "too-long"
  | "has-errors";
