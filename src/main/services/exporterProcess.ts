import { StudioError } from "../../shared/base/errors.ts";
import type { FromExporter, ToExporter } from "./exporterProtocol.ts";
import { createRenderer, type Renderer } from "./renderJob.ts";

/** An exporter process: fonts once, then render jobs, one after another, until it is told to shut down. */

let renderer: Renderer | null = null;

function answer(message: FromExporter): void {
  process.send?.(message);
}

process.on("message", async (message: ToExporter) => {
  if (message.say === "shutdown") process.disconnect();
  else if (message.say === "start") {
    renderer = createRenderer(message.fonts);
    answer({ say: "ready" });
  } else {
    const { id, job } = message;
    try {
      if (renderer === null) throw new Error("an exporter is started before it runs");
      const files = await renderer(job, (done, total) => answer({ say: "progress", id, done, total }));
      answer({ say: "done", id, files });
    } catch (error) {
      answer({ say: "failed", id, ...describe(error) });
    }
  }
});

function describe(error: unknown) {
  if (error instanceof StudioError) {
    return { code: error.code, kind: error.kind, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "export/broken", kind: "failure" as const, message, hint: "This is a fault of Manara: report it." };
}
