import { parseXml, XmlElement, type XmlNode, XmlText } from "@rgrove/parse-xml";
import { StudioError } from "../../shared/base/errors.ts";

/** Bytes of an XML file from anywhere → its root element; a tree → XML text. */

/** Far more than a campaign has; above it a file is a mistake or an attack. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** Of elements in elements: XLIFF needs about ten. */
const DEEPEST = 64;

/**
 * UTF-8 or UTF-16 by its byte order mark or its first character; a Windows encoding is refused, for it would have
 * lost letters. Fails with `localise/too-large` or `localise/wrong-encoding`.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) {
    throw new StudioError("localise/too-large", "failure", "The file is larger than 16 MB.", {
      hint: "Choose a file that Manara exported.",
    });
  }
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const encoding = utf16 ?? (second === 0 ? "utf-16le" : first === 0 ? "utf-16be" : "utf-8");
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new StudioError("localise/wrong-encoding", "failure", "The file is not in UTF-8 or UTF-16.", {
      cause,
      hint: "Save it again as UTF-8.",
    });
  }
}

/**
 * A document type that only names its DTD is left out unread; entities and declarations of its own are refused, for
 * they can be bombs.
 * Fails with the codes of `decodeText` and with `localise/not-xml`.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeText(bytes);
  const bare = withoutDocumentType(text);
  try {
    const { root } = parseXml(bare, { preserveCdata: false, preserveComments: false });
    if (root === null || depthOf(root) > DEEPEST) throw notXml("Its elements are nested too deeply.");
    return root;
  } catch (cause) {
    if (cause instanceof StudioError) throw cause;
    const detail = cause instanceof RangeError ? "Its elements are nested too deeply." : firstLine(cause);
    throw notXml(detail, cause);
  }
}

/** White space, comments and instructions may stand before the document type, and nothing else. */
const BEFORE_TYPE = /\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y;
const ONLY_NAMED =
  /<!DOCTYPE\s+[\w:.-]{1,100}(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*'))\s+(?:"[^"<>]*"|'[^'<>]*'))?\s*>/y;

/** Each character is looked at once: what has no end stops the search. */
function withoutDocumentType(text: string): string {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  for (;;) {
    BEFORE_TYPE.lastIndex = at;
    const found = BEFORE_TYPE.exec(text);
    if (found === null) break;
    at = BEFORE_TYPE.lastIndex;
  }
  if (!/^<!DOCTYPE/i.test(text.slice(at, at + 9))) return text;
  ONLY_NAMED.lastIndex = at;
  const named = ONLY_NAMED.exec(text);
  if (named === null) throw notXml("It has a document type with declarations, which Manara does not read.");
  return text.slice(0, at) + text.slice(ONLY_NAMED.lastIndex);
}

function depthOf(root: XmlElement): number {
  let level: XmlElement[] = [root];
  let depth = 0;
  while (level.length > 0 && depth <= DEEPEST) {
    level = level.flatMap(elementsOf);
    depth += 1;
  }
  return depth;
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
}

function notXml(detail: string, cause?: unknown): StudioError {
  return new StudioError("localise/not-xml", "failure", `The file cannot be read as XML. ${detail}`, {
    cause,
    hint: "Export it again from the tool. Nothing was changed.",
  });
}

/** Tools choose their own prefixes. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(":") + 1);
}

export function elementsOf(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => child instanceof XmlElement);
}

export function childrenNamed(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).filter((child) => localName(child) === name);
}

/** All of that name below, in the order of the file. */
export function descendantsNamed(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).flatMap((child) => [
    ...(localName(child) === name ? [child] : []),
    ...descendantsNamed(child, name),
  ]);
}

/** Null where it is absent. */
export function attributeOf(element: XmlElement, name: string): string | null {
  return Object.hasOwn(element.attributes, name) ? (element.attributes[name] ?? null) : null;
}

export function isTextNode(node: XmlNode): node is XmlText {
  return node instanceof XmlText;
}

/** An element to be written; text stands as a string. Attributes that are undefined are left out. */
export interface Tree {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly children?: readonly (Tree | string)[];
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly (Tree | string)[] = [],
): Tree {
  return { name, attributes, children };
}

/** UTF-8. Elements that hold text are written as they are; the others are indented. */
export function writeXml(root: Tree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "", false)}\n`;
}

/** White space inside text means something: an element that may hold text is never broken into lines. */
const TEXTUAL = new Set(["source", "target", "seg"]);

function written({ name, attributes = {}, children = [] }: Tree, indent: string, inText: boolean): string {
  const shown = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const open = `${inText ? "" : indent}<${name}${shown.join("")}`;
  if (children.length === 0) return `${open}/>`;
  const mixed = inText || TEXTUAL.has(name) || children.some((child) => typeof child === "string");
  if (mixed) {
    const inner = children.map((child) => (typeof child === "string" ? escaped(child) : written(child, "", true)));
    return `${open}>${inner.join("")}</${name}>`;
  }
  const inner = children.map((child) => (typeof child === "string" ? "" : written(child, `${indent}  `, false)));
  return `${open}>\n${inner.join("\n")}\n${indent}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** XML 1.0 has no way to write these, not even as a reference. */
export function isXmlText(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code === 0x9 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code > 0xffff;
}
