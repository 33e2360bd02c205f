import { type Node, parseTree } from "jsonc-parser";
import { canonicalText } from "../../../shared/base/digest.ts";
import { assert } from "../../../shared/base/errors.ts";

/** JSON text → the same text with some members of one object changed: every other byte stays as its editor wrote it. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * A member that is there gets its new value in place; others come after the last member, on lines of their own.
 * @param path what leads to the object, list positions as numbers.
 */
export function setJsonMembers(
  text: string,
  path: readonly (string | number)[],
  members: Readonly<Record<string, Json>>,
): string {
  // Some editors write a byte order mark, which is no JSON.
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const json = text.slice(mark.length);
  let changed = json;
  for (const [name, value] of Object.entries(members)) changed = setMember(changed, path, name, value);
  assert(
    canonicalText(JSON.parse(changed)) === canonicalText(expected(json, path, members)),
    "only these members changed",
  );
  return mark + changed;
}

function setMember(text: string, path: readonly (string | number)[], name: string, value: Json): string {
  let node = parseTree(text);
  for (const step of path) node = node && childOf(node, step);
  assert(node?.type === "object", `the JSON has an object at ${path.join(" › ")}`);
  const existing = childOf(node, name);
  const last = node.children?.at(-1)?.children?.[1];
  const lineStart = text.lastIndexOf("\n", (last?.offset ?? node.offset) - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const written = JSON.stringify(value, null, 2).replaceAll("\n", `${newline}${indent}`);
  if (existing) return text.slice(0, existing.offset) + written + text.slice(endOf(existing));
  const at = last ? endOf(last) : node.offset + 1;
  return `${text.slice(0, at)}${last ? "," : ""}${newline}${indent}${JSON.stringify(name)}: ${written}${text.slice(at)}`;
}

/** Of members with one name the last counts, as `JSON.parse` has it. */
function childOf(node: Node, step: string | number): Node | undefined {
  if (typeof step === "number") return node.children?.[step];
  return node.children?.findLast(({ children }) => children?.[0]?.value === step)?.children?.[1];
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

function expected(text: string, path: readonly (string | number)[], members: Readonly<Record<string, Json>>): Json {
  const root = JSON.parse(text) as Json;
  let value = root;
  for (const step of path) value = (value as Record<string, Json>)[String(step)] ?? null;
  Object.assign(value as object, members);
  return root;
}
