import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/shared/base/diagnostics.ts";
import { digestBytes, digestValue } from "../../../../src/shared/base/digest.ts";
import { PACK_MIGRATIONS, PACK_VERSION } from "../../../../src/shared/pack/file/packSchema.ts";
import { parsePack } from "../../../../src/shared/pack/parse/parsePack.ts";
import { smallestFont } from "../../../fixtures/fontSurgery.ts";
import { pack, packFiles } from "../../../fixtures/safeMigration.ts";

type Edit = (value: unknown) => unknown;

/** What a dotted path leads to; `*` is the first member. */
function get(value: unknown, path: string): unknown {
  const step = (at: unknown, key: string) =>
    key === "*" ? Object.values(at as object)[0] : (at as Record<string, unknown>)[key];
  return path === "" ? value : path.split(".").reduce(step, value);
}
const set =
  (path: string, members: object): Edit =>
  (value) =>
    Object.assign(get(value, path) as object, members);
const append =
  (path: string, item: (list: unknown[]) => unknown = (list) => list[0]): Edit =>
  (value) => {
    const list = get(value, path) as unknown[];
    list.push(item(list));
  };

const POSTER = "templates/poster-fake-job-signs.json";
const text = (file: string) => new TextDecoder().decode(packFiles.get(file));

const EMPTY_DRAWING = utf8ToBytes('<svg viewBox="0 0 1 1"/>');

const FONT = smallestFont();

/** The real pack with fonts of one glyph, empty drawings and no sample content: what is left decides all that is tested here. */
const light = new Map(
  [...packFiles]
    .filter(([path]) => !path.startsWith("content/"))
    .map(([path, bytes]): [string, Uint8Array] => {
      if (path.startsWith("fonts/")) return [path, path.endsWith(".ttf") ? FONT : bytes.slice(0, 4)];
      return [path, path.endsWith(".svg") ? EMPTY_DRAWING : bytes];
    }),
);

/** The real pack with one file changed as JSON, as bytes, or removed. */
function changed(file: string, edit: Edit | string | Uint8Array | null): Map<string, Uint8Array> {
  const files = new Map(light);
  if (edit === null) files.delete(file);
  else if (typeof edit === "string") files.set(file, utf8ToBytes(edit));
  else if (edit instanceof Uint8Array) files.set(file, edit);
  else {
    const value = JSON.parse(text(file)) as unknown;
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

/** Path of the poster's first text block. */
function firstBlock(template: unknown): string {
  for (const [page, { frames }] of (get(template, "pages") as { frames: object[] }[]).entries()) {
    const frame = frames.findIndex((candidate) => "blocks" in candidate);
    if (frame >= 0) return `pages.${page}.frames.${frame}.blocks.0`;
  }
  throw new Error("no text block");
}
const BLOCK = firstBlock(JSON.parse(text(POSTER)));
const PLACE = BLOCK.replaceAll(".", " › ");
const FRAME = "pages.0.frames.0";

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
      const template: unknown = JSON.parse(text(`templates/${id}.json`));
      const least = get(template, `${firstBlock(template)}.size.0`) as number;
      const frames = pack.templates.find((template) => template.id === id)?.pages.flatMap((page) => page.frames) ?? [];
      const placed = frames.flatMap((frame) => ("blocks" in frame ? frame.blocks : []))[0];
      expect(placed?.size[0]).toBeCloseTo(least * scale, 9);
    }
  });

  it("reads the bleed in millimetres whatever the unit", () => {
    const files = changed("templates/post-5-questions.json", set("", { bleed: 2 }));
    const post = parsePack(files).pack?.templates.find((template) => template.id === "post-5-questions");
    expect(post?.bleed).toBeCloseTo((2 / 25.4) * 72, 9);
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
    ["a newer version", changed("pack.json", set("", { version: 99 })), "pack/newer-version", "pack.json › version"],
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
  const cases: readonly (readonly [what: string, edit: Edit, code: string, place: string, hint?: string])[] = [
    ["an unknown member", set("", { colours: {} }), "schema", "pack.json"],
    ["a missing member", set("", { publisher: undefined }), "schema", "pack.json › publisher", "Add it"],
    [
      "a wrong colour",
      set("palette.deep-sea", { rgb: "#0E3A53" }),
      "schema",
      "pack.json › palette › deep-sea › rgb",
      "#rrggbb",
    ],
    ["a path outside", set("data", { facts: "../secret.json" }), "schema", "pack.json › data › facts", "relative path"],
    ["a mistyped family", set("styles.*", { family: "Alexandira" }), "family", "pack.json › styles", '"Alexandria"'],
    ["a weight without a file", set("styles.*", { weight: 300 }), "weight", "pack.json › styles", "Use one of"],
    ["a style's unknown colour", set("styles.*", { colour: "deepsea" }), "colour", "pack.json › styles", '"deep-sea"'],
    ["a colour called constructor", set("", { black: "constructor" }), "colour", "pack.json › black"],
    ["black of four inks", set("palette.black", { cmyk: [60, 40, 40, 100] }), "black", "cmyk", "[0, 0, 0, 100]"],
    [
      "too much ink",
      set("palette.deep-sea", { cmyk: [100, 90, 80, 40] }),
      "ink-limit",
      "pack.json › palette › deep-sea › cmyk",
    ],
    [
      "two equal colours",
      (value) => set("palette", { twin: get(value, "palette.deep-sea") })(value),
      "palette-twin",
      "pack.json › palette › twin › rgb",
    ],
    [
      "the wrong direction",
      set("editions.0", { direction: "ltr" }),
      "direction",
      "pack.json › editions › 0 › direction",
      '"rtl"',
    ],
    ["an edition twice", append("editions"), "duplicate-id", "pack.json › editions › 4 › tag"],
    [
      "a language without line heights",
      set("editions.3", { tag: "fr-TN" }),
      "leading",
      "pack.json › styles › headline › leading",
      '"fr"',
    ],
    [
      "a missing font",
      set("families.Alexandria.weights", { "700": "fonts/Alexandria-70.ttf" }),
      "missing-file",
      "pack.json › families › Alexandria › weights › 700",
      "Alexandria-700",
    ],
    ["a slot twice", append("content.0.slots"), "duplicate-id", "pack.json › content › 0 › slots › 10 › id"],
    [
      "a template in two groups",
      append("content.1.templates", () => "poster-fake-job-signs"),
      "template-twice",
      "pack.json › content › 1 › templates › 1",
    ],
    [
      "letters that are spaced, which would tear Arabic words",
      set("styles.body", { letterSpacing: 0.1 }),
      "schema",
      "pack.json › styles › body",
      "Remove it",
    ],
    [
      "lines balanced and justified",
      set("styles.headline", { justify: "kashida" }),
      "schema",
      "pack.json › styles › headline › justify",
      "not both",
    ],
    [
      "another way to justify",
      set("styles.body", { justify: "spaces" }),
      "schema",
      "pack.json › styles › body › justify",
    ],
    ["a photograph without consent", set("images.*", { kind: "photograph" }), "consent", "pack.json › images"],
  ];
  it.each(cases.map(([what, ...rest]) => [what, rest] as const))("%s", (_what, [edit, code, place, hint]) => {
    const found = errors(changed("pack.json", edit)).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(place);
    if (hint !== undefined) expect(found?.hint).toContain(hint);
  });

  it("lets a style that is not balanced justify by kashida", () => {
    expect(errors(changed("pack.json", set("styles.body", { justify: "kashida" })))).toEqual([]);
  });

  it("finds everything at once", () => {
    const files = changed("pack.json", set("", { black: "blakc" }));
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
    const codes = (edit: Edit) =>
      parsePack(changed("pack.json", edit)).diagnostics.map((one) => `${one.severity} ${one.code}`);
    expect(codes(set("palette.deep-sea", { cmyk: [95, 75, 60, 60] }))).toContain("notice pack/ink-much");
    expect(codes(set("palette.deep-sea", { cmyk: [0, 0, 90, 0] }))).toContain("warning pack/ink-differs");
  });
});

describe("a template", () => {
  const cases: readonly (readonly [what: string, edit: Edit, code: string, place: string, hint?: string])[] = [
    ["an unknown style", set(BLOCK, { style: "hedline" }), "style", `${PLACE} › style`, '"headline"'],
    ["an unknown slot", set(BLOCK, { slot: "heddline" }), "slot", `${PLACE} › slot`, '"headline"'],
    ["an unknown colour", set(BLOCK, { colour: "amberr" }), "colour", `${PLACE} › colour`],
    [
      "a list style on a line",
      set(BLOCK, { list: { marker: "bullet", markerColour: "deep-sea", markerInk: "paper" } }),
      "slot-kind",
      `${PLACE} › list`,
    ],
    [
      "a helpline style on a line",
      set(BLOCK, { helplines: { layout: "rows", numberStyle: "headline", numberScale: 2 } }),
      "slot-kind",
      `${PLACE} › helplines`,
    ],
    ["sizes in the wrong order", set(BLOCK, { size: [30, 20] }), "schema", `${PLACE} › size`],
    ["a mistyped member", set(BLOCK, { colr: "paper" }), "schema", PLACE, "spelling"],
    ["letters that are spaced", set(BLOCK, { letterSpacing: 0.1 }), "schema", PLACE, "Remove it"],
    ["an unknown kind of frame", set(FRAME, { kind: "txt" }), "schema", "pages › 0 › frames › 0 › kind", "text"],
    ["a frame twice", append("pages.0.frames"), "duplicate-id", "pages › 0 › frames"],
    ["a frame outside the bleed", set(FRAME, { at: [-4, 0, 10, 10] }), "frame-outside", "pages › 0 › frames › 0 › at"],
    ["another family", set("", { family: "coming-home" }), "template-family", "family", "fake-job-signs"],
    ["another id", set("", { id: "poster" }), "template-id", "id"],
    ["an unknown panel", set(FRAME, { panel: "left" }), "panel", "pages › 0 › frames › 0 › panel"],
    [
      "panels of another width",
      set("pages.0", {
        panels: [
          { id: "a", width: 99 },
          { id: "b", width: 97 },
        ],
      }),
      "panels",
      "pages › 0 › panels",
    ],
    ["an unknown ground", set("pages.0", { ground: "papre" }), "colour", "pages › 0 › ground", '"paper"'],
  ];
  it.each(cases.map(([what, ...rest]) => [what, rest] as const))("%s", (_what, [edit, code, place, hint]) => {
    const files = changed(POSTER, edit);
    const found = errors(files).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(`${POSTER} › ${place}`);
    if (hint !== undefined) expect(found?.hint).toContain(hint);
  });

  it.each([
    [[-3, -3, 303, 426], true],
    [[-3.1, 0, 10, 10], false],
    [[0, -3.1, 10, 10], false],
    [[290, 0, 10.1, 10], false],
    [[0, 416, 10, 7.1], false],
  ])("lets a shape reach the bleed of 3 mm and no further: %j", (at, inside) => {
    const shape = { id: "field", kind: "shape", shape: "rectangle", colour: "paper", at };
    const found = errors(
      changed(
        POSTER,
        append("pages.0.frames", () => shape),
      ),
    ).map((one) => one.code);
    expect(found).toEqual(inside ? [] : ["pack/frame-outside"]);
  });

  it("says it as a person would", () => {
    const files = changed(POSTER, set(BLOCK, { style: "hedline" }));
    expect(errors(files)).toEqual([
      {
        code: "pack/style",
        severity: "error",
        place: `${POSTER} › ${PLACE} › style`,
        message: 'There is no style "hedline".',
        hint: 'Did you mean "headline"?',
        values: { id: "hedline", known: "headline" },
        at: {
          file: POSTER,
          path: [...PLACE.split(" › ").map((part) => (/^\d+$/.test(part) ? Number(part) : part)), "style"],
        },
      },
    ]);
  });

  it("warns when a required slot is nowhere, and when no group lists it", () => {
    const files = changed("pack.json", set("content.0.slots.0", { id: "motto", required: true }));
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
      set("helplines.0", { display: "112" }),
      "helpline-display",
      "helplines › 0 › display",
    ],
    ["a helpline twice", HELPLINES, append("helplines"), "duplicate-id", "helplines"],
    [
      "a refused number for printing",
      HELPLINES,
      set("helplines.0", { number: "18001567", display: "1800 1567" }),
      "helpline-refused",
      "helplines › 0 › number",
    ],
    [
      "a successor that is not there",
      HELPLINES,
      set("retired.0", { replaced_by: "VN-11" }),
      "helpline",
      "retired › 0 › replaced_by",
    ],
    [
      "a date that is none",
      HELPLINES,
      set("helplines.0", { last_checked: "2026-02-30" }),
      "schema",
      "helplines › 0 › last_checked",
    ],
    [
      "a pattern that is none",
      "data/rules.json",
      set("rules.0", { pattern: "(" }),
      "rule-pattern",
      "rules › 0 › pattern",
    ],
    [
      "a day that is none",
      "data/calendar.json",
      set("days.0", { month: 2, day: 30 }),
      "calendar-day",
      "days › 0 › day",
    ],
    ["a fact without a year", "data/facts.json", set("facts.0", { year: "2021" }), "schema", "facts › 0 › year"],
  ] as const)("%s", (_what, file, edit, code, place) => {
    const found = errors(changed(file, edit)).find((one) => one.code === `pack/${code}`);
    expect(found?.place).toContain(`${file} › ${place}`);
  });

  it("warns of an edition without a helpline", () => {
    const files = changed("data/helplines.json", (d) => {
      for (const line of get(d, "helplines") as { country: string }[]) {
        if (line.country === "EG") Object.assign(line, { use_in_templates: false });
      }
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
      { numRuns: 200 },
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
            let at = root as Record<string, unknown>;
            for (const [index, step] of steps.entries()) {
              const keys = Object.keys(at);
              const key = keys[step % keys.length];
              if (key === undefined) return;
              const next = at[key];
              if (index === steps.length - 1 || typeof next !== "object" || next === null) {
                at[key] = value;
                return;
              }
              at = next as Record<string, unknown>;
            }
          }),
        );
      }),
      { numRuns: 200 },
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
