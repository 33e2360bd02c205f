import type { Diagnostic } from "../../base/diagnostics.ts";
import { type Rect, unite } from "../../base/geometry.ts";
import { cutText } from "../../base/unicode.ts";
import { roundPoints } from "../../base/units.ts";
import type { TextFrame } from "../../pack/templatePack.ts";
import type { Typesetter } from "../text/paragraph.ts";
import { fitText } from "./fitText.ts";
import { layOutBlocks } from "./layOutBlocks.ts";
import type { PageBlock, PageItem } from "./page.ts";
import { inkBounds, physicalX, placeLine } from "./placeLines.ts";
import { ellipsePath, rectanglePath, tickPath } from "./shapes.ts";
import type { LaidShape, LaidText, TextContext } from "./textStack.ts";

/** A text frame with its content → page items, blocks in reading order, and what did not fit. */

export interface ComposedFrame {
  readonly items: readonly PageItem[];
  /** Items refer to these by index, counted from 0. */
  readonly blocks: readonly PageBlock[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Rounding must not turn a perfect fit into an overflow. */
const TOLERANCE = 0.01;

/** The words of a stack that lie below the frame, shortened to a readable length. */
function overflowingWords(laid: LaidText, height: number): string {
  const words = laid.parts
    .filter((part) => part.kind === "line" && part.block !== null)
    .filter((part) => part.kind === "line" && part.baseline > height)
    .map((part) => (part.kind === "line" ? part.text.trim() : ""))
    .join(" ");
  return words.length > 80 ? `${cutText(words, 80)}…` : words;
}

function drawShape(shape: LaidShape, frame: Rect, rtl: boolean, y: number): PageItem {
  const box = {
    x: physicalX(frame, rtl ? "rtl" : "ltr", shape.start, shape.width),
    y: y + shape.y,
    width: shape.width,
    height: shape.height,
  };
  const tick = shape.shape === "tick";
  const d = tick ? tickPath(box) : shape.shape === "ellipse" ? ellipsePath(box) : rectanglePath(box, shape.radius);
  return {
    kind: "path",
    d,
    fill: tick ? null : { kind: "solid", ink: shape.ink },
    rule: "nonzero",
    stroke: tick ? { ink: shape.ink, width: roundPoints(shape.width * 0.13), cap: "round", join: "round" } : null,
    opacity: 1,
    clip: null,
    block: null,
  };
}

/** Which page a frame is on. */
interface FrameName {
  readonly template: string;
  readonly page: string;
}

interface Remembered {
  readonly key: string;
  readonly composed: ComposedFrame;
}

/** One keystroke changes one frame: the others come back as they were, as long as they hold the same content. */
const remembered = new WeakMap<Typesetter, WeakMap<TextFrame, Map<string, Remembered>>>();

/** @param frame where the frame lies on this page, mirrored already. @param where how diagnostics name it. */
export function composeText(textFrame: TextFrame, frame: Rect, context: TextContext, where: FrameName): ComposedFrame {
  const { edition, slots } = context.localised;
  const frames = remembered.get(context.typesetter) ?? new WeakMap<TextFrame, Map<string, Remembered>>();
  remembered.set(context.typesetter, frames);
  const editions = frames.get(textFrame) ?? new Map<string, Remembered>();
  frames.set(textFrame, editions);
  const key = JSON.stringify([edition, frame, textFrame.blocks.map((block) => slots[block.slot] ?? [])]);
  const known = editions.get(edition.tag);
  if (known?.key === key) return known.composed;
  const composed = setFrame(textFrame, frame, context, where);
  editions.set(edition.tag, { key, composed });
  return composed;
}

function setFrame(textFrame: TextFrame, frame: Rect, context: TextContext, where: FrameName): ComposedFrame {
  const { localised } = context;
  const { direction, tag } = localised.edition;
  const { layout, fits } = fitText(
    (factor) => layOutBlocks(textFrame.blocks, frame.width, factor, context),
    (laid) => laid.height <= frame.height + TOLERANCE && laid.tooWide === null,
  );
  const diagnostics: Diagnostic[] = [];
  const located = {
    place: [where.template, where.page, textFrame.id].join(" › "),
    at: { ...where, frame: textFrame.id },
  };
  if (!fits && layout.height > frame.height + TOLERANCE) {
    const outside = overflowingWords(layout, frame.height) || cutText(layout.blocks.at(-1)?.text ?? "", 80);
    diagnostics.push({
      code: "typeset/overflow",
      severity: "error",
      edition: tag,
      ...located,
      message: `The text does not fit its frame even at the smallest size; these words are outside: “${outside}”.`,
      hint: "Shorten the text.",
      values: { text: outside },
    });
  }
  if (!fits && layout.tooWide !== null) {
    diagnostics.push({
      code: "typeset/too-wide",
      severity: "error",
      edition: tag,
      ...located,
      message: `“${layout.tooWide}” is wider than its column even at the smallest size.`,
      hint: "Use a shorter word or number.",
      values: { text: layout.tooWide },
    });
  }
  for (const [family, letters] of layout.substituted) {
    diagnostics.push({
      code: "typeset/substituted-letters",
      severity: "notice",
      edition: tag,
      ...located,
      message: `These letters are set in ${family}, because the font of the style does not have them: ${[...letters].join(" ")}.`,
      hint: "Look at the page; replace the letters if they stand out.",
      values: { family, letters: [...letters].join(" ") },
    });
  }
  const free = Math.max(0, frame.height - layout.height);
  const y = frame.y + (textFrame.anchor === "top" ? 0 : textFrame.anchor === "middle" ? free / 2 : free);
  const bounds: (Rect | null)[] = layout.blocks.map(() => null);
  const items: PageItem[] = [];
  for (const part of layout.parts) {
    if (part.kind === "shape") {
      items.push(drawShape(part, frame, direction === "rtl", y));
      continue;
    }
    const placement = { ...part, frame, direction };
    items.push(...placeLine(part.line, y + part.baseline, placement));
    if (part.block !== null) {
      bounds[part.block] = unite(bounds[part.block] ?? null, inkBounds(part.line, y + part.baseline, placement));
    }
  }
  const blocks = layout.blocks.map((block, at): PageBlock => {
    const box = bounds[at] ?? { ...frame, height: 0 };
    return {
      ...block,
      frame: textFrame.id,
      language: tag,
      bounds: {
        x: roundPoints(box.x),
        y: roundPoints(box.y),
        width: roundPoints(box.width),
        height: roundPoints(box.height),
      },
    };
  });
  return { items, blocks, diagnostics };
}
