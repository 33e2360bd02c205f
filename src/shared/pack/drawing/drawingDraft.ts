import type { Transform } from "../../base/geometry.ts";
import type { DrawingPath } from "../templatePack.ts";
import { boundsOf, type PathSegment, transformPath, transformPoint, writePath } from "./drawingPath.ts";

/** A part of a drawing as it was read → the part as it is drawn, for both directions of reading. */

export interface Draft extends Omit<DrawingPath, "d" | "dFlipped" | "fillFlipped"> {
  readonly segments: readonly PathSegment[];
  /** x of the axis about which a part marked `data-rtl="keep"` is turned back. */
  axis: number | null;
}

/** Parts that keep their own look when the drawing is reflected: all turn about the middle of their common box. */
export function turnBack(drafts: readonly Draft[]): void {
  const bounds = boundsOf(drafts.flatMap((draft) => draft.segments));
  if (bounds) for (const draft of drafts) draft.axis = bounds.x + bounds.width / 2;
}

export function finishDraft({ segments, axis, ...rest }: Draft): DrawingPath {
  const d = writePath(segments);
  if (axis === null) return { d, dFlipped: d, ...rest };
  const turn: Transform = [-1, 0, 0, 1, 2 * axis, 0];
  const dFlipped = writePath(transformPath(segments, turn));
  if (rest.fill?.kind !== "linear") return { d, dFlipped, ...rest };
  const at = ({ x, y }: { x: number; y: number }) => {
    const [turnedX, turnedY] = transformPoint(turn, x, y);
    return { x: Math.round(turnedX * 1000) / 1000 + 0, y: turnedY };
  };
  return { d, dFlipped, ...rest, fillFlipped: { ...rest.fill, from: at(rest.fill.from), to: at(rest.fill.to) } };
}
