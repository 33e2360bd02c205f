import type { FontFile } from "../../shared/typeset/ports.ts";
import type { RenderedFile, RenderJob } from "./ports.ts";

/** What the studio and an exporter process say to each other, carried by structured clone. */

export type ToExporter =
  | { readonly say: "start"; readonly fonts: readonly FontFile[] }
  | { readonly say: "run"; readonly id: number; readonly job: RenderJob }
  | { readonly say: "shutdown" };

export type FromExporter =
  | { readonly say: "ready" }
  | { readonly say: "progress"; readonly id: number; readonly done: number; readonly total: number }
  | { readonly say: "done"; readonly id: number; readonly files: readonly RenderedFile[] }
  | {
      readonly say: "failed";
      readonly id: number;
      readonly code: string;
      readonly kind: "content" | "usage" | "failure";
      readonly message: string;
      readonly hint: string;
    };
