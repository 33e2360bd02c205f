import type { Diagnostic, DiagnosticValues, Severity } from "../base/diagnostics.ts";

/** Collects what is wrong in the files of a pack, each with its file and its path inside the file. */

export type JsonPath = readonly (string | number)[];

export class Findings {
  readonly all: Diagnostic[] = [];

  error(code: string, file: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("error", code, file, path, message, hint, values);
  }

  warning(code: string, file: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("warning", code, file, path, message, hint, values);
  }

  notice(code: string, file: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("notice", code, file, path, message, hint, values);
  }

  #add(
    severity: Severity,
    code: string,
    file: string,
    path: JsonPath,
    message: string,
    hint: string,
    values: DiagnosticValues,
  ): void {
    const place = [file, ...path].join(" › ");
    this.all.push({ code: `pack/${code}`, severity, place, message, hint, values, at: { file, path } });
  }
}
