import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** Source files → the same files with every fault in them, each behind a switch, and the list of the faults. */

export interface Mutant {
  readonly id: string;
  /** From the root of the checkout. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

const SILENT = () => undefined;
const LOGGER = {
  trace: SILENT,
  debug: SILENT,
  info: SILENT,
  warn: SILENT,
  error: SILENT,
  fatal: SILENT,
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
};

/** A text with a space in it is a sentence for people, in English, and so is a hint: the wording of an error is no behaviour. */
function isWording({ kind, before }: Mutant): boolean {
  if (kind === "ObjectLiteral") return /^\{\s*hint: [^{}]*(?:\$\{[^{}]*\}[^{}]*)*\}$/.test(before);
  return kind === "StringLiteral" && /\S \S|^`[^`]* [^`]*`$/.test(before);
}

export async function plantFaults(
  root: string,
  files: readonly string[],
): Promise<{ mutants: Mutant[]; wordings: number; planted: Map<string, string> }> {
  const sources = new Map(files.map((file) => [join(root, file), readFileSync(join(root, file), "utf8")]));
  const result = await new Instrumenter(LOGGER).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  const all = result.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName.slice(root.length + 1),
    line: location.start.line + 1,
    kind: mutatorName,
    before: cut(sources.get(fileName) ?? "", location),
    after: replacement,
  }));
  const mutants = all.filter((mutant) => !isWording(mutant));
  return {
    mutants,
    wordings: all.length - mutants.length,
    planted: new Map(result.files.map(({ name, content }) => [name, content])),
  };
}

interface Place {
  /** From 0. */
  readonly line: number;
  readonly column: number;
}

function cut(text: string, { start, end }: { start: Place; end: Place }): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? "").slice(0, end.column);
  lines[0] = (lines[0] ?? "").slice(start.column);
  return lines.join("\n");
}
