import { canonicalText } from "../../../shared/base/digest.ts";
import { assert } from "../../../shared/base/errors.ts";

/** JSON text → the same text with some members of one object changed: every other byte stays as its editor wrote it. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Node {
  readonly start: number;
  readonly end: number;
  /** Of an object or a list. */
  readonly children: ReadonlyMap<string, Node>;
}

/**
 * A member that is there gets its new value in place; others come after the last member, on lines of their own.
 * @param path what leads to the object, list positions as numbers.
 */
export function setJsonMembers(
  text: string,
  path: readonly (string | number)[],
  members: Readonly<Record<string, Json>>,
): string {
  let changed = text;
  for (const [name, value] of Object.entries(members)) changed = setMember(changed, path, name, value);
  assert(
    canonicalText(JSON.parse(changed)) === canonicalText(expected(text, path, members)),
    "only these members changed",
  );
  return changed;
}

function setMember(text: string, path: readonly (string | number)[], name: string, value: Json): string {
  let node = readNode(text, skip(text, 0));
  for (const step of path) node = childOf(node, String(step));
  const existing = node.children.get(name);
  const last = [...node.children.values()].at(-1);
  const lineStart = text.lastIndexOf("\n", (last?.start ?? node.start) - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const written = JSON.stringify(value, null, 2).replaceAll("\n", `${newline}${indent}`);
  if (existing) return text.slice(0, existing.start) + written + text.slice(existing.end);
  const at = last?.end ?? node.start + 1;
  return `${text.slice(0, at)}${last ? "," : ""}${newline}${indent}${JSON.stringify(name)}: ${written}${text.slice(at)}`;
}

function childOf(node: Node, name: string): Node {
  const child = node.children.get(name);
  assert(child !== undefined, `the JSON has "${name}"`);
  return child;
}

function expected(text: string, path: readonly (string | number)[], members: Readonly<Record<string, Json>>): Json {
  const root = JSON.parse(text) as Json;
  let value = root;
  for (const step of path) value = (value as Record<string, Json>)[String(step)] ?? null;
  Object.assign(value as object, members);
  return root;
}

function skip(text: string, from: number): number {
  let at = from;
  while (/[\s\ufeff]/.test(text.charAt(at))) at += 1;
  return at;
}

/** The text is known to be JSON: `JSON.parse` has read it. */
function readNode(text: string, start: number): Node {
  const open = text.charAt(start);
  if (open !== "{" && open !== "[") return { start, end: endOfPlain(text, start), children: new Map() };
  const children = new Map<string, Node>();
  let at = skip(text, start + 1);
  while (!/[}\]]/.test(text.charAt(at))) {
    let name = String(children.size);
    if (open === "{") {
      const end = endOfPlain(text, at);
      name = String(JSON.parse(text.slice(at, end)));
      at = skip(text, skip(text, end) + 1);
    }
    const child = readNode(text, at);
    children.set(name, child);
    at = skip(text, child.end);
    if (text.charAt(at) === ",") at = skip(text, at + 1);
  }
  return { start, end: at + 1, children };
}

/** End of a string, number or word. */
function endOfPlain(text: string, start: number): number {
  const plain = /"(?:[^"\\]|\\.)*"|[^\s,}\]]+/sy;
  plain.lastIndex = start;
  return start + (plain.exec(text)?.[0].length ?? 0);
}
