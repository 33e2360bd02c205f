import type { Diagnostic } from "../../shared/base/diagnostics.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import type { UpkeepEntry } from "../../shared/pack/upkeep.ts";
import type { PieceName } from "../../shared/piece/piece.ts";
import type { DocumentDelta } from "./documentDelta.ts";
import type { SentPage } from "./pageDelta.ts";

/** What a window and its typesetting worker say to each other. */

export type ToWorker =
  /** Path inside the pack → bytes of every file. */
  | {
      readonly say: "load";
      readonly id: number;
      readonly pack: string;
      readonly files: ReadonlyMap<string, Uint8Array>;
      /** Version of Manara, part of a proof. */
      readonly engine: string;
      /** What people found out about its registry since. */
      readonly upkeep: readonly UpkeepEntry[];
    }
  /** The registry of a pack is another by now; its fonts and drawings stay. */
  | {
      readonly say: "upkeep";
      readonly id: number;
      readonly pack: string;
      readonly upkeep: readonly UpkeepEntry[];
    }
  /** Pages and what is wrong with just these. `proof` digests them as the host does. */
  | {
      readonly say: "compose";
      readonly id: number;
      readonly pack: string;
      /** On top of the document of the message before. */
      readonly document: DocumentDelta;
      readonly piece: PieceName;
      readonly proof: boolean;
      /** The window has no pages of this piece to build on, nor what is drawn on them. */
      readonly fresh: boolean;
    }
  /** What is wrong with one edition on every page: its words, its pictures, its pack. */
  | {
      readonly say: "find";
      readonly id: number;
      readonly pack: string;
      /** On top of the document of the message before. */
      readonly document: DocumentDelta;
      readonly edition: string;
      /** ISO date against which sources and consents expire. */
      readonly today: string;
    };

/** Font id → glyph id → outline in thousandths of an em; only those that were not sent before. */
export type NewOutlines = Readonly<Record<string, Readonly<Record<number, string>>>>;

export type FromWorker =
  /** HarfBuzz is there. What was said before is lost: a module that still waits for its imports hears nothing. */
  | { readonly say: "ready" }
  | { readonly say: "loaded"; readonly id: number; readonly pack: TemplatePack }
  | {
      readonly say: "composed";
      readonly id: number;
      readonly pages: readonly SentPage[];
      readonly diagnostics: readonly Diagnostic[];
      readonly outlines: NewOutlines;
      readonly proof: string | null;
    }
  | { readonly say: "found"; readonly id: number; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly say: "failed";
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly hint: string;
      /** Everything found wrong, where the failure sums up several problems. */
      readonly diagnostics: readonly Diagnostic[];
    };
