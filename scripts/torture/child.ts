import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A program in a process of its own that is asked and answers through a pipe, and that can be killed. */

export interface Child {
  readonly id: number;
  readonly ask: (message: unknown) => Promise<unknown>;
  /** The next thing that comes without being asked for; null where the process ends without one. */
  readonly next: () => Promise<unknown>;
  readonly tell: (message: unknown) => void;
  /** What comes without being asked for. */
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** As `kill -9`; returns when the system has buried it. */
  readonly kill: () => Promise<void>;
}

/** @param program path of a TypeScript file. */
export function startChild(program: string, args: readonly string[] = []): Child {
  const child = fork(program, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const gone = once(child, "exit");
  const tell = (message: unknown) => {
    if (child.connected) child.send(message as object, () => undefined);
  };
  return {
    id: child.pid ?? 0,
    tell,
    next: () => nextMessage(child),
    ask(message) {
      const answer = nextMessage(child);
      tell(message);
      return answer;
    },
    onMessage: (listener) => child.on("message", listener),
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** Null where the process ends without one. */
function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const finish = (message: unknown) => {
      child.off("message", finish);
      child.off("exit", end);
      resolve(message);
    };
    const end = () => finish(null);
    child.on("message", finish);
    child.on("exit", end);
    if (child.exitCode !== null) end();
  });
}
