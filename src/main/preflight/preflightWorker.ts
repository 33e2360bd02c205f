import { parentPort, workerData } from "node:worker_threads";
import { assert, StudioError } from "../../shared/base/errors.ts";
import { preflight } from "./preflight.ts";
import type { FromExaminer, ToExaminer } from "./preflightApart.ts";

/** The thread in which a file of unknown origin is examined: it answers once, unless it is stopped. */

assert(parentPort, "the worker is started by preflightApart");
const { pdf, expected } = workerData as ToExaminer;
const answer = await preflight(pdf, expected).then(
  (report): FromExaminer => ({ report }),
  (error: unknown): FromExaminer => {
    if (!(error instanceof StudioError)) throw error;
    const { code, kind, message, hint } = error;
    return { error: { code, kind, message, hint } };
  },
);
parentPort.postMessage(answer);
