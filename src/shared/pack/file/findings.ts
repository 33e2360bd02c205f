import type { Diagnostic, DiagnosticValues, Severity } from "../../base/diagnostics.ts";
import { suggest, suggestedNames } from "./names.ts";

/** Collects what is wrong in the files of a pack, each with its file and its path inside the file. */

export type JsonPath = readonly (string | number)[];

export class Findings {
  readonly all: Diagnostic[] = [];

  of(file: string): FileFindings {
    return new FileFindings(file, this.all);
  }
}

export class FileFindings {
  readonly #file: string;
  readonly #all: Diagnostic[];

  constructor(file: string, all: Diagnostic[]) {
    this.#file = file;
    this.#all = all;
  }

  error(code: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("error", code, path, message, hint, values);
  }

  warning(code: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("warning", code, path, message, hint, values);
  }

  notice(code: string, path: JsonPath, message: string, hint: string, values: DiagnosticValues): void {
    this.#add("notice", code, path, message, hint, values);
  }

  /** An error where the name is none of those that exist. The noun is the code. */
  known(noun: string, id: string, ids: readonly string[], path: JsonPath): void {
    if (ids.includes(id)) return;
    const known = suggestedNames(id, ids);
    this.error(noun, path, `There is no ${noun} "${id}".`, suggest(id, ids), { id, known });
  }

  /** @param key member of each entry that holds its name. */
  unique(ids: readonly string[], path: JsonPath, noun: string, key: "id" | "tag" = "id"): void {
    const seen = new Set<string>();
    for (const [index, id] of ids.entries()) {
      if (seen.has(id)) {
        const message = `Two ${noun}s have the name "${id}".`;
        this.error("duplicate-id", [...path, index, key], message, `Give each its own ${key}.`, { id });
      }
      seen.add(id);
    }
  }

  #add(
    severity: Severity,
    code: string,
    path: JsonPath,
    message: string,
    hint: string,
    values: DiagnosticValues,
  ): void {
    const file = this.#file;
    const place = [file, ...path].join(" › ");
    this.#all.push({ code: `pack/${code}`, severity, place, message, hint, values, at: { file, path } });
  }
}
