import type { OutputProfile } from "./outputProfile.ts";
import type { PdfDocument, PdfIdentity } from "./pdfDocument.ts";

/** Identity and printing condition → XMP packet (ISO 16684-1) and output intent in the catalogue (ISO 15930-7). */

export function writeMetadata(document: PdfDocument, identity: PdfIdentity, profile: OutputProfile): void {
  const { inside } = document;
  const xmp = inside.ref({ Type: "Metadata", Subtype: "XML" });
  // Plain, so that programs which do not read PDF find it.
  xmp.compress = false;
  xmp.end(new TextEncoder().encode(xmpPacket(identity)));
  inside._root.data.Metadata = xmp;

  const destination = document.addStream({ N: 4, Alternate: "DeviceCMYK", Filter: "FlateDecode" }, profile.deflated);
  const intent = inside.ref({
    Type: "OutputIntent",
    S: "GTS_PDFX",
    OutputConditionIdentifier: literal(profile.identifier),
    OutputCondition: literal(profile.condition),
    RegistryName: literal("http://www.color.org"),
    Info: literal(profile.info),
    DestOutputProfile: destination,
  });
  intent.end();
  inside._root.data.OutputIntents = [intent];
}

export function xmpPacket(identity: PdfIdentity): string {
  const date = identity.date.toISOString().replace(/\.\d+Z$/, "Z");
  const engine = escapeXml(identity.engine);
  const id = uuid(identity.documentId);
  const part = (namespaces: string, body: string) =>
    `<rdf:Description rdf:about="" ${namespaces}>${body}</rdf:Description>`;
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
    part(
      'xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
      `<pdf:Producer>${engine}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>`,
    ),
    part(
      'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"',
      `<xmpMM:DocumentID>${id}</xmpMM:DocumentID><xmpMM:InstanceID>${id}</xmpMM:InstanceID>` +
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
    ),
    part('xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"', "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"),
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
