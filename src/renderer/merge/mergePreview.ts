import type { CallOutput } from "../../shared/contract/contract.ts";
import type { OtherCopy } from "../../shared/contract/mergeCalls.ts";

/** The other copy, as somebody chose it, and what became of the comparison. */

/** As somebody chose it. */
export interface ChosenCopy {
  readonly other: OtherCopy;
  /** Of its file. */
  readonly name: string;
}

/** What merging it would do. */
export type MergePreview = CallOutput<"merge.preview">;
