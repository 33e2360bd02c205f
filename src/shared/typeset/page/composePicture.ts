import svgpath from "svgpath";
import type { Point, Rect } from "../../base/geometry.ts";
import { roundPoints } from "../../base/units.ts";
import type { LocalisedPicture } from "../../localise/localisedDocument.ts";
import type { Drawing, DrawingPath, PictureFrame } from "../../pack/templatePack.ts";
import type { Paint, PathItem, PictureItem } from "./page.ts";

/** A drawing or a photograph in its frame → page items. */

/** Where a drawing of the given size lies in a frame, before clipping. `anchor` is from the left and the top. */
function fitInto(
  frame: Rect,
  width: number,
  height: number,
  fit: "cover" | "contain",
  [ax, ay]: readonly [number, number],
): Rect {
  const across = frame.width / width;
  const down = frame.height / height;
  const scale = fit === "cover" ? Math.max(across, down) : Math.min(across, down);
  const size = { width: width * scale, height: height * scale };
  return { x: frame.x + (frame.width - size.width) * ax, y: frame.y + (frame.height - size.height) * ay, ...size };
}

interface Move {
  /** Points per unit of the drawing, and the drawing's origin on the page. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly flipped: boolean;
  /** Width of the drawing in its own units. */
  readonly width: number;
}

function movePoint({ x, y }: Point, move: Move): Point {
  const across = move.flipped ? move.width - x : x;
  return { x: roundPoints(move.x + across * move.scale), y: roundPoints(move.y + y * move.scale) };
}

function movePath(path: DrawingPath, move: Move): string {
  const { scale, x, y, flipped, width } = move;
  const across = flipped ? -scale : scale;
  const left = flipped ? x + width * scale : x;
  return svgpath(flipped ? path.dFlipped : path.d)
    .matrix([across, 0, 0, scale, left, y])
    .round(3)
    .toString();
}

function movePaint(path: DrawingPath, move: Move): Paint | null {
  const fill = move.flipped ? (path.fillFlipped ?? path.fill) : path.fill;
  if (fill?.kind !== "linear") return fill;
  return { ...fill, from: movePoint(fill.from, move), to: movePoint(fill.to, move) };
}

/** Drawings stand still while people type: the paths of each are moved once for each place. */
const moved = new WeakMap<Drawing, Map<string, PathItem[]>>();

/** A template has a drawing in a handful of places; more come only from a frame that is being dragged. */
const REMEMBERED_MOVES = 24;

/** How a drawing lies in its frame; the anchor is from the left and the top, in either direction. */
type Placing = Pick<PictureFrame, "fit" | "anchor">;

/** @param flipped the whole drawing is reflected, as in a right-to-left page. */
export function composeDrawing(
  drawing: Drawing,
  picture: Placing,
  frame: Rect,
  flipped: boolean,
  block: number | null,
): PathItem[] {
  const key = JSON.stringify([picture.anchor, picture.fit, frame, flipped, block]);
  const moves = moved.get(drawing) ?? new Map<string, PathItem[]>();
  moved.set(drawing, moves);
  const known = moves.get(key);
  if (known) return known;
  if (moves.size >= REMEMBERED_MOVES) moves.clear();
  const paths = moveDrawing(drawing, picture, frame, flipped, block);
  moves.set(key, paths);
  return paths;
}

function moveDrawing(
  drawing: Drawing,
  picture: Placing,
  frame: Rect,
  flipped: boolean,
  block: number | null,
): PathItem[] {
  const at = fitInto(frame, drawing.width, drawing.height, picture.fit, picture.anchor);
  const move: Move = { scale: at.width / drawing.width, x: at.x, y: at.y, flipped, width: drawing.width };
  const clip = {
    x: roundPoints(frame.x),
    y: roundPoints(frame.y),
    width: roundPoints(frame.width),
    height: roundPoints(frame.height),
  };
  return drawing.paths.map((path) => ({
    kind: "path",
    d: movePath(path, move),
    fill: movePaint(path, move),
    rule: path.rule,
    stroke: path.stroke ? { ...path.stroke, width: roundPoints(path.stroke.width * move.scale) } : null,
    opacity: path.opacity,
    clip,
    block,
  }));
}

/** Crops a photograph to the shape of its frame around its focal point; a photograph is never reflected. */
export function composePhotograph(picture: LocalisedPicture, frame: Rect, block: number | null): PictureItem {
  const scale = Math.min(picture.width / frame.width, picture.height / frame.height);
  const width = frame.width * scale;
  const height = frame.height * scale;
  const within = (centre: number, size: number, whole: number) =>
    Math.min(Math.max(centre - size / 2, 0), whole - size);
  return {
    kind: "picture",
    picture: picture.digest,
    rect: {
      x: roundPoints(frame.x),
      y: roundPoints(frame.y),
      width: roundPoints(frame.width),
      height: roundPoints(frame.height),
    },
    crop: {
      x: roundPoints(within(picture.focus.x * picture.width, width, picture.width)),
      y: roundPoints(within(picture.focus.y * picture.height, height, picture.height)),
      width: roundPoints(width),
      height: roundPoints(height),
    },
    block,
  };
}
