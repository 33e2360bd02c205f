import { isAbsolute } from "node:path";
import { StudioError } from "../../shared/base/errors.ts";
import { CHANNELS } from "../../shared/contract/bridge.ts";
import { failureOf, type WireAnswer, type WireEvent } from "../../shared/contract/wire.ts";
import type { Studio } from "../studio/base/ports.ts";
import type { ElectronApi, ShellContents } from "./electronApi.ts";
import { isOurs } from "./guards.ts";
import { isDocument } from "./openFiles.ts";

/** Messages of windows → the studio, after a look at who sends them and how much. */

/** Of a call's input as JSON: the largest document fits many times. */
const MOST_INPUT = 4 * 1024 * 1024;
/** Of one file; the studio's own limit. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Calls of one window at a time: more is a fault, or an attack. */
const MOST_CALLS = 256;
/** Ten a second are as many as anybody reads. */
const PROGRESS_EVERY_MS = 100;

const ID = /^[A-Za-z0-9-]{1,64}$/;

export interface IpcOptions {
  readonly ipcMain: ElectronApi["ipcMain"];
  readonly studio: Pick<Studio, "dispatch" | "listen" | "putAsset" | "offerDocument">;
  readonly origins: readonly string[];
  /** The window's name in events; null for contents that are no window of ours. */
  readonly clientOf: (contentsId: number) => string | null;
  readonly contentsOf: () => readonly { readonly client: string; readonly contents: ShellContents }[];
  /** How far the long work of a window is. */
  readonly onProgress: (client: string, progress: { readonly done: number; readonly total: number }) => void;
  /** It has ended; it said how far it was before. */
  readonly onEnd: (client: string, end: LongEnd) => void;
  /** Milliseconds, never going back. */
  readonly now: () => number;
  readonly log: (error: unknown) => void;
}

/** How long work ended, of which a window heard how far it is. */
export interface LongEnd {
  /** Of the contract. */
  readonly call: string;
  /** Milliseconds. */
  readonly took: number;
  readonly how: "done" | "failed" | "cancelled";
}

interface Event {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** @returns calls off whatever the window with this name still waits for. */
export function bindIpc(options: IpcOptions): { readonly forget: (client: string) => void } {
  const { ipcMain, studio, origins, log } = options;
  const running = new Map<string, Map<string, AbortController>>();

  const sender = (event: Event): { client: string; contents: ShellContents } => {
    const frame = event.senderFrame;
    const client = options.clientOf(event.sender.id);
    const found = options.contentsOf().find((one) => one.client === client);
    if (frame === null || frame.parent !== null || !isOurs(frame.url, origins) || found === undefined) {
      throw refused("contract/wrong-sender", "Only a window of Manara itself may call.");
    }
    return found;
  };

  const call = async (event: Event, message: unknown): Promise<WireAnswer> => {
    const { client, contents } = sender(event);
    const { id, name, input } = readCall(message);
    const calls = running.get(client) ?? new Map<string, AbortController>();
    running.set(client, calls);
    if (calls.has(id)) throw refused("contract/wrong-call", "Two calls have the same name.");
    if (calls.size >= MOST_CALLS) throw refused("contract/too-many-calls", `More than ${MOST_CALLS} calls wait.`);
    const controller = new AbortController();
    calls.set(id, controller);
    const progress = limitProgress(options.now, (value) => {
      if (!contents.isDestroyed()) contents.send(CHANNELS.progress, id, value);
      const far = readProgress(value);
      if (far !== null) options.onProgress(client, far);
    });
    const began = options.now();
    let how: LongEnd["how"] = "failed";
    try {
      const answer = await studio.dispatch(name, input, {
        client,
        signal: controller.signal,
        onProgress: progress.say,
        onFault: log,
      });
      how = controller.signal.aborted ? "cancelled" : answer.ok ? "done" : "failed";
      return answer;
    } finally {
      calls.delete(id);
      if (progress.spoke()) options.onEnd(client, { call: String(name), took: options.now() - began, how });
    }
  };

  const put = async (event: Event, bytes: unknown): Promise<WireAnswer> => {
    sender(event);
    if (!(bytes instanceof Uint8Array)) throw refused("contract/wrong-call", "Bytes were expected.");
    if (bytes.byteLength > MOST_BYTES) {
      throw refused("asset/too-large", `The file has ${bytes.byteLength} bytes; ${MOST_BYTES} is the most.`);
    }
    return { ok: true, value: await studio.putAsset(bytes) };
  };

  const drop = async (event: Event, path: unknown): Promise<WireAnswer> => {
    const { client } = sender(event);
    if (typeof path !== "string" || !isAbsolute(path) || !isDocument(path)) {
      throw new StudioError("document/not-a-document", "usage", "The dropped file is not a Manara document.", {
        hint: "Documents end in .manara. To place a picture, drop it on its frame.",
      });
    }
    studio.offerDocument(path, client);
    return { ok: true, value: null };
  };

  const answered =
    (handler: (event: Event, value: unknown) => Promise<WireAnswer>) =>
    (event: Event, value: unknown): Promise<WireAnswer> =>
      handler(event, value).catch((error: unknown) => {
        if (!(error instanceof StudioError)) log(error);
        return { ok: false, failure: failureOf(error) };
      });

  ipcMain.handle(CHANNELS.call, answered(call));
  ipcMain.handle(CHANNELS.put, answered(put));
  ipcMain.handle(CHANNELS.drop, answered(drop));
  ipcMain.on(CHANNELS.cancel, (event: Event, id: unknown) => {
    const client = options.clientOf(event.sender.id);
    if (client === null || typeof id !== "string" || event.senderFrame?.parent !== null) return;
    running.get(client)?.get(id)?.abort();
  });
  studio.listen((event: WireEvent, to) => {
    for (const { client, contents } of options.contentsOf()) {
      if ((to === null || to === client) && !contents.isDestroyed()) contents.send(CHANNELS.event, event);
    }
  });

  return {
    forget(client) {
      for (const controller of running.get(client)?.values() ?? []) controller.abort();
      running.delete(client);
    },
  };
}

function readCall(message: unknown): { readonly id: string; readonly name: unknown; readonly input: unknown } {
  if (typeof message !== "object" || message === null || !("id" in message) || !("name" in message)) {
    throw refused("contract/wrong-call", "A call has an id, a name and an input.");
  }
  const { id, name } = message;
  if (typeof id !== "string" || !ID.test(id)) throw refused("contract/wrong-call", "A call has a short id.");
  const input: unknown = "input" in message ? message.input : undefined;
  const text = input === undefined ? "" : JSON.stringify(input);
  if (text.length > MOST_INPUT) {
    throw refused("contract/too-large", `The input has ${text.length} characters; ${MOST_INPUT} is the most.`);
  }
  return { id, name, input };
}

/** The first and the last value always come through; in between, one each tenth of a second. */
function limitProgress(now: () => number, send: (value: unknown) => void) {
  let last = Number.NEGATIVE_INFINITY;
  let spoke = false;
  return {
    say(value: unknown) {
      const far = readProgress(value);
      const finished = far !== null && far.done >= far.total;
      if (!finished && now() - last < PROGRESS_EVERY_MS) return;
      last = now();
      spoke = true;
      send(value);
    },
    spoke: () => spoke,
  };
}

function readProgress(value: unknown): { readonly done: number; readonly total: number } | null {
  if (typeof value !== "object" || value === null || !("done" in value) || !("total" in value)) return null;
  const { done, total } = value;
  return typeof done === "number" && typeof total === "number" && total > 0 ? { done, total } : null;
}

function refused(code: string, message: string): StudioError {
  return new StudioError(code, "usage", message, { hint: "This is a fault in Manara: report it." });
}
