/** Something wrong in the content: collected and returned with place and remedy, never thrown. */

export type Severity = "error" | "warning" | "notice";

/** Facts of a message by name: words as written, numbers, millimetres, points, per cent. */
export type DiagnosticValues = Readonly<Record<string, string | number>>;

/** Where, for programs: as much as is known. */
export interface DiagnosticPlace {
  readonly template?: string;
  /** A page's id in its template. */
  readonly page?: string;
  readonly frame?: string;
  readonly slot?: string;
  /** Of the slot, from 1. */
  readonly paragraph?: number;
  /**
   * UTF-16 range of the paragraph as it is edited: text as written, each helpline and fact as `plainFromRich`
   * gives it. Without a paragraph, of the description of the picture in the slot.
   */
  readonly start?: number;
  readonly end?: number;
  /** Path of a file, and what leads to the spot inside it. */
  readonly file?: string;
  readonly path?: readonly (string | number)[];
  /** Of the file, from 1. */
  readonly line?: number;
  /** Page of a finished PDF, from 1, and millimetres from the left and top edge of its trim box. */
  readonly sheet?: number;
  readonly mm?: readonly [x: number, y: number];
}

/** Text that can take the place of other text without anybody having to think; `applyFix` puts it there. */
export interface DiagnosticFix {
  readonly slot: string;
  /** From 1. */
  readonly paragraph: number;
  /** UTF-16 range, as in `DiagnosticPlace`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Diagnostic {
  /** Permanent, `room/what`, for example `typeset/overflow` or `localise/EN-01`. */
  readonly code: string;
  readonly severity: Severity;
  /** BCP 47 tag of the edition, or absent where the problem is in every edition. */
  readonly edition?: string;
  /** Where: template, page, frame, slot, or file and path, joined by ` › `. */
  readonly place: string;
  /** What happened. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /**
   * What `message` and `hint` say in English, so that it can be said in other languages. Where one code has
   * several messages, `case` tells which; lists are joined, and empty where there is nothing to name.
   */
  readonly values?: DiagnosticValues;
  readonly at?: DiagnosticPlace;
  /** Only where the replacement is safe: it makes this finding vanish, and is right in the sentence. */
  readonly fix?: DiagnosticFix;
}

/** What manifests and the command line print: English words, whose shape is stable. */
export function plainDiagnostic<D extends Diagnostic>({
  values,
  at,
  fix,
  ...plain
}: D): Omit<D, "values" | "at" | "fix"> {
  return plain;
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Errors first, then warnings, then notices; the order in which they were found is kept within each. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/** For messages of the command line, which are English: 1 file, 2 files. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
