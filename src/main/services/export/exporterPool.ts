import { cancelled } from "../../../shared/base/cancel.ts";
import { StudioError } from "../../../shared/base/errors.ts";
import type { FontFile } from "../../../shared/typeset/text/ports.ts";
import type { PageExporter, RenderedFile, RenderJob } from "../ports.ts";
import type { ExporterLink } from "./exporterLink.ts";
import { type FromExporter, fromExporter } from "./exporterProtocol.ts";

/** Render jobs → exporter processes, each with one job at a time; a process that dies fails its job and nothing else. */

export interface PoolTimes {
  /** From the wish that it stops until the process is killed. */
  readonly killAfterMs: number;
  /** Without a word of progress; the heaviest page of a print PDF takes a few seconds on an office laptop. */
  readonly stallAfterMs: number;
  readonly now: () => number;
}
const TIMES: PoolTimes = { killAfterMs: 3000, stallAfterMs: 120_000, now: () => performance.now() };

/** As many deaths within a minute are no accident: another process would only die as well. */
const DEATHS = 3;
const MINUTE_MS = 60_000;

interface Waiting {
  readonly job: RenderJob;
  readonly resolve: (files: readonly RenderedFile[]) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** Processes start when there is work for them, at most `size` at a time. */
export function startExporterPool(
  openLink: () => ExporterLink,
  size: number,
  fonts: readonly FontFile[],
  times: PoolTimes = TIMES,
): PageExporter {
  const queue: Waiting[] = [];
  const idle = new Set<Exporter>();
  const busy = new Map<Waiting, Exporter>();
  let deaths: readonly number[] = [];
  let closed = false;

  const recentDeaths = () => deaths.filter((at) => times.now() - at < MINUTE_MS);
  const start = (): Exporter => {
    const exporter = new Exporter(openLink(), fonts, times, (wanted) => {
      idle.delete(exporter);
      if (!wanted) deaths = [...recentDeaths(), times.now()];
    });
    return exporter;
  };
  const next = () => {
    while (queue.length > 0 && (idle.size > 0 || busy.size < size)) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      const [free] = idle;
      if (free === undefined && recentDeaths().length >= DEATHS) {
        waiting.reject(crashed(`stopped ${DEATHS} times within a minute`));
        continue;
      }
      const exporter = free ?? start();
      idle.delete(exporter);
      busy.set(waiting, exporter);
      exporter.run(waiting, (alive) => {
        busy.delete(waiting);
        if (alive && closed) exporter.stop();
        else if (alive) idle.add(exporter);
        next();
      });
    }
  };

  return {
    render(job, { signal, onProgress = () => undefined } = {}) {
      if (closed) return Promise.reject(crashed("was stopped"));
      if (signal?.aborted) return Promise.reject(cancelled());
      let waiting: Waiting;
      const callOff = () => {
        if (queue.includes(waiting)) queue.splice(queue.indexOf(waiting), 1);
        busy.get(waiting)?.cancel();
        // The caller need not wait until the process has noticed: what that still draws is thrown away.
        waiting.reject(cancelled());
      };
      const rendered = new Promise<readonly RenderedFile[]>((resolve, reject) => {
        waiting = { job, resolve, reject, onProgress };
        queue.push(waiting);
        signal?.addEventListener("abort", callOff);
        next();
      });
      return rendered.finally(() => signal?.removeEventListener("abort", callOff));
    },
    close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(crashed("was stopped"));
      for (const exporter of idle) exporter.stop();
    },
  };
}

/** What the process does at this moment. */
interface Running {
  readonly waiting: Waiting;
  readonly id: number;
  readonly finished: (alive: boolean) => void;
}

class Exporter {
  private readonly link: ExporterLink;
  private readonly times: PoolTimes;
  private running: Running | null = null;
  private count = 0;
  private stopping = false;
  private dead: string | null = null;
  private stall: NodeJS.Timeout | undefined;
  private killing: NodeJS.Timeout | undefined;

  /** @param onGone is told whether we wanted it. */
  constructor(link: ExporterLink, fonts: readonly FontFile[], times: PoolTimes, onGone: (wanted: boolean) => void) {
    this.link = link;
    this.times = times;
    link.onMessage((message) => this.hear(message));
    link.onExit((how) => {
      clearTimeout(this.killing);
      this.dead ??= how;
      onGone(this.stopping);
      this.end(false)?.reject(crashed(`stopped with ${this.dead}`));
    });
    link.send({ say: "start", fonts: [...fonts] });
  }

  run(waiting: Waiting, finished: (alive: boolean) => void): void {
    this.count += 1;
    this.running = { waiting, id: this.count, finished };
    this.watch();
    this.link.send({ say: "run", id: this.count, job: waiting.job });
  }

  /** Asks, and kills it where it does not answer. */
  cancel(): void {
    if (this.running === null || this.stopping) return;
    this.link.send({ say: "cancel", id: this.running.id });
    this.killLater();
  }

  stop(): void {
    this.stopping = true;
    this.link.send({ say: "shutdown" });
    this.killLater();
  }

  private killLater(): void {
    this.killing ??= setTimeout(() => {
      this.stopping = true;
      this.link.kill();
    }, this.times.killAfterMs);
  }

  private watch(): void {
    clearTimeout(this.stall);
    this.stall = setTimeout(() => {
      this.dead = "no sign of life";
      this.running?.waiting.reject(stalled(this.times.stallAfterMs));
      this.link.kill();
    }, this.times.stallAfterMs);
  }

  private hear(value: unknown): void {
    const parsed = fromExporter.safeParse(value);
    // Memory of a process that says something else may be damaged: nothing that it draws is worth having.
    if (!parsed.success) {
      this.link.kill();
      return;
    }
    const message: FromExporter = parsed.data;
    if (message.say === "ready" || message.id !== this.running?.id) return;
    if (message.say === "progress") {
      this.watch();
      this.running.waiting.onProgress(message.done, message.total);
    } else if (message.say === "done") this.end(true)?.resolve(message.files);
    else {
      const { code, kind, message: text, hint } = message;
      this.end(true)?.reject(new StudioError(code, kind, text, { hint }));
    }
  }

  /** The job is over; gives what waits for it. */
  private end(alive: boolean): Waiting | null {
    const running = this.running;
    if (running === null) return null;
    this.running = null;
    clearTimeout(this.stall);
    if (!this.stopping) {
      clearTimeout(this.killing);
      this.killing = undefined;
    }
    // The answer first: whoever waits for it may want to close the pool.
    queueMicrotask(() => running.finished(alive));
    return running.waiting;
  }
}

function crashed(how: string): StudioError {
  return new StudioError("export/exporter-crashed", "failure", `The process that draws the pages ${how}.`, {
    hint: "Nothing was written. Try again with fewer editions at once; if it happens again, report it.",
  });
}

function stalled(after: number): StudioError {
  return new StudioError(
    "export/exporter-stalled",
    "failure",
    `The process that draws the pages did nothing for ${Math.round(after / 1000)} seconds and was ended.`,
    { hint: "Nothing was written. Close other programs and try again; if it happens again, report it." },
  );
}
