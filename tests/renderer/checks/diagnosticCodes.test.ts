import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { STRUCTURE } from "../../../src/renderer/checks/diagnosticText.ts";

/** Every diagnostic that the source can make, and every variant of its message, has texts in every language. */

const LANGUAGES = ["en", "vi", "ar"] as const;
const FOLDERS = ["localise", "typeset", "pack", "document", "piece", "approve"].map((room) => `src/shared/${room}`);
function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
}

const FILES = [
  ...FOLDERS.flatMap((folder) => everyFile(folder)),
  "src/main/services/approve/gateFor.ts",
  "src/main/services/document/content.ts",
  "src/main/services/document/pictures.ts",
  "src/main/services/export/fileSeals.ts",
  ...everyFile("src/main/preflight").filter((file) => file.endsWith("Rules.ts")),
].filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));

const CODE = /^(?:localise|typeset|pack|document|picture|content|preflight|approve|export)\/[A-Za-z0-9-]+$/;
/** Of the codes that are made of parts: where they come from is read by a person. */
const COMPOSED = ["typeset/C21", "pack/no-version", "pack/newer-version", "approve/hurt-decision"];
/** Variants that whole rooms share, or that come through a variable. */
const SHARED = [
  "localise_wording-harms",
  "localise_wording-may-harm",
  "localise_wording-better",
  "preflight_more",
  "localise_look-alike_latin",
  "localise_look-alike_arabic",
  "localise_look-alike_forms",
  "localise_look-alike_vietnamese",
  "localise_look-alike_digits",
];

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const literalOf = (node: unknown): string | null =>
  isNode(node) && node.type === "Literal" && typeof node.value === "string" ? node.value : null;
const nameOf = (node: unknown): string =>
  isNode(node) ? (literalOf(node) ?? (typeof node.name === "string" ? node.name : nameOf(node.property))) : "";
/** What an expression can be; what it depends on is left out. */
function stringsIn({ test: _, ...node }: Node): string[] {
  return [literalOf(node) ?? [], ...childrenOf(node as Node).map(stringsIn)].flat(2);
}

/** Codes told by one node itself. */
function codesAt(node: Node, file: string): string[] {
  const literal = literalOf(node);
  if (literal !== null) return CODE.test(literal) ? [literal] : [];
  if (node.type === "Property" && nameOf(node.key) === "code" && file.includes("/localise/")) {
    const word = literalOf(node.value);
    return word === null || word.includes("/") ? [] : [`localise/${word}`];
  }
  if (node.type !== "CallExpression") return [];
  const [first] = node.arguments as Node[];
  const word = literalOf(first);
  const called = nameOf(node.callee);
  if (word === null) return [];
  if (called === "rule" && file.includes("/localise/")) return [`localise/${word}`];
  const reports = ["error", "warning", "notice", "known", "refuse"].includes(called);
  return reports && file.includes("/pack/") && !word.includes("/") ? [`pack/${word}`] : [];
}

/** An operation that failed is no diagnostic. */
function codesIn(node: Node, file: string): string[] {
  // `… satisfies Diagnostic` and `… as const` are the value; other types say nothing.
  if (["TSSatisfiesExpression", "TSAsExpression"].includes(node.type)) return codesIn(node.expression as Node, file);
  if (node.type.startsWith("TS")) return [];
  if (node.type === "NewExpression") return (node.arguments as Node[]).slice(1).flatMap((one) => codesIn(one, file));
  return [...codesAt(node, file), ...childrenOf(node).flatMap((child) => codesIn(child, file))];
}

interface Variant {
  readonly file: string;
  readonly name: string;
  /** Codes told nearest to it; none where another function tells them. */
  readonly codes: readonly string[];
  /** Names of the values, or null where some are spread. */
  readonly values: readonly string[] | null;
}

function variantsIn(node: Node, file: string, above: readonly Node[] = []): Variant[] {
  const inner = childrenOf(node).flatMap((child) => variantsIn(child, file, [node, ...above]));
  if (node.type !== "Property" || nameOf(node.key) !== "case") return inner;
  const members = (above[0]?.properties ?? []) as Node[];
  const values = members.some(({ type }) => type === "SpreadElement") ? null : members.map(({ key }) => nameOf(key));
  const codes = above.map((one) => codesIn(one, file)).find((found) => found.length > 0) ?? [];
  return [...inner, ...stringsIn(node.value as Node).map((name) => ({ file, name, codes, values }))];
}

const SOURCES = FILES.map((file) => {
  const { program } = parseSync(file, readFileSync(file, "utf8"));
  return { file, program: program as unknown as Node };
});
const CODES = [...new Set([...SOURCES.flatMap(({ file, program }) => codesIn(program, file)), ...COMPOSED])].sort();
const VARIANTS = SOURCES.flatMap(({ file, program }) => variantsIn(program, file)).filter(
  // What was compared with, not what is told.
  ({ name }) => /^[a-z][a-z-]*$/.test(name),
);

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;
const TEXTS = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    JSON.parse(readFileSync(`src/renderer/i18n/${language}/diagnostics.json`, "utf8")) as Texts,
  ]),
) as Record<(typeof LANGUAGES)[number], Texts>;

const keyOf = (code: string, variant?: string) => code.replace("/", "_") + (variant === undefined ? "" : `_${variant}`);
const says = (texts: Texts, key: string, part: string) =>
  Object.keys(texts[key] ?? {}).some((name) => name === part || name === `${part}_other`);
const keysOf = ({ file, name, codes }: Variant, texts: Texts): string[] => {
  const near = codes.map((code) => keyOf(code, name)).filter((key) => texts[key] !== undefined);
  if (codes.length > 0) return near;
  // src/shared/pack/drawing/… is about the pack; what a schema finds is said alike for every file.
  const room = file.endsWith("/explainIssue.ts") ? "schema" : file.split("/").at(2);
  return Object.keys(texts).filter(
    (key) => key === `${room}_${name}` || (room !== "schema" && key.startsWith(`${room}_`) && key.endsWith(`_${name}`)),
  );
};

describe("diagnostics in the source", () => {
  it("are found however they are told", () => {
    // A literal, a rule of the pack, a word, one of findings, a drawing's, a rule of preflight, a reason of the gate.
    for (const code of [
      "typeset/overflow",
      "localise/C27",
      "localise/required-slot",
      "pack/ink-limit",
      "pack/drawing-size",
      "preflight/bleed",
      "approve/too-few",
    ])
      expect(CODES).toContain(code);
    expect(VARIANTS.map(({ name }) => name)).toEqual(expect.arrayContaining(["telex", "several-inks", "no-stops"]));
    expect(CODES).not.toContain("document/newer-version");
  });

  it.each(LANGUAGES)("have a title and a message in %s", (language) => {
    const texts = TEXTS[language];
    const missing = CODES.filter((code) => {
      const key = keyOf(code);
      const varied = Object.keys(texts).some((other) => other.startsWith(`${key}_`) && says(texts, other, "message"));
      return !says(texts, key, "title") || !(says(texts, key, "message") || varied || STRUCTURE.includes(code));
    });
    expect(missing).toEqual([]);
  });

  it.each(LANGUAGES)("say each variant in %s", (language) => {
    const silent = VARIANTS.filter((variant) => keysOf(variant, TEXTS[language]).length === 0);
    expect(silent.map(({ file, name }) => `${file} ${name}`)).toEqual([]);
  });

  it.each(LANGUAGES)("fill in only what the producer tells, in %s", (language) => {
    const wrong = VARIANTS.flatMap((variant) => {
      const { values } = variant;
      if (values === null) return [];
      return keysOf(variant, TEXTS[language]).flatMap((key) =>
        Object.values(TEXTS[language][key] ?? {})
          .flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ""))
          .filter((name) => !values.includes(name))
          .map((name) => `${variant.file} ${key} ${name}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  it("leave no text without its diagnostic", () => {
    const used = new Set([
      ...CODES.map((code) => keyOf(code)),
      ...VARIANTS.flatMap((variant) => keysOf(variant, TEXTS.en)),
      ...SHARED,
      "words",
      "places",
    ]);
    expect(Object.keys(TEXTS.en).filter((key) => !used.has(key))).toEqual([]);
  });
});
