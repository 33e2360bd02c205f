import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../src/shared/base/diagnostics.ts";
import { digestValue } from "../../src/shared/base/digest.ts";
import type { Piece } from "../../src/shared/piece/piece.ts";
import type { Page } from "../../src/shared/typeset/page/page.ts";
import { describePage } from "./describePage.ts";
import { entry, entryLine } from "./entry.ts";
import type { Variant } from "./samplePieces.ts";
import { tellPageChanges } from "./tellChanges.ts";

/** Pieces → the files of tests/ref that hold them in words, and what two versions of such a file differ in. */

export const REF_FOLDER = "tests/ref";
export const PROOFS = "proofs.txt";
export const STANDING = "release-0.1.txt";

/** A sample edition, or one of them in another state. */
export type KeptPiece = Piece | Variant;

export function nameOf(piece: KeptPiece): string {
  const name = `${piece.template}.${piece.edition.tag}`;
  return "variant" in piece ? `${name}.${piece.variant}` : name;
}

export const pagesFile = (piece: KeptPiece) => `pages/${nameOf(piece)}.txt`;
export const diagnosticsFile = (piece: Piece) => `diagnostics/${nameOf(piece)}.txt`;
export const pictureFile = (piece: KeptPiece, page: Pick<Page, "id">) => `pictures/${nameOf(piece)}.${page.id}.webp`;

/** Null where there is none yet. */
export function readRef(file: string): string | null {
  const path = join(REF_FOLDER, file);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** Every file that belongs to a piece, relative to the folder, sorted. */
export function keptFiles(): string[] {
  return ["pages", "diagnostics", "pictures"]
    .flatMap((folder) => {
      const path = join(REF_FOLDER, folder);
      return existsSync(path) ? readdirSync(path).map((name) => `${folder}/${name}`) : [];
    })
    .sort();
}

/** What is wrong is kept of the sample editions alone. */
export function wantedFiles(samples: readonly Piece[], variants: readonly Variant[]): string[] {
  const kept: readonly KeptPiece[] = [...samples, ...variants];
  return [
    ...kept.flatMap((piece) => [pagesFile(piece), ...piece.pages.map((page) => pictureFile(piece, page))]),
    ...samples.map(diagnosticsFile),
  ].sort();
}

export function describePages(piece: KeptPiece): string {
  const head = `${piece.template} ${piece.edition.tag} | pages ${piece.pages.length} | digest ${digestValue(piece.pages)}`;
  const pages = piece.pages.map((page) => describePage(page).map(entryLine).join("\n"));
  return `${[head, ...pages].join("\n\n")}\n`;
}

/** One line for each, in the order in which people see them. Words for people have tests of their own. */
export function describeDiagnostics({ diagnostics }: Piece): string {
  return diagnostics.length === 0
    ? "nothing to report\n"
    : diagnostics.map((one) => `${diagnosticLine(one)}\n`).join("");
}

function diagnosticLine({ code, severity, edition, place, values, at, fix }: Diagnostic): string {
  const words = (value: object | undefined) =>
    Object.entries(value ?? {})
      .map(([name, one]) => `${name}=${JSON.stringify(one)}`)
      .join(" ");
  const facts = { edition: edition ?? "all", place, values: words(values), at: words(at), fix: words(fix) };
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
  return entryLine(entry(`${severity} ${code}`, said));
}

export function describeProofs(pieces: readonly Piece[]): string {
  return pieces.map((piece) => `${piece.template} ${piece.edition.tag} ${piece.proof.digest}\n`).join("");
}

export interface PageChange {
  /** Its id in the template. */
  readonly page: string;
  readonly sentences: readonly string[];
}

/** Page by page; a page that is in one of them alone has one sentence that says so. */
export function pageChanges(before: string | null, after: string): PageChange[] {
  const [old, now] = [splitPages(before ?? ""), splitPages(after)];
  const all = [...new Set([...now.keys(), ...old.keys()])];
  const changes = all.map((page): PageChange => {
    const [was, is] = [old.get(page), now.get(page)];
    if (was === undefined) return { page, sentences: ["is new"] };
    if (is === undefined) return { page, sentences: ["is gone"] };
    return { page, sentences: was.join("\n") === is.join("\n") ? [] : tellPageChanges(was, is) };
  });
  return changes.filter(({ sentences }) => sentences.length > 0);
}

function splitPages(text: string): Map<string, string[]> {
  const pages = text.trimEnd().split("\n\n").slice(1);
  return new Map(pages.map((page) => [/^page (.*?) \| /.exec(page)?.[1] ?? "", page.split("\n")]));
}

/** Which proofs are different: their digits say nothing to anybody. */
export function proofChanges(before: string | null, after: string): string[] {
  const read = (text: string) => new Map(text.split("\n").map((line) => [line.slice(0, -65), line.slice(-64)]));
  const was = read(before ?? "");
  return [...read(after)]
    .filter(([name, proof]) => was.get(name) !== proof)
    .map(([name]) => `${name} has another proof`);
}

/** Lines that came and lines that went. */
export function lineChanges(before: string | null, after: string): string[] {
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  const [was, is] = [lines(before ?? ""), lines(after)];
  return [...without(was, is).map((line) => `gone: ${line}`), ...without(is, was).map((line) => `new: ${line}`)];
}

/** Each line of the other list takes away one equal line. */
function without(lines: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
