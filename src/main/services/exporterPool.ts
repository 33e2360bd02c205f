import { type ChildProcess, fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { StudioError } from "../../shared/base/errors.ts";
import type { FontFile } from "../../shared/typeset/ports.ts";
import type { FromExporter, ToExporter } from "./exporterProtocol.ts";
import type { PageExporter, RenderedFile, RenderJob } from "./ports.ts";

/** Render jobs → exporter processes, each with one job at a time; a process that dies fails its job and nothing else. */

interface Waiting {
  readonly job: RenderJob;
  readonly resolve: (files: readonly RenderedFile[]) => void;
  readonly reject: (error: Error) => void;
}

/** @param entry the module that an exporter process runs. */
export function startExporterPool(entry: URL, size: number, fonts: readonly FontFile[]): PageExporter {
  const queue: Waiting[] = [];
  const idle: Exporter[] = [];
  let started = 0;
  let closed = false;

  const next = () => {
    while (queue.length > 0 && (idle.length > 0 || started < size)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const exporter = idle.pop() ?? new Exporter(entry, fonts);
      if (!exporter.used) started += 1;
      exporter.run(waiting, (alive) => {
        if (alive && !closed) idle.push(exporter);
        else started -= 1;
        if (alive && closed) exporter.stop();
        next();
      });
    }
  };

  return {
    render(job) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(crashed("was stopped"));
        queue.push({ job, resolve, reject });
        next();
      });
    },
    close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(crashed("was stopped"));
      for (const exporter of idle.splice(0)) exporter.stop();
    },
  };
}

class Exporter {
  used = false;
  private readonly process: ChildProcess;
  private count = 0;

  constructor(entry: URL, fonts: readonly FontFile[]) {
    const cache = getCompileCacheDir();
    this.process = fork(entry, [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache },
    });
    this.process.on("error", () => undefined);
    this.send({ say: "start", fonts });
  }

  run(waiting: Waiting, finished: (alive: boolean) => void): void {
    this.used = true;
    if (!this.process.connected) {
      waiting.reject(crashed("stopped while it had nothing to do"));
      finished(false);
      return;
    }
    this.count += 1;
    const id = this.count;
    const settle = (alive: boolean) => {
      this.process.off("message", onMessage);
      this.process.off("exit", onExit);
      finished(alive);
    };
    const onMessage = (message: FromExporter) => {
      if (message.say === "done" && message.id === id) {
        waiting.resolve(message.files);
        settle(true);
      } else if (message.say === "failed" && message.id === id) {
        waiting.reject(new StudioError(message.code, message.kind, message.message, { hint: message.hint }));
        settle(true);
      }
    };
    const onExit = (code: number | null, signal: string | null) => {
      waiting.reject(crashed(`stopped with ${signal ?? `code ${code}`}`));
      settle(false);
    };
    this.process.on("message", onMessage);
    this.process.on("exit", onExit);
    this.send({ say: "run", id, job: waiting.job });
  }

  stop(): void {
    this.send({ say: "shutdown" });
  }

  private send(message: ToExporter): void {
    if (this.process.connected) this.process.send(message);
  }
}

function crashed(how: string): StudioError {
  return new StudioError("export/exporter-crashed", "failure", `The process that draws the pages ${how}.`, {
    hint: "Nothing was written. Try again with fewer editions at once; if it happens again, report it.",
  });
}
