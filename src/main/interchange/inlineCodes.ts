import type { XmlElement } from "@rgrove/parse-xml";
import { characterOf } from "../../shared/base/unicode.ts";
import type { Inline } from "../../shared/document/documentSchema.ts";
import { textIn } from "../../shared/document/plainText.ts";
import type { IncomingPart } from "../../shared/localise/files/incoming.ts";
import type { TemplatePack } from "../../shared/pack/templatePack.ts";
import { attributeOf, element, isTextNode, isXmlText, localName, type Tree } from "./xmlText.ts";

/**
 * Running text ⇄ XML with inline codes. The id of a code says what it stands for, so that a file needs nothing beside
 * it: `h.VN-111.1` helpline, `f.F1.1` fact, `b.1` emphasis, `l.ar.1` words in Arabic, `b.l.ar.1` both, `c.A.1` a line
 * break (the character U+000A). The number at the end makes it unique in its unit.
 */

export type Dialect = "xliff21" | "xliff12" | "tmx";

/** Counts codes of one unit; source and target count apart, so that the same code has the same id in both. */
export interface CodeWriter {
  /** @param held ids of helplines and facts that nobody may delete or copy; null for all. */
  write(inlines: readonly Inline[], held?: ReadonlySet<string> | null): (Tree | string)[];
}

export function codeWriter(dialect: Dialect, pack: TemplatePack, tag: string): CodeWriter {
  const counts = new Map<string, number>();
  const numbered = (key: string) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return `${key}.${count}`;
  };
  let pairs = 0;
  const shown = (part: Inline): string => {
    if ("text" in part) return part.text;
    if ("helpline" in part) return pack.helplines.find(({ id }) => id === part.helpline)?.display ?? part.helpline;
    const fact = pack.facts.find(({ id }) => id === part.fact);
    return fact === undefined ? part.fact : textIn(fact.text, tag);
  };
  const text = (written: string): (Tree | string)[] => {
    const out: (Tree | string)[] = [];
    for (const character of written) {
      if (isXmlText(character)) {
        const last = out.at(-1);
        if (typeof last === "string") out[out.length - 1] = last + character;
        else out.push(character);
      } else {
        const key = `c.${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
        out.push(placeholder(dialect, numbered(key), character === "\n" ? "line-break" : "character", "", false));
      }
    }
    return out;
  };
  return {
    write: (inlines, held = null) =>
      inlines.flatMap((part): (Tree | string)[] => {
        if (!("text" in part)) {
          const meaning = "helpline" in part ? "helpline" : "fact";
          const id = numbered("helpline" in part ? `h.${part.helpline}` : `f.${part.fact}`);
          return [placeholder(dialect, id, meaning, shown(part), held === null || held.has(id))];
        }
        const marks = [...(part.emphasis ? ["b"] : []), ...(part.language ? [`l.${encodeName(part.language)}`] : [])];
        const inner = text(part.text);
        if (marks.length === 0) return inner;
        pairs += 1;
        return spanned(dialect, numbered(marks.join(".")), pairs, part.emphasis === true, inner);
      }),
  };
}

type Meaning = "helpline" | "fact" | "line-break" | "character";

function placeholder(dialect: Dialect, id: string, meaning: Meaning, shown: string, isHeld: boolean): Tree {
  const label = writable(shown);
  switch (dialect) {
    case "xliff21": {
      const isBreak = meaning === "line-break";
      const type = isBreak ? { type: "fmt", subType: "xlf:lb" } : { type: "other", subType: `manara:${meaning}` };
      const held = isHeld ? { canCopy: "no", canDelete: "no" } : {};
      return element("ph", { id, ...held, ...(label === "" ? {} : { disp: label, equiv: label }), ...type });
    }
    case "xliff12": {
      const ctype = meaning === "line-break" ? "lb" : `x-${meaning}`;
      return element("ph", { id, ctype, "equiv-text": label === "" ? undefined : label }, label === "" ? [] : [label]);
    }
    case "tmx":
      // TMX has no free ids: the type names what it stands for.
      return element("ph", { type: `x-${id}` }, label === "" ? [] : [label]);
  }
}

function spanned(
  dialect: Dialect,
  id: string,
  pair: number,
  strong: boolean,
  inner: (Tree | string)[],
): (Tree | string)[] {
  switch (dialect) {
    case "xliff21": {
      const type = strong ? { type: "fmt", subType: "xlf:b" } : { type: "other", subType: "manara:language" };
      return [element("pc", { id, ...type }, inner)];
    }
    case "xliff12":
      return [element("g", { id, ctype: strong ? "bold" : "x-language" }, inner)];
    case "tmx":
      return [element("bpt", { i: String(pair), type: `x-${id}` }), ...inner, element("ept", { i: String(pair) })];
  }
}

/** Ids of all codes in some written content. */
export function idsIn(content: readonly (Tree | string)[]): Set<string> {
  return new Set(
    content.flatMap((part): string[] =>
      typeof part === "string" ? [] : [part.attributes?.id ?? "", ...idsIn(part.children ?? [])],
    ),
  );
}

/** Elements that hold text and mean nothing to us: comments, terms, segments inside a target. */
const TRANSPARENT = new Set(["mrk", "hi"]);
/** Codes open at once: nobody marks words up so often, and each is looked at for every part. */
const MOST_OPEN = 20;
interface Marks {
  readonly emphasis?: true;
  readonly language?: string;
}

export interface ReadCodes {
  readonly parts: readonly IncomingPart[];
  /** The tool had broken and indented its lines, which was undone. */
  readonly refolded: boolean;
}

/** Content of a `source`, `target` or `seg` → its parts, in order; nothing is dropped silently. */
export function readCodes(content: XmlElement, pack: TemplatePack): ReadCodes {
  const parts: (IncomingPart & { literal?: true })[] = [];
  /** `sc`, `bpt` and `bx` that are open: id → marks. */
  const open = new Map<string, Marks>();
  const visit = (node: XmlElement, marks: Marks) => {
    for (const child of node.children) {
      const all: Marks = Object.assign({}, marks, ...open.values());
      if (isTextNode(child)) {
        if (child.text !== "") parts.push({ text: child.text, ...all, literal: true });
        continue;
      }
      if (!("children" in child)) continue;
      const code = child as XmlElement;
      const name = localName(code);
      const id = codeId(code);
      if (name === "cp") {
        const point = Number.parseInt(attributeOf(code, "hex") ?? "", 16);
        const text = characterOf(point);
        if (text !== null) parts.push({ text, ...all });
        else if (point >= 0) parts.push({ unknown: "cp", text: "" });
      } else if (name === "ec" || name === "ept" || name === "ex") {
        open.delete(attributeOf(code, "startRef") ?? attributeOf(code, "i") ?? attributeOf(code, "rid") ?? id);
      } else if (name === "sc" || name === "bpt" || name === "bx") {
        const key = name === "bpt" ? attributeOf(code, "i") : (attributeOf(code, "rid") ?? attributeOf(code, "id"));
        const own = marksOf(id);
        if (own === null || open.size >= MOST_OPEN) parts.push({ unknown: id, text: textOf(code) });
        else open.set(key ?? id, own);
      } else if (name === "sm" || name === "em") {
        // Milestones of annotations.
      } else if (name === "pc" || name === "g") {
        const own = marksOf(id);
        if (own === null) parts.push({ unknown: id, text: textOf(code) });
        else visit(code, { ...all, ...own });
      } else if (name === "ph" || name === "x" || name === "it") {
        parts.push(placeholderOf(code, id, all, pack));
      } else if (TRANSPARENT.has(name)) visit(code, all);
      else parts.push({ unknown: id === "" ? name : id, text: textOf(code) });
    }
  };
  visit(content, {});
  return unfold(parts);
}

function codeId(code: XmlElement): string {
  const type = attributeOf(code, "type") ?? "";
  // TMX keeps it in the type.
  return attributeOf(code, "id") ?? (type.startsWith("x-") ? type.slice(2) : type);
}

function placeholderOf(code: XmlElement, id: string, marks: Marks, pack: TemplatePack): IncomingPart {
  const shown = attributeOf(code, "equiv-text") ?? attributeOf(code, "equiv") ?? attributeOf(code, "disp") ?? "";
  const inside = textOf(code);
  const match = /^([hf])\.([A-Za-z0-9][A-Za-z0-9-]{0,59})(?:[._].*)?$/.exec(id);
  const registryId = match?.[2];
  if (match?.[1] === "h" && registryId !== undefined) {
    const display = pack.helplines.find((one) => one.id === registryId)?.display;
    const wrong = [shown, inside].find((text) => text !== "" && display !== undefined && text.trim() !== display);
    return { helpline: registryId, ...(wrong === undefined ? {} : { retyped: wrong }) };
  }
  if (registryId !== undefined) return { fact: registryId };
  const character = /^c\.([0-9A-F]{1,6})(?:[._].*)?$/.exec(id)?.[1];
  const text = character === undefined ? null : characterOf(Number.parseInt(character, 16));
  if (text !== null) return { text, ...marks };
  return { unknown: id === "" ? localName(code) : id, text: inside === "" ? shown : inside };
}

/** Null for an id that says neither emphasis nor language. */
function marksOf(id: string): Marks | null {
  const match = /^(?:(b)(?:\.l\.([A-Za-z0-9_-]+))?|l\.([A-Za-z0-9_-]+))(?:\.\d+.*)?$/.exec(id);
  if (match === null) return null;
  const language = match[2] ?? match[3];
  return { ...(match[1] ? { emphasis: true } : {}), ...(language ? { language: decodeName(language) } : {}) };
}

/** White space with a line break is the tool's own indentation: our line breaks are codes. */
function unfold(parts: readonly (IncomingPart & { literal?: true })[]): ReadCodes {
  let refolded = false;
  const unfolded = parts.map((part, index): IncomingPart => {
    const { literal, ...own } = part;
    if (!literal || "unknown" in own || !("text" in own) || !own.text.includes("\n")) return own;
    refolded = true;
    let { text } = own;
    if (index === 0) text = text.replace(/^[ \t]*\n\s*/, "");
    if (index === parts.length - 1) text = text.replace(/[ \t]*\n\s*$/, "");
    return { ...own, text: text.replace(/[ \t]*\n\s*/g, " ") };
  });
  return { parts: unfolded.filter((part) => "unknown" in part || !("text" in part) || part.text !== ""), refolded };
}

function textOf(code: XmlElement): string {
  return code.children
    .map((child) => (isTextNode(child) ? child.text : "children" in child ? textOf(child as XmlElement) : ""))
    .join("");
}

function writable(text: string): string {
  return [...text].map((character) => (isXmlText(character) ? character : " ")).join("");
}

/** A language may be written with anything; ids may not. */
function encodeName(name: string): string {
  return [...name]
    .map((one) => (/[A-Za-z0-9-]/.test(one) ? one : `_${(one.codePointAt(0) ?? 0).toString(16)}_`))
    .join("");
}

function decodeName(name: string): string {
  return name.replace(/_([0-9a-f]{1,6})_/g, (_, hex: string) => characterOf(Number.parseInt(hex, 16)) ?? "");
}
