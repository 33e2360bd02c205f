import { deflateSync } from "node:zlib";
import { PDFDict, type PDFObject, PDFObjectParser, PDFRawStream } from "@cantoo/pdf-lib";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { examine } from "../../../src/main/preflight/examine.ts";
import { operations } from "../../../src/main/preflight/pdf/tokens.ts";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { linesOf } from "../../../src/main/preflight/rules/linesOf.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { operate, renderGood } from "./goodPdf.ts";
import { HOSTILE, onePage, packed } from "./hostilePdfs.ts";

/** Files that are damaged, made to harm, or no PDFs: a clear answer, never a crash and never a hang. */

let good: Uint8Array;
beforeAll(async () => {
  // The library says on the console what it repairs.
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  good = await renderGood();
});

const codeOf = (pdf: Uint8Array) =>
  preflight(pdf).then(
    () => "read",
    (error: unknown) => {
      if (!(error instanceof StudioError)) throw error;
      expect(error.hint).not.toBe("");
      return error.code;
    },
  );
const ANSWER = /^read$|^preflight\/(?!stopped)/;
/** Part of the way through the file. */
const place = fc.double({ min: 0, max: 0.9999, noNaN: true });
const dictOf = (object: PDFObject) => {
  if (object instanceof PDFDict) return object;
  return object instanceof PDFRawStream ? object.dict : null;
};
const bytes = (text: string) => Buffer.from(text, "latin1");

describe("hostile files", () => {
  it.each([
    ["nothing", "", "preflight/empty"],
    ["text", "Dear printer, please find attached", "preflight/not-a-pdf"],
    ["a head alone", "%PDF-1.6\n", "preflight/damaged"],
    ["deep arrays", `%PDF-1.6\n1 0 obj\n${"[".repeat(200_000)}\nendobj\nstartxref\n9\n%%EOF`, "preflight/damaged"],
    ["no objects", "%PDF-1.6\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF", "preflight/damaged"],
  ])("%s", async (_, text, code) => {
    expect(await codeOf(bytes(text))).toBe(code);
  });

  it("refuses what is cut off, at any length", async () => {
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      expect(await codeOf(good.slice(0, Math.floor(good.length * part)))).toBe("preflight/damaged");
    }
  });

  it("refuses a shifted cross-reference table, which the library would repair", async () => {
    const text = Buffer.from(good).toString("latin1");
    expect(await codeOf(bytes(text.replace(/\n(\d{10}) 00000 n/, "\n0000000001 00000 n")))).toBe("preflight/damaged");
  });

  it("refuses encryption", async () => {
    const locked = await operate(good, (s) => {
      s.context.trailerInfo.Encrypt = s.context.obj({ Filter: "Standard", V: 1, R: 2 });
    });
    expect(await codeOf(locked)).toBe("preflight/encrypted");
  });

  it("refuses a stream that unpacks to gigabytes", async () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(400 * 1024 * 1024)));
    const broken = await operate(good, (s) => {
      const stream = s.context.stream(bomb, { Filter: ["FlateDecode", "FlateDecode"] });
      s.page.set(s.context.obj("Contents") as never, s.context.register(stream));
    });
    expect(await codeOf(broken)).toBe("preflight/too-large");
  });

  it("refuses a stream of objects that unpacks to gigabytes, before the library opens it", async () => {
    const bomb = deflateSync(Buffer.alloc(400 * 1024 * 1024)).toString("latin1");
    const head = "<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
    const pdf = `%PDF-1.6\n1 0 obj\n${head} /Length ${bomb.length} >>\nstream\n${bomb}\nendstream\nendobj\nstartxref\n9\n%%EOF`;
    expect(await codeOf(bytes(pdf))).toBe("preflight/too-large");
  });

  it.each(HOSTILE)("comes to an end with %s", async (_, make, code) => {
    expect(await codeOf(make())).toBe(code);
  });

  it("reads a sound file written by the same hand", async () => {
    const { pages, diagnostics } = await preflight(onePage(packed("0 0 0 1 k 0 0 400 400 re f"), ""));
    expect(pages).toBe(1);
    expect(diagnostics.map(({ code }) => code)).not.toContain("preflight/pages");
  });

  it("ends when soft masks, patterns and page trees lead back to themselves", async () => {
    const masks = await operate(good, (s) => {
      const state = s.context.nextRef();
      const resources = { ExtGState: { X: state } };
      const form = { Type: "XObject", Subtype: "Form", BBox: [0, 0, 9, 9], Resources: resources };
      const group = s.context.register(s.context.stream("/X gs", form));
      s.context.assign(state, s.context.obj({ SMask: { S: "Alpha", G: group } }));
      s.resource("ExtGState", "X", state);
      s.draw("/X gs");
    });
    expect(await codeOf(masks)).toBe("read");
    const tree = await operate(good, (s) => {
      const pages = s.dict(s.root, "Pages");
      const ref = s.context.getObjectRef(pages);
      if (ref) pages.set(s.context.obj("Kids") as never, s.context.obj([ref]));
    }).catch(() => null);
    if (tree) expect(await codeOf(tree)).toBe("preflight/damaged");
  });

  it("answers whatever bytes are changed", async () => {
    const change = fc.record({ at: place, byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const broken = Uint8Array.from(good);
        for (const { at, byte } of changes) broken[Math.floor(at * broken.length)] = byte;
        await codeOf(broken);
        await examine(broken, {})
          .then(({ pages }) => linesOf(pages))
          .catch((error: unknown) => expect(error).toBeInstanceOf(StudioError));
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it("answers whatever is cut out, doubled or put in", async () => {
    const change = fc.record({ at: place, cut: fc.nat(40), from: place, length: fc.nat(400) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let broken = Buffer.from(good);
        for (const { at, cut, from, length } of changes) {
          const start = Math.floor(at * broken.length);
          const source = Math.floor(from * broken.length);
          broken = Buffer.concat([
            broken.subarray(0, start),
            broken.subarray(source, source + length),
            broken.subarray(start + cut),
          ]);
        }
        expect(await codeOf(broken)).toMatch(ANSWER);
      }),
      { numRuns: 80, seed: 12 },
    );
  });

  it("answers whatever any entry of any object becomes", async () => {
    const value = fc.oneof(
      fc.constantFrom(
        "/DeviceN",
        "/Pattern",
        "/FlateDecode",
        "/Type0",
        "null",
        "true",
        "[]",
        "<<>>",
        "(text)",
        "<fe>",
        "-1",
      ),
      fc.integer({ min: -9, max: 99 }).map((number) => `${number} 0 R`),
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((number) => number.toFixed(3)),
      fc.constantFrom("[/DeviceN [/A /B] /DeviceCMYK 1 0 R]", "[0 0 0 0]", "<< /FunctionType 2 /C1 [9] >>"),
    );
    const change = fc.record({ object: fc.nat(), entry: fc.nat(), value });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const broken = await operate(good, (s) => {
          const dicts = s.context.enumerateIndirectObjects().flatMap(([, object]) => dictOf(object) ?? []);
          for (const one of changes) {
            const dict = dicts[one.object % dicts.length];
            const key = dict?.keys()[one.entry % (dict.keys().length || 1)];
            if (key) dict?.set(key, PDFObjectParser.forBytes(Buffer.from(one.value), s.context).parseObject());
          }
        });
        expect(await codeOf(broken)).toMatch(ANSWER);
      }),
      { numRuns: 200, seed: 13 },
    );
  });

  it("answers whatever the page's operators are", async () => {
    const word = fc.oneof(
      fc.constantFrom(
        ..."q Q cm w gs m l c v y h re f S B n W rg k cs scn sh Do BT ET Tf Td Tm Tj TJ ' BDC EMC BI ID EI".split(" "),
      ),
      fc.constantFrom(
        "/F1",
        "/E0",
        "/P0",
        "/Pattern",
        "<00>",
        "<0001>",
        "(a\\",
        "[",
        "]",
        "<<",
        ">>",
        "1e9",
        "-.5",
        "99999999999",
      ),
      fc.integer({ min: -999, max: 999 }).map(String),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 80 }), async (words) => {
        expect(
          await codeOf(await operate(good, (s) => s.rewrite((content) => `${content}\n${words.join(" ")}`))),
        ).toMatch(ANSWER);
      }),
      { numRuns: 60, seed: 14 },
    );
  });

  it("reads tokens of any bytes to the end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (data) => {
        expect([...operations(data)].length).toBeLessThanOrEqual(data.length);
      }),
      { seed: 15 },
    );
  });
});
