import { parseJson } from "../../shared/base/unicode.ts";
import type { Machine } from "./ports.ts";

/** A file → the JSON value in it. */

/** Null where it is no JSON. Fails with the codes of `Files.read`. */
export async function readJsonFile(machine: Pick<Machine, "files">, path: string, limit: number): Promise<unknown> {
  return jsonIn(await machine.files.read(path, limit));
}

/** Null where the bytes are no JSON. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
