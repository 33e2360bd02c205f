import { parseXml, type XmlElement, XmlError } from "@rgrove/parse-xml";
import type { Diagnostic, DiagnosticValues } from "../../base/diagnostics.ts";
import type { Rect } from "../../base/geometry.ts";
import { readLength, readNumbers } from "./drawingShape.ts";

/** SVG text → its root element and what it shows, or why it is not a drawing. */

/** Null where it is none; `diagnostics` then says why. */
export function readDrawingXml(svg: string, file: string, diagnostics: Diagnostic[]): XmlElement | null {
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
    return fault("pack/drawing-root", file, "This is not an SVG drawing.", "Save the drawing as plain SVG.");
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

/** The part of the drawing's plane that is shown; null where it says none. */
export function viewOf(root: XmlElement): Rect | null {
  const box = (root.attributes.viewBox ?? "").trim();
  const numbers =
    box === "" ? [0, 0, readLength(root.attributes.width), readLength(root.attributes.height)] : readNumbers(box);
  const [x = 0, y = 0, width = Number.NaN, height = Number.NaN] = numbers;
  const sound = numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0;
  return sound ? { x, y, width, height } : null;
}
