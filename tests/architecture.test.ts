import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Holds the house to its plan: which room may import which, which packages each room may use, and no cycles. */

const SHARED = [
  "base",
  "pack",
  "document",
  "localise",
  "typeset",
  "render",
  "approve",
  "export",
  "piece",
  "settings",
  "contract",
] as const;

/** Rooms of the window that people see; they know the foundation, the checks and the remarks, and one another only as the table says. */
const PEOPLE = [
  "pack",
  "document",
  "localise",
  "approve",
  "export",
  "merge",
  "settings",
  "registry",
  "checks",
  "remarks",
] as const;
const RENDERER = ["host", "state", "typeset", "i18n", "ui", ...PEOPLE] as const;
const FOUNDATION = ["host", "state", "typeset", "i18n", "ui", "checks", "remarks"].map((room) => `renderer/${room}`);

/** Room → rooms it may import besides itself. `typeset/page` and `typeset/ports` stand for those two files alone. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "shared/base": [],
  "shared/pack": ["shared/base"],
  "shared/document": ["shared/base", "shared/pack"],
  "shared/localise": ["shared/base", "shared/pack", "shared/document"],
  "shared/typeset": ["shared/base", "shared/pack", "shared/localise"],
  "shared/render": ["shared/base", "typeset/page", "typeset/ports"],
  "shared/approve": ["shared/base", "typeset/page", "typeset/ports"],
  "shared/export": ["shared/base", "typeset/page", "typeset/ports"],
  "shared/piece": [
    "shared/base",
    "shared/pack",
    "shared/document",
    "shared/localise",
    "shared/typeset",
    "shared/approve",
  ],
  "shared/settings": ["shared/base"],
  "shared/contract": SHARED.filter((room) => room !== "contract").map((room) => `shared/${room}`),
  "main/render": SHARED.map((room) => `shared/${room}`),
  "main/preflight": ["shared/base"],
  "main/interchange": SHARED.map((room) => `shared/${room}`),
  "main/services": [...SHARED.map((room) => `shared/${room}`), "main/render", "main/preflight", "main/interchange"],
  "main/platform": [...SHARED.map((room) => `shared/${room}`), "services/ports"],
  "main/studio": [...SHARED.map((room) => `shared/${room}`), "main/render", "main/services", "main/platform"],
  "main/browser": [...SHARED.map((room) => `shared/${room}`), "main/services", "main/platform", "main/studio"],
  "main/electron": [
    ...SHARED.map((room) => `shared/${room}`),
    "main/preflight",
    "main/services",
    "main/platform",
    "main/studio",
  ],
  "preload/index.ts": ["shared/contract"],
  "main/cli": [
    ...SHARED.map((room) => `shared/${room}`),
    "main/render",
    "main/preflight",
    "main/services",
    "main/platform",
    "main/studio",
    "main/browser",
  ],
  ...Object.fromEntries(
    RENDERER.map((room) => [`renderer/${room}`, [...SHARED.map((name) => `shared/${name}`), ...FOUNDATION]]),
  ),
  // What leaves depends on what is approved; and words are written in the same field in Design and in Localise.
  "renderer/export": [...SHARED.map((name) => `shared/${name}`), ...FOUNDATION, "renderer/approve"],
  "renderer/localise": [...SHARED.map((name) => `shared/${name}`), ...FOUNDATION, "renderer/document"],
  "renderer/main.tsx": [
    "shared/base",
    "shared/settings",
    "renderer/host",
    "renderer/i18n",
    "renderer/state",
    "renderer/ui",
    // The shell knows no room: they are handed to it here.
    ...PEOPLE.map((room) => `renderer/${room}`),
  ],
};

/** Room → npm packages and Node modules it may use. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  "shared/base": ["@noble/hashes", "canonicalize"],
  "shared/pack": ["zod", "svgpath", "@rgrove/parse-xml"],
  "shared/document": ["zod"],
  "shared/localise": ["zod", "diff", "fastest-levenshtein"],
  "shared/typeset": ["harfbuzzjs", "bidi-js", "linebreak", "unicode-segmenter", "svgpath", "uqr"],
  "shared/render": [],
  "shared/approve": ["zod"],
  "shared/export": ["zod"],
  "shared/piece": [],
  "shared/settings": ["zod"],
  "shared/contract": ["zod"],
  "main/render": ["pdfkit", "sharp", "node:"],
  "main/preflight": ["@cantoo/pdf-lib", "@rgrove/parse-xml", "sharp", "node:"],
  "main/interchange": ["@rgrove/parse-xml", "csv-parse", "csv-stringify"],
  "main/services": ["zod", "node:"],
  "main/platform": ["yauzl", "yazl", "node:"],
  "main/studio": ["zod", "node:"],
  "main/browser": ["ws", "zod", "node:"],
  "main/electron": ["electron", "electron-store", "i18next", "zod", "node:"],
  "preload/index.ts": ["electron"],
  "main/cli": ["commander", "node:"],
  ...Object.fromEntries(
    RENDERER.map((room) => [
      `renderer/${room}`,
      ["react", "react-dom", "react-i18next", "i18next", "react-aria-components", "lucide-react", "zustand", "zod"],
    ]),
  ),
  "renderer/document": ["react", "react-i18next", "react-aria-components", "lucide-react", "@tiptap"],
  "renderer/main.tsx": ["react", "react-dom", "zod"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => normalize(path).replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));

const IMPORTS: readonly Import[] = SOURCES.flatMap((from) => {
  const text = readFileSync(join("src", from), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g,
  );
  return [...found].map((match) => ({ from, to: match[1] ?? match[2] ?? "" }));
});

function roomOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

function targetOf({ from, to }: Import): string {
  return to.startsWith(".") ? normalize(join(dirname(from), to)).replaceAll("\\", "/") : to;
}

const inside = IMPORTS.filter(({ to }) => to.startsWith("."));
const outside = IMPORTS.filter(({ to }) => !to.startsWith("."));

describe("architecture", () => {
  it("finds the source", () => {
    expect(SOURCES.length).toBeGreaterThan(40);
    expect(inside.length).toBeGreaterThan(100);
  });

  it("has no room that the plan does not name", () => {
    expect([...new Set(SOURCES.map(roomOf))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it("imports only the rooms that the plan allows", () => {
    const wrong = inside.filter((one) => {
      const target = targetOf(one);
      const room = roomOf(one.from);
      const allowed = MAY_IMPORT[room] ?? [];
      if (roomOf(target) === room || allowed.includes(roomOf(target))) return false;
      const file = target
        .replace(/\.tsx?$/, "")
        .split("/")
        .slice(1)
        .join("/");
      return !allowed.includes(file);
    });
    expect(wrong).toEqual([]);
  });

  it("uses only the packages that the plan allows", () => {
    const wrong = outside.filter(({ from, to }) => {
      const allowed = MAY_USE[roomOf(from)] ?? [];
      return !allowed.some((name) => to === name || to.startsWith(name.endsWith(":") ? name : `${name}/`));
    });
    expect(wrong).toEqual([]);
  });

  it("has a reason in docs/dependencies.md for every package", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    const reasons = readFileSync("docs/dependencies.md", "utf8");
    const silent = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !reasons.includes(`\`${name}\``) && !reasons.includes(`\`${name.replace(/\/.*/, "/*")}\``),
    );
    expect(silent).toEqual([]);
  });

  it("has no cycles", () => {
    const next = new Map<string, string[]>();
    for (const one of inside) next.set(one.from, [...(next.get(one.from) ?? []), targetOf(one)]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const target of next.get(file) ?? []) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of SOURCES) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it("says what each file is for in its first lines", () => {
    const silent = SOURCES.filter((path) => !/\/\*\*/.test(readFileSync(join("src", path), "utf8").slice(0, 2500)));
    expect(silent).toEqual([]);
  });
});
