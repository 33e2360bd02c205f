import { flushCompileCache } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";
import { cancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { RenderJob } from "../ports.ts";
import { createRenderer, type Renderer } from "./createRenderer.ts";
import { type FromExporter, toExporter } from "./exporterProtocol.ts";

/** An exporter process: fonts once, then render jobs, one after another, until it is told to shut down. */

/** Electron's utility processes have a port where Node's own have a channel. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}
const utility = (process as { readonly parentPort?: UtilityPort }).parentPort;

let renderer: Renderer | null = null;
let calledOff = 0;

// A promise that nobody waits for is a fault: better a job that failed than a process in an unknown state (EX_SOFTWARE).
process.on("unhandledRejection", () => process.exit(70));
// Ctrl-C goes to the whole group; the parent decides, and when it goes, the channel closes.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
if (utility === undefined) process.on("message", hear);
else utility.on("message", ({ data }) => hear(data));

function hear(value: unknown): void {
  const message = toExporter.parse(value);
  if (message.say === "start") {
    renderer = createRenderer(message.fonts);
    answer({ say: "ready" });
  } else if (message.say === "run") void run(message.id, message.job);
  else if (message.say === "cancel") calledOff = message.id;
  else {
    // What was compiled serves the next exporter; `exit` alone would not write it down.
    flushCompileCache();
    process.exit(0);
  }
}

async function run(id: number, job: RenderJob): Promise<void> {
  try {
    if (renderer === null) throw new Error("an exporter is started before it runs");
    const files = await renderer(job, async (done, total) => {
      answer({ say: "progress", id, done, total });
      // Drawing keeps the thread: messages come in only between two pages.
      await nextTurn();
      if (calledOff === id) throw cancelled();
    });
    answer({ say: "done", id, files: files.map((file) => ({ ...file, pixels: file.pixels && [...file.pixels] })) });
  } catch (error) {
    answer({ say: "failed", id, ...describe(error) });
  }
}

function answer(message: FromExporter): void {
  if (utility === undefined) process.send?.(message);
  else utility.postMessage(message);
}

function describe(error: unknown) {
  if (error instanceof StudioError) {
    return { code: error.code, kind: error.kind, message: error.message, hint: error.hint };
  }
  // The stack is for whoever looks into it; people get the sentence.
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  const message = error instanceof Error ? error.message : String(error);
  return { code: "export/broken", kind: "failure" as const, message, hint: "This is a fault in Manara: report it." };
}
