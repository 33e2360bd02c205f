import type { Diagnostic, Severity } from "../base/diagnostics.ts";

/** Collects what is wrong in the files of a pack, each with its file and its path inside the file. */

export type JsonPath = readonly (string | number)[];

export class Findings {
  readonly all: Diagnostic[] = [];

  error(code: string, file: string, path: JsonPath, message: string, hint: string): void {
    this.#add("error", code, file, path, message, hint);
  }

  warning(code: string, file: string, path: JsonPath, message: string, hint: string): void {
    this.#add("warning", code, file, path, message, hint);
  }

  notice(code: string, file: string, path: JsonPath, message: string, hint: string): void {
    this.#add("notice", code, file, path, message, hint);
  }

  #add(severity: Severity, code: string, file: string, path: JsonPath, message: string, hint: string): void {
    this.all.push({ code: `pack/${code}`, severity, place: [file, ...path].join(" › "), message, hint });
  }
}
