import { deflateSync } from "node:zlib";

/** Small files that ask for much: written by hand, object by object, with a sound cross-reference table. */

export type PdfObject = string | { readonly dict: string; readonly data: Uint8Array };

const ascii = (text: string) => Buffer.from(text, "latin1");

/** Object 1 is the catalogue. */
function writePdf(objects: readonly PdfObject[]): Uint8Array {
  const parts: Uint8Array[] = [ascii("%PDF-1.6\n")];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, at) => {
    places.push(length);
    if (typeof object === "string") put(ascii(`${at + 1} 0 obj\n${object}\nendobj\n`));
    else {
      put(ascii(`${at + 1} 0 obj\n<< ${object.dict} /Length ${object.data.length} >>\nstream\n`));
      put(object.data);
      put(ascii("\nendstream\nendobj\n"));
    }
  });
  const start = length;
  const lines = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  put(ascii(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`));
  put(ascii(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

export const packed = (content: string | Uint8Array, dict = ""): PdfObject => ({
  dict: `/Filter /FlateDecode ${dict}`,
  data: deflateSync(typeof content === "string" ? ascii(content) : content),
});

/** One page with this content. Objects 5 and up are yours. */
export function onePage(content: PdfObject, resources: string, ...more: readonly PdfObject[]): Uint8Array {
  return writePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << ${resources} >> >>`,
    content,
    ...more,
  ]);
}

const form = (content: string, resources = "") =>
  packed(content, `/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Resources << ${resources} >>`);

const FONT = (widths: string, toUnicode: string) =>
  [
    `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+X /Encoding /Identity-H /DescendantFonts [6 0 R] ${toUnicode} >>`,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+X /W [${widths}] >>`,
  ] as const;

function pagesIn(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, at) => `${at + 3} 0 R`).join(" ");
  const page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] >>";
  return writePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`,
    ...Array.from({ length: count }, () => page),
  ]);
}

const layers = (depth: number, each: number) =>
  Array.from({ length: depth }, (_, at) =>
    at === depth - 1 ? form("0 0 9 9 re f\n") : form("/F Do\n".repeat(each), `/XObject << /F ${at + 6} 0 R >>`),
  );

/** What it is, the file, and the codes that are right. */
export const HOSTILE: readonly (readonly [string, () => Uint8Array, string])[] = [
  [
    "a form that draws itself",
    () => onePage(packed("/F Do"), "/XObject << /F 5 0 R >>", form("/F Do ".repeat(50), "/XObject << /F 5 0 R >>")),
    "preflight/too-complex",
  ],
  [
    "ten layers of forms, each drawn ten times",
    () => onePage(packed("/F Do"), "/XObject << /F 5 0 R >>", ...layers(10, 10)),
    "preflight/too-complex",
  ],
  ["thirty million operators", () => onePage(packed(Buffer.alloc(60_000_000, "q ")), ""), "preflight/too-complex"],
  ["a path of endless corners", () => onePage(packed(Buffer.alloc(60_000_000, "1 1 l ")), ""), "preflight/too-complex"],
  ["endless marks", () => onePage(packed(Buffer.alloc(60_000_000, "0 0 9 9 re f ")), ""), "preflight/too-complex"],
  [
    "endless letters",
    () =>
      onePage(
        packed(`BT /F 1 Tf ${"(abcdefghijklmnop) Tj ".repeat(1_000_000)} ET`),
        "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
      ),
    "preflight/too-complex",
  ],
  [
    "one string of 100 MB",
    () => onePage(packed(Buffer.concat([Buffer.from("("), Buffer.alloc(100_000_000, "a"), Buffer.from(") Tj")])), ""),
    "preflight/too-complex",
  ],
  ["arrays in arrays in the content", () => onePage(packed("[".repeat(1_000_000)), ""), "read"],
  [
    "content that unpacks to 300 MB",
    () =>
      onePage(
        { dict: "/Filter [/FlateDecode /FlateDecode]", data: deflateSync(deflateSync(Buffer.alloc(300_000_000))) },
        "",
      ),
    "preflight/too-large",
  ],
  [
    "the same 30 MB on many pages",
    () =>
      writePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        `<< /Type /Pages /Count 99 /Kids [${Array.from({ length: 99 }, (_, at) => `${at + 4} 0 R`).join(" ")}] /MediaBox [0 0 9 9] >>`,
        packed(Buffer.alloc(30_000_000, " ")),
        ...Array.from({ length: 99 }, () => "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>"),
      ]),
    "preflight/too-complex",
  ],
  [
    "a predictor over 100 MB",
    () => onePage(packed(Buffer.alloc(100_000_000), "/DecodeParms << /Predictor 15 /Columns 4 >>"), ""),
    "preflight/too-complex",
  ],
  [
    "widths for 65,536 codes, a hundred thousand times",
    () =>
      onePage(packed("BT /F 9 Tf <0001> Tj ET"), "/Font << /F 5 0 R >>", ...FONT("0 65535 500 ".repeat(100_000), "")),
    "preflight/too-complex",
  ],
  [
    "letters for 65,536 codes, a hundred thousand times",
    () =>
      onePage(
        packed("BT /F 9 Tf <0001> Tj ET"),
        "/Font << /F 5 0 R >>",
        ...FONT("", "/ToUnicode 7 0 R"),
        packed("1 beginbfrange <0000> <fffe> <0041> endbfrange\n".repeat(100_000)),
      ),
    "preflight/too-complex",
  ],
  ["a hundred thousand pages", () => pagesIn(100_000), "preflight/too-large"],
  [
    "a tree of pages that leads back to itself",
    () => writePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "preflight/damaged",
  ],
  [
    "a tree of pages a thousand deep",
    () =>
      writePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        ...Array.from({ length: 1000 }, (_, at) => `<< /Type /Pages /Kids [${at + 3} 0 R] /Count 1 >>`),
        "<< /Type /Page /MediaBox [0 0 9 9] >>",
      ]),
    "preflight/damaged",
  ],
  ["objects nested 100,000 deep", () => onePage(packed(""), "", "[".repeat(100_000) + "]".repeat(100_000)), "read"],
  [
    "dictionaries nested 5,000 deep",
    () => onePage(packed(""), "", `${"<</A ".repeat(5_000)}1${">>".repeat(5_000)}`),
    "read",
  ],
  ["references that lead round", () => onePage(packed(""), "", "6 0 R", "5 0 R"), "read"],
  [
    "half a million objects",
    () => writePdf(["<< /Type /Catalog >>", ...Array<string>(500_000).fill("1")]),
    "preflight/too-complex",
  ],
  [
    "a dictionary of 300,000 entries",
    () => onePage(packed(""), "", `<< ${Array.from({ length: 300_000 }, (_, at) => `/K${at} 1`).join(" ")} >>`),
    "read",
  ],
  [
    "a colour space of 200,000 inks on 500 pages",
    () =>
      writePdf([
        "<< /Type /Catalog /Pages 2 0 R >>",
        `<< /Type /Pages /Count 500 /Kids [${Array.from({ length: 500 }, (_, at) => `${at + 5} 0 R`).join(" ")}] /MediaBox [0 0 9 9] /Resources << /ColorSpace << /C 4 0 R >> >> >>`,
        packed("/C cs 0 0 9 9 re f"),
        `[/DeviceN [${Array.from({ length: 200_000 }, (_, at) => `/I${at}`).join(" ")}] /DeviceCMYK << /FunctionType 4 >>]`,
        ...Array.from({ length: 500 }, () => "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>"),
      ]),
    "read",
  ],
];
