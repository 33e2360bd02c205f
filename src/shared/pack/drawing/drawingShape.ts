import type { XmlElement } from "@rgrove/parse-xml";
import type { Transform } from "../../base/geometry.ts";
import { ellipseSegments, type PathSegment, readPath, rectangleSegments } from "./drawingPath.ts";

/** Attributes of an SVG shape → its outline, and the numbers that attributes hold. */

/** Shape → the attributes that describe its outline. */
export const SHAPES: ReadonlyMap<string, readonly string[]> = new Map([
  ["path", ["d"]],
  ["rect", ["x", "y", "width", "height", "rx", "ry"]],
  ["circle", ["cx", "cy", "r"]],
  ["ellipse", ["cx", "cy", "rx", "ry"]],
  ["line", ["x1", "y1", "x2", "y2"]],
  ["polyline", ["points"]],
  ["polygon", ["points"]],
]);

/** Null when the coordinates cannot be read; no segments where SVG draws nothing. */
export function segmentsOfShape(element: XmlElement): readonly PathSegment[] | null {
  const number = (name: string) => readLength(element.attributes[name] ?? "0");
  const sound = (...numbers: number[]) => numbers.every(Number.isFinite);
  switch (element.name) {
    case "path":
      return readPath(element.attributes.d ?? "");
    case "rect": {
      const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
      const { rx, ry } = element.attributes;
      // One missing radius is the same as the other (SVG 1.1, section 9.2).
      const [radiusX, radiusY] = [readLength(rx ?? ry ?? "0"), readLength(ry ?? rx ?? "0")];
      if (!sound(x, y, width, height, radiusX, radiusY) || width < 0 || height < 0) return null;
      return width === 0 || height === 0 ? [] : rectangleSegments({ x, y, width, height }, radiusX, radiusY);
    }
    case "circle":
    case "ellipse": {
      const [cx, cy] = [number("cx"), number("cy")];
      const rx = element.name === "circle" ? number("r") : number("rx");
      const ry = element.name === "circle" ? rx : number("ry");
      if (!sound(cx, cy, rx, ry) || rx < 0 || ry < 0) return null;
      return rx === 0 || ry === 0 ? [] : ellipseSegments(cx, cy, rx, ry);
    }
    case "line": {
      const ends = [number("x1"), number("y1"), number("x2"), number("y2")] as const;
      return sound(...ends)
        ? [
            ["M", ends[0], ends[1]],
            ["L", ends[2], ends[3]],
          ]
        : null;
    }
    default: {
      const numbers = readNumbers(element.attributes.points ?? "");
      if (!sound(...numbers) || numbers.length % 2 === 1) return null;
      const segments: PathSegment[] = [];
      for (let at = 0; at < numbers.length; at += 2) {
        segments.push([at === 0 ? "M" : "L", numbers[at] ?? 0, numbers[at + 1] ?? 0]);
      }
      if (element.name === "polygon" && segments.length > 0) segments.push(["Z"]);
      return segments;
    }
  }
}

/** A length in drawing units; NaN when it is anything else, such as a percentage. */
export function readLength(text: string | undefined): number {
  const match = /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:px)?\s*$/i.exec(text ?? "");
  return match ? Number(match[1]) : Number.NaN;
}

export function readNumbers(text: string): number[] {
  const trimmed = text.trim();
  return trimmed === "" ? [] : trimmed.split(/[\s,]+/).map(readLength);
}

export function readFraction(text: string): number {
  const trimmed = text.trim();
  const value = trimmed.endsWith("%") ? readLength(trimmed.slice(0, -1)) / 100 : readLength(trimmed);
  return value >= 0 && value <= 1 ? value : Number.NaN;
}

/** How much the transform enlarges; null when it does so unevenly. */
export function uniformScale([a, b, c, d]: Transform): number | null {
  const one = Math.hypot(a, b);
  const other = Math.hypot(c, d);
  const square = Math.abs(a * c + b * d) <= 1e-6 * one * other + 1e-12;
  return square && Math.abs(one - other) <= 1e-4 * Math.max(one, other) ? one : null;
}
