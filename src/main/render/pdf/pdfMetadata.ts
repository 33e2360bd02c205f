import { RECORD_CLOSE, RECORD_NAMESPACE, RECORD_OPEN } from "../../../shared/approve/fileRecord.ts";
import type { OutputProfile } from "../profile/outputProfile.ts";
import type { PdfDocument, PdfIdentity } from "./pdfDocument.ts";

/** Identity and colour → XMP packet (ISO 16684-1) and output intent in the catalogue (ISO 15930-7, ISO 19005-2). */

/** PDF/X-4 for the given printing condition. */
export function writeMetadata(document: PdfDocument, identity: PdfIdentity, profile: OutputProfile): void {
  const { inside } = document;
  writeXmp(document, xmpPacket(identity));
  const destination = document.addStream({ N: 4, Alternate: "DeviceCMYK", Filter: "FlateDecode" }, profile.deflated);
  const intent = inside.ref({
    Type: "OutputIntent",
    S: "GTS_PDFX",
    OutputConditionIdentifier: literal(profile.identifier),
    OutputCondition: literal(profile.condition),
    ...(profile.registry === null ? {} : { RegistryName: literal(profile.registry) }),
    Info: literal(profile.info),
    DestOutputProfile: destination,
  });
  intent.end();
  inside._root.data.OutputIntents = [intent];
}

/** PDF/UA-1 and PDF/A-2b in sRGB. @param profile of sRGB as a Flate stream. */
export function writeScreenMetadata(document: PdfDocument, identity: PdfIdentity, profile: Uint8Array): void {
  const { inside } = document;
  writeXmp(document, packet(identity, "", [ACCESSIBLE, ARCHIVABLE, DESCRIBED]));
  const destination = document.addStream({ N: 3, Alternate: "DeviceRGB", Filter: "FlateDecode" }, profile);
  const intent = inside.ref({
    Type: "OutputIntent",
    S: "GTS_PDFA1",
    OutputConditionIdentifier: literal("sRGB IEC61966-2.1"),
    RegistryName: literal("http://www.color.org"),
    Info: literal("sRGB IEC61966-2.1"),
    DestOutputProfile: destination,
  });
  intent.end();
  inside._root.data.OutputIntents = [intent];
}

function writeXmp(document: PdfDocument, text: string): void {
  const xmp = document.inside.ref({ Type: "Metadata", Subtype: "XML" });
  // Plain, so that programs which do not read PDF find it.
  xmp.compress = false;
  xmp.end(new TextEncoder().encode(text));
  document.inside._root.data.Metadata = xmp;
}

const part = (namespaces: string, body: string) =>
  `<rdf:Description rdf:about="" ${namespaces}>${body}</rdf:Description>`;

const PRINTABLE = part(
  'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"',
  "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
);
const ACCESSIBLE = part('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"', "<pdfuaid:part>1</pdfuaid:part>");
const ARCHIVABLE = part(
  'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"',
  "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
);
/** PDF/A knows no properties of PDF/UA nor of ours unless the file describes them (ISO 19005-2, 6.6.2.3.3). */
const DESCRIBED = part(
  'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"' +
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"',
  `<pdfaExtension:schemas><rdf:Bag>${describe({
    schema: "PDF/UA Universal Accessibility Schema",
    namespace: "http://www.aiim.org/pdfua/ns/id/",
    prefix: "pdfuaid",
    property: ["part", "Integer", "Part of ISO 14289 that the file follows"],
  })}${describe({
    schema: "Manara record of approval",
    namespace: RECORD_NAMESPACE,
    prefix: "manara",
    property: ["record", "Text", "Who approved the pages, and the digest of the file without this text, in Base64"],
  })}</rdf:Bag></pdfaExtension:schemas>`,
);

interface Described {
  readonly schema: string;
  readonly namespace: string;
  readonly prefix: string;
  readonly property: readonly [name: string, type: string, meaning: string];
}

function describe({ schema, namespace, prefix, property: [name, type, meaning] }: Described): string {
  return (
    `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${schema}</pdfaSchema:schema>` +
    `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>` +
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
    `<pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType>` +
    "<pdfaProperty:category>internal</pdfaProperty:category>" +
    `<pdfaProperty:description>${meaning}</pdfaProperty:description>` +
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
  );
}

/** Blank: the record goes there when the file's digest is known. */
function roomForRecord({ record }: PdfIdentity): string[] {
  if (record === undefined) return [];
  return [part(`xmlns:manara="${RECORD_NAMESPACE}"`, `${RECORD_OPEN}${" ".repeat(record)}${RECORD_CLOSE}`)];
}

function xmpPacket(identity: PdfIdentity): string {
  return packet(identity, "<pdf:Trapped>False</pdf:Trapped>", [PRINTABLE]);
}

function packet(identity: PdfIdentity, trapped: string, claims: readonly string[]): string {
  const date = identity.date.toISOString().replace(/\.\d+Z$/, "Z");
  const engine = escapeXml(identity.engine);
  const id = uuid(identity.documentId);
  const parts = [
    part(
      'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
      `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>` +
        `<xmp:MetadataDate>${date}</xmp:MetadataDate><xmp:CreatorTool>${engine}</xmp:CreatorTool>`,
    ),
    part(
      'xmlns:dc="http://purl.org/dc/elements/1.1/"',
      "<dc:format>application/pdf</dc:format>" +
        `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(identity.title)}</rdf:li></rdf:Alt></dc:title>` +
        `<dc:language><rdf:Bag><rdf:li>${escapeXml(identity.language)}</rdf:li></rdf:Bag></dc:language>`,
    ),
    part('xmlns:pdf="http://ns.adobe.com/pdf/1.3/"', `<pdf:Producer>${engine}</pdf:Producer>${trapped}`),
    part(
      'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"',
      `<xmpMM:DocumentID>${id}</xmpMM:DocumentID><xmpMM:InstanceID>${id}</xmpMM:InstanceID>` +
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
    ),
    ...claims,
    ...roomForRecord(identity),
  ];
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n' +
    `${parts.join("\n")}\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>`
  );
}

/** RFC 9562 version 8: a UUID of our own making, here out of the content's digest. */
function uuid(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString("hex");
  return `uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** pdfkit tells strings from names by their type. */
function literal(text: string): object {
  return Object(text) as object;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
