import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/shared/base/diagnostics.ts";
import { digestBytes, digestValue } from "../../../src/shared/base/digest.ts";
import { PACK_VERSION } from "../../../src/shared/pack/packSchema.ts";
import { PACK_MIGRATIONS } from "../../../src/shared/pack/packVersions.ts";
import { parsePack } from "../../../src/shared/pack/parsePack.ts";
import { pack, packFiles } from "../../fixtures/safeMigration.ts";

type Json = { [key: string]: Json } & Json[] & string & number;

const POSTER = "templates/poster-fake-job-signs.json";
const text = (file: string) => new TextDecoder().decode(packFiles.get(file));

/** The real pack with one file changed as JSON, as bytes, or removed. */
function changed(file: string, edit: ((value: Json) => unknown) | string | Uint8Array | null): Map<string, Uint8Array> {
  const files = new Map(packFiles);
  if (edit === null) files.delete(file);
  else if (typeof edit === "string") files.set(file, utf8ToBytes(edit));
  else if (edit instanceof Uint8Array) files.set(file, edit);
  else {
    const value = JSON.parse(text(file)) as Json;
    edit(value);
    files.set(file, utf8ToBytes(JSON.stringify(value)));
  }
  return files;
}

function errors(files: ReadonlyMap<string, Uint8Array>): readonly Diagnostic[] {
  const result = parsePack(files);
  const found = result.diagnostics.filter((one) => one.severity === "error");
  expect(result.pack === null).toBe(found.length > 0);
  for (const one of result.diagnostics)
    expect(one.code.startsWith("pack/") && one.place && one.message && one.hint, JSON.stringify(one)).toBeTruthy();
  return found;
}

/** Place of the first text block of the poster, and the block itself. */
function firstBlock(template: Json): { block: Json; place: string } {
  for (const [page, { frames }] of (template["pages"] as unknown as { frames: Json[] }[]).entries()) {
    for (const [frame, value] of frames.entries()) {
      const block = value["blocks"]?.[0];
      if (block) return { block, place: `pages › ${page} › frames › ${frame} › blocks › 0` };
    }
  }
  throw new Error("no text block");
}
const PLACE = firstBlock(JSON.parse(text(POSTER)) as Json).place;

describe("the pack that is built in", () => {
  it("has no error, and every length is in points", () => {
    expect(errors(packFiles)).toEqual([]);
    const poster = pack.templates.find((template) => template.id === "poster-fake-job-signs");
    expect(poster?.width).toBeCloseTo((297 / 25.4) * 72, 9);
    expect(poster?.bleed).toBeCloseTo((3 / 25.4) * 72, 9);
    const post = pack.templates.find((template) => template.id === "post-5-questions");
    expect([post?.width, post?.height]).toEqual([810, 810]);
    expect(post?.pixels).toEqual({ width: 1080, height: 1080 });
  });

  it("keeps type sizes in points on paper and turns pixels into points on screens", () => {
    for (const [id, scale] of [
      ["poster-fake-job-signs", 1],
      ["post-5-questions", 0.75],
    ] as const) {
      const { block } = firstBlock(JSON.parse(text(`templates/${id}.json`)) as Json);
      const frames = pack.templates.find((template) => template.id === id)?.pages.flatMap((page) => page.frames) ?? [];
      const placed = frames.flatMap((frame) => ("blocks" in frame ? frame.blocks : []))[0];
      expect(placed?.size[0]).toBeCloseTo((block["size"]?.[0] ?? 0) * scale, 9);
    }
  });

  it("puts frames of a panel where the panel lies", () => {
    const trifold = pack.templates.find((template) => template.id === "trifold-safe-migration");
    for (const page of trifold?.pages ?? []) {
      const last = page.panels.at(-1);
      expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(trifold?.width ?? 0, 6);
      for (const frame of page.frames) {
        const panel = page.panels.find((one) => one.id === frame.panel);
        if (panel && (frame.kind === "text" || frame.kind === "helpline"))
          expect(frame.at.x).toBeGreaterThanOrEqual(panel.x - 0.01);
      }
    }
  });

  it("has a digest over all its files, whatever their order", () => {
    const pairs = [...packFiles].map(([path, bytes]) => [path, digestBytes(bytes)]).sort();
    expect(pack.digest).toBe(digestValue(pairs));
    expect(parsePack(new Map([...packFiles].reverse())).pack?.digest).toBe(pack.digest);
    expect(parsePack(changed("data/facts.json", `${text("data/facts.json")} `)).pack?.digest).not.toBe(pack.digest);
  });
});

describe("files that cannot be read", () => {
  it.each([
    ["no pack.json", changed("pack.json", null), "pack/missing-file", "pack.json"],
    ["no JSON", changed("pack.json", '{\n  "version": 1,\n  "id" "x"\n}'), "pack/json", "pack.json › line 3, column 8"],
    [
      "half a JSON",
      changed("data/facts.json", '{"version": 1, "facts": ['),
      "pack/json",
      "data/facts.json › line 1, column 26",
    ],
    ["no UTF-8", changed(POSTER, new Uint8Array([0x7b, 0xff, 0x7d])), "pack/encoding", POSTER],
    [
      "a huge file",
      changed("data/rules.json", new Uint8Array(2 * 1024 * 1024 + 1)),
      "pack/file-size",
      "data/rules.json",
    ],
    ["a missing template", changed(POSTER, null), "pack/template", "pack.json › content › 0 › templates › 0"],
    ["a missing data file", changed("data/calendar.json", null), "pack/missing-file", "data/calendar.json"],
    ["a list", changed("pack.json", "[]"), "pack/no-version", "pack.json › version"],
    ["no version", changed("pack.json", "{}"), "pack/no-version", "pack.json › version"],
    [
      "a newer version",
      changed("pack.json", (value) => Object.assign(value, { version: 99 })),
      "pack/newer-version",
      "pack.json › version",
    ],
    [
      "too many files",
      new Map([...packFiles, ...Array.from({ length: 2000 }, (_, at) => [`x${at}`, new Uint8Array()] as const)]),
      "pack/file-count",
      "pack.json",
    ],
  ] as const)("%s", (_what, files, code, place) => {
    expect(errors(files).map((one) => [one.code, one.place])).toEqual([[code, place]]);
  });

  it("reads a file with a byte order mark", () => {
    expect(errors(changed("pack.json", `\ufeff${text("pack.json")}`))).toEqual([]);
  });
});

describe("pack.json", () => {
  const cases: readonly (readonly [
    what: string,
    edit: (value: Json) => unknown,
    code: string,
    place: string,
    hint?: string,
  ])[] = [
    ["an unknown member", (p) => Object.assign(p, { colours: {} }), "schema", "pack.json"],
    ["a missing member", (p) => delete p["publisher"], "schema", "pack.json › publisher", "Add it"],
    [
      "a wrong colour",
      (p) => Object.assign(p["palette"]["deep-sea"] as Json, { rgb: "#0E3A53" }),
      "schema",
      "pack.json › palette › deep-sea › rgb",
      "#rrggbb",
    ],
    [
      "a path outside",
      (p) => Object.assign(p["data"] as Json, { facts: "../secret.json" }),
      "schema",
      "pack.json › data › facts",
      "relative path",
    ],
    [
      "a mistyped family",
      (p) => Object.assign(Object.values(p["styles"])[0] as Json, { family: "Alexandira" }),
      "family",
      "pack.json › styles",
      '"Alexandria"',
    ],
    [
      "a weight without a file",
      (p) => Object.assign(Object.values(p["styles"])[0] as Json, { weight: 300 }),
      "weight",
      "pack.json › styles",
      "Use one of",
    ],
    [
      "a style's unknown colour",
      (p) => Object.assign(Object.values(p["styles"])[0] as Json, { colour: "deepsea" }),
      "colour",
      "pack.json › styles",
      '"deep-sea"',
    ],
    ["a colour called constructor", (p) => Object.assign(p, { black: "constructor" }), "colour", "pack.json › black"],
    [
      "black of four inks",
      (p) => Object.assign(p["palette"][p["black"] as string] as Json, { cmyk: [60, 40, 40, 100] }),
      "black",
      "cmyk",
      "[0, 0, 0, 100]",
    ],
    [
      "too much ink",
      (p) => Object.assign(p["palette"]["deep-sea"] as Json, { cmyk: [100, 90, 80, 40] }),
      "ink-limit",
      "pack.json › palette › deep-sea › cmyk",
    ],
    [
      "two equal colours",
      (p) => Object.assign(p["palette"] as Json, { twin: p["palette"]["deep-sea"] }),
      "palette-twin",
      "pack.json › palette › twin › rgb",
    ],
    [
      "the wrong direction",
      (p) => Object.assign(p["editions"][0] as Json, { direction: "ltr" }),
      "direction",
      "pack.json › editions › 0 › direction",
      '"rtl"',
    ],
    [
      "an edition twice",
      (p) => (p["editions"] as Json[]).push(p["editions"][0] as Json),
      "duplicate-id",
      "pack.json › editions › 4 › tag",
    ],
    [
      "a language without line heights",
      (p) => Object.assign(p["editions"][3] as Json, { tag: "fr-TN" }),
      "leading",
      "pack.json › editions › 3 › tag",
    ],
    [
      "a missing font",
      (p) => Object.assign(p["families"]["Alexandria"]["weights"] as Json, { "700": "fonts/Alexandria-70.ttf" }),
      "missing-file",
      "pack.json › families › Alexandria › weights › 700",
      "Alexandria-700",
    ],
    [
      "a slot twice",
      (p) => (p["content"][0]["slots"] as Json[]).push(p["content"][0]["slots"][0] as Json),
      "duplicate-id",
      "pack.json › content › 0 › slots › 8 › id",
    ],
    [
      "a template in two groups",
      (p) => (p["content"][1]["templates"] as Json[]).push("poster-fake-job-signs" as Json),
      "template-twice",
      "pack.json › content › 1 › templates › 1",
    ],
    [
      "a photograph without consent",
      (p) => Object.assign(Object.values(p["images"])[0] as Json, { kind: "photograph" }),
      "consent",
      "pack.json › images",
    ],
  ];
  it.each(cases)("%s", (_what, edit, code, place, hint) => {
    const found = errors(changed("pack.json", edit)).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(place);
    if (hint !== undefined) expect(found?.hint).toContain(hint);
  });

  it("finds everything at once", () => {
    const files = changed("pack.json", (p) => Object.assign(p, { black: "blakc" }));
    files.set("data/facts.json", utf8ToBytes("{"));
    files.delete("fonts/Alexandria-700.ttf");
    files.set("art/mark.svg", utf8ToBytes("<svg>"));
    const codes = errors(files).map((one) => one.code);
    for (const code of ["pack/colour", "pack/json", "pack/missing-file", "pack/drawing-xml"])
      expect(codes).toContain(code);
  });

  it("takes a font only by its first bytes, and a photograph too", () => {
    const found = errors(changed("fonts/Alexandria-700.ttf", "wOF2 and more")).map((one) => one.code);
    expect(found).toEqual(["pack/font"]);
  });

  it("gives notice of much ink, and warns of colours that differ on paper", () => {
    const codes = (edit: (value: Json) => unknown) =>
      parsePack(changed("pack.json", edit)).diagnostics.map((one) => `${one.severity} ${one.code}`);
    expect(codes((p) => Object.assign(p["palette"]["deep-sea"] as Json, { cmyk: [95, 75, 60, 60] }))).toContain(
      "notice pack/ink-much",
    );
    expect(codes((p) => Object.assign(p["palette"]["deep-sea"] as Json, { cmyk: [0, 0, 90, 0] }))).toContain(
      "warning pack/ink-differs",
    );
  });
});

describe("a template", () => {
  const cases: readonly (readonly [
    what: string,
    edit: (block: Json, template: Json) => unknown,
    code: string,
    place: string,
    hint?: string,
  ])[] = [
    ["an unknown style", (b) => Object.assign(b, { style: "hedline" }), "style", `${PLACE} › style`, '"headline"'],
    ["an unknown slot", (b) => Object.assign(b, { slot: "heddline" }), "slot", `${PLACE} › slot`, '"headline"'],
    ["an unknown colour", (b) => Object.assign(b, { colour: "amberr" }), "colour", `${PLACE} › colour`],
    [
      "a list style on a line",
      (b) => Object.assign(b, { list: { marker: "bullet", markerColour: "deep-sea", markerInk: "paper" } }),
      "slot-kind",
      `${PLACE} › list`,
    ],
    [
      "a helpline style on a line",
      (b) => Object.assign(b, { helplines: { layout: "rows", numberStyle: "headline", numberScale: 2 } }),
      "slot-kind",
      `${PLACE} › helplines`,
    ],
    ["sizes in the wrong order", (b) => Object.assign(b, { size: [30, 20] }), "schema", `${PLACE} › size`],
    ["a mistyped member", (b) => Object.assign(b, { colr: "paper" }), "schema", PLACE, "spelling"],
    [
      "an unknown kind of frame",
      (_b, t) => Object.assign(t["pages"][0]["frames"][0] as Json, { kind: "txt" }),
      "schema",
      "pages › 0 › frames › 0 › kind",
      "text",
    ],
    [
      "a frame twice",
      (_b, t) => (t["pages"][0]["frames"] as Json[]).push(t["pages"][0]["frames"][0] as Json),
      "duplicate-id",
      "pages › 0 › frames",
    ],
    [
      "a frame outside the bleed",
      (_b, t) => Object.assign(t["pages"][0]["frames"][0] as Json, { at: [-4, 0, 10, 10] }),
      "frame-outside",
      "pages › 0 › frames › 0 › at",
    ],
    [
      "another family",
      (_b, t) => Object.assign(t, { family: "coming-home" }),
      "template-family",
      "family",
      "fake-job-signs",
    ],
    ["another id", (_b, t) => Object.assign(t, { id: "poster" }), "template-id", "id"],
    [
      "an unknown panel",
      (_b, t) => Object.assign(t["pages"][0]["frames"][0] as Json, { panel: "left" }),
      "panel",
      "pages › 0 › frames › 0 › panel",
    ],
    [
      "panels of another width",
      (_b, t) =>
        Object.assign(t["pages"][0] as Json, {
          panels: [
            { id: "a", width: 99 },
            { id: "b", width: 97 },
          ],
        }),
      "panels",
      "pages › 0 › panels",
    ],
    [
      "an unknown ground",
      (_b, t) => Object.assign(t["pages"][0] as Json, { ground: "papre" }),
      "colour",
      "pages › 0 › ground",
      '"paper"',
    ],
  ];
  it.each(cases)("%s", (_what, edit, code, place, hint) => {
    const files = changed(POSTER, (template) => {
      edit(firstBlock(template).block, template);
    });
    const found = errors(files).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(`${POSTER} › ${place}`);
    if (hint !== undefined) expect(found?.hint).toContain(hint);
  });

  it("says it as a person would", () => {
    const files = changed(POSTER, (template) => {
      Object.assign(firstBlock(template).block, { style: "hedline" });
    });
    expect(errors(files)).toEqual([
      {
        code: "pack/style",
        severity: "error",
        place: `${POSTER} › ${PLACE} › style`,
        message: 'There is no style "hedline".',
        hint: 'Did you mean "headline"?',
      },
    ]);
  });

  it("warns when a required slot is nowhere, and when no group lists it", () => {
    const files = changed("pack.json", (p) => {
      Object.assign(p["content"][0]["slots"][0] as Json, { id: "motto", required: true });
    });
    files.set("templates/spare.json", packFiles.get(POSTER) ?? new Uint8Array());
    const codes = parsePack(files).diagnostics.map((one) => `${one.severity} ${one.code}`);
    expect(codes).toContain("warning pack/slot-unshown");
    expect(codes).toContain("warning pack/template-unlisted");
  });
});

describe("data", () => {
  const HELPLINES = "data/helplines.json";
  it.each([
    [
      "another number than shown",
      HELPLINES,
      (d: Json) => Object.assign(d["helplines"][0] as Json, { display: "112" }),
      "helpline-display",
      "helplines › 0 › display",
    ],
    [
      "a helpline twice",
      HELPLINES,
      (d: Json) => (d["helplines"] as Json[]).push(d["helplines"][0] as Json),
      "duplicate-id",
      "helplines",
    ],
    [
      "a refused number for printing",
      HELPLINES,
      (d: Json) => Object.assign(d["helplines"][0] as Json, { number: "18001567", display: "1800 1567" }),
      "helpline-refused",
      "helplines › 0 › number",
    ],
    [
      "a successor that is not there",
      HELPLINES,
      (d: Json) => Object.assign(d["retired"][0] as Json, { replaced_by: "VN-11" }),
      "helpline",
      "retired › 0 › replaced_by",
    ],
    [
      "a date that is none",
      HELPLINES,
      (d: Json) => Object.assign(d["helplines"][0] as Json, { last_checked: "2026-02-30" }),
      "schema",
      "helplines › 0 › last_checked",
    ],
    [
      "a pattern that is none",
      "data/rules.json",
      (d: Json) => Object.assign(d["rules"][0] as Json, { pattern: "(" }),
      "rule-pattern",
      "rules › 0 › pattern",
    ],
    [
      "a day that is none",
      "data/calendar.json",
      (d: Json) => Object.assign(d["days"][0] as Json, { month: 2, day: 30 }),
      "calendar-day",
      "days › 0 › day",
    ],
    [
      "a fact without a year",
      "data/facts.json",
      (d: Json) => Object.assign(d["facts"][0] as Json, { year: "2021" }),
      "schema",
      "facts › 0 › year",
    ],
  ] as const)("%s", (_what, file, edit, code, place) => {
    const found = errors(changed(file, edit)).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(`${file} › ${place}`);
  });

  it("warns of an edition without a helpline", () => {
    const files = changed("data/helplines.json", (d) => {
      for (const line of d["helplines"] as Json[])
        if ((line["country"] as string) === "EG") Object.assign(line, { use_in_templates: false });
    });
    expect(parsePack(files).diagnostics.map((one) => one.code)).toContain("pack/no-helpline");
  });
});

describe("anything at all", () => {
  const file = fc.constantFrom(...[...packFiles.keys()].filter((path) => /\.(?:json|svg)$/.test(path)));

  it("never throws, and every finding says where and what to do", () => {
    fc.assert(
      fc.property(file, fc.oneof(fc.json().map(utf8ToBytes), fc.uint8Array({ maxLength: 400 })), (path, bytes) => {
        errors(changed(path, bytes));
      }),
      { numRuns: 150 },
    );
  });

  it("survives any one value being replaced by any other", () => {
    const path = fc.array(fc.nat(), { minLength: 1, maxLength: 9 });
    const jsonFile = fc.constantFrom("pack.json", POSTER, "data/helplines.json", "data/rules.json");
    const other = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("constructor", "__proto__", "toString", -1, 1e308, "", "\u0000"),
    );
    fc.assert(
      fc.property(jsonFile, path, other, (name, steps, value) => {
        errors(
          changed(name, (root) => {
            let at: Json = root;
            for (const [index, step] of steps.entries()) {
              const keys = Object.keys(at);
              const key = keys[step % keys.length];
              if (key === undefined) return;
              const next = at[key];
              if (index === steps.length - 1 || typeof next !== "object" || next === null) {
                at[key] = value as Json;
                return;
              }
              at = next;
            }
          }),
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("versions", () => {
  it("has one migration for each version before this one, and a sample that exercises it", () => {
    // A new version adds its predecessor's smallest pack.json here.
    const samples: Readonly<Record<number, unknown>> = {};
    const earlier = Array.from({ length: PACK_VERSION - 1 }, (_, at) => String(at + 1));
    expect(Object.keys(PACK_MIGRATIONS)).toEqual(earlier);
    expect(Object.keys(samples)).toEqual(earlier);
  });
});
