import type { Diagnostic } from "./diagnostics.ts";

/** An operation failed: thrown with a permanent code, what happened, where, and what to do. */

/**
 * `content`: the content has errors (exit 1); `usage`: the command or argument is wrong (exit 2);
 * `failure`: the operation failed: disk, lock, damaged file (exit 3).
 */
export type ErrorKind = "content" | "usage" | "failure";

export interface StudioErrorOptions {
  /** What to do about it. */
  readonly hint?: string;
  /** Everything found wrong, when the error sums up several problems. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

export class StudioError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly hint: string;
  readonly diagnostics: readonly Diagnostic[];

  /** @param code permanent, `room/what`, for example `document/zip-damaged`. */
  constructor(code: string, kind: ErrorKind, message: string, options: StudioErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "StudioError";
    this.code = code;
    this.kind = kind;
    this.hint = options.hint ?? "";
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** A bug of ours, not of the content or the machine. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}
