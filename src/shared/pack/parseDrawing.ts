import { parseXml, type XmlElement, XmlError, type XmlNode } from "@rgrove/parse-xml";
import type { Diagnostic, DiagnosticValues } from "../base/diagnostics.ts";
import { compose, type Rect, type Transform } from "../base/geometry.ts";
import {
  type Gradient,
  type Inks,
  isFault,
  placeGradient,
  type Read,
  readColour,
  readGradient,
  readStyle,
} from "./drawingPaint.ts";
import { boundsOf, type PathSegment, readTransform, transformPath, transformPoint, writePath } from "./drawingPath.ts";
import { outlineOf, readFraction, readLength, readNumbers, SHAPES, uniformScale } from "./drawingShape.ts";
import { suggest, suggestedNames } from "./names.ts";
import type { Drawing, DrawingPaint, DrawingPath } from "./templatePack.ts";

/**
 * SVG text → paths in palette colours, every transform applied.
 *
 * Only what prints the same everywhere is taken: shapes, solid colours of the palette, linear
 * gradients between them. The opacity of a group is multiplied into its children, which is the
 * same picture unless the children overlap. Anything else is a diagnostic, never left out silently.
 */

const STRUCTURE = new Set(["svg", "g", "defs", "title", "desc", "linearGradient", "use", "metadata"]);
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
/** Deeper nesting and longer drawings than this are a fault of the export (or an attack), not artwork. */
const MAX_DEPTH = 60;
const MAX_PATHS = 20_000;
/** Nobody reads more faults of one drawing at once. */
const MAX_FAULTS = 100;

interface Style {
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

interface Context {
  readonly style: Style;
  readonly matrix: Transform;
  readonly opacity: number;
  readonly keep: boolean;
  readonly depth: number;
}

interface Draft extends Omit<DrawingPath, "d" | "dFlipped" | "fillFlipped"> {
  readonly segments: readonly PathSegment[];
  /** x of the axis about which a part marked `data-rtl="keep"` is turned back. */
  axis: number | null;
}

/** @param file names the drawing in diagnostics. The drawing is null as soon as there is one error. */
export function parseDrawing(
  svg: string,
  file: string,
  inks: Inks,
): { readonly drawing: Drawing | null; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const root = readXml(svg, file, diagnostics);
  if (!root) return { drawing: null, diagnostics };
  const drawing = new Reader(svg, file, inks, diagnostics).read(root);
  return { drawing: diagnostics.length === 0 ? drawing : null, diagnostics };
}

function readXml(svg: string, file: string, diagnostics: Diagnostic[]): XmlElement | null {
  const fault = (code: string, place: string, message: string, hint: string, values: DiagnosticValues = {}) => {
    const at = place === file ? { file } : { file, line: Number(values.line) };
    diagnostics.push({ code, severity: "error", place, message, hint, values, at });
    return null;
  };
  try {
    const document = parseXml(svg, { includeOffsets: true, preserveDocumentType: true });
    if (document.children.some((child) => child.type === "doctype")) {
      return fault(
        "pack/drawing-doctype",
        file,
        "The drawing has a DOCTYPE, which can define entities.",
        "Remove the <!DOCTYPE …> line.",
      );
    }
    if (document.root?.name === "svg") return document.root;
    return fault("pack/drawing-root", file, "This is no SVG drawing.", "Save the drawing as plain SVG.");
  } catch (error) {
    if (!(error instanceof XmlError)) {
      // A RangeError: thousands of nested elements exhaust the parser's stack.
      return fault("pack/drawing-xml", file, "The drawing is nested too deeply.", "Save it again as plain SVG.", {
        case: "deep",
      });
    }
    const reason = error.message.split("\n")[0] ?? "";
    return fault(
      "pack/drawing-xml",
      `${file} › line ${error.line}, column ${error.column}`,
      `The drawing is not well-formed XML: ${reason}`,
      "Save it again as plain SVG.",
      { case: "malformed", detail: reason, line: error.line },
    );
  }
}

class Reader {
  readonly #file: string;
  readonly #inks: Inks;
  readonly #diagnostics: Diagnostic[];
  readonly #lineEnds: readonly number[];
  readonly #byId = new Map<string, XmlElement>();
  readonly #gradients = new Map<string, Read<Gradient>>();
  readonly #drafts: Draft[] = [];
  readonly #inUse = new Set<string>();
  /** The drawing is too large to go on: nothing more is read. */
  #stopped = false;
  #view: Rect = { x: 0, y: 0, width: 0, height: 0 };

  constructor(svg: string, file: string, inks: Inks, diagnostics: Diagnostic[]) {
    this.#file = file;
    this.#inks = inks;
    this.#diagnostics = diagnostics;
    this.#lineEnds = [...svg.matchAll(/\n/g)].map((end) => end.index);
  }

  read(root: XmlElement): Drawing | null {
    const view = this.#readView(root);
    if (!view) return null;
    this.#view = view;
    this.#index(root, 0);
    const matrix: Transform = [1, 0, 0, 1, -view.x, -view.y];
    this.#element(root, { style: INITIAL, matrix, opacity: 1, keep: false, depth: 0 });
    return { width: view.width, height: view.height, paths: this.#drafts.map(finish) };
  }

  #readView(root: XmlElement): Rect | null {
    const box = (root.attributes.viewBox ?? "").trim();
    const numbers =
      box === "" ? [0, 0, readLength(root.attributes.width), readLength(root.attributes.height)] : readNumbers(box);
    const [x = 0, y = 0, width = Number.NaN, height = Number.NaN] = numbers;
    if (numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0)
      return { x, y, width, height };
    this.#fault(
      root,
      "pack/drawing-size",
      "The drawing has no usable size.",
      'Give the svg element a viewBox, for example "0 0 400 300".',
    );
    return null;
  }

  #index(element: XmlElement, depth: number): void {
    const id = element.attributes.id;
    if (id !== undefined) {
      if (this.#byId.has(id)) {
        this.#fault(element, "pack/drawing-id", `Two elements have the id "${id}".`, "Give each its own id.", { id });
      }
      this.#byId.set(id, element);
    }
    if (depth > MAX_DEPTH) return;
    for (const child of element.children) if (child.type === "element") this.#index(child as XmlElement, depth + 1);
  }

  #element(element: XmlElement, outer: Context): void {
    const { name } = element;
    if (this.#stopped) return;
    if (outer.depth > MAX_DEPTH || this.#drafts.length > MAX_PATHS) {
      this.#stopped = true;
      this.#fault(
        element,
        "pack/drawing-large",
        "The drawing is too deep or has too many parts.",
        "Simplify the drawing.",
      );
      return;
    }
    if (name === "title" || name === "desc" || name === "metadata" || name === "linearGradient") return;
    if (name === "defs") {
      // What a definition draws is judged where it is used; what nobody may use is refused here.
      for (const child of element.children) if (child.type === "element") this.#known(child as XmlElement);
      return;
    }
    if (!this.#known(element)) return;
    const context = this.#enter(element, outer);
    if (!context) return;
    const first = this.#drafts.length;
    if (SHAPES.has(name)) this.#shape(element, context);
    else if (name === "use") this.#use(element, context);
    else {
      for (const child of element.children) {
        if (child.type === "element") this.#element(child as XmlElement, { ...context, depth: context.depth + 1 });
        else if (child.type !== "text") this.#odd(child);
      }
    }
    if (context.keep && !outer.keep) this.#turnBack(first);
  }

  #known(element: XmlElement): boolean {
    if (STRUCTURE.has(element.name) || SHAPES.has(element.name)) return true;
    this.#fault(
      element,
      "pack/drawing-element",
      `The element "${element.name}" is not supported in drawings.`,
      element.name === "text"
        ? "Turn the text into outlines."
        : "Draw it with shapes, palette colours and linear gradients.",
      { case: element.name === "text" ? "text" : "element", element: element.name },
    );
    return false;
  }

  #odd(node: XmlNode): void {
    this.#fault(
      node,
      "pack/drawing-element",
      "The drawing holds a part that is no shape.",
      "Save it again as plain SVG.",
      { case: "odd" },
    );
  }

  /** Attributes → context of the element's content; null when one of them cannot be honoured. */
  #enter(element: XmlElement, outer: Context): Context | null {
    const own = new Map<string, string>();
    let sound = true;
    const refuse = (attribute: string) => {
      sound = false;
      const known = [...PRESENTATION, "transform"];
      const message = `"${attribute}" on ${element.name} is not supported.`;
      this.#fault(element, "pack/drawing-attribute", message, suggest(attribute, known), {
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
      this.#fault(
        element,
        "pack/drawing-transform",
        "The transform cannot be read.",
        "Write it as matrix(a b c d e f).",
      );
    }
    const opacity = readFraction(own.get("opacity") ?? "1");
    if (Number.isNaN(opacity)) {
      sound = false;
      this.#fault(element, "pack/drawing-number", "The opacity is no number from 0 to 1.", "Write for example 0.5.", {
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

  #use(element: XmlElement, context: Context): void {
    const target = element.attributes.href ?? element.attributes["xlink:href"] ?? "";
    const used = target.startsWith("#") ? this.#byId.get(target.slice(1)) : undefined;
    if (!used) {
      const hint = target.startsWith("#")
        ? suggest(target.slice(1), [...this.#byId.keys()])
        : 'Use an element of this drawing: href="#its-id".';
      this.#fault(element, "pack/drawing-use", `There is nothing to use at "${target}".`, hint, {
        case: "unknown",
        target,
        known: target.startsWith("#") ? suggestedNames(target.slice(1), [...this.#byId.keys()]) : "",
      });
      return;
    }
    if (this.#inUse.has(target) || used.name === "svg") {
      this.#fault(element, "pack/drawing-use", `"${target}" uses itself.`, "Remove the circle of use elements.", {
        case: "circle",
        target,
      });
      return;
    }
    const x = readLength(element.attributes.x ?? "0");
    const y = readLength(element.attributes.y ?? "0");
    if (!Number.isFinite(x + y)) {
      this.#fault(element, "pack/drawing-number", "x or y of the use element is no number.", "Write plain numbers.", {
        case: "use",
      });
      return;
    }
    this.#inUse.add(target);
    const matrix = compose(context.matrix, [1, 0, 0, 1, x, y]);
    this.#element(used, { ...context, matrix, depth: context.depth + 1 });
    this.#inUse.delete(target);
  }

  #shape(element: XmlElement, context: Context): void {
    const segments = outlineOf(element);
    if (!segments) {
      this.#fault(
        element,
        "pack/drawing-path",
        `The ${element.name}'s coordinates cannot be read.`,
        "Draw it again and export it as plain SVG.",
        { element: element.name },
      );
      return;
    }
    const bounds = boundsOf(segments);
    if (!bounds) return;
    const { style, matrix } = context;
    const fill = element.name === "line" ? { value: null } : this.#fill(style.fill, bounds, matrix);
    const stroke = this.#stroke(element, style, matrix);
    const rule = style.rule;
    if (rule !== "nonzero" && rule !== "evenodd") {
      this.#fault(element, "pack/drawing-attribute", `The fill-rule "${rule}" is unknown.`, "Use nonzero or evenodd.", {
        case: "fill-rule",
        rule,
      });
      return;
    }
    if (isFault(fill)) {
      this.#fault(element, "pack/drawing-colour", fill.fault, fill.remedy, fill.values);
      return;
    }
    if (stroke === undefined) return;
    const alpha = { fill: readFraction(style.fillOpacity), stroke: readFraction(style.strokeOpacity) };
    const both = fill.value !== null && stroke !== null;
    if (Number.isNaN(alpha.fill + alpha.stroke) || (both && alpha.fill !== alpha.stroke)) {
      this.#fault(
        element,
        "pack/drawing-opacity",
        "Fill and outline have different opacity.",
        "Split the shape into one that is filled and one that is outlined.",
      );
      return;
    }
    const opacity = context.opacity * (fill.value === null ? alpha.stroke : alpha.fill);
    if ((fill.value === null && stroke === null) || opacity === 0) return;
    this.#drafts.push({
      segments: transformPath(segments, matrix),
      axis: null,
      fill: fill.value,
      rule,
      stroke,
      opacity: Math.round(opacity * 1000) / 1000,
    });
  }

  #fill(paint: string, bounds: Rect, matrix: Transform): Read<DrawingPaint | null> {
    const reference = /^url\(\s*(["']?)#([^"')]+)\1\s*\)$/.exec(paint)?.[2];
    if (reference === undefined) {
      const colour = readColour(paint, this.#inks);
      if (isFault(colour)) return colour;
      return { value: colour.value === null ? null : { kind: "solid", ink: colour.value } };
    }
    const target = this.#byId.get(reference);
    if (target?.name !== "linearGradient") {
      const known = [...this.#byId].filter(([, element]) => element.name === "linearGradient").map(([id]) => id);
      return {
        fault: `There is no linear gradient "${reference}".`,
        remedy: suggest(reference, known),
        values: { case: "no-gradient", id: reference, known: suggestedNames(reference, known) },
      };
    }
    const gradient = this.#gradients.get(reference) ?? readGradient(target, this.#inks, this.#view);
    this.#gradients.set(reference, gradient);
    return isFault(gradient) ? gradient : { value: placeGradient(gradient.value, bounds, matrix) };
  }

  /** Undefined when the stroke cannot be honoured. */
  #stroke(element: XmlElement, style: Style, matrix: Transform): DrawingPath["stroke"] | undefined {
    const colour = readColour(style.stroke, this.#inks);
    if (isFault(colour)) {
      this.#fault(element, "pack/drawing-colour", colour.fault, colour.remedy, colour.values);
      return undefined;
    }
    const width = readLength(style.strokeWidth);
    if (colour.value === null || width === 0) return null;
    const { cap, join } = style;
    const known =
      (cap === "butt" || cap === "round" || cap === "square") &&
      (join === "miter" || join === "round" || join === "bevel");
    const scale = uniformScale(matrix);
    if (!known || !(width > 0) || scale === null) {
      const message =
        scale === null
          ? "The outline is stretched more in one direction than in the other."
          : "The outline's width, ends or corners cannot be read.";
      this.#fault(element, "pack/drawing-stroke", message, "Turn the outline into a filled shape.", {
        case: scale === null ? "stretched" : "unreadable",
      });
      return undefined;
    }
    return { ink: colour.value, width: Math.round(width * scale * 1000) / 1000, cap, join };
  }

  /** Parts from `first` on keep their own look when the drawing is reflected: all turn about the middle of their common box. */
  #turnBack(first: number): void {
    const kept = this.#drafts.slice(first);
    const bounds = boundsOf(kept.flatMap((draft) => draft.segments));
    if (bounds) for (const draft of kept) draft.axis = bounds.x + bounds.width / 2;
  }

  #fault(node: XmlNode, code: string, message: string, hint: string, values: DiagnosticValues = {}): void {
    if (this.#diagnostics.length >= MAX_FAULTS) return;
    const line = this.#lineEnds.filter((end) => end < node.start).length + 1;
    const place = `${this.#file} › line ${line}`;
    const at = { file: this.#file, line };
    this.#diagnostics.push({ code, severity: "error", place, message, hint, values, at });
  }
}

function finish({ segments, axis, ...rest }: Draft): DrawingPath {
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
