import { parentPort, workerData } from "node:worker_threads";
import { assert, StudioError } from "../../shared/base/errors.ts";
import { preflight } from "./preflight.ts";
import type { FromWorker, ToWorker } from "./preflightApart.ts";

/** The thread in which a file of unknown origin is examined: it answers once, unless it is stopped. */

assert(parentPort, "the worker is started by preflightApart");
const { pdf, expected } = workerData as ToWorker;
const answer = await preflight(pdf, expected).then(
  (report): FromWorker => ({ report }),
  (error: unknown): FromWorker => {
    if (!(error instanceof StudioError)) throw error;
    const { code, kind, message, hint } = error;
    return { error: { code, kind, message, hint } };
  },
);
parentPort.postMessage(answer);
