import type { XmlElement } from "@rgrove/parse-xml";
import type { Ink } from "../../base/colour.ts";
import type { DiagnosticValues } from "../../base/diagnostics.ts";
import { compose, type Rect, type Transform } from "../../base/geometry.ts";
import type { DrawingPaint } from "../templatePack.ts";
import { readTransform, transformPoint } from "./drawingPath.ts";

/** SVG colours and linear gradients → palette colours; anything outside the palette is refused. */

export type Inks = Readonly<Record<string, Ink>>;

export interface Fault {
  readonly fault: string;
  readonly remedy: string;
  readonly values: DiagnosticValues;
}

/** A value, or what is wrong with it. */
export type Read<T> = { readonly value: T } | Fault;

export function isFault<T>(read: Read<T>): read is Fault {
  return "fault" in read;
}

/** `#rrggbb` or `#rgb` that is exactly a palette colour → its id; `none` → null. */
export function readColour(text: string, inks: Inks): Read<string | null> {
  const colour = text.trim().toLowerCase();
  if (colour === "none" || colour === "transparent") return { value: null };
  const hex = /^#[0-9a-f]{3}$/.test(colour) ? colour.replace(/[0-9a-f]/g, "$&$&") : colour;
  if (!/^#[0-9a-f]{6}$/.test(hex)) {
    return {
      fault: `The colour "${text.trim()}" is not written as #rrggbb.`,
      remedy: "Write the colour as #rrggbb.",
      values: { case: "unwritten", found: text.trim() },
    };
  }
  const found = Object.values(inks).find((ink) => ink.rgb === hex);
  if (found) return { value: found.id };
  const nearest = Object.values(inks).sort((a, b) => apart(a.rgb, hex) - apart(b.rgb, hex))[0];
  return {
    fault: `The colour ${hex} is not in the palette.`,
    remedy: nearest
      ? `Use the nearest palette colour, ${nearest.rgb} (${nearest.id}), or add this one to the palette.`
      : "Add the colour to the palette in pack.json.",
    values: { case: "foreign", colour: hex, known: nearest ? `${nearest.rgb} (${nearest.id})` : "" },
  };
}

/** Squared distance in sRGB: enough to name a neighbour. */
function apart(one: string, other: string): number {
  return [1, 3, 5].reduce((sum, at) => {
    const difference = Number.parseInt(one.slice(at, at + 2), 16) - Number.parseInt(other.slice(at, at + 2), 16);
    return sum + difference * difference;
  }, 0);
}

export interface Gradient {
  /** Coordinates are fractions of the painted shape's box rather than of the drawing's own system. */
  readonly box: boolean;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly matrix: Transform;
  readonly stops: readonly { readonly offset: number; readonly ink: string }[];
}

const GRADIENT_ATTRIBUTES = new Set([
  "id",
  "x1",
  "y1",
  "x2",
  "y2",
  "gradientUnits",
  "gradientTransform",
  "spreadMethod",
]);
const STOP_ATTRIBUTES = new Set(["offset", "stop-color", "stop-opacity", "style", "id"]);

/** A `linearGradient` element with its own stops. `view` gives percentages their meaning in the drawing's own system. */
export function readGradient(element: XmlElement, inks: Inks, view: Rect): Read<Gradient> {
  const attributes = element.attributes;
  const odd = Object.keys(attributes).find((name) => !GRADIENT_ATTRIBUTES.has(name));
  if (odd)
    return unsupported(`The gradient attribute "${odd}" is not supported.`, {
      case: "gradient-attribute",
      attribute: odd,
    });
  if ((attributes.spreadMethod ?? "pad") !== "pad")
    return unsupported("Only gradients that do not repeat are supported.", { case: "gradient-repeats" });
  const box = (attributes.gradientUnits ?? "objectBoundingBox") === "objectBoundingBox";
  const at = (name: string, otherwise: string, from: number, extent: number) => {
    const text = (attributes[name] ?? otherwise).trim();
    if (!text.endsWith("%")) return Number(text === "" ? Number.NaN : text);
    const part = Number(text.slice(0, -1)) / 100;
    return box ? part : from + part * extent;
  };
  const from = [at("x1", "0%", view.x, view.width), at("y1", "0%", view.y, view.height)] as const;
  const to = [at("x2", "100%", view.x, view.width), at("y2", "0%", view.y, view.height)] as const;
  const matrix = readTransform(attributes.gradientTransform ?? "");
  if (!matrix || ![...from, ...to].every(Number.isFinite)) {
    return {
      fault: "The gradient's coordinates cannot be read.",
      remedy: "Write x1, y1, x2, y2 as numbers or per cent.",
      values: { case: "gradient-coordinates" },
    };
  }
  const stops: { offset: number; ink: string }[] = [];
  for (const child of element.children) {
    if (child.type !== "element") continue;
    const stop = child as XmlElement;
    const strange = Object.keys(stop.attributes).find((name) => !STOP_ATTRIBUTES.has(name));
    if (stop.name !== "stop" || strange)
      return unsupported(`The gradient contains "${strange ?? stop.name}".`, {
        case: "gradient-holds",
        found: strange ?? stop.name,
      });
    const style = readStyle(stop.attributes.style ?? "");
    const opacity = style.get("stop-opacity") ?? stop.attributes["stop-opacity"] ?? "1";
    if (Number(opacity) !== 1)
      return unsupported("Stops of a gradient cannot be transparent.", { case: "gradient-transparent" });
    const colour = readColour(style.get("stop-color") ?? stop.attributes["stop-color"] ?? "#000000", inks);
    if (isFault(colour)) return colour;
    if (colour.value === null)
      return unsupported("Stops of a gradient cannot be transparent.", { case: "gradient-transparent" });
    const text = (stop.attributes.offset ?? "0").trim();
    const offset = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
    if (!Number.isFinite(offset))
      return {
        fault: `The stop "${text}" is not a number.`,
        remedy: "Write 0 to 1, or per cent.",
        values: { case: "stop", found: text },
      };
    // SVG 1.1, section 13.2.4: a stop is never before the one in front of it.
    stops.push({ offset: Math.max(stops.at(-1)?.offset ?? 0, Math.min(1, Math.max(0, offset))), ink: colour.value });
  }
  const first = stops[0];
  const last = stops.at(-1);
  if (!first || !last) {
    return {
      fault: "The gradient has no stops.",
      remedy: "Give it at least two stop elements.",
      values: { case: "no-stops" },
    };
  }
  if (first.offset > 0) stops.unshift({ offset: 0, ink: first.ink });
  if (last.offset < 1 || stops.length === 1) stops.push({ offset: 1, ink: last.ink });
  return { value: { box, from, to, matrix, stops } };
}

/** The gradient in the drawing's coordinates, for a shape with the given box (before `matrix`, its own transform). */
export function placeGradient(gradient: Gradient, bounds: Rect, matrix: Transform): DrawingPaint {
  const last = gradient.stops.at(-1);
  if (gradient.box && (bounds.width === 0 || bounds.height === 0) && last) return { kind: "solid", ink: last.ink };
  const inBox: Transform = gradient.box ? [bounds.width, 0, 0, bounds.height, bounds.x, bounds.y] : [1, 0, 0, 1, 0, 0];
  const whole = compose(compose(matrix, inBox), gradient.matrix);
  const from = transformPoint(whole, ...gradient.from);
  const to = transformPoint(whole, ...gradient.to);
  // Lines of equal colour stay lines under a skew, but no longer at right angles to from–to: take their normal.
  const along = [gradient.to[0] - gradient.from[0], gradient.to[1] - gradient.from[1]] as const;
  const [ox, oy] = transformPoint(whole, 0, 0);
  const [ex, ey] = transformPoint(whole, -along[1], along[0]);
  const normal = [ey - oy, -(ex - ox)] as const;
  const size = normal[0] * normal[0] + normal[1] * normal[1];
  if (size === 0 && last) return { kind: "solid", ink: last.ink };
  const reach = ((to[0] - from[0]) * normal[0] + (to[1] - from[1]) * normal[1]) / size;
  const round = (value: number) => Math.round(value * 1000) / 1000 + 0;
  return {
    kind: "linear",
    from: { x: round(from[0]), y: round(from[1]) },
    to: { x: round(from[0] + normal[0] * reach), y: round(from[1] + normal[1] * reach) },
    stops: gradient.stops,
  };
}

/** Inline `style` → property → value. */
export function readStyle(style: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":");
    if (colon > 0) properties.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
    else if (declaration.trim() !== "") properties.set(declaration.trim(), "");
  }
  return properties;
}

function unsupported(fault: string, values: DiagnosticValues): Fault {
  return { fault, values, remedy: "Draw it with opaque palette colours and plain linear gradients." };
}
