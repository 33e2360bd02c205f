import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "vite";

/** The source as it lies on the disk → its files and what each of them imports. Paths are relative to `src`. */

export interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
}

/** Scripts and styles; files that only declare types of packages are left out. */
export const FILES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => normalize(path).replaceAll("\\", "/"))
  .filter((path) => /\.([cm]?[jt]sx?|css)$/.test(path) && !path.endsWith(".d.ts"));

export const SCRIPTS = FILES.filter((path) => !path.endsWith(".css"));

export function textOf(path: string): string {
  return readFileSync(join("src", path), "utf8");
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** The beginning of a text that is written out: what comes after a variable in it is not known. */
function writtenIn(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TSLiteralType") return writtenIn(node.literal);
  if (node.type !== "TemplateLiteral") return null;
  const [first] = node.quasis as { readonly value: { readonly cooked: string } }[];
  return first?.value.cooked ?? null;
}

const LOADERS = ["resolve", "glob"];

/** What one node of a program loads: null where it is no loader, "?" where nobody can tell what. */
function loadedBy(node: Node): string | null {
  const { type, source, argument, callee } = node;
  if (type === "ImportDeclaration" || type === "ExportAllDeclaration") return writtenIn(source);
  if (type === "ExportNamedDeclaration") return source === null ? null : writtenIn(source);
  if (type === "ImportExpression") return writtenIn(source) ?? "?";
  if (type === "TSImportType") return writtenIn(argument ?? source) ?? "?";
  const [first] = (node.arguments ?? []) as unknown[];
  if (type === "NewExpression" && isNode(callee) && callee.name === "URL") {
    const path = writtenIn(first);
    return path?.startsWith(".") ? path : null;
  }
  if (type === "CallExpression" && isNode(callee) && isNode(callee.object) && callee.object.type === "MetaProperty") {
    const { property } = callee;
    return isNode(property) && LOADERS.includes(String(property.name)) ? (writtenIn(first) ?? "?") : null;
  }
  return null;
}

function loadedIn(node: Node): string[] {
  const own = loadedBy(node);
  const inner = Object.values(node).flat().filter(isNode).flatMap(loadedIn);
  return own === null ? inner : [own, ...inner];
}

/** What a script or a sheet of styles loads, as it is written there. */
export function loadsIn(path: string, text: string): string[] {
  if (path.endsWith(".css")) {
    return [...text.matchAll(/(?:@import\s+(?:url\()?|\bfrom\s+)["']([^"']+)["']/g)].map(([, to = ""]) => to);
  }
  return loadedIn(parseSync(path, text).program as unknown as Node);
}

const IMPORTS: readonly Import[] = FILES.flatMap((from) =>
  loadsIn(from, textOf(from)).map((to) => ({
    from,
    to: to.startsWith(".") ? normalize(join(dirname(from), to)).replaceAll("\\", "/") : to,
  })),
);

const isFile = (to: string) => /^(shared|main|preload|renderer)\//.test(to);

/** Imports of our own files, styles included; what lies outside `src` (resources of the package) is no import. */
export const INSIDE = IMPORTS.filter(({ to }) => isFile(to));

/** Imports of packages and of Node's own modules. */
export const OUTSIDE = IMPORTS.filter(({ to }) => !isFile(to) && !to.startsWith("."));

/** `shared/typeset/text/shapeText.ts` → `shared/typeset`. */
export function roomOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

/** Nodes and arrows → every circle, each as the nodes on its way, once for each place where it closes. */
export function circlesIn(arrows: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (node: string, way: readonly string[]) => {
    if (way.includes(node)) circles.push([...way.slice(way.indexOf(node)), node].join(" → "));
    if (done.has(node) || way.includes(node)) return;
    for (const target of next.get(node) ?? []) visit(target, [...way, node]);
    done.add(node);
  };
  for (const node of next.keys()) visit(node, []);
  return circles;
}
