import { readFileSync } from "node:fs";
import { PDFDocument } from "@cantoo/pdf-lib";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { preflight } from "../../../src/main/preflight/preflight.ts";
import { parseContent } from "../../../src/main/services/document/content.ts";
import { diagnosticText, target } from "../../../src/renderer/checks/diagnosticText.ts";
import { startTexts } from "../../../src/renderer/i18n/texts.ts";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import { StudioError } from "../../../src/shared/base/errors.ts";
import { diagnostic as wireDiagnostic } from "../../../src/shared/contract/wire.ts";
import { checkConsents } from "../../../src/shared/document/checkConsents.ts";
import { createDocument } from "../../../src/shared/document/createDocument.ts";
import { packChanges } from "../../../src/shared/document/packChanges.ts";
import { parseDocument } from "../../../src/shared/document/parseDocument.ts";
import { checkContent } from "../../../src/shared/localise/checks/checkContent.ts";
import { parsePack } from "../../../src/shared/pack/parse/parsePack.ts";
import { composePages } from "../../../src/shared/typeset/composePages.ts";
import { createTypesetter } from "../../../src/shared/typeset/text/typesetter.ts";
import { fill, fonts, pack, packFiles, plainContent, samples } from "../../fixtures/safeMigration.ts";

/** Diagnostics of real checks on spoilt content → words without gaps in every language, and places that lead somewhere. */

const LANGUAGES = ["en", "vi", "ar"] as const;
const TODAY = "2031-07-01";
const POSTER = "poster-fake-job-signs";
const SCHEMAS = [
  ...["packSchema", "dataSchema", "templateSchema"].map((name) => `src/shared/pack/file/${name}.ts`),
  "src/shared/document/documentSchema.ts",
];
const CHARACTERS = /[\u202c\u202d\u2066-\u2069]/g;

/** Each breaks several rules; together they stand in every slot of every sample. */
const SPOILT: Readonly<Record<string, string>> = {
  en: `Illegal migrants! Call 0123 456 789 now. {{date}} Monday, 31 February 2031. 40% of people go to http://bit.ly/x?utm_source=a in ${"very ".repeat(30)}long sentences.`,
  vi: `Nguoi nhap cu bat hop phap goi ngay so nay. tieengs vieejt 40% người gọi 0123 456 789. Thứ hai, 31/2/2031 ${"rất ".repeat(40)}dài.`,
  ar: `مهاجر غير شرعي اتصل بالرقم 0123456789 الآن, ١٢ 34 عـــمل 40% من الناس ${"كلمة ".repeat(30)}.`,
};

function spoiltContent(): Diagnostic[] {
  return samples.flatMap(({ template, family, tag }) => {
    const text = SPOILT[tag.slice(0, 2)] ?? "";
    const content = Object.fromEntries(
      Object.entries(plainContent(template.id, tag)).map(([slot, value]) => [
        slot,
        typeof value === "string" ? text : [...value, text, text, text, text],
      ]),
    );
    const { localised } = fill(template.id, tag, content);
    const pictures = {
      picture: { digest: "0", width: 10, height: 10, focus: { x: 0, y: 0 }, alt: "" },
      nowhere: { digest: "0", width: 10, height: 10, focus: { x: 0, y: 0 }, alt: "xiềng xích" },
    };
    const context = { pack, family, templates: [template], today: TODAY };
    return [
      ...checkContent({ ...localised, pictures }, context),
      ...checkContent({ ...localised, slots: {} }, context),
    ];
  });
}

function spoiltPages(): Diagnostic[] {
  const typesetter = createTypesetter(fonts, pack.families);
  return ["vi-VN", "ar-EG"].flatMap((tag) => {
    const content = Object.fromEntries(Object.keys(plainContent(POSTER, tag)).map((slot) => [slot, "Ω漢".repeat(90)]));
    const { localised, template } = fill(POSTER, tag, content);
    return composePages({ localised, template, pack, typesetter, fonts }).diagnostics;
  });
}

interface SpoiltCampaign {
  readonly editions: readonly object[];
  readonly content: readonly { readonly templates: readonly string[] }[];
  readonly palette: object;
  readonly families: object;
}

/** Each inside an SVG of its own. */
const DRAWINGS = [
  "<text/>",
  '<rect fill="#123456" width="1" height="1"/>',
  '<rect fill="red" width="1" height="1"/>',
  '<rect fill="url(#gone)" width="1" height="1"/>',
  '<rect blur="1" width="1" height="1"/>',
  '<rect opacity="2" width="1" height="1"/>',
  '<rect transform="turn" width="1" height="1"/>',
  '<use href="#gone"/>',
  '<g id="a"><use href="#a"/></g>',
  '<g id="b"/><g id="b"/>',
  '<path d="M 0"/>',
  "<script/><",
];

function spoiltPack(): Diagnostic[] {
  const changes: [string, string][] = [
    ["pack.json", "{"],
    ["pack.json", JSON.stringify({ version: 1, id: 7, odd: true })],
    [`templates/${POSTER}.json`, `${new TextDecoder().decode(packFiles.get(`templates/${POSTER}.json`))},`],
    ["templates/spare.json", "{}"],
  ];
  const campaign = JSON.parse(new TextDecoder().decode(packFiles.get("pack.json"))) as SpoiltCampaign;
  const [edition, ...editions] = campaign.editions;
  const [group, ...groups] = campaign.content;
  const spoilt = {
    ...campaign,
    black: "blakc",
    editions: [{ ...edition, direction: "rtl" }, ...editions, edition],
    content: [{ ...group, templates: [...(group?.templates ?? []), "gone"] }, ...groups, group],
    palette: {
      ...campaign.palette,
      one: { rgb: "#ffffff", cmyk: [100, 100, 100, 100] },
      two: { rgb: "#ffffff", cmyk: [100, 95, 95, 0] },
    },
    families: { ...campaign.families, Gone: { weights: { 400: "fonts/gone.ttf" }, fallback: ["Nobody"] } },
  };
  changes.push(["pack.json", JSON.stringify(spoilt)]);
  const drawing = [...packFiles.keys()].find((path) => path.endsWith(".svg")) ?? "";
  changes.push(...DRAWINGS.map((inside): [string, string] => [drawing, `<svg viewBox="0 0 9 9">${inside}</svg>`]));
  return changes.flatMap(([file, text]) => [
    ...parsePack(new Map([...packFiles, [file, utf8ToBytes(text)]])).diagnostics,
  ]);
}

/** Files that are not as their schema wants them. */
function spoiltFiles(): Diagnostic[] {
  const contents = [[], { editions: 7 }, { editions: { "vi-VN": { headline: 7 } } }, { odd: true }];
  const whole = createDocument(pack, POSTER, { id: "a", at: "2026-01-01T00:00:00Z", engine: "test" });
  const documents = [
    { ...whole, title: 7, odd: true },
    { ...whole, id: "A", title: "", templates: "none" },
    { ...whole, editions: { vietnamese: { slots: {} } } },
    { ...whole, title: "x".repeat(10_000), pack: { ...whole.pack, digest: "0" } },
    { ...whole, history: [{ at: "yesterday", what: "dreamt" }] },
  ];
  return [
    ...contents.flatMap((one) => found(() => parseContent(utf8ToBytes(JSON.stringify(one)), "content.json"))),
    ...documents.flatMap((one) => found(() => parseDocument(one))),
    ...parsePack(new Map([...packFiles, ["pack.json", utf8ToBytes('{"version":99}')]])).diagnostics,
    ...parsePack(new Map([...packFiles, ["pack.json", utf8ToBytes("{}")]])).diagnostics,
  ];
}

function found(parse: () => unknown): readonly Diagnostic[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof StudioError) return error.diagnostics;
  }
  throw new Error("the file was taken as it is");
}

async function emptyPdf(): Promise<readonly Diagnostic[]> {
  const pdf = await PDFDocument.create();
  pdf.addPage([300, 300]);
  pdf.addPage([300, 400]);
  const expected = { pages: 3, trimMm: [100, 100] as const, helplines: [{ page: 1, display: "111" }] };
  return (await preflight(await pdf.save(), expected)).diagnostics;
}

const document = createDocument(pack, POSTER, { id: "sample", at: "2026-01-01T00:00:00Z", engine: "test" });
const consent = { person: "An", date: "2025-01-01", uses: "all", expires: "2026-01-01", withdraw: "an@example.org" };
const digest = "0".repeat(64);
const FOUND: readonly Diagnostic[] = [
  ...spoiltContent(),
  ...spoiltPages(),
  ...spoiltPack(),
  ...spoiltFiles(),
  ...(await emptyPdf()),
  ...packChanges({ ...document, pack: { ...document.pack, digest } }, pack),
  ...checkConsents(
    {
      ...document,
      placements: { picture: { digest, focus: { x: 0, y: 0 }, alt: {} } },
      pictures: { [digest]: { name: "a.jpg", type: "image/jpeg", width: 9, height: 9, consent } },
    },
    TODAY,
  ),
];
const TEXTS = Object.fromEntries(
  await Promise.all(LANGUAGES.map(async (one) => [one, await startTexts(one)] as const)),
);

function words(diagnostic: Diagnostic, language: (typeof LANGUAGES)[number]) {
  const texts = TEXTS[language];
  if (texts === undefined) throw new Error(`no texts in ${language}`);
  return diagnosticText(texts, diagnostic, pack, language);
}

describe("words of diagnostics", () => {
  it("are tried on many kinds of problems", () => {
    expect(new Set(FOUND.map(({ code, values }) => `${code} ${values?.case}`)).size).toBeGreaterThan(70);
  });

  it.each(LANGUAGES)("have no gaps in %s", (language) => {
    const wrong = FOUND.flatMap((one) => {
      const said = words(one, language);
      const whole = [said.title, said.message, said.hint];
      return whole.some((part) => /\{\{(?!date)|undefined|\u2068\u2069/.test(part) || part === "")
        ? [{ one, said }]
        : [];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  /** Names that English says otherwise in the window than on the command line. */
  const renamed = (one: Diagnostic) =>
    ["title", "edition", "country", "name", "template", "pack", "fact"].some(
      (name) => one.values?.[name] !== undefined,
    ) ||
    ["pack/duplicate-id", "pack/encoding", "localise/missing-picture", "document/wrong-json"].includes(one.code) ||
    // The command line has no plural forms.
    one.values?.count === 1;

  it("say in English what the command line says", () => {
    const wrong = FOUND.filter((one) => !renamed(one)).flatMap((one) => {
      const { message } = words(one, "en");
      const plain = (text: string) => text.replace(CHARACTERS, "").replace(/"/g, "");
      return plain(message) === plain(one.message) ? [] : [[one.code, one.values?.case, one.message, message]];
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each(["vi", "ar"] as const)("are never left in English in %s", (language) => {
    const english = FOUND.filter((one) => {
      const mine = words(one, language);
      return mine.title === words(one, "en").title || mine.title === one.message || mine.hint === one.hint;
    });
    // Hints that are only what a rule of wording says have no other language.
    const known = (one: Diagnostic) => one.values?.known === "";
    expect(
      english
        .filter((one) => !known(one))
        .map(({ code, hint }) => [code, hint])
        .slice(0, 5),
    ).toEqual([]);
  });

  it.each(LANGUAGES)("have what each schema wants in %s", (language) => {
    const wishes = [
      ...SCHEMAS.map((path) => readFileSync(path, "utf8"))
        .join("")
        .matchAll(/(?:regex|refine)\((?:.*?), "([a-z][^"]+)"\)/g),
    ].map(([, wish = ""]) => wish);
    expect(new Set(wishes).size).toBeGreaterThan(12);
    const said = (detail: string) =>
      words(
        {
          code: "pack/schema",
          severity: "error",
          place: "",
          message: "",
          hint: "",
          values: { case: "other", key: "a", detail },
        },
        language,
      ).hint.replace(CHARACTERS, "");
    expect(wishes.filter((wish) => said(wish) === wish)).toEqual([]);
  });

  it("count in all forms of Arabic", () => {
    const counted = (count: number) =>
      words(
        {
          code: "preflight/ink",
          severity: "error",
          place: "file",
          message: "",
          hint: "",
          values: { case: "more", count },
        },
        "ar",
      ).message;
    expect(new Set([0, 1, 2, 3, 11, 100].map(counted)).size).toBe(6);
  });

  it("keep what was written in one piece, and read no instruction out of it", () => {
    const told = (found: string): Diagnostic => ({
      code: "localise/C07",
      severity: "error",
      place: "",
      message: "",
      hint: "",
      values: { found },
    });
    expect(words(told("Don't go"), "ar").message).toContain("\u2068Don't go\u2069");
    expect(words(told("$t(places.file) {{count}}"), "en").message).toContain("$t(places.file) {{count}}");
  });

  it("say rules of the pack with the pack's own remedy", () => {
    const told = FOUND.find(({ code }) => code === "localise/C05");
    const rule = pack.contentRules.find(({ id }) => id === "C05");
    expect(told && words(told, "vi").hint).toBe(rule?.message.vi);
    expect(rule?.message.vi).toBeDefined();
  });
});

describe("places of diagnostics", () => {
  it("are said with the titles of the pack", () => {
    const told = FOUND.find(({ code, edition }) => code === "typeset/overflow" && edition === "vi-VN");
    const place = told === undefined ? "" : words(told, "vi").place.replace(CHARACTERS, "");
    expect(place).toContain(pack.templates.find(({ id }) => id === POSTER)?.title.vi);
  });

  it("lead to a frame that is there", () => {
    const told = FOUND.filter(({ code }) => code.startsWith("typeset/"));
    expect(told.length).toBeGreaterThan(0);
    for (const one of told) {
      const to = target(one, pack, document);
      const page = pack.templates.find(({ id }) => id === to?.template)?.pages[to?.page ?? -1];
      expect(page?.id).toBe(one.at?.page);
      if (one.at?.frame !== undefined) expect(page?.frames.map(({ id }) => id)).toContain(to?.frame);
    }
  });

  it("lead nowhere where a template or a slot is not there", () => {
    const [one] = FOUND;
    if (one === undefined) throw new Error("nothing was found");
    expect(target({ ...one, at: { template: "gone", slot: "gone" } }, pack, document)).toBeNull();
    expect(target({ ...one, at: { slot: "headline" } }, pack, document)).toMatchObject({ slot: "headline" });
  });

  it("travel with the values to the window", () => {
    for (const one of FOUND) expect(wireDiagnostic.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });
});
