import { parseSync } from "vite";

/** Scripts → the codes of the failures that they make, read from the programs themselves and not from how they are laid out. */

export interface Thrown {
  readonly file: string;
  /** As it is written; null where only a run of the program could tell. */
  readonly code: string | null;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A node with the functions around it, the innermost last, and each with the name that it is called by. */
interface Found {
  readonly node: Node;
  readonly within: readonly { readonly name: string | null; readonly params: readonly string[] }[];
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const nameOf = (node: unknown): string | null => (isNode(node) && typeof node.name === "string" ? node.name : null);
const isFunction = ({ type }: Node) =>
  /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type);

/** The names of parameters by their place; one that is taken apart has none. */
function paramsOf({ params }: Node): string[] {
  return (params as unknown[]).map(
    (one) => nameOf(isNode(one) && one.type === "AssignmentPattern" ? one.left : one) ?? "",
  );
}

function walk(node: Node, within: Found["within"], calledBy: string | null, found: Found[]): void {
  const inner = isFunction(node) ? [...within, { name: nameOf(node.id) ?? calledBy, params: paramsOf(node) }] : within;
  found.push({ node, within: inner });
  const given = nameOf(node.id) ?? nameOf(node.key);
  for (const child of Object.values(node).flat()) if (isNode(child)) walk(child, inner, given, found);
}

interface Program {
  readonly nodes: readonly Found[];
  /** Names of constants → what they hold. */
  readonly constants: ReadonlyMap<string, Node>;
  readonly imports: ReadonlySet<string>;
}

function readProgram(file: string, text: string): Program {
  const nodes: Found[] = [];
  walk(parseSync(file, text).program as unknown as Node, [], null, nodes);
  const constants = new Map<string, Node>();
  const imports = new Set<string>();
  for (const { node } of nodes) {
    const name = nameOf(node.id);
    if (node.type === "VariableDeclarator" && name !== null && isNode(node.init)) constants.set(name, node.init);
    if (node.type === "ImportSpecifier") imports.add(nameOf(node.local) ?? "");
  }
  return { nodes, constants, imports };
}

/** The name of what is called or made: `refused` of `refused(…)`, and of `this.refused(…)`. */
function calleeOf({ callee }: Node): string | null {
  if (!isNode(callee)) return null;
  return callee.type === "MemberExpression" ? nameOf(callee.property) : nameOf(callee);
}

/** @param files path → text. */
export function thrownCodes(files: ReadonlyMap<string, string>): Thrown[] {
  const programs = new Map([...files].map(([file, text]) => [file, readProgram(file, text)]));

  /** What an argument of every call of a function is; calls are looked for where the function is known by its name. */
  const argumentsOf = (maker: string, place: number, home: string, seen: readonly string[]): Thrown[] =>
    [...programs].flatMap(([file, { nodes, imports }]) =>
      file !== home && !imports.has(maker)
        ? []
        : nodes
            .filter(({ node }) => node.type === "CallExpression" && calleeOf(node) === maker)
            .flatMap((call) => valuesOf((call.node.arguments as unknown[])[place], call.within, file, seen)),
    );

  const valuesOf = (value: unknown, within: Found["within"], file: string, seen: readonly string[]): Thrown[] => {
    const unknown = [{ file, code: null }];
    if (!isNode(value)) return unknown;
    const again = (one: unknown) => valuesOf(one, within, file, seen);
    const program = programs.get(file);
    switch (value.type) {
      case "Literal":
        return typeof value.value === "string" ? [{ file, code: value.value }] : unknown;
      case "ConditionalExpression":
        return [...again(value.consequent), ...again(value.alternate)];
      case "LogicalExpression":
        return [...again(value.left), ...again(value.right)];
      case "BinaryExpression":
        return again(value.left).flatMap((left) =>
          again(value.right).map(({ file: place, code }) => ({
            file: place,
            code: left.code === null || code === null ? null : left.code + code,
          })),
        );
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        return again(value.expression);
      case "TemplateLiteral": {
        const [first, ...rest] = (value.quasis as { readonly value: { readonly cooked: string } }[]).map(
          (one) => one.value.cooked,
        );
        return (value.expressions as unknown[]).reduce<Thrown[]>(
          (texts, part, at) =>
            texts.flatMap((text) =>
              again(part).map((one) => {
                const whole = text.code === null || one.code === null ? null : text.code + one.code + rest[at];
                return { file: one.file, code: whole };
              }),
            ),
          [{ file, code: first ?? "" }],
        );
      }
      case "ObjectExpression":
        return (value.properties as Node[]).flatMap((one) => again(one.value));
      case "MemberExpression": {
        const held = program?.constants.get(nameOf(value.object) ?? "");
        const whole = isNode(held) && held.type === "TSAsExpression" ? held.expression : held;
        if (!isNode(whole) || whole.type !== "ObjectExpression") return unknown;
        const one = (whole.properties as Node[]).find(
          ({ key }) => !value.computed && nameOf(key) === nameOf(value.property),
        );
        return again(one?.value ?? whole);
      }
      case "Identifier": {
        const name = nameOf(value) ?? "";
        const maker = within.findLast(({ params }) => params.includes(name));
        if (maker !== undefined) {
          const key = `${file} ${maker.name} ${name}`;
          if (maker.name === null || seen.includes(key)) return unknown;
          const given = argumentsOf(maker.name, maker.params.indexOf(name), file, [...seen, key]);
          return given.length === 0 ? unknown : given;
        }
        const held = program?.constants.get(name);
        return held === undefined || seen.includes(`${file} ${name}`)
          ? unknown
          : valuesOf(held, within, file, [...seen, `${file} ${name}`]);
      }
      default:
        return unknown;
    }
  };

  return [...programs].flatMap(([file, { nodes }]) =>
    nodes
      .filter(({ node }) => node.type === "NewExpression" && calleeOf(node) === "StudioError")
      .flatMap(({ node, within }) => valuesOf((node.arguments as unknown[])[0], within, file, [])),
  );
}
