import { z } from "zod";
import type { Diagnostic } from "../base/diagnostics.ts";
import { StudioError } from "../base/errors.ts";

/** What travels between a renderer and its host, on every transport: answers, failures, events. */

export const diagnosticValues = z.record(z.string(), z.union([z.string(), z.number()]));

export const diagnostic: z.ZodType<Diagnostic> = z.strictObject({
  code: z.string(),
  severity: z.enum(["error", "warning", "notice"]),
  edition: z.string().exactOptional(),
  place: z.string(),
  message: z.string(),
  hint: z.string(),
  values: diagnosticValues.exactOptional(),
  at: z
    .strictObject({
      template: z.string().exactOptional(),
      page: z.string().exactOptional(),
      frame: z.string().exactOptional(),
      slot: z.string().exactOptional(),
      paragraph: z.int().exactOptional(),
      start: z.int().exactOptional(),
      end: z.int().exactOptional(),
      file: z.string().exactOptional(),
      path: z.array(z.union([z.string(), z.number()])).exactOptional(),
      line: z.int().exactOptional(),
      sheet: z.int().exactOptional(),
      mm: z.tuple([z.number(), z.number()]).exactOptional(),
    })
    .exactOptional(),
  fix: z
    .strictObject({ slot: z.string(), paragraph: z.int(), start: z.int(), end: z.int(), text: z.string() })
    .exactOptional(),
});

/** A failure keeps its code, so that the renderer can say it in the person's own language. */
export const failure = z.strictObject({
  code: z.string(),
  kind: z.enum(["content", "usage", "failure"]),
  message: z.string(),
  hint: z.string(),
  diagnostics: z.array(diagnostic),
});
export type Failure = z.infer<typeof failure>;

/** The end of every call. A rejected promise would lose the code on its way through a transport. */
export const answer = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), failure }),
]);
export type WireAnswer = z.infer<typeof answer>;

export interface WireEvent {
  readonly name: string;
  readonly value: unknown;
}

/** What the renderer may know of an error. */
export function failureOf(error: unknown): Failure {
  if (error instanceof StudioError) {
    const { code, kind, message, hint, diagnostics } = error;
    return { code, kind, message, hint, diagnostics: [...diagnostics] };
  }
  // The stack goes to the host's log, not into the window.
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "manara/fault",
    kind: "failure",
    message,
    hint: "This is a fault in Manara: report it.",
    diagnostics: [],
  };
}

export function errorOf({ code, kind, message, hint, diagnostics }: Failure): StudioError {
  return new StudioError(code, kind, message, { hint, diagnostics });
}
