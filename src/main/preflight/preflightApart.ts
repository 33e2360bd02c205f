import { Worker } from "node:worker_threads";
import { type ErrorKind, StudioError } from "../../shared/base/errors.ts";
import { tooComplex } from "./pdf/work.ts";
import type { PreflightReport } from "./preflight.ts";
import type { Expectations } from "./rules/rule.ts";

/**
 * A PDF of unknown origin → its report, from a thread with a clock and a limit of memory.
 *
 * The examination counts its own work, so files end at the same place everywhere; the clock and the limit are for
 * what it cannot count, the library that reads the objects and the decoder of pictures. Our own files need neither.
 */

export interface ToExaminer {
  readonly pdf: Uint8Array;
  readonly expected: Expectations;
}

export type FromExaminer =
  | { readonly report: PreflightReport }
  | {
      readonly error: {
        readonly code: string;
        readonly kind: ErrorKind;
        readonly message: string;
        readonly hint: string;
      };
    };

export interface Limits {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Our largest sheets take less than a second; large photographs and slow machines get the rest. */
const LIMITS: Limits = { seconds: 15, megabytes: 2048 };

/** Fails as `preflight` does; with `preflight/too-complex` at a limit, with `preflight/stopped` on a fault of ours. */
export function preflightApart(
  pdf: Uint8Array,
  expected: Expectations = {},
  { seconds, megabytes }: Limits = LIMITS,
): Promise<PreflightReport> {
  const entry = new URL(`./preflightWorker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: { pdf, expected } satisfies ToExaminer,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      // The library says on the console what it repairs; the report says what matters.
      stdout: true,
      stderr: true,
    });
    const clock = setTimeout(() => finish(() => reject(tooComplex())), seconds * 1000);
    const finish = (settle: () => void) => {
      clearTimeout(clock);
      settle();
      void worker.terminate();
    };
    worker.once("message", (answer: FromExaminer) =>
      finish(() => {
        if ("report" in answer) return resolve(answer.report);
        const { code, kind, message, hint } = answer.error;
        reject(new StudioError(code, kind, message, { hint }));
      }),
    );
    worker.once("error", (cause: NodeJS.ErrnoException) =>
      finish(() => reject(cause.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooComplex() : stopped(cause))),
    );
    worker.once("exit", () => finish(() => reject(stopped(undefined))));
  });
}

function stopped(cause: Error | undefined): StudioError {
  const why = cause === undefined ? "" : `: ${cause.message}`;
  return new StudioError("preflight/stopped", "failure", `The examination of the PDF broke off${why}.`, {
    hint: "This is a fault in Manara: please report it, with the file if you may.",
    cause,
  });
}
