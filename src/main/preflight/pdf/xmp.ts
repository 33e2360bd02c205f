import { parseXml, type XmlElement } from "@rgrove/parse-xml";
import { damaged } from "./pdfFile.ts";

/** XMP packet → its simple properties (ISO 16684-1). */

/** `prefix:name`, with the prefixes that Adobe's specification gives the namespaces. */
export type Xmp = ReadonlyMap<string, string>;

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const PREFIXES: Readonly<Record<string, string>> = {
  "http://ns.adobe.com/xap/1.0/": "xmp",
  "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://ns.adobe.com/pdf/1.3/": "pdf",
  "http://www.npes.org/pdfx/ns/id/": "pdfxid",
};
const LARGEST = 4 * 1024 * 1024;

/** Of arrays the first item. Null when it is not sound XML. */
export function readXmp(bytes: Uint8Array): Xmp | null {
  if (bytes.length > LARGEST) throw damaged("its XMP packet is larger than 4 MB");
  const found = new Map<string, string>();
  const visit = (element: XmlElement, scope: ReadonlyMap<string, string>) => {
    const inner = new Map(scope);
    for (const [name, uri] of Object.entries(element.attributes)) {
      if (name.startsWith("xmlns:")) inner.set(name.slice(6), uri);
    }
    const uriOf = (name: string) => inner.get(name.split(":")[0] ?? "") ?? "";
    const isDescription = uriOf(element.name) === RDF && element.name.endsWith(":Description");
    if (isDescription) {
      for (const [name, value] of Object.entries(element.attributes)) keep(uriOf(name), name, value);
    }
    for (const child of element.children) {
      if (!("name" in child) || !("attributes" in child)) continue;
      const one = child as XmlElement;
      if (isDescription) {
        const scoped = new Map(inner);
        for (const [name, uri] of Object.entries(one.attributes)) {
          if (name.startsWith("xmlns:")) scoped.set(name.slice(6), uri);
        }
        keep(scoped.get(one.name.split(":")[0] ?? "") ?? "", one.name, firstText(one));
      } else visit(one, inner);
    }
  };
  const keep = (uri: string, name: string, value: string) => {
    const prefix = PREFIXES[uri];
    if (prefix !== undefined) found.set(`${prefix}:${name.split(":")[1]}`, value.trim());
  };
  try {
    // The packet's padding lies behind its last instruction.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    visit(elementOf(text), new Map());
  } catch {
    return null;
  }
  return found;
}

function elementOf(text: string): XmlElement {
  const { root } = parseXml(text.replace(/\0+$/, ""));
  if (!root) throw new Error("no root");
  return root;
}

function firstText(element: XmlElement): string {
  const item = element.children
    .flatMap((child) => ("children" in child ? (child as XmlElement).children : []))
    .find((child) => "name" in child && (child as XmlElement).name.endsWith(":li"));
  return item ? (item as XmlElement).text : element.text;
}
