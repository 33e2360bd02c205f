import type { XmlElement, XmlNode } from "@rgrove/parse-xml";
import type { DiagnosticValues } from "../../base/diagnostics.ts";
import { compose, type Transform } from "../../base/geometry.ts";
import { suggest, suggestedNames } from "../file/names.ts";
import { readStyle } from "./drawingPaint.ts";
import { readTransform } from "./drawingPath.ts";
import { readFraction, SHAPES } from "./drawingShape.ts";

/** Attributes of an element of a drawing → what applies inside it: style, transform, opacity. */

export type TellFault = (node: XmlNode, code: string, message: string, hint: string, values?: DiagnosticValues) => void;

const PRESENTATION = new Set([
  "fill",
  "fill-rule",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "opacity",
]);
/** Attributes that change nothing on paper. */
const SILENT =
  /^(?:id|class|role|lang|version|baseProfile|xml:space|xml:lang|xmlns(?::\w+)?|aria-[\w-]+|data-(?!rtl$)[\w-]+)$/;

export interface Style {
  readonly fill: string;
  readonly rule: string;
  readonly fillOpacity: string;
  readonly stroke: string;
  readonly strokeWidth: string;
  readonly cap: string;
  readonly join: string;
  readonly strokeOpacity: string;
}
const INITIAL: Style = {
  fill: "#000000",
  rule: "nonzero",
  fillOpacity: "1",
  stroke: "none",
  strokeWidth: "1",
  cap: "butt",
  join: "miter",
  strokeOpacity: "1",
};
const INHERITED: readonly (readonly [keyof Style, string])[] = [
  ["fill", "fill"],
  ["rule", "fill-rule"],
  ["fillOpacity", "fill-opacity"],
  ["stroke", "stroke"],
  ["strokeWidth", "stroke-width"],
  ["cap", "stroke-linecap"],
  ["join", "stroke-linejoin"],
  ["strokeOpacity", "stroke-opacity"],
];

export interface DrawingContext {
  readonly style: Style;
  readonly matrix: Transform;
  readonly opacity: number;
  readonly keep: boolean;
  readonly depth: number;
}

/** What holds before anything was said (SVG 1.1, property index). */
export function outermost(matrix: Transform): DrawingContext {
  return { style: INITIAL, matrix, opacity: 1, keep: false, depth: 0 };
}

/** Attributes → context of the element's content; null when one of them cannot be honoured. */
export function enterElement(element: XmlElement, outer: DrawingContext, fault: TellFault): DrawingContext | null {
  const own = new Map<string, string>();
  let sound = true;
  const refuse = (attribute: string) => {
    sound = false;
    const known = [...PRESENTATION, "transform"];
    const message = `"${attribute}" on ${element.name} is not supported.`;
    fault(element, "pack/drawing-attribute", message, suggest(attribute, known), {
      case: "attribute",
      attribute,
      element: element.name,
      known: suggestedNames(attribute, known),
    });
  };
  const geometry = SHAPES.get(element.name) ?? [];
  for (const [attribute, value] of Object.entries(element.attributes)) {
    if (PRESENTATION.has(attribute)) own.set(attribute, value);
    else if (attribute === "style" || attribute === "transform" || geometry.includes(attribute)) continue;
    else if (attribute === "data-rtl" && value === "keep") continue;
    else if (element.name === "svg" && /^(?:viewBox|width|height|x|y|preserveAspectRatio)$/.test(attribute)) continue;
    else if (element.name === "use" && /^(?:href|xlink:href|x|y)$/.test(attribute)) continue;
    else if (!SILENT.test(attribute)) refuse(attribute);
  }
  for (const [property, value] of readStyle(element.attributes.style ?? "")) {
    if (PRESENTATION.has(property)) own.set(property, value);
    else refuse(property);
  }
  const transform = readTransform(element.attributes.transform ?? "");
  if (!transform) {
    sound = false;
    fault(element, "pack/drawing-transform", "The transform cannot be read.", "Write it as matrix(a b c d e f).");
  }
  const opacity = readFraction(own.get("opacity") ?? "1");
  if (Number.isNaN(opacity)) {
    sound = false;
    fault(element, "pack/drawing-number", "The opacity is not a number from 0 to 1.", "Write for example 0.5.", {
      case: "opacity",
    });
  }
  if (!sound || !transform) return null;
  const style = { ...outer.style };
  for (const [key, property] of INHERITED) {
    const value = own.get(property);
    if (value !== undefined && value !== "inherit") style[key] = value.trim();
  }
  return {
    style,
    matrix: compose(outer.matrix, transform),
    opacity: outer.opacity * opacity,
    keep: outer.keep || element.attributes["data-rtl"] === "keep",
    depth: outer.depth,
  };
}
