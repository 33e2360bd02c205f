import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The source as it lies on the disk → its files and what each of them imports. Paths are relative to `src`. */

export interface Import {
  readonly from: string;
  /** A path below `src`, or the name of a package. */
  readonly to: string;
}

/** Scripts and styles; files that only declare types of packages are left out. */
export const FILES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => normalize(path).replaceAll("\\", "/"))
  .filter((path) => /\.(tsx?|css)$/.test(path) && !path.endsWith(".d.ts"));

export const SCRIPTS = FILES.filter((path) => !path.endsWith(".css"));

/** Statements that import, re-export or load a module. */
const STATEMENT =
  /(?:^|\n)(?:import\s+|(?:import|export)\s[^;"'`=(]*?\bfrom\s*)["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)|\bnew URL\(\s*["'](\.[^"'\n]+)["']/g;

export function textOf(path: string): string {
  return readFileSync(join("src", path), "utf8");
}

const IMPORTS: readonly Import[] = SCRIPTS.flatMap((from) =>
  [...textOf(from).matchAll(STATEMENT)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? "";
    return { from, to: to.startsWith(".") ? normalize(join(dirname(from), to)).replaceAll("\\", "/") : to };
  }),
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
