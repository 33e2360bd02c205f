import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

/** The window's source: no words in code, no side that has a name in one direction only. */

const FILES = readdirSync("src/renderer", { recursive: true, encoding: "utf8" }).map((path) =>
  join("src/renderer", path),
);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesIn)];
}

/** Properties of elements that people see or hear. */
const SPOKEN = new Set([
  "title",
  "label",
  "text",
  "alt",
  "placeholder",
  "description",
  "errorMessage",
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "aria-valuetext",
]);

/** Values that an expression may have, as far as they stand in the source. */
function literalsOf(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    case "JSXExpressionContainer":
      return literalsOf(node.expression);
    case "ConditionalExpression":
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
    case "LogicalExpression":
      return [...(node.operator === "&&" ? [] : literalsOf(node.left)), ...literalsOf(node.right)];
    case "BinaryExpression":
      return node.operator === "+" ? [...literalsOf(node.left), ...literalsOf(node.right)] : [];
    default:
      return [];
  }
}

/** Words in the source of a component that people would see or hear. */
function wordsIn(name: string, source: string): readonly string[] {
  const { program, errors } = parseSync(name, source);
  expect(errors).toEqual([]);
  const texts = nodesIn(program).flatMap((node) => {
    if (node.type === "JSXText") return [String(node.value)];
    if (node.type === "JSXAttribute") {
      const attribute = node.name as { name?: unknown };
      return typeof attribute.name === "string" && SPOKEN.has(attribute.name) ? literalsOf(node.value) : [];
    }
    if (node.type === "JSXElement" || node.type === "JSXFragment") {
      return (node.children as unknown[])
        .filter((child) => isNode(child) && child.type !== "JSXText")
        .flatMap(literalsOf);
    }
    return [];
  });
  return texts.filter((text) => /\p{L}/u.test(text));
}

const PHYSICAL =
  /(?:^|[{;\s])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/gm;
const PHYSICAL_IN_CODE =
  /\b(?:margin|padding|border)(?:Left|Right)\w*\s*:|\b(?:textAlign|float)\s*:\s*["'](?:left|right)["']/g;

/** Sheets about things on a page say so: a page has its origin at the left in every language. */
const CANVAS = /\/\* Canvas coordinates/;

function physicalIn(css: string): readonly string[] {
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const checked = CANVAS.test(css) ? rules.replace(/(?<![-\w])(?:margin-)?left: -?\d+/g, "") : rules;
  return [...checked.matchAll(PHYSICAL)].map(([found]) => found.trim());
}

describe("look of the window", () => {
  it("notices words in code", () => {
    const source = `export const A = () => <p title="Open it" id="x">{true ? "Yes" : t("no")} <b>Save {\`\${n} files\`}</b></p>;`;
    expect(wordsIn("A.tsx", source).map((word) => word.trim())).toEqual(["Yes", "Open it", "files", "Save"]);
  });

  it("has every visible word in the texts", () => {
    const found = FILES.filter((file) => file.endsWith(".tsx")).flatMap((file) =>
      wordsIn(file, readFileSync(file, "utf8")).map((word) => `${file}: ${word.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it("notices a physical side", () => {
    expect(physicalIn(".a { margin-left: 4px; inset-inline-start: 0 }\n.b { right: 0; text-align: left }")).toEqual([
      "margin-left:",
      "right:",
      "text-align: left",
    ]);
    expect(physicalIn(".a { margin-inline-start: 4px; /* left: 0 */ text-align: start }")).toEqual([]);
    expect(physicalIn("/* Canvas coordinates. */\n.a { left: 0; text-align: left }")).toEqual(["text-align: left"]);
  });

  it("has no physical side in its styles", () => {
    const found = FILES.flatMap((file) => {
      if (file.endsWith(".css")) return physicalIn(readFileSync(file, "utf8")).map((side) => `${file}: ${side}`);
      if (!file.endsWith(".tsx")) return [];
      return [...readFileSync(file, "utf8").matchAll(PHYSICAL_IN_CODE)].map(([side]) => `${file}: ${side}`);
    });
    expect(found).toEqual([]);
  });

  it.each(["light", "dark"])("has readable colours in the %s theme (WCAG 2.2, 1.4.3 and 1.4.11)", (theme) => {
    const colour = coloursOf(theme);
    for (const ground of ["ground", "panel", "raised", "hover"]) {
      expect.soft(contrast(colour("text"), colour(ground)), `text on ${ground}`).toBeGreaterThanOrEqual(7);
      expect.soft(contrast(colour("quiet"), colour(ground)), `quiet on ${ground}`).toBeGreaterThanOrEqual(4.5);
      expect.soft(contrast(colour("focus"), colour(ground)), `focus on ${ground}`).toBeGreaterThanOrEqual(3);
    }
    for (const ground of ["ground", "panel", "raised"]) {
      expect.soft(contrast(colour("edge"), colour(ground)), `edge on ${ground}`).toBeGreaterThanOrEqual(3);
      expect.soft(contrast(colour("danger"), colour(ground)), `danger on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const tone of ["danger", "warn", "ok"]) {
      expect.soft(contrast(colour(tone), colour(`${tone}-soft`)), tone).toBeGreaterThanOrEqual(4.5);
    }
    expect.soft(contrast(colour("accent-text"), colour("accent"))).toBeGreaterThanOrEqual(7);
    expect.soft(contrast(colour("deep-text"), colour("deep"))).toBeGreaterThanOrEqual(7);
    expect.soft(contrast(colour("text"), colour("selected"))).toBeGreaterThanOrEqual(7);
  });
});

/** Name of a token → its value in a theme; the dark theme changes only some of the light one. */
function coloursOf(theme: string): (name: string) => string {
  const css = readFileSync("src/renderer/ui/tokens.css", "utf8");
  const block = (start: string) => css.slice(css.indexOf(start)).split("}")[0] ?? "";
  const tokens = [block(":root {"), ...(theme === "dark" ? [block('[data-theme="dark"] {')] : [])].join("\n");
  return (name) => {
    const values = [...tokens.matchAll(new RegExp(`--${name}:\\s*(#[0-9a-f]{6});`, "g"))];
    return values.at(-1)?.[1] ?? "";
  };
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
