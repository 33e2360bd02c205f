import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** `manara serve` as a process of its own, so that it can be killed like one. */

export interface HostProcess {
  /** Lets one browser in, once. */
  readonly address: string;
  /** Everything that it wrote to its log. */
  readonly log: () => string;
  /** As people stop it: waits for its end. */
  readonly stop: () => Promise<void>;
  /** As a power cut stops it: nothing is written any more. */
  readonly kill: () => Promise<void>;
}

export interface HostOptions {
  readonly window: string;
  readonly folder: string;
  readonly data: string;
  /** POSIX name of the machine's language. */
  readonly locale: string;
  /** Opened at the start. */
  readonly document?: string;
}

export async function startHost({ window, folder, data, locale, document }: HostOptions): Promise<HostProcess> {
  const values = ["--json", "--port", "0", "--folder", folder, "--window", window];
  const child = spawn(
    process.execPath,
    ["src/main/cli/index.ts", "serve", ...values, ...(document === undefined ? [] : [document])],
    {
      env: { PATH: process.env.PATH, HOME: data, MANARA_DATA: data, LANG: locale },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  child.stderr.on("data", (part: Buffer) => {
    log += part.toString();
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    child.kill(signal);
    await closed;
  };
  const url = await firstLine(child, () => log);
  return { address: url, log: () => log, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

async function firstLine(child: ChildProcess, log: () => string): Promise<string> {
  if (child.stdout === null) throw new Error("stdout is piped");
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The host ended with ${code} before it said where it is.\n${log()}`);
  });
  // After the first line nobody waits for it any more.
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  return (JSON.parse(String(line)) as { url: string }).url;
}
