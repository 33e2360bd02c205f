import type { XmlElement, XmlNode } from "@rgrove/parse-xml";
import type { Diagnostic, DiagnosticValues } from "../../base/diagnostics.ts";
import { compose, type Rect, type Transform } from "../../base/geometry.ts";
import { suggest, suggestedNames } from "../file/names.ts";
import type { Drawing, DrawingPaint, DrawingPath } from "../templatePack.ts";
import { type DrawingContext, enterElement, outermost, type Style } from "./drawingContext.ts";
import { type Draft, finishDraft, turnBack } from "./drawingDraft.ts";
import {
  type Gradient,
  type Inks,
  isFault,
  placeGradient,
  type Read,
  readColour,
  readGradient,
} from "./drawingPaint.ts";
import { boundsOf, transformPath } from "./drawingPath.ts";
import { readFraction, readLength, SHAPES, segmentsOfShape, uniformScale } from "./drawingShape.ts";
import { readDrawingXml, viewOf } from "./drawingXml.ts";

/**
 * SVG text → paths in palette colours, every transform applied.
 *
 * Only what prints the same everywhere is taken: shapes, solid colours of the palette, linear
 * gradients between them. The opacity of a group is multiplied into its children, which is the
 * same picture unless the children overlap. Anything else is a diagnostic, never left out silently.
 *
 * One file because elements stand within one another and share ids, gradients and the limits of the whole drawing.
 */

const STRUCTURE = new Set(["svg", "g", "defs", "title", "desc", "linearGradient", "use", "metadata"]);
/** Deeper nesting and longer drawings than this are a fault of the export (or an attack), not artwork. */
const MAX_DEPTH = 60;
const MAX_PATHS = 20_000;
/** Nobody reads more faults of one drawing at once. */
const MAX_FAULTS = 100;

/** @param file names the drawing in diagnostics. The drawing is null as soon as there is one error. */
export function parseDrawing(
  svg: string,
  file: string,
  inks: Inks,
): { readonly drawing: Drawing | null; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const root = readDrawingXml(svg, file, diagnostics);
  if (!root) return { drawing: null, diagnostics };
  const drawing = new Reader(svg, file, inks, diagnostics).read(root);
  return { drawing: diagnostics.length === 0 ? drawing : null, diagnostics };
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
    const view = viewOf(root);
    if (!view) {
      const remedy = 'Give the svg element a viewBox, for example "0 0 400 300".';
      this.#fault(root, "pack/drawing-size", "The drawing has no usable size.", remedy);
      return null;
    }
    this.#view = view;
    this.#index(root, 0);
    const matrix: Transform = [1, 0, 0, 1, -view.x, -view.y];
    this.#element(root, outermost(matrix));
    return { width: view.width, height: view.height, paths: this.#drafts.map(finishDraft) };
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

  #element(element: XmlElement, outer: DrawingContext): void {
    const { name } = element;
    if (this.#stopped) return;
    if (outer.depth > MAX_DEPTH || this.#drafts.length > MAX_PATHS) {
      this.#stopped = true;
      this.#fault(
        element,
        "pack/drawing-large",
        "The drawing is nested too deeply or has too many parts.",
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
    const context = enterElement(element, outer, (...told) => this.#fault(...told));
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
    if (context.keep && !outer.keep) turnBack(this.#drafts.slice(first));
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
      "The drawing has a part that is not a shape.",
      "Save it again as plain SVG.",
      { case: "odd" },
    );
  }

  #use(element: XmlElement, context: DrawingContext): void {
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
      this.#fault(
        element,
        "pack/drawing-number",
        "x or y of the use element is not a number.",
        "Write plain numbers.",
        {
          case: "use",
        },
      );
      return;
    }
    this.#inUse.add(target);
    const matrix = compose(context.matrix, [1, 0, 0, 1, x, y]);
    this.#element(used, { ...context, matrix, depth: context.depth + 1 });
    this.#inUse.delete(target);
  }

  #shape(element: XmlElement, context: DrawingContext): void {
    const segments = segmentsOfShape(element);
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

  #fault(node: XmlNode, code: string, message: string, hint: string, values: DiagnosticValues = {}): void {
    if (this.#diagnostics.length >= MAX_FAULTS) return;
    const line = this.#lineEnds.filter((end) => end < node.start).length + 1;
    const place = `${this.#file} › line ${line}`;
    const at = { file: this.#file, line };
    this.#diagnostics.push({ code, severity: "error", place, message, hint, values, at });
  }
}
