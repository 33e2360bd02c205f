import type { FromWorker, ToWorker } from "./messages.ts";
import { createWindowAnswers } from "./windowAnswers.ts";

/** The typesetting worker: what the window asks is answered beside it, so that typing never waits for a page. */

const answer = createWindowAnswers();

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => self.postMessage(answer(data)));
self.postMessage({ say: "ready" } satisfies FromWorker);
